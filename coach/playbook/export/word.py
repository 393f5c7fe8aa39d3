"""A playbook -> a Word document; the one file that knows python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from coach.playbook.book import Playbook, PlaybookBar, PlaybookBlock
from coach.playbook.export.words import MARK, across, cited, foot, pieces, spoken

_WIDE = Cm(15)
_TRACK, _BAND, _MARKS = "E2E8F0", "94A3B8", {"offer": "B45309", "target": "1E40AF", "ask": "0F766E"}
_THIN = 0.012  # of the width, for a mark


def to_docx(playbook: Playbook) -> bytes:
    """The document as .docx bytes; marks are links to bookmarks at the citations."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10.5)
    if "Source" not in document.styles:
        document.styles.add_style("Source", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(8.5)
    made, disclaimer = foot(playbook)
    document.core_properties.title = f"{playbook.title}: negotiation playbook"
    document.add_heading(document.core_properties.title, 0)
    document.add_paragraph(made)
    used: set[int] = set()
    for section in playbook.sections:
        document.add_heading(section.title, 1)
        for block in section.blocks:
            _add(document, block, used)
    if used:
        document.add_heading("Citations", 1)
        for citation in playbook.citations:
            if citation.number in used:
                line = document.add_paragraph(f"[{citation.number}] {cited(citation)}", style="Source")
                _bookmark(line, f"c{citation.number}", citation.number)
    document.add_paragraph(disclaimer, style="Source")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Any, block: PlaybookBlock, used: set[int]) -> None:  # noqa: ANN401 - python-docx has no types
    used.update(int(n) for text in (*block.lines, *(c for r in block.rows for c in r)) for n in MARK.findall(text))
    match block.kind:
        case "table":
            table = document.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    _write(cell.paragraphs[0], text)
        case "bars":
            for bar in block.bars:
                _write(document.add_paragraph(), spoken(bar))
                _bar(document, bar)
        case "list":
            for text in block.lines:
                _write(document.add_paragraph(style="List Bullet"), text)
        case "quote":
            for text in block.lines:
                _write(document.add_paragraph(style="Quote"), text)
        case _:
            for text in block.lines:
                _write(document.add_paragraph(), text)


def _bar(document: Any, bar: PlaybookBar) -> None:  # noqa: ANN401 - as above
    """A band on a scale of its own as a row of shaded cells; the paragraph above it says the same in words."""
    place = across(bar)
    marks = sorted((place(value), _MARKS[name]) for name, value in bar.marks)
    low, high = place(bar.low), place(bar.high)
    cuts = sorted({0.0, low, high, 1.0, *(x for at, _ in marks for x in (at - _THIN / 2, at + _THIN / 2))})
    row = document.add_table(rows=1, cols=len(cuts) - 1)
    row.autofit = False
    for cell, start, end in zip(row.rows[0].cells, cuts, cuts[1:], strict=False):
        middle = (start + end) / 2
        mark = next((colour for at, colour in marks if abs(at - middle) < _THIN / 2), "")
        cell.width = int(_WIDE * (end - start))
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        cell.paragraphs[0].add_run(" ").font.size = Pt(5)
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("fill", mark or (_BAND if low <= middle <= high else _TRACK))):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _write(paragraph: Any, text: str) -> None:  # noqa: ANN401 - as above
    for kind, words in pieces(text):
        if kind == "mark":
            _link(paragraph, f"[{words}]", f"c{words}")
        else:
            paragraph.add_run(words).bold = kind == "bold"


def _link(paragraph: Any, text: str, anchor: str) -> None:  # noqa: ANN401 - as above
    """A link inside the document: python-docx leaves these to the XML."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(text)
    run.font.color.rgb = RGBColor(0x0F, 0x76, 0x6E)
    run.font.size = Pt(8.5)
    link.append(run._r)
    paragraph._p.append(link)


def _bookmark(paragraph: Any, name: str, number: int) -> None:  # noqa: ANN401 - as above
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert(0, start)
    paragraph._p.append(end)
