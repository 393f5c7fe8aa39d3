"""Reply -> the words of the chat bubble and the HTML of the evidence beside it; a guide's text is always escaped."""

from __future__ import annotations

import re
from html import escape

from coach.reply import Citation, Figure, Reply

EMPTY = '<div class="evidence-empty">The sources of each answer appear here: the guide, the lines, the quote.</div>'
_MARK = re.compile(r"(?<!\])\[(\d{1,2})\](?!\()")
_HTML = re.compile(r"<(?=[a-zA-Z/!?])")


def bubble(reply: Reply, turn: int) -> str:
    """The answer as Markdown whose marks lead to the citation beside it; caveats stand small below."""
    text = _HTML.sub("&lt;", reply.text)
    text = _MARK.sub(
        lambda m: f'<a class="mark" href="#cite-{turn}-{m[1]}" aria-label="source {m[1]}">{m[1]}</a>', text
    )
    notes = "".join(f'<div class="caveat">{escape(c)}</div>' for c in reply.caveats)
    return f"{text}\n\n{notes}" if notes else text


def evidence(reply: Reply, turn: int) -> str:
    """The citations of a reply, each with the figures taken from it, and what was understood of the user."""
    if not reply.citations:
        return EMPTY
    parts = ['<div class="evidence"><h2>Sources</h2>']
    parts += [
        _citation(c, [f for f in reply.figures if f.citation == c.number and f.text in reply.text], turn)
        for c in reply.citations
    ]
    derived = [f for f in reply.figures if f.formula and f.text in reply.text]
    if derived:
        rows = "".join(f"<li><b>{escape(f.text)}</b> {escape(f.formula or '')}</li>" for f in derived)
        parts.append(f'<section class="derived"><h3>Worked out</h3><ul>{rows}</ul></section>')
    parts.append("</div>")
    return "".join(parts)


def _citation(c: Citation, figures: list[Figure], turn: int) -> str:
    lines = f"line {c.lines[0]}" if c.lines[0] == c.lines[1] else f"lines {c.lines[0]}–{c.lines[1]}"
    held = "".join(
        f"<li><b>{escape(f.text)}</b> {escape(_meaning(f))}</li>" for f in _unique(figures)[:8] if f.component
    )
    figures_html = f'<ul class="figures">{held}</ul>' if held else ""
    return (
        f'<section class="cite" id="cite-{turn}-{c.number}"><h3><span class="number">{c.number}</span>{escape(c.guide)}</h3>'
        f'<p class="where">{escape(c.heading)} · {lines}</p><blockquote>{escape(_readable(c.quote))}</blockquote>{figures_html}</section>'
    )


def _meaning(f: Figure) -> str:
    unit = {"absolute": "", "percent": ""}.get(f.unit, f.unit)
    return " · ".join(x for x in (f.component, f.region, f.level, f.currency, unit) if x)


def _unique(figures: list[Figure]) -> list[Figure]:
    return list({(f.text, f.component, f.region, f.level): f for f in figures}.values())


def _readable(quote: str) -> str:
    """A table row without its bars; anything else as it stands in the guide."""
    if quote.lstrip().startswith("|"):
        return "\n".join(
            "  ·  ".join(c.strip(" *") for c in line.strip().strip("|").split("|")) for line in quote.split("\n")
        )
    return quote
