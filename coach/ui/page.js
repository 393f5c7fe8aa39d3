// What the page does by itself: Esc stops, a mark copies, a line goes into the box, an action reaches its handler.
(() => {
  if (window.coachIsReady) return;  // Gradio puts what is in the head there once more
  window.coachIsReady = true;
  const put = (box, value) => {
    const of = box.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(of.prototype, "value").set.call(box, value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const says = name => window.coachTexts?.[name] ?? name;
  const act = (what, to = "act") => {
    const box = document.querySelector(`#${to} textarea, #${to} input`);
    if (box) put(box, JSON.stringify({ ...what, at: Date.now() }));
  };
  const filled_in = form => Object.fromEntries([...document.querySelectorAll(`#${form} [data-field]`)].map(f => [f.dataset.field, f.value]));
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
    const named = button.dataset.named ?? (button.dataset.named = button.getAttribute("aria-label") ?? "");
    button.textContent = text;
    if (named) button.setAttribute("aria-label", `${named}: ${text}`);
    clearTimeout(button.timer);
    button.timer = setTimeout(() => { button.textContent = before; if (named) button.setAttribute("aria-label", named); delete button.dataset.armed; }, button.dataset.armed ? 8000 : 2500);
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
    const ways = bubble.querySelectorAll('a[href^="#practise-"], .heard, .bars, .years, .tools, .aloud');  // to somewhere else, no part of what is said
    ways.forEach(a => { a.style.display = "none"; });
    const said = bubble.innerText.trim();
    ways.forEach(a => { a.style.display = ""; });
    return [said, [...sources].map(([n, title]) => `[${n}] ${title}`).join("\n")].filter(Boolean).join("\n\n");
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
        if (note) note.textContent = says(done ? "copied" : "copy_no");
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
    if (typed && typed !== d.use && !d.armed) { d.armed = "1"; say(button, says("replace")); return; }
    if (d.sure && !d.armed) { d.armed = "1"; say(button, d.sure); return; }
    if (d.back) { const script = document.getElementById(d.back); reworded.drop(script_at(script)); script.innerHTML = script.dataset.first; fill(); offer(); script.focus(); }
    if (d.copy) copy(words(d.copy)).then(done => say(button, says(done ? "copied" : "not_copied")));
    if (d.mail) location.href = `mailto:?subject=${encodeURIComponent(d.subject ?? "")}&body=${encodeURIComponent(words(d.mail))}`;
    if (d.act && button.closest("#next, #drill")) location.hash = "talk";  // another round: the sheet makes way for it
    if (d.use) { location.hash = "talk"; const box = document.querySelector("#box textarea"); if (box) { put(box, d.use); box.focus(); } }
    if (d.send) say(button, says("saved"));
    if (d.send) act({ ...JSON.parse(d.act ?? "{}"), text: words(d.send) });
    else if (d.act) act({ ...JSON.parse(d.act), ...(d.form ? { fields: filled_in(d.form) } : {}) }, d.to);
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
  // Gradio draws rows anew and late, so the last one is looked up each time, until the reader moves or all has been still.
  let asked = 0, following = false, letting = 0;
  const release = () => { following = false; clearTimeout(letting); };
  const follow = () => {
    const rows = document.querySelectorAll("#chat .user-row");
    if (rows.length > asked) following = true;
    asked = rows.length;
    const last = rows[rows.length - 1], box = last?.closest(".bubble-wrap");
    if (!following || !box) return;
    box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
    clearTimeout(letting);
    if (!document.querySelector("#box button.stop-button")) letting = setTimeout(() => { follow(); release(); }, 2500);
  };
  for (const by of ["wheel", "touchmove", "pointerdown"]) document.addEventListener(by, release, { capture: true, passive: true });
  document.addEventListener("keydown", event => { if (/^(Page|Arrow|Home|End)/.test(event.key) && !event.target.closest?.("textarea, input")) release(); }, true);
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
  // Words changed by hand stay with the script in just this tone, length and channel, over switches and reloads; a script that is
  // written otherwise meanwhile, as its figures have changed, is another one.
  const WORDS = "coach-scripts", KEPT = 60;
  const mark = text => { let h = 0; for (const c of text) h = (Math.imul(h, 31) + c.codePointAt(0)) | 0; return h.toString(36); };
  const reworded = {
    held: () => { try { return JSON.parse(localStorage.getItem(WORDS) ?? "{}"); } catch { return {}; } },
    hold: all => { try { localStorage.setItem(WORDS, JSON.stringify(Object.fromEntries(Object.entries(all).slice(-KEPT)))); } catch { /* a browser that keeps nothing */ } },
    get: at => reworded.held()[at],
    has: at => at in reworded.held(),
    set: (at, words) => reworded.hold({ ...reworded.held(), [at]: words }),
    drop: at => { const all = reworded.held(); delete all[at]; reworded.hold(all); },
  };
  const first_of = script => script.dataset.first ?? (script.dataset.first = script.innerHTML, script.dataset.mark = mark(script.innerText), script.dataset.first);
  const script_at = script => (first_of(script), `${script.id} ${script.dataset.mark}`);
  const offer = () => document.querySelectorAll("#cards [data-back]").forEach(button => {
    const script = document.getElementById(button.dataset.back), words = script && reworded.get(script_at(script));
    if (words !== undefined && script !== document.activeElement && script.innerText !== words) script.innerText = words;
    button.hidden = words === undefined;
  });
  document.addEventListener("focusout", () => { editing = null; });
  // A table that is wider than its place shows that it goes on.
  let tabling = 0;
  const tables = () => {
    tabling = 0;
    for (const e of document.querySelectorAll("#main .rows, #chat table")) {
      const goes_on = e.scrollWidth - e.clientWidth - e.scrollLeft > 2;
      if (e.classList.contains("goes-on") !== goes_on) e.classList.toggle("goes-on", goes_on);
    }
  };
  const tabled = () => { tabling ||= requestAnimationFrame(tables); };
  document.addEventListener("scroll", tabled, { capture: true, passive: true });
  for (const change of ["resize", "hashchange", "toggle"]) addEventListener(change, tabled, true);
  new MutationObserver(seen => {
    tabled();
    if (seen.some(m => m.target.closest?.("#chat"))) {
      follow();
      document.querySelectorAll("#chat .bubble-wrap:not([tabindex])").forEach(e => { e.tabIndex = 0; });  // what scrolls is reached by the keyboard
    }
    if (seen.some(m => m.target.closest?.("#cards"))) { document.querySelectorAll("#cards .script").forEach(first_of); fill(); offer(); }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
