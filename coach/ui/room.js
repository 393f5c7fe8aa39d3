// The room one comes into: doors that begin a sentence, companies to name, sheets that keep the focus, Enter that sends an edit.
(() => {
  if (window.coachHasRoom) return;  // Gradio puts what is in the head there once more
  window.coachHasRoom = true;
  const box = () => document.querySelector("#box textarea");
  const put = (field, value) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    field.setSelectionRange(value.length, value.length);
  };
  const starts = () => [...document.querySelectorAll("[data-start]")].map(b => b.dataset.start);
  // A door begins the sentence where nothing of one's own is written yet, and says what would help.
  const begin = door => {
    const field = box();
    if (!field) return;
    if (!field.value.trim() || starts().includes(field.value)) put(field, door.dataset.start); else field.focus();
    document.querySelectorAll("[data-start]").forEach(b => b.setAttribute("aria-pressed", b === door));
    document.querySelectorAll(".hints [data-of]").forEach(p => { p.hidden = p.dataset.of !== door.dataset.start; });
  };
  const unbegin = () => {  // the letter's door goes on with nothing that another one began
    put(box(), "");
    document.querySelectorAll("[data-start]").forEach(b => b.setAttribute("aria-pressed", false));
    document.querySelectorAll(".hints [data-of]").forEach(p => { p.hidden = true; });
  };
  const name = company => {
    const field = box();
    if (!field) return;
    const said = field.value;
    put(field, said.trim() ? `${said.replace(/\s*$/, " ")}${company} ` : (window.coachTexts?.what_pays ?? "{company} ").replace("{company}", company));
  };
  const chip = company => Object.assign(document.createElement("button"), { type: "button", className: "chip-of", textContent: company });
  document.addEventListener("input", event => {
    if (event.target.id !== "company-search") return;
    const words = event.target.value.trim().toLowerCase(), found = document.getElementById("company-found");
    const names = words ? event.target.dataset.names.split("\n").filter(n => n.toLowerCase().includes(words)) : [];
    names.sort((a, b) => b.toLowerCase().startsWith(words) - a.toLowerCase().startsWith(words));
    const chips = names.slice(0, 12).map(n => { const c = chip(n); c.dataset.company = n; return c; });
    const none = window.coachTexts?.unknown ?? "";
    found.replaceChildren(...chips, ...(words && !names.length ? [none] : []));
  });

  // Whoever was in a talk comes back to it: the doors are not shown before it is there.
  const root = document.documentElement;
  const talked = set => {
    try { return set === undefined ? localStorage.getItem("coach-talk") : set ? localStorage.setItem("coach-talk", "1") : localStorage.removeItem("coach-talk"); }
    catch { return null; }  // a browser that keeps nothing
  };
  const here = () => root.classList.remove("returning");
  if (talked() && location.pathname === "/") { root.classList.add("returning"); setTimeout(here, 5000); }
  new MutationObserver(() => {
    if (!document.querySelector("#history-list")?.textContent.trim()) return;
    const rows = Boolean(document.querySelector("#chat .message-row"));
    if (Boolean(talked()) !== rows) talked(rows);
    if (root.classList.contains("returning")) setTimeout(here, rows ? 0 : 300);
  }).observe(root, { childList: true, subtree: true });

  // A sheet keeps the focus while it is open, and gives it back where it came from.
  const SHEETS = ["strip", "talks", "sofar"];
  let from = null, open = null;
  const sheet = () => SHEETS.map(id => document.getElementById(id)).find(e => e && `#${e.id}` === location.hash && getComputedStyle(e).position === "fixed") ?? null;
  const focus = e => {
    if (!e) return;
    if (e.tabIndex < 0 && !e.hasAttribute("tabindex")) e.tabIndex = -1;
    e.focus({ preventScroll: true });
  };
  // Under a finger the box would bring the keyboard up.
  const middle = () => (matchMedia("(pointer: coarse)").matches ? document.getElementById("chat") : box()) ?? document.getElementById("talk");
  const moved = () => {
    const now = sheet(), letter = location.hash === "#letter" && document.getElementById("letter");
    document.querySelectorAll("#top, #main > *").forEach(e => { e.inert = Boolean(now) && e !== now; });
    if (now) {
      now.setAttribute("role", "dialog");
      now.setAttribute("aria-modal", "true");
      now.setAttribute("aria-label", now.querySelector("h2")?.textContent ?? "");
    } else for (const id of SHEETS) for (const name of ["role", "aria-modal", "aria-label"]) document.getElementById(id)?.removeAttribute(name);
    if (now || letter) focus((now || letter).querySelector("h2"));
    else if (open) focus((from && document.getElementById(from)) || middle());
    open = now || letter || null;
  };
  window.addEventListener("hashchange", moved);
  document.addEventListener("click", event => {
    const way = event.target.closest('a[href="#strip"], a[href="#talks"], a[href="#letter"], a[href="#sofar"]');
    if (way) from = way.id || null;
    const practise = event.target.closest('#chat a[href^="#practise-"]');
    if (practise) { event.preventDefault(); event.stopImmediatePropagation(); location.assign(`/rehearse?turn=${practise.getAttribute("href").split("-")[1]}`); return; }
    const skip = event.target.closest(".skip");
    if (skip) { event.preventDefault(); event.stopImmediatePropagation(); focus(box() ?? document.getElementById("talk")); return; }
    if (event.target.closest("#history-list .title, #fresh") && location.hash === "#talks") { from = null; location.hash = "talk"; }
    const now = sheet();
    if (now && !way && !event.target.closest(`#${now.id}, .toast-wrap, .options`)) { event.preventDefault(); event.stopImmediatePropagation(); location.hash = "talk"; return; }
    if (event.target.closest("[data-rename]") && document.getElementById("talks").classList.toggle("naming"))
      setTimeout(() => document.querySelector("#history-title :is(input, textarea)")?.select(), 60);
    const door = event.target.closest("[data-start]"), of = event.target.closest("[data-company]");
    if (door) begin(door);
    if (event.target.closest("a.door") && starts().includes(box()?.value)) unbegin();
    if (of) name(of.dataset.company);
    // What was acted on may be gone once it is done; whoever is there by the keyboard goes on in the middle.
    if (event.target.closest("#fresh, #chat button, #letter button, #letter-card button, #history-list button, #why button"))
      for (const late of [300, 900, 2000]) setTimeout(() => { if (document.activeElement === document.body) focus(middle()); }, late);
  }, true);
  document.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target.closest?.("#history-title")) setTimeout(() => document.getElementById("talks").classList.remove("naming"), 400);
    const field = event.target.closest?.("#chat .user-row textarea");
    if (!field || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    const send = (field.closest(".message-row") ?? document).querySelector('button[title="Submit"]') ?? document.querySelector('#chat button[title="Submit"]');
    if (send) { event.preventDefault(); event.stopImmediatePropagation(); send.click(); }
  }, true);
})();
