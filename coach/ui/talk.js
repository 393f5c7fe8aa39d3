// What can be done inside the talk: letters dropped, pasted or chosen; words to send copied, mailed, changed; chips put right; a way back to
// the message that a thing came from; what is typed and not sent survives a reload.
(() => {
  if (window.coachHasTalk) return;  // Gradio puts what is in the head there once more
  window.coachHasTalk = true;
  const $ = (selector, of = document) => of.querySelector(selector);
  const box = () => $("#box textarea");
  const says = name => window.coachTexts?.[name] ?? name;
  const put = (field, value) => {
    const of = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(of.prototype, "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const tell = (what, to) => { const field = $(`#${to} textarea, #${to} input`); if (field) put(field, JSON.stringify({ ...what, at: Date.now() })); };
  const note = words => { const place = $("#told"); if (place) { place.textContent = words; setTimeout(() => { if (place.textContent === words) place.textContent = ""; }, 2500); } };
  const held = name => { try { return JSON.parse(localStorage.getItem(name) ?? "{}"); } catch { return {}; } };
  const hold = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* a browser that keeps nothing */ } };

  // --- Letters and mails.
  const LEAST = 160, LINES = 4;
  // A photo is made as small as it can still be read: it arrives sooner, and no phone's photo is too large.
  const SIDE = 2200;
  const small = async file => {
    if (!file.type.startsWith("image/")) return file;
    try {
      const held = await createImageBitmap(file), part = Math.min(1, SIDE / Math.max(held.width, held.height));
      const page = Object.assign(document.createElement("canvas"), { width: Math.round(held.width * part), height: Math.round(held.height * part) });
      page.getContext("2d").drawImage(held, 0, 0, page.width, page.height);
      const made = await new Promise(done => page.toBlob(done, "image/jpeg", 0.88));
      return made ? new File([made], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch { return file; }  // one that the browser cannot show
  };
  const give = async file => {
    const field = $("#letter-file input[type=file]");
    if (!field || !file) return;
    const kinds = (field.accept || "").split(",").map(k => k.trim()).filter(Boolean);
    if (kinds.length && !kinds.some(k => file.name.toLowerCase().endsWith(k))) { tell({ do: "letter-not", name: file.name }, "letter-act"); return; }
    const all = new DataTransfer();
    all.items.add(await small(file));
    field.files = all.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("change", event => {  // chosen by hand
    const file = event.isTrusted && event.target.matches?.("#letter-file input[type=file]") && event.target.files[0];
    if (file?.type?.startsWith("image/")) { event.stopImmediatePropagation(); give(file); }
  }, true);
  const overs = event => location.pathname === "/" && [...(event.dataTransfer?.types ?? [])].includes("Files");
  let depth = 0;
  const over = on => { document.body.dataset.drop = says("over"); veil(on); };
  const veil = on => document.documentElement.classList.toggle("dropping", on);
  document.addEventListener("dragenter", event => { if (overs(event)) { depth += 1; over(true); } });
  document.addEventListener("dragleave", event => { if (overs(event)) { depth = Math.max(0, depth - 1); if (!depth) over(false); } });
  document.addEventListener("dragover", event => { if (overs(event)) event.preventDefault(); });
  document.addEventListener("drop", event => {
    depth = 0;
    over(false);
    if (!overs(event) || !event.dataTransfer.files.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    give(event.dataTransfer.files[0]);
  }, true);
  document.addEventListener("paste", event => {
    if (location.pathname !== "/") return;
    const file = event.clipboardData?.files?.[0];
    if (file) { event.preventDefault(); event.stopImmediatePropagation(); give(file); return; }
    if (!event.target.closest?.("#box")) return;
    const words = event.clipboardData?.getData("text/plain") ?? "";
    if (words.length < LEAST || words.trim().split(/\n\s*/).length < LINES) return;
    // It stands in the box first, so that nothing is lost if it is no letter.
    setTimeout(() => { const field = $("#pasted textarea, #pasted input"); if (field && box()?.value.trim() === words.replace(/\r\n?/g, "\n").trim()) { put(field, ""); put(field, box().value); } });
  }, true);

  // --- Words to send: as they stand, or as they were changed; the changes are kept in this browser.
  const WORDS = "coach-words", KEPT = 60;
  const mark = text => { let h = 0; for (const c of text) h = (Math.imul(h, 31) + c.codePointAt(0)) | 0; return h.toString(36); };
  const talk = () => { try { return JSON.parse($("#history-list .title[aria-current]")?.dataset.act ?? "{}").id ?? ""; } catch { return ""; } };
  const plain = quote => (quote.innerText ?? "").replace(/\u00a0/g, " ").replace(/\n{3,}/g, "\n\n").trim();
  const key = quote => quote.dataset.key ?? (quote.dataset.first = plain(quote), quote.dataset.key = mark(quote.dataset.first));
  const at = quote => `${talk()}/${key(quote)}`;
  const quote_of = button => { let e = button.closest("p.tools"); while (e && e.tagName !== "BLOCKQUOTE") e = e.previousElementSibling; return e; };
  const quotes = () => [...document.querySelectorAll("#chat .bot-row blockquote")].filter(q => q.nextElementSibling?.matches("p.tools"));
  const write = (quote, words) => {
    quote.innerText = words;
    quote.contentEditable = "plaintext-only";
    quote.classList.add("own");
    for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-label", says("own")], ["tabindex", "0"]]) quote.setAttribute(name, value);
  };
  const dress = () => {
    const all = held(WORDS);
    for (const quote of quotes()) {
      key(quote);
      const own = all[at(quote)];
      if (own !== undefined && document.activeElement !== quote && plain(quote) !== own) write(quote, own);
      const back = quote.nextElementSibling.querySelector("button.back");
      if (back) back.hidden = own === undefined;
    }
    for (const [who, name] of [["bot", says("coach")], ["user", says("you")]])
      document.querySelectorAll(`#chat [data-testid="${who}"]`).forEach(e => { if (e.getAttribute("aria-label") !== name) e.setAttribute("aria-label", name); });
  };
  document.addEventListener("input", event => {
    const quote = event.target.closest?.("#chat blockquote.own");
    if (!quote) return;
    const all = held(WORDS);
    all[at(quote)] = plain(quote);
    hold(WORDS, Object.fromEntries(Object.entries(all).slice(-KEPT)));
    const back = quote.nextElementSibling?.querySelector("button.back");
    if (back) back.hidden = false;
  });
  const mail = (words, subject) => {
    const lines = words.split("\n"), own = /^Subject:\s*(.+)$/.exec(lines[0]);
    const body = (own ? lines.slice(1).join("\n") : words).trim();
    return { subject: own ? own[1] : subject, body };
  };
  const copy = async text => {
    try { await navigator.clipboard.writeText(text); return true; }
    catch {  // without leave to use the clipboard, or over plain http
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  const said = (button, words) => {
    const before = button.dataset.label ?? (button.dataset.label = button.textContent);
    button.textContent = words;
    note(words);
    clearTimeout(button.timer);
    button.timer = setTimeout(() => { button.textContent = before; }, 2500);
  };
  const DO = {
    copy: (button, quote) => copy(plain(quote)).then(done => said(button, says(done ? "copied" : "not_copied"))),
    mail: (button, quote, d) => {
      const m = mail(plain(quote), d.subject ?? "");
      window.coachMailed = `mailto:?subject=${encodeURIComponent(m.subject)}&body=${encodeURIComponent(m.body)}`;
      location.href = window.coachMailed;
    },
    edit: (button, quote) => { if (!quote.isContentEditable) write(quote, plain(quote)); quote.focus(); },
    back: (button, quote) => {
      const all = held(WORDS);
      delete all[at(quote)];
      hold(WORDS, all);
      quote.innerText = quote.dataset.first;
      button.hidden = true;
      quote.focus();
    },
    save: (button, quote, d) => { tell({ do: "save", title: d.title, text: plain(quote) }, "change"); said(button, says("saved")); },
    say: (button, quote, d) => tell({ do: "say", text: d.text }, "say"),
    form: () => { location.hash = "strip"; },
    fix: (button, quote, d) => retype(button, d.field, d.value),
  };

  // --- What was understood is put right where it stands.
  const retype = (button, field, value) => {
    const several = field === "competing" || field === "achievements";
    const input = Object.assign(document.createElement(several ? "textarea" : "input"), { value, className: "retype" });
    input.setAttribute("aria-label", button.querySelector("small")?.textContent || button.title || button.textContent);
    button.hidden = true;
    button.after(input);
    input.focus();
    input.select();
    let over = false;  // taken away, it loses the focus once more
    const end = () => { over = true; button.hidden = false; input.remove(); };
    input.addEventListener("keydown", event => {
      if (event.isComposing) return;
      if (event.key === "Escape") { event.stopPropagation(); end(); button.focus(); }
      if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); input.blur(); }
    });
    input.addEventListener("blur", () => {
      if (over) return;
      const now = input.value.trim();
      end();
      if (now !== value.trim()) tell({ do: "fix", field, value: now }, "change");
    });
  };

  // --- An answer is heard once, when it is whole; read aloud and dictated where the browser offers it.
  const spoken = bubble => {
    const copy = bubble.cloneNode(true);
    copy.querySelectorAll('.heard, .tools, .aloud, .track, a[href^="#practise-"], a[href^="#cite-"]').forEach(e => e.remove());
    copy.querySelectorAll("p, li, tr, blockquote, div").forEach(e => e.append("\n"));
    return copy.textContent.replace(/[ \t]+/g, " ").replace(/\s*\n\s*/g, "\n").trim();
  };
  const bubbles = () => document.querySelectorAll("#chat .bot-row .message-content");
  let busy = false, before = null;  // how many answers there were when something was sent: one may be there between two frames
  const sends = event => { if (event.type === "click" ? event.target.closest?.("#box button.submit-button, #chat button") : event.key === "Enter" && event.target.closest?.("#box")) before = bubbles().length; };
  document.addEventListener("click", sends, true);
  document.addEventListener("keydown", sends, true);
  const hear = () => {
    document.querySelectorAll('#chat [aria-live="polite"]').forEach(e => { e.setAttribute("aria-live", "off"); });
    const now = Boolean($("#box button.stop-button")), all = bubbles(), place = $("#answered");
    if (!now && (busy || (before !== null && all.length > before))) {
      if (all.length && place) place.textContent = spoken(all[all.length - 1]);
      before = null;
    }
    busy = now;
  };
  const talks = window.speechSynthesis;
  const aloud = button => {
    if (!talks) return;
    const mine = button.getAttribute("aria-pressed") === "true";
    talks.cancel();
    document.querySelectorAll('.aloud [aria-pressed="true"]').forEach(b => b.setAttribute("aria-pressed", "false"));
    if (mine) return;
    const words = new SpeechSynthesisUtterance(spoken(button.closest(".message-content")));
    words.lang = "en";
    words.onend = words.onerror = () => button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    talks.speak(words);
  };
  if (talks) document.documentElement.classList.add("speaks");
  DO.aloud = button => aloud(button);
  const Listens = window.coachMayListen && (window.SpeechRecognition ?? window.webkitSpeechRecognition);
  let listening = null;
  const dictate = button => {
    if (listening) { listening.stop(); return; }
    const before = box().value.replace(/\s*$/, " ").trimStart();
    listening = new Listens();
    Object.assign(listening, { lang: "en-US", interimResults: true, continuous: true });
    listening.onresult = event => put(box(), before + [...event.results].map(r => r[0].transcript).join(""));
    listening.onerror = event => note(says(event.error === "not-allowed" ? "no_leave" : "nothing"));
    listening.onend = () => { listening = null; button.setAttribute("aria-pressed", "false"); box()?.focus(); };
    button.setAttribute("aria-pressed", "true");
    listening.start();
  };

  // --- The way back to a message.
  const row = number => document.querySelectorAll("#chat .user-row")[number - 1];
  const show = number => {
    const there = row(number);
    if (!there) return;
    there.scrollIntoView({ block: "start" });
    there.classList.add("shown-at");
    there.tabIndex = -1;
    setTimeout(() => there.focus({ preventScroll: true }), 50);
    setTimeout(() => there.classList.remove("shown-at"), 2500);
  };
  const edit = number => {
    show(number);
    const rows = [...document.querySelectorAll("#chat .user-row")], there = rows[number - 1];
    (there?.querySelector('button[title="Edit"]') ?? document.querySelectorAll('#chat button[title="Edit"]')[number - 1])?.click();
  };
  const leave = () => { if (["#sofar", "#strip"].includes(location.hash)) location.hash = "talk"; };
  document.addEventListener("click", event => {
    const target = event.target.closest?.("#chat button.do, #clip, #dictate, [data-fix], .said-at, [data-said], [data-field]:is(button), [data-to], #sofar [data-start]");
    if (!target) return;
    if (target.matches("#chat button.do")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      let asked = {};
      try { asked = JSON.parse(target.value); } catch { return; }
      DO[asked.do]?.(target, quote_of(target), asked);
    } else if (target.id === "clip") {
      const field = $("#letter-file input[type=file]");
      if (field) field.click(); else location.hash = "letter";
    } else if (target.id === "dictate") dictate(target);
    else if (target.dataset.fix) {
      const fields = [...document.querySelectorAll(`#${target.dataset.fix} input[data-field]`)];
      fields.forEach(f => { f.readOnly = false; });
      fields[0]?.focus();
      target.hidden = true;
    } else if (target.matches(".said-at")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      leave();
      show(Number(target.getAttribute("href").split("-")[1]));
    } else if (target.dataset.said) {
      leave();
      edit(Number(target.dataset.said));
    } else if (target.matches("button[data-field]")) retype(target, target.dataset.field, target.dataset.value ?? "");
    else if (target.dataset.to || target.dataset.start) setTimeout(leave);
  }, true);
  // Enter in a field of the letter's card says yes.
  document.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target.closest?.("#letter-form input")) { event.preventDefault(); $("#letter-right")?.click(); }
  });

  // --- The frame that was drawn at once gives what was typed in it to the page's own box, and sends it where that was asked for.
  const unframe = () => {
    const frame = document.getElementById("frame");
    if (!frame) return;
    const field = box(), early = document.getElementById("frame-box");
    if (location.pathname === "/" ? !field : !$("#main")) return;
    const sends = early?.classList.contains("sends"), words = early?.value ?? "", here = early && document.activeElement === early, at = early?.selectionStart ?? 0;
    frame.remove();
    if (words && field) put(field, words);
    if (here && field) { field.focus(); field.setSelectionRange(at, at); }
    if (sends && words.trim()) setTimeout(() => $("#box button.submit-button")?.click(), 300);
  };

  // --- What is typed and not sent yet.
  const TYPED = "coach-typed";
  let restored = false;
  const restore = () => {
    const field = box();
    if (restored || !field) return;
    restored = true;
    let words = "";
    try { words = sessionStorage.getItem(TYPED) ?? ""; } catch { /* as above */ }
    if (words && !field.value) put(field, words);
  };
  document.addEventListener("input", event => {
    if (location.pathname === "/" && event.target.closest?.("#box")) try { sessionStorage.setItem(TYPED, event.target.value); } catch { /* as above */ }
  });
  const sent = () => { const field = box(); if (restored && field && !field.value) try { sessionStorage.removeItem(TYPED); } catch { /* as above */ } };

  // Their answer, given at the letter's place, is put into the box: one goes on there.
  let boxed = null;
  const gives = event => { if (event.target.closest?.("#letter-file, #letter-read")) boxed = box()?.value ?? null; };
  document.addEventListener("change", gives, true);
  document.addEventListener("click", gives, true);
  const answers = () => {
    const field = box();
    if (boxed === null || !field || field.value === boxed) return;
    boxed = null;
    if (location.hash === "#letter") location.hash = "talk"; else field.focus();
  };

  let due = 0, carded = false;
  const drawn = () => {
    due = 0;
    unframe();
    if (location.pathname !== "/") return;
    restore();
    sent();
    answers();
    dress();
    hear();
    const mic = $("#dictate");
    if (mic?.hidden && Listens) mic.hidden = false;
    const card = $("#letter-form h3");
    if (card && !carded) { if (location.hash === "#letter") location.hash = "talk"; card.scrollIntoView({ block: "nearest" }); setTimeout(() => card.focus({ preventScroll: true }), 80); }
    carded = Boolean(card);
  };
  new MutationObserver(() => { due ||= requestAnimationFrame(drawn); }).observe(document.documentElement, { childList: true, subtree: true });
})();
