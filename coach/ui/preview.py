"""A playbook -> HTML to look at and to arrange; everything in it is escaped."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from coach.conversations.values import Kept
from coach.playbook.book import Playbook, PlaybookBar, PlaybookBlock, PlaybookSection
from coach.playbook.export.words import MARK, across, cited, foot, spoken
from coach.ui.sheet import sheet
from coach.ui.shell import act
from coach.ui.texts import escaped, text


def preview(playbook: Playbook) -> str:
    """The document as it will be saved."""
    made, disclaimer = foot(playbook)
    sections = "".join(
        f'<section id="part-{escape(s.key)}"><h2>{escape(s.title)}</h2>{"".join(map(_block, s.blocks))}</section>'
        for s in playbook.sections
    )
    used = {int(n) for s in playbook.sections for b in s.blocks for t in _texts(b) for n in MARK.findall(t)}
    notes = "".join(
        f'<li value="{c.number}" id="note-{c.number}">{escape(cited(c))}</li>'
        for c in playbook.citations
        if c.number in used
    )
    citations = (
        f'<section><h2>{escaped("preview.citations")}</h2><ol class="citations">{notes}</ol></section>' if notes else ""
    )
    return (
        f'<article class="document"><h1>{escape(playbook.title)}</h1><p class="file">{escape(made)}</p>{sections}{citations}'
        f'<p class="file">{escape(disclaimer)}</p></article>'
    )


def arranged(
    sections: tuple[PlaybookSection, ...], left_out: Collection[str], scripts: tuple[Kept, ...], key: str
) -> str:
    """The list of sections to order and leave out, the scripts kept, and the files; `key` is the conversation's."""
    rows = "".join(_row(s, n, len(sections), out=s.key in left_out) for n, s in enumerate(sections))
    own = "".join(
        f'<li><span>{escape(s.title)}</span><button type="button" data-sure="{escaped("preview.sure")}" {act("drop", title=s.title)}>{escaped("preview.remove")}</button></li>'
        for s in scripts
    )
    kept = (
        f'<h3>{escaped("preview.kept")}</h3><ul class="own">{own}</ul>'
        if own
        else f'<p class="file">{escaped("preview.none")}</p>'
    )
    links = "".join(
        f'<a class="button" href="/saved/{key}/playbook.{kind}" download>{escaped(f"preview.{kind}")}</a>'
        for kind in ("docx", "pdf", "md")
    )
    sheets = "".join(
        f'<a class="button" href="/saved/{key}/sheet.{kind}" download>{escaped(f"preview.{kind}")}</a>'
        for kind in ("pdf", "docx", "md")
    )
    inside = (
        f'<div class="arrange"><h2>{escaped("preview.download")}</h2><p class="links">{links}</p><h3>{escaped("preview.sheet")}</h3><p class="links">{sheets}</p>'
        f'<p class="links"><a class="button" href="/rehearse?drill=whole">{escaped("preview.practise")}</a></p>'
        f'<h3>{escaped("preview.sections")}</h3><ul class="parts">{rows}</ul>{kept}</div>'
    )
    return sheet("arrange", text("preview.arrange"), inside, kind="arranging")


def _row(section: PlaybookSection, at: int, count: int, *, out: bool) -> str:
    title, key = section.title, section.key
    up = "" if at else " disabled"
    down = "" if at < count - 1 else " disabled"
    return (
        f'<li{" class=out" if out else ""}><button type="button" role="switch" aria-checked="{"false" if out else "true"}" class="toggle" {act("toggle", key=key)}>{escape(title)}</button>'
        f'<button type="button" aria-label="{escaped("preview.up", title=title)}"{up} {act("up", key=key)}>↑</button>'
        f'<button type="button" aria-label="{escaped("preview.down", title=title)}"{down} {act("down", key=key)}>↓</button></li>'
    )


def _texts(block: PlaybookBlock) -> list[str]:
    return [*block.lines, *(cell for row in block.rows for cell in row)]


def _words(text: str) -> str:
    """Escaped words whose marks lead to their citations and whose line breaks stay."""
    return MARK.sub(r'<a class="mark" href="#note-\1">\1</a>', escape(_bold(text))).replace("\n", "<br>")


def _bold(text: str) -> str:
    return text.replace("**", "")


def _block(block: PlaybookBlock) -> str:
    match block.kind:
        case "list":
            return f"<ul>{''.join(f'<li>{_words(line)}</li>' for line in block.lines)}</ul>"
        case "quote":
            return f"<blockquote>{''.join(f'<p>{_words(line)}</p>' for line in block.lines)}</blockquote>"
        case "table":
            top, *rows = block.rows
            body = "".join(f"<tr>{''.join(f'<td>{_words(c)}</td>' for c in row)}</tr>" for row in rows)
            head = "".join(f'<th scope="col">{_words(c)}</th>' for c in top)
            return f'<div class="rows" tabindex="0" role="region" aria-label="{escaped("preview.table")}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        case "bars":
            return "".join(map(_bar, block.bars))
        case _:
            return "".join(f"<p>{_words(line)}</p>" for line in block.lines)


def _bar(bar: PlaybookBar) -> str:
    """A band as a bar on a scale of its own; its words say the same."""
    place = across(bar)
    left, right = 100 * place(bar.low), 100 * place(bar.high)
    marks = "".join(f'<i class="{escape(name)}" style="left:{100 * place(v):.1f}%"></i>' for name, v in bar.marks)
    return f'<div class="band" aria-hidden="true"><b style="left:{left:.1f}%;width:{max(0.5, right - left):.1f}%"></b>{marks}</div><p class="spoken">{escape(spoken(bar))}</p>'
