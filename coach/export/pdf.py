"""A playbook -> PDF; the one file that knows fpdf2. Roboto carries the signs of the currencies and letters with accents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import files

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from coach.export.words import MARK, across, cited, foot, pieces, spoken
from coach.playbook import Bar, Block, Playbook

TEAL, GREY, PALE = (15, 118, 110), (100, 116, 139), (226, 232, 240)
LINE = 5.2  # millimetres
_MARKS = {"offer": (180, 83, 9), "target": (30, 64, 175), "ask": (15, 118, 110)}
# What Roboto has no glyph for, said otherwise.
_OTHERWISE = str.maketrans({"→": "->", "⇒": "=>", "✓": "-", "★": "*", "☁": "", "️": "", "│": "|", "฿": "THB "})


class _Pages(FPDF):  # type: ignore[misc]
    """A4 pages with a page number and the disclaimer at the foot."""

    note = ""

    def footer(self) -> None:
        """Write the page number; fpdf2 calls this for each page."""
        self.set_y(-12)
        self.set_font("Roboto", size=7)
        self.set_text_color(*GREY)
        self.cell(0, 5, f"{self.note}   {self.page_no()}/{{nb}}", align="C")


def to_pdf(playbook: Playbook) -> bytes:
    """The document as PDF bytes; marks are links to their citations."""
    pages = _Pages(format="A4")
    made, disclaimer = foot(playbook)
    pages.note = playbook.title
    folder = files("font_roboto") / "files"
    for style, name in (("", "Regular"), ("B", "Bold"), ("I", "Italic")):
        pages.add_font("Roboto", style, str(folder / f"Roboto-{name}.ttf"))
    pages.set_title(f"{playbook.title}: negotiation playbook")
    pages.set_creation_date(_midnight(playbook))
    pages.set_auto_page_break(auto=True, margin=18)
    pages.add_page()
    _line(pages, f"{playbook.title}", size=18, style="B", colour=TEAL)
    _line(pages, f"Negotiation playbook. {made}", size=9, colour=GREY)
    texts = [t for s in playbook.sections for b in s.blocks for t in (*b.lines, *(c for r in b.rows for c in r))]
    used = {int(n) for t in texts for n in MARK.findall(t)}
    links = {n: pages.add_link() for n in used}
    for section in playbook.sections:
        pages.ln(3)
        _line(pages, section.title, size=13, style="B")
        pages.start_section(_plain(section.title))
        for block in section.blocks:
            _add(pages, block, links)
    if used:
        pages.ln(3)
        _line(pages, "Citations", size=13, style="B")
        for citation in playbook.citations:
            if citation.number in links:
                pages.set_link(links[citation.number])
                _line(pages, f"[{citation.number}] {cited(citation)}", size=7.5, colour=GREY)
    pages.ln(3)
    _line(pages, disclaimer, size=8, style="I", colour=GREY)
    return bytes(pages.output())


def _midnight(playbook: Playbook) -> datetime:
    """The day alone, so that equal input gives equal bytes."""
    return datetime(playbook.made.year, playbook.made.month, playbook.made.day, tzinfo=UTC)


def _plain(text: str) -> str:
    return text.translate(_OTHERWISE)


def _line(
    pages: FPDF, text: str, *, size: float = 10, style: str = "", colour: tuple[int, int, int] = (30, 41, 59)
) -> None:
    pages.set_font("Roboto", style, size)
    pages.set_text_color(*colour)
    pages.multi_cell(0, size * 0.5, _plain(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _add(pages: FPDF, block: Block, links: dict[int, int]) -> None:
    pages.ln(1)
    match block.kind:
        case "table":
            _table(pages, block.rows, links)
        case "bars":
            for bar in block.bars:
                _bar(pages, bar)
        case "list":
            for text in block.lines:
                _rich(pages, f"•  {text}", links, indent=3)
        case "quote":
            top = pages.get_y()
            first = pages.page_no()
            for text in block.lines:
                _rich(pages, text, links, indent=6)
                pages.ln(1)
            if pages.page_no() == first:
                pages.set_draw_color(*TEAL)
                pages.line(pages.l_margin + 2, top, pages.l_margin + 2, pages.get_y() - 1)
        case _:
            for text in block.lines:
                _rich(pages, text, links)


def _rich(pages: FPDF, text: str, links: dict[int, int], indent: float = 0) -> None:
    """A paragraph with bold words and linked marks."""
    left = pages.l_margin
    pages.set_left_margin(left + indent)
    pages.set_x(left + indent)
    for kind, words in pieces(text):
        number = int(words) if kind == "mark" else 0
        pages.set_font("Roboto", "B" if kind == "bold" else "", 7.5 if kind == "mark" else 10)
        pages.set_text_color(*(TEAL if kind == "mark" else (30, 41, 59)))
        pages.write(LINE, f"[{words}]" if kind == "mark" else _plain(words), links.get(number, ""))
    pages.ln(LINE)
    pages.set_left_margin(left)


def _table(pages: FPDF, rows: tuple[tuple[str, ...], ...], links: dict[int, int]) -> None:
    pages.set_font("Roboto", size=9)
    pages.set_text_color(30, 41, 59)
    pages.set_draw_color(*PALE)
    pages.set_fill_color(255, 255, 255)
    with pages.table(line_height=LINE, text_align="LEFT", borders_layout="HORIZONTAL_LINES") as table:
        for row in rows:
            line = table.row()
            for text in row:
                marks = MARK.findall(text)
                line.cell(_plain(text.replace("**", "")), link=links.get(int(marks[-1])) if marks else None)


def _bar(pages: FPDF, bar: Bar) -> None:
    """A band as a bar on a scale of its own, with the offer, the target and the ask marked."""
    place = across(bar)
    width = pages.epw - 34
    if pages.get_y() > pages.h - 40:
        pages.add_page()
    x, y = pages.l_margin + 34, pages.get_y() + 1.5
    pages.set_font("Roboto", size=8)
    pages.set_text_color(30, 41, 59)
    pages.text(pages.l_margin, y + 3.2, _plain(bar.label[:24]))
    pages.set_fill_color(*PALE)
    pages.rect(x, y, width, 4, style="F")
    pages.set_fill_color(148, 163, 184)
    left, right = place(bar.low), place(bar.high)
    pages.rect(x + width * left, y, max(width * (right - left), 0.6), 4, style="F")
    for name, value in bar.marks:
        pages.set_draw_color(*_MARKS[name])
        pages.set_line_width(0.7)
        at = x + width * place(value)
        pages.line(at, y - 0.8, at, y + 4.8)
    pages.set_line_width(0.2)
    pages.set_y(y + 5.2)
    _words(pages, [spoken(bar)])


def _words(pages: FPDF, lines: Iterable[str]) -> None:
    for line in lines:
        pages.set_x(pages.l_margin + 34)
        pages.set_font("Roboto", size=7)
        pages.set_text_color(*GREY)
        pages.multi_cell(pages.epw - 34, 3.6, _plain(line), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
