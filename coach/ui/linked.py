"""An answer's words -> Markdown in which each figure says, when hovered or tapped, what it is and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coach.reply import Citation, Figure, Reply
from coach.ui.texts import text

_UNITS = {"absolute": "", "percent": "", "per year": "evidence.a_year", "per month": "evidence.a_month"}
_NAMES = {"total": "evidence.total", "signing": "evidence.signing"}
_MARK = re.compile(r"\[(\d{1,3})\](?!\()")
_MOST = 2  # meanings named where one text stands for several figures


def linked(answer: str, reply: Reply, turn: int) -> str:
    """The `answer` with every figure of the reply as a link to its source in the panel, titled with its meaning or formula."""
    by_text: dict[str, list[Figure]] = {}
    for f in reply.figures:
        if f.text:
            by_text.setdefault(f.text, []).append(f)
    if not by_text:
        return answer
    pattern = re.compile(
        r"(?<![\w$€£₹¥.,\[])("
        + "|".join(map(re.escape, sorted(by_text, key=len, reverse=True)))
        + r")(?![\w%]|[.,]?\d|\])"
    )
    sources = {c.number: c for c in reply.citations}

    def of(match: re.Match[str], line: str) -> str:
        after = _MARK.search(line, match.end())
        figures = _meant(by_text[match[1]], int(after[1]) if after else None)
        number = next((f.citation for f in figures if f.citation in sources), None)
        at = f"#of-{turn}-{number}" if number else f"#made-{turn}"
        title = _title("; ".join(dict.fromkeys(said(f, sources) for f in figures[:_MOST])))
        return f'[{match[1]}]({at} "{title}")'

    return "\n".join(pattern.sub(lambda m, line=line: of(m, line), line) for line in answer.split("\n"))  # type: ignore[misc]


def _meant(figures: list[Figure], cited: int | None) -> list[Figure]:
    """Of the figures that are written alike, those of the source named next on the line, if any is."""
    there = [f for f in figures if f.citation == cited] if cited else []
    return there or figures


def said(f: Figure, sources: dict[int, Citation]) -> str:
    """What a figure is, and where it is from: a guide's line, a formula, or the user."""
    source = sources.get(f.citation or 0)
    where = f"{source.guide}.md, {lines(*source.lines)}" if source else ""
    origin = worked_out(f)
    return ", ".join(x for x in (meaning(f), origin, where) if x)


def worked_out(f: Figure) -> str:
    """How a figure that no guide holds came about; "" for one of a guide's."""
    if f.formula:
        return text("evidence.formula", formula=f.formula)
    return text("evidence.own") if f.kind == "user" else ""


def meaning(f: Figure) -> str:
    """A figure's component, level, place, currency and unit in words."""
    key = _UNITS.get(f.unit)
    unit = f.unit if key is None else text(key) if key else ""
    name = text(_NAMES[f.component]) if f.component in _NAMES else f.component
    percent = text("evidence.of_base") if f.unit == "percent" and f.component == "bonus" else ""
    return " · ".join(x for x in (name, f.level, f.region, f.currency, unit, percent) if x)


def lines(first: int, last: int) -> str:
    """ "line 4", "lines 4–6"."""
    if first == last:
        return text("evidence.line", first=first)
    return text("evidence.lines", first=first, last=last)


def _title(words: str) -> str:
    """Words that are safe as a Markdown title, in a table too."""
    return re.sub(r'["\\<>&\[\]`|]', "'", " ".join(words.split()))


def unique(figures: Iterable[Figure]) -> list[Figure]:
    """Each figure once."""
    return list({(f.text, f.component, f.region, f.level, f.unit): f for f in figures}.values())
