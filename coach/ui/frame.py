"""A page's address -> what is drawn of it before Gradio's scripts have come: the head, the question, a box for words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from coach.ui.doors import question
from coach.ui.shell import PAGES, ways
from coach.ui.texts import escaped

# Whoever was in a talk comes back to it, and is not asked first what is going on.
# Once the frame is drawn the page's own sheets count.
_AT_ONCE = """<script>(() => {
  try { if (localStorage.getItem("coach-talk")) document.documentElement.classList.add("returning"); } catch {}
  const drawn = () => document.querySelectorAll("link[data-late]").forEach(l => { l.media = "all"; });
  document.addEventListener("keydown", event => {  // Enter sends once there is something that it can be sent by
    if (event.target.id !== "frame-box" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.classList.toggle("sends", Boolean(event.target.value.trim()));
  });
  requestAnimationFrame(() => setTimeout(drawn));
  addEventListener("load", drawn);
})();</script>"""


def frame(path: str) -> str:
    """The frame as HTML, "" for an address without a page.

    talk.js hands what was typed in it to the page's own box, and takes the frame away.
    """
    here = path.rstrip("/") or "/"
    if here not in {at for _, at in PAGES}:
        return ""
    inside = ""
    if here == "/":
        said = escaped("frame.box")
        box = f'<textarea id="frame-box" rows="1" placeholder="{said}" aria-label="{said}"></textarea>'
        inside = f'<div class="frame-talk">{question()}{box}</div>'
    head = f"<header><b>{escaped('frame.title')}</b>{ways(here)}</header>"
    return f'<style>{_style()}</style>{_AT_ONCE}<div id="frame">{head}{inside}</div>'


@cache
def _style() -> str:
    return (files("coach.ui") / "frame.css").read_text(encoding="utf-8")
