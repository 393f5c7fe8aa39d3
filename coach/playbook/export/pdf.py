"""A playbook -> PDF, tagged for screen readers. Roboto carries the signs of the currencies and letters with accents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import files

from fpdf.enums import XPos, YPos
from fpdf.prefs import ViewerPreferences

from coach.playbook.book import Playbook, PlaybookBar, PlaybookBlock
from coach.playbook.export.tagged import TaggedPages
from coach.playbook.export.words import MARK, across, cited, foot, pieces, spoken

TEAL, GREY, PALE, INK = (15, 118, 110), (100, 116, 139), (226, 232, 240), (30, 41, 59)
LINE = 5.2  # millimetres
_BELOW = 18  # millimetres that a heading and the first lines below it want
_SCALES = (1.0, 0.94, 0.88, 0.82)  # below it nobody reads it on paper
_MARKS = {"offer": (180, 83, 9), "target": (30, 64, 175), "ask": (15, 118, 110)}
# What Roboto has no glyph for, said otherwise.
_OTHERWISE = str.maketrans({"→": "->", "⇒": "=>", "✓": "-", "★": "*", "☁": "", "️": "", "│": "|", "฿": "THB "})


class _Pages(TaggedPages):
    """A4 pages with a page number and the disclaimer at the foot."""

    note = ""
    scale = 1.0  # of every size and distance

    def footer(self) -> None:
        """Write the page number; fpdf2 calls this for each page."""
        self.set_y(-12)
        self.set_font("Roboto", size=7)
        self.set_text_color(*GREY)
        with self.ornament():
            self.cell(0, 5, f"{self.note}   {self.page_no()}/{{nb}}", align="C")


def to_pdf(playbook: Playbook) -> bytes:
    """The document as PDF bytes; marks are links to their citations. One page is set smaller, to a limit."""
    for scale in _SCALES if playbook.one_page else (1.0,):
        pages = _laid_out(playbook, scale)
        data = bytes(pages.output())  # also of a try that is too long: it closes the fonts
        if pages.page_no() == 1:
            break
    return data


def _laid_out(playbook: Playbook, scale: float) -> _Pages:
    pages = _Pages(format="A4")
    pages.scale = scale
    pages.set_lang("en")
    made, disclaimer = foot(playbook)
    pages.note = playbook.title
    folder = files("font_roboto") / "files"
    for style, name in (("", "Regular"), ("B", "Bold"), ("I", "Italic")):
        pages.add_font("Roboto", style, str(folder / f"Roboto-{name}.ttf"))
    pages.set_title(f"{playbook.title}: negotiation playbook")
    pages.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pages.set_creation_date(_midnight(playbook))
    pages.set_auto_page_break(auto=True, margin=18)
    pages.add_page()
    _line(pages, f"{playbook.title}", size=18, style="B", colour=TEAL, kind="H1")
    _line(pages, f"Negotiation playbook. {made}", size=9, colour=GREY)
    texts = [t for s in playbook.sections for b in s.blocks for t in (*b.lines, *(c for r in b.rows for c in r))]
    used = {int(n) for t in texts for n in MARK.findall(t)}
    links = {n: pages.add_link() for n in used}
    for section in playbook.sections:
        pages.ln(3 * pages.scale)
        pages.start_section(_plain(section.title))
        _line(pages, section.title, size=13, style="B", kind="H2")
        for block in section.blocks:
            _add(pages, block, links)
    if used:
        pages.ln(3 * pages.scale)
        _line(pages, "Citations", size=13, style="B", kind="H2")
        for citation in playbook.citations:
            if citation.number in links:
                pages.set_link(links[citation.number])
                _line(pages, f"[{citation.number}] {cited(citation)}", size=7.5, colour=GREY)
    pages.ln(3 * pages.scale)
    _line(pages, disclaimer, size=8, style="I", colour=GREY)
    return pages


def _midnight(playbook: Playbook) -> datetime:
    """The day alone, so that equal input gives equal bytes."""
    return datetime(playbook.made.year, playbook.made.month, playbook.made.day, tzinfo=UTC)


def _plain(text: str) -> str:
    return text.translate(_OTHERWISE)


def _line(
    pages: _Pages, text: str, *, size: float, style: str = "", colour: tuple[int, int, int] = INK, kind: str = "P"
) -> None:
    size *= pages.scale
    pages.set_font("Roboto", style, size)
    pages.set_text_color(*colour)
    with pages.tagged(kind, size * 0.5 if kind == "P" else _BELOW):
        pages.multi_cell(0, size * 0.5, _plain(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _add(pages: _Pages, block: PlaybookBlock, links: dict[int, int]) -> None:
    pages.ln(pages.scale)
    match block.kind:
        case "table":
            _table(pages, block.rows, links)
        case "bars":
            for bar in block.bars:
                _bar(pages, bar)
        case "list":
            with pages.grouped("L"):
                for text in block.lines:
                    with pages.grouped("LI"):
                        _rich(pages, f"•  {text}", links, indent=3, kind="LBody")
        case "quote":
            top = pages.get_y()
            first = pages.page_no()
            with pages.grouped("BlockQuote"):
                for text in block.lines:
                    _rich(pages, text, links, indent=6)
                    pages.ln(pages.scale)
            if pages.page_no() == first:
                pages.set_draw_color(*TEAL)
                with pages.ornament():
                    pages.line(pages.l_margin + 2, top, pages.l_margin + 2, pages.get_y() - 1)
        case _:
            for text in block.lines:
                _rich(pages, text, links)


def _rich(pages: _Pages, text: str, links: dict[int, int], *, indent: float = 0, kind: str = "P") -> None:
    """A paragraph with bold words and linked marks."""
    left = pages.l_margin
    pages.set_left_margin(left + indent)
    pages.set_x(left + indent)
    with pages.tagged(kind, LINE * pages.scale):
        _pieces(pages, text, links, 10 * pages.scale)
    pages.ln(LINE * pages.scale)
    pages.set_left_margin(left)


def _pieces(pages: _Pages, text: str, links: dict[int, int], size: float) -> None:
    for kind, words in pieces(text):
        number = int(words) if kind == "mark" else 0
        pages.set_font("Roboto", "B" if kind == "bold" else "", 0.75 * size if kind == "mark" else size)
        pages.set_text_color(*(TEAL if kind == "mark" else INK))
        pages.write(LINE * pages.scale, f"[{words}]" if kind == "mark" else _plain(words), links.get(number, ""))


def _table(pages: _Pages, rows: tuple[tuple[str, ...], ...], links: dict[int, int]) -> None:
    """Columns of equal width; a row never breaks over two pages, and its marks are links as anywhere."""
    size, left, right = 9 * pages.scale, pages.l_margin, pages.r_margin
    wide, pad = pages.epw / len(rows[0]), 1.0 * pages.scale
    with pages.grouped("Table"):
        for number, row in enumerate(rows):
            pages.set_font("Roboto", "B" if number == 0 else "", size)
            bare = [_plain("".join(f"[{w}]" if k == "mark" else w for k, w in pieces(text))) for text in row]
            lines = max(len(pages.multi_cell(wide - 2 * pad, text=t, dry_run=True, output="LINES")) for t in bare)
            high = lines * LINE * pages.scale + 2 * pad
            if pages.will_page_break(high):
                pages.add_page()
            top = pages.get_y()
            with pages.grouped("TR"):
                for column, text in enumerate(row):
                    pages.set_margins(
                        left + column * wide + pad, pages.t_margin, pages.w - left - (column + 1) * wide + pad
                    )
                    pages.set_xy(pages.l_margin, top + pad)
                    with pages.tagged("TD" if number else "TH", 0):
                        _pieces(pages, text if number else f"**{text}**", links, size)
            pages.set_margins(left, pages.t_margin, right)
            pages.set_draw_color(*PALE)
            with pages.ornament():
                pages.line(left, top + high, pages.w - right, top + high)
            pages.set_xy(left, top + high)


def _bar(pages: _Pages, bar: PlaybookBar) -> None:
    """A band as a bar on a scale of its own, with the offer, the target and the ask marked."""
    place = across(bar)
    width = pages.epw - 34
    if pages.get_y() > pages.h - 40:
        pages.add_page()
    x, y = pages.l_margin + 34, pages.get_y() + 1.5
    pages.set_font("Roboto", size=8)
    pages.set_text_color(*INK)
    with pages.ornament():  # the words below it say the same
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


def _words(pages: _Pages, lines: Iterable[str]) -> None:
    for line in lines:
        pages.set_x(pages.l_margin + 34)
        pages.set_font("Roboto", size=7)
        pages.set_text_color(*GREY)
        with pages.tagged("P", 3.6):
            pages.multi_cell(pages.epw - 34, 3.6, _plain(line), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
