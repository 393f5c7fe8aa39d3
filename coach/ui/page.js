// What the page does by itself: Esc stops, a mark copies, a line goes into the box, an action reaches its handler.
(() => {
  if (window.coachIsReady) return;  // Gradio puts what is in the head there once more
  window.coachIsReady = true;
  const put = (box, value) => {
    const of = box.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(of.prototype, "value").set.call(box, value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const act = what => {
    const box = document.querySelector("#act textarea, #act input");
    if (box) put(box, JSON.stringify({ ...what, at: Date.now() }));
  };
  // What was acted on is drawn anew; whoever is there by the keyboard stays there.
  const stay = button => {
    if (document.activeElement !== button || !button.dataset.act) return;
    const same = `[data-act="${CSS.escape(button.dataset.act)}"]`;
    const watch = new MutationObserver(() => {
      if (document.activeElement !== document.body) return;
      const there = document.querySelector(same);
      (there?.disabled ? there.parentElement.querySelector("button:enabled") : there)?.focus();
    });
    watch.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), 3000);
  };
  const words = id => (document.getElementById(id)?.innerText ?? "").replace(/\u00a0/g, " ").trim();
  const say = (button, text) => {
    const before = button.dataset.label ?? (button.dataset.label = button.textContent);
    button.textContent = text;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => { button.textContent = before; delete button.dataset.armed; }, 2500);
  };
  const copy = async text => {
    try { await navigator.clipboard.writeText(text); return true; }
    catch {  // without leave to use the clipboard, or over plain http
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  // A bubble as people paste it: its words as shown, and the sources its marks name.
  const spoken = bubble => {
    const marks = [...bubble.querySelectorAll('a[href^="#cite-"]')].filter(a => /^\d+$/.test(a.textContent.trim()));
    const sources = new Map(marks.map(a => [a.textContent.trim(), a.title || a.dataset.tip]));
    return [bubble.innerText.trim(), [...sources].map(([n, title]) => `[${n}] ${title}`).join("\n")].filter(Boolean).join("\n\n");
  };
  document.addEventListener("click", event => {
    const copier = event.target.closest('#chat button[aria-label^="Copy"], #chat button[title^="Copy"]');
    const bubble = copier?.closest(".message-buttons")?.previousElementSibling?.querySelector(".message");
    if (bubble) {
      event.stopImmediatePropagation();
      event.preventDefault();
      const note = document.getElementById("told");
      copy(spoken(bubble)).then(done => {
        copier.classList.toggle("done", done);
        if (note) note.textContent = done ? "Copied" : "The browser did not let me copy.";
        setTimeout(() => { copier.classList.remove("done"); if (note) note.textContent = ""; }, 2000);
      });
      return;
    }
    // Gradio's <base> makes "#x" an address of the first page.
    const place = event.target.closest('a[href^="#"]');
    if (place && place.pathname !== location.pathname) {
      event.preventDefault();
      history.replaceState(null, "", location.pathname);  // the same place again is gone to again
      location.hash = place.getAttribute("href");
      return;
    }
    const button = event.target.closest("[data-act], [data-back], [data-copy], [data-mail], [data-use], [data-send]");
    if (!button) {
      const blank = event.target.closest(".blank");
      if (blank) getSelection().selectAllChildren(blank);
      return;
    }
    const d = button.dataset;
    const typed = d.use && document.querySelector("#box textarea")?.value.trim();
    if (typed && typed !== d.use && !d.armed) { say(button, "Replace what you typed?"); d.armed = "1"; return; }
    if (d.sure && !d.armed) { say(button, d.sure); d.armed = "1"; return; }
    if (d.back) { const script = document.getElementById(d.back); script.innerText = reworded.get(script_at(script)); offer(); script.focus(); }
    if (d.copy) copy(words(d.copy)).then(done => say(button, done ? "Copied" : "Not copied"));
    if (d.mail) location.href = `mailto:?subject=${encodeURIComponent(d.subject ?? "")}&body=${encodeURIComponent(words(d.mail))}`;
    if (d.use) { location.hash = "talk"; const box = document.querySelector("#box textarea"); if (box) { put(box, d.use); box.focus(); } }
    if (d.send) say(button, "Saved");
    if (d.send) act({ ...JSON.parse(d.act ?? "{}"), text: words(d.send) });
    else if (d.act) act(JSON.parse(d.act));
    if (d.act) stay(button);
    if (d.go) go(d.go);
  }, true);
  // A sheet that is only now drawn opens once it is there, and at its line.
  const go = (id, tries = 30) => {
    const there = document.getElementById(id);
    if (!there && tries) { setTimeout(go, 100, id, tries - 1); return; }
    history.replaceState(null, "", location.pathname);
    location.hash = id;
    setTimeout(() => document.querySelector(`#${id} .hit`)?.scrollIntoView({ block: "center" }), 300);
  };
  document.addEventListener("keydown", event => {
    // Gradio opens a list again that Tab has just left.
    if (event.key === "Tab" && event.target.closest?.(".wrap-inner")) { event.stopImmediatePropagation(); return; }
    if (event.key !== "Escape") return;
    const stop = document.querySelector("#box button.stop-button");
    if (stop) stop.click(); else if (location.hash) location.hash = "talk";
  }, true);
  // A new question goes to the top, so that its answer is read from its beginning.
  let asked = 0, top = null, letting = 0;
  const release = () => { top = null; letting = 0; };
  const follow = () => {
    const rows = document.querySelectorAll("#chat .user-row");
    if (rows.length > asked) top = rows[rows.length - 1];
    asked = rows.length;
    const box = top?.closest(".bubble-wrap");
    if (!box) return;
    box.scrollTop += top.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
    clearTimeout(letting);
    letting = document.querySelector("#box button.stop-button") ? 0 : setTimeout(release, 700);
  };
  for (const by of ["wheel", "touchmove", "pointerdown"]) document.addEventListener(by, release, { capture: true, passive: true });
  // A blank that is filled once is filled in every script, and stays so when they are rewritten.
  const filled = new Map();
  const fill = () => document.querySelectorAll("#cards .blank").forEach(blank => {
    blank.dataset.name ??= blank.textContent;
    const words = filled.get(blank.dataset.name);
    if (words && blank !== editing && blank.textContent !== words) blank.textContent = words;
    blank.classList.toggle("filled", blank.textContent !== blank.dataset.name);
  });
  let editing = null;
  document.addEventListener("input", event => {
    if (!event.target.closest?.("#cards .script")) return;
    const at = getSelection().anchorNode;
    editing = (at?.nodeType === 3 ? at.parentElement : at)?.closest?.(".blank") ?? null;
    if (editing?.dataset.name && editing.textContent.trim()) filled.set(editing.dataset.name, editing.textContent);
    const script = event.target.closest(".script");
    if (!editing || reworded.has(script_at(script))) reworded.set(script_at(script), script.innerText);
    fill();
    offer();
  });
  // Words changed by hand can be brought back where a switch has rewritten them.
  const reworded = new Map();
  const script_at = script => `${document.querySelector("#cards h2")?.textContent} ${script.id}`;
  const offer = () => document.querySelectorAll("#cards [data-back]").forEach(button => {
    const script = document.getElementById(button.dataset.back), words = script && reworded.get(script_at(script));
    button.hidden = !words || words === script.innerText;
  });
  document.addEventListener("focusout", () => { editing = null; });
  new MutationObserver(seen => {
    if (seen.some(m => m.target.closest?.("#chat"))) follow();
    if (seen.some(m => m.target.closest?.("#cards"))) { fill(); offer(); }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
