"""A shelf -> HTML for whoever keeps the guides; everything a guide or a reader says is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from coach.conversations.values import Judgement, Wanted
from coach.ui.sheet import sheet
from coach.ui.shell import act
from coach.ui.texts import escaped, text
from index.build import Report
from index.guide import Finding, Guide

_MOST = 200
READER = "reader"
_SEVERITIES = ("error", "warning", "info")


def unread() -> str:
    """Where a guide is read, before one is opened."""
    return f'<div class="evidence empty"><p>{escaped("keepers.unread")}</p></div>'


def guides(held: Sequence[Guide], findings: Iterable[Finding]) -> str:
    """One row a guide; its name opens its text."""
    count: Counter[tuple[str, str]] = Counter((f.file.removesuffix(".md"), f.severity) for f in findings)
    rows = "".join(_row(g, count) for g in held[:_MOST])
    more = f'<p class="file">{escaped("keepers.more", count=len(held) - _MOST)}</p>' if len(held) > _MOST else ""
    head = _head("guide", "figures_of", "next_review", "quality", "error", "warning")
    return f'<div class="rows list" tabindex="0" role="region" aria-label="{escaped("keepers.guides")}"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}'


def building(said: str) -> str:
    """How far a build is."""
    return f'<p role="status" class="busy">{escape(said)} …</p>'


def told(said: str) -> str:
    """What has to be mended before there can be a build."""
    return f'<p role="alert" class="bad">{escape(said)}</p>'


def built(report: Report) -> str:
    """What a build did, and the files that it had to leave out."""
    changed = text("keepers.changed", read=report.read, removed=report.removed, unchanged=report.unchanged)
    said = text("keepers.done", changed=changed) if report.published else text("keepers.same")
    left = "".join(f"<li>{escape(f.file)}:{f.line} {escape(f.message)}</li>" for f in report.problems[:_MOST])
    problems = (
        f'<details open><summary>{escaped("keepers.left", count=len(report.problems))}</summary><ul class="found">{left}</ul></details>'
        if left
        else ""
    )
    return f'<p role="status">{said}</p>{problems}'


def _head(*keys: str) -> str:
    return "".join(f'<th scope="col">{escaped(f"keepers.{key}")}</th>' for key in keys)


def _row(g: Guide, count: Counter[tuple[str, str]]) -> str:
    fresh = g.freshness
    name = g.title or g.slug if g.is_playbook else f"{g.company_name} · {g.role_name}"
    cells = (
        fresh.salary_data_quarter,
        fresh.next_review_due or "",
        fresh.data_quality,
        count[g.slug, "error"],
        count[g.slug, "warning"],
    )
    opener = f'<button type="button" class="link" {_opens(g.slug)}>{escape(name)}</button>'
    return f'<tr><th scope="row">{opener}</th>{"".join(f"<td>{escape(str(c))}</td>" for c in cells)}</tr>'


def _opens(slug: str, line: int = 0) -> str:
    """What makes a button open a guide in the reader, which on a phone lies over the page."""
    return f'{act("guide", slug=slug, line=line)} data-go="{READER}"'


def findings(held: Sequence[Finding], none: str) -> str:
    """The findings by severity, each with its file and line."""
    parts = []
    for severity in _SEVERITIES:
        of_it = [f for f in held if f.severity == severity]
        rows = "".join(
            f'<li><button type="button" class="link" {_opens(f.file.removesuffix(".md"), f.line)}>{escape(f.file)}:{f.line}</button> {escape(f.message)}</li>'
            for f in of_it[:_MOST]
        )
        if rows:
            parts.append(
                f'<h3>{escaped(f"keepers.{severity}")} <span>{len(of_it)}</span></h3><ul class="found">{rows}</ul>'
            )
    return "".join(parts) or f'<p class="file">{escape(none)}</p>'


def judged(held: Sequence[Judgement]) -> str:
    """What readers thought of answers: the verdict, the reason, and the guide lines behind the answer."""
    rows = "".join(
        f"<tr><td>{j.at:%-d %b}</td><td>{escape(j.verdict)}</td><td>{escape(j.reason)}</td><td>{escape(', '.join(j.sources[:4]))}</td></tr>"
        for j in held
    )
    if not rows:
        return f'<p class="file">{escaped("keepers.unjudged")}</p>'
    return f'<div class="rows" tabindex="0" role="region" aria-label="{escaped("keepers.feedback")}"><table><thead><tr>{_head("when", "verdict", "reason", "lines")}</tr></thead><tbody>{rows}</tbody></table></div>'


def wanted(held: Sequence[Wanted]) -> str:
    """What was asked for and no guide holds, the most asked first."""
    rows = "".join(
        f"<tr><td>{w.count}</td><td>{escape(w.gap.kind)}</td><td>{escape(w.gap.name)}</td><td>{escape(' · '.join(x for x in (w.gap.company, w.gap.role) if x))}</td><td>{w.last:%-d %b}</td></tr>"
        for w in held
    )
    if not rows:
        return f'<p class="file">{escaped("keepers.unwanted")}</p>'
    return f'<div class="rows" tabindex="0" role="region" aria-label="{escaped("keepers.wanted")}"><table><thead><tr>{_head("asked", "missing", "name", "for_", "last")}</tr></thead><tbody>{rows}</tbody></table></div>'


def guide_text(guide: Guide, line: int = 0) -> str:
    """The guide's own text with its line numbers; `line` stands out."""
    rows = "".join(
        f"<li{' class=hit' if n == line else ''}>{escape(words) or ' '}</li>"
        for n, words in enumerate(guide.text.split("\n"), 1)
    )
    inside = f'<div class="guide-text"><h2>{escape(guide.slug)}.md</h2><ol>{rows}</ol></div>'
    return sheet(READER, text("keepers.guide"), inside, handle=f"{escape(guide.slug)}.md")
