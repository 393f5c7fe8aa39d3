"""A playbook -> a Word document; the one file that knows python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from coach.export.words import MARK, across, cited, foot, pieces, spoken
from coach.playbook import Block, Playbook

FULL = 24  # characters of a drawn bar


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


def _add(document: Any, block: Block, used: set[int]) -> None:  # noqa: ANN401 - python-docx has no types
    used.update(int(n) for text in (*block.lines, *(c for r in block.rows for c in r)) for n in MARK.findall(text))
    match block.kind:
        case "table":
            table = document.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    _write(cell.paragraphs[0], text)
        case "bars":
            for bar in block.bars:
                place = across(bar)
                start, end = (round(FULL * place(value)) for value in (bar.low, bar.high))
                line = document.add_paragraph(style="List Bullet")
                line.add_run("░" * start + "█" * max(1, end - start) + "░" * (FULL - max(end, start + 1)) + "  ")
                _write(line, spoken(bar))
        case "list":
            for text in block.lines:
                _write(document.add_paragraph(style="List Bullet"), text)
        case "quote":
            for text in block.lines:
                _write(document.add_paragraph(style="Quote"), text)
        case _:
            for text in block.lines:
                _write(document.add_paragraph(), text)


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
