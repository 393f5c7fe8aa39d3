// What a figure or a mark is, as a note beside it: at once under a pointer or the keyboard; a figure touched shows it first, and
// touched again it leads to its source.
(() => {
  if (window.coachHasTips) return;  // Gradio puts what is in the head there once more
  window.coachHasTips = true;
  const tip = Object.assign(document.createElement("div"), { id: "tip", role: "tooltip" });
  const noted = target => target?.closest?.('#chat a[href^="#of-"], #chat a[href^="#made-"], #chat a[href^="#cite-"]');
  let on = null;
  const untip = () => { tip.remove(); on?.removeAttribute("aria-describedby"); on = null; };
  const tipped = link => {
    if (link === on) return;
    untip();
    if (link.title) { link.dataset.tip = link.title; link.removeAttribute("title"); }
    if (!link.dataset.tip) return;
    on = link;
    tip.textContent = link.dataset.tip;
    document.body.append(tip);
    link.setAttribute("aria-describedby", "tip");
    const at = link.getClientRects()[0], size = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
    tip.style.top = `${at.top > size.height + 12 ? at.top - size.height - 6 : at.bottom + 6}px`;
  };
  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return;
    const link = noted(event.target);
    if (link) tipped(link); else untip();
  });
  document.addEventListener("focusin", event => { const link = noted(event.target); if (link?.matches(":focus-visible")) tipped(link); });
  document.addEventListener("focusout", untip);
  document.addEventListener("scroll", untip, true);
  let touched = false;
  document.addEventListener("pointerdown", event => {
    touched = event.pointerType === "touch";
    if (touched && !noted(event.target)) untip();
  }, true);
  document.addEventListener("click", event => {
    const link = noted(event.target);
    const first = link && touched && link !== on && !link.matches('[href^="#cite-"]') && (link.title || link.dataset.tip);
    if (!first) { untip(); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    tipped(link);
  }, true);
  document.addEventListener("keydown", event => { if (event.key === "Escape") untip(); });
})();
