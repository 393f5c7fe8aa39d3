"""The playbook: every section from the same pieces, every figure backed, in three formats that open."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from coach.playbook.book import ANNEX, Playbook, PlaybookBar, build_playbook, build_sheet
from coach.playbook.export import FORMATS, export
from coach.playbook.export.words import MARK, cited, spoken
from coach.playbook.ground import ground_of
from coach.playbook.plan import plan_for, wording
from coach.reply import Citation
from coach.standing.ask import package
from coach.standing.goals import goals_for
from coach.understanding.situation import Part, Situation
from index.errors import UserError
from index.guide import Band
from index.money import format_amount
from tests.coach.scripts.test_scripts import HELD, LOW, NOTHING, northwind
from tests.shelf import Shelf

TODAY = date(2026, 11, 23)


def texts(playbook: Playbook) -> list[str]:
    return [t for s in playbook.sections for b in s.blocks for t in (*b.lines, *(c for row in b.rows for c in row))]


@pytest.fixture
def book(shelf: Shelf) -> Playbook:
    return build_playbook(*northwind(shelf), LOW, TODAY)


def test_it_holds_the_whole_preparation(book: Playbook) -> None:
    """The handbook first (where one stands, the ask, mail, call, answers, dates), then the annex; none empty."""
    keys = [s.key for s in book.sections]
    assert keys == [
        "situation", "plan", "mail", "call", "pushback", "dates", "asks", "market", "levers", "scripts", "company", "beyond", "sources",
    ]  # fmt: skip
    assert all(s.blocks for s in book.sections)


def test_every_mark_has_its_citation(book: Playbook) -> None:
    """No mark without a citation, no slot left, no bracket of the guide."""
    known = {c.number for c in book.citations}
    for text in texts(book):
        assert {int(n) for n in MARK.findall(text)} <= known
        assert "[[" not in text
        assert "{" not in text


def test_every_amount_is_traced(book: Playbook) -> None:
    """Each money figure of the document is one of its figures, or the user's own words."""
    known = {f.text for f in book.figures} | {e for f in book.figures for e in re.split("–", f.text)}
    own = LOW.summary()
    for text in texts(book):
        for amount in re.findall(r"\$\d[\d.,]*[KM]?(?:–\$\d[\d.,]*[KM]?)?", text):
            assert amount in known or amount.strip("$") in own, (amount, text)


def test_floor_and_current_pay_stay_out_of_the_scripts(book: Playbook) -> None:
    """The plan knows the floor; what is said aloud does not."""
    plan = next(s for s in book.sections if s.key == "plan")
    assert "149,321" in " ".join(c for b in plan.blocks for r in b.rows for c in r)
    keys = ("mail", "call", "scripts", "pushback")
    said = [
        t for s in book.sections if s.key in keys for b in s.blocks for t in (*b.lines, *(c for r in b.rows for c in r))
    ]
    assert not [t for t in said if "149" in t or "123,456" in t]


def test_goals_stand_in_order(shelf: Shelf) -> None:
    """Floor <= target <= ask <= stretch for every component of every row, with and without an offer."""
    for slug in shelf.slugs():
        guide = shelf.guide(slug)
        for band in guide.bands:
            for situation in (NOTHING, LOW, HELD):
                for component in ("base", "stock", "bonus", "total"):
                    goals = goals_for(guide, band, component, situation)  # type: ignore[arg-type]
                    if goals:
                        assert goals.target.value <= goals.ask.value <= goals.stretch.value
                        assert goals.floor.value <= goals.ask.value or goals.floor.formula in (
                            "your own floor",
                            "the offer in hand",
                        )
                        assert all(g.formula for g in (goals.ask, goals.target, goals.floor, goals.stretch))


def test_the_plan_follows_the_situation(shelf: Shelf) -> None:
    """A deadline makes the days end there; without one the plan asks for it; the part lowest in its band goes first."""
    guide, band = northwind(shelf)
    hurried, open_ended = plan_for(guide, band, LOW), plan_for(guide, band, NOTHING)
    assert "Friday" in hurried.timeline[-1][0]
    assert any("By when" in q for q in open_ended.questions)
    assert not any("By when" in q for q in hurried.questions)
    assert hurried.first in {"base", "bonus"}
    weak = Situation(
        offer=(Part(component="base", low=189_000, high=189_000), Part(component="bonus", low=1_000, high=1_000))
    )
    assert plan_for(guide, band, weak).first == "bonus"


def test_the_handbook_is_short_and_asks_for_one_thing(shelf: Shelf) -> None:
    """At most 1,600 words before the annex, no script twice, and the ask of the plan in mail and call alike."""
    guide, band = northwind(shelf)
    at_work = NOTHING.model_copy(
        update={"talk": "raise", "current": (Part(component="base", low=155_000, high=155_000),)}
    )
    for situation in (NOTHING, LOW, HELD, at_work):
        made = build_playbook(guide, band, situation, TODAY)
        first = next(n for n, s in enumerate(made.sections) if s.title.startswith(ANNEX))
        hand = replace(made, sections=made.sections[:first])
        assert len(" ".join(texts(hand)).split()) <= 1600
        package_ = package(situation, band, guide)
        assert package_
        asked = format_amount(package_.main.value, package_.main.currency)
        for key in ("plan", "mail", "call"):
            assert asked in "\n".join(texts(made.only((key,)))), (key, asked)
        quotes = [" ".join(b.lines) for s in made.sections for b in s.blocks if b.kind == "quote"]
        assert len(quotes) == len(set(quotes))


def test_the_dates_are_days_of_the_calendar_up_to_the_deadline(shelf: Shelf) -> None:
    """Monday 23 November to the day before Friday."""
    guide, band = northwind(shelf)
    rows = [r for b in build_playbook(guide, band, LOW, TODAY).only(("dates",)).sections[0].blocks for r in b.rows]
    assert rows[1][0] == "Monday, 23 November"
    assert rows[-1][0] == "Thursday, 26 November"


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_opens_and_says_the_same(book: Playbook, form: str) -> None:
    """Title, disclaimer, date of the data and the ask stand in the file; citations are links."""
    data = export(book, form)  # type: ignore[arg-type]
    if form == "md":
        text = data.decode()
        assert "[[1]](#c1)" in text
        assert '<a id="c1"></a>' in text
    elif form == "docx":
        document = Document(BytesIO(data))
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
        text = "\n".join([*(p.text for p in document.paragraphs), *cells])
        assert b"w:anchor" in document.element.xml.encode()
    else:
        assert data.startswith(b"%PDF-")
        assert b"/Link" in data
        assert export(book, "pdf") == data
        return
    assert book.title in text
    assert wording().disclaimer in text
    assert "Made on 2026-11-23" in text


def test_signs_and_accents_are_carried(shelf: Shelf) -> None:
    """Rupees, euros, pounds, shekels and names with accents reach the PDF without a missing glyph."""
    guide, band = northwind(shelf)
    said = NOTHING.model_copy(
        update={"achievements": ("I led the São Paulo, Zürich and Kraków launches: ₹2 Cr, €1M, £3K, ₪5, ¥9",)}
    )
    data = export(build_playbook(guide, band, said, TODAY), "pdf")
    assert data.startswith(b"%PDF-")


def test_the_sheet_is_one_page(shelf: Shelf) -> None:
    """Beside the phone one page has to do."""
    guide, band = northwind(shelf)
    for situation in (NOTHING, LOW, HELD):
        data = export(build_sheet(guide, band, situation, TODAY), "pdf")
        assert len(re.findall(rb"/Type /Page\b", data)) == 1


def test_a_long_sheet_is_set_smaller_and_a_bar_is_drawn_in_cells(shelf: Shelf) -> None:
    """One page also with more than fits at full size; in Word the band and its marks are shaded cells, and no blocks of letters."""
    guide, band = northwind(shelf)
    sheet = build_sheet(guide, band, HELD, TODAY)
    extra = sheet.sections[-1].blocks[-1]
    long = replace(sheet, sections=(*sheet.sections[:-1], replace(sheet.sections[-1], blocks=(extra,) * 2)))
    pages = [len(re.findall(rb"/Type /Page\b", export(s, "pdf"))) for s in (long, replace(long, one_page=False))]
    assert pages == [1, 2]
    document = Document(BytesIO(export(build_playbook(guide, band, LOW, TODAY), "docx")))
    words = "".join(p.text for p in document.paragraphs)
    assert "█" not in words
    fills = [c._tc.xml for t in document.tables if len(t.rows) == 1 for c in t.rows[0].cells]
    assert any('w:fill="B45309"' in x for x in fills)


def parts_of(reader: PdfReader) -> list[tuple[str, int | None, list[int]]]:
    """Each tagged part as (kind, page, numbers of its words there), in reading order."""
    found: list[tuple[str, int | None, list[int]]] = []
    page_of = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages) if page.indirect_reference}

    def walk(element: Any) -> None:
        kids = element.get("/K", [])
        page = element.raw_get("/Pg").idnum if "/Pg" in element else None
        found.append((element["/S"], page_of.get(page) if page else None, [int(k) for k in kids if isinstance(k, int)]))
        for kid in kids:
            if not isinstance(kid, int):
                walk(kid.get_object())

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object())
    return found


def test_a_pdf_is_tagged_and_shows_no_signs_of_markdown(shelf: Shelf) -> None:
    """Every word on every page is of one tagged part or an ornament; headings, lists and tables are what they are, also over a page's end."""
    guide, band = northwind(shelf)
    book = build_playbook(guide, band, LOW, TODAY)
    reader = PdfReader(BytesIO(export(book, "pdf")))
    parts = parts_of(reader)
    assert len(reader.pages) > 2
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    kinds = [kind for kind, _, _ in parts]
    assert kinds.count("/H2") == len(book.sections) + 1
    assert kinds.count("/Table") == sum(b.kind == "table" for s in book.sections for b in s.blocks)
    rows = [row for s in book.sections for b in s.blocks if b.kind == "table" for row in b.rows]
    assert kinds.count("/TR") == len(rows)
    assert kinds.count("/TH") + kinds.count("/TD") == sum(map(len, rows))
    for number, page in enumerate(reader.pages):
        stream = page.get_contents().get_data().decode("latin-1")
        told = sorted(n for _, at, numbers in parts if at == number for n in numbers)
        assert told == sorted(map(int, re.findall(r"/MCID (\d+)", stream))) == list(range(len(told)))
        bare = re.sub(r"(?:BDC|BMC)\b.*?\bEMC\b", "", stream, flags=re.S)
        assert not re.findall(r"\bTj\b|\bTJ\b", bare)
        assert not re.search(r"\*\*|`|^#+ |\|---", page.extract_text(), re.M)


def test_what_stands_outside_a_band_is_told_as_that() -> None:
    """And by no share of the way up."""
    bar = PlaybookBar("base", 100, 200, "USD", (("offer", 52.0), ("target", 150.0), ("ask", 230.0)))
    assert spoken(bar) == "base: $100–$200 (offer $52, below it; target $150, 50% of the way up; ask $230, above it)"


def test_a_citation_shows_no_signs_of_markdown() -> None:
    """Headings, stars, bars of a table and signs of a quotation are plain words on paper."""
    quote = '2. **Cold-chain lever**\n> "I have *run* it."\n| New York | $170K |'
    line = cited(Citation(1, "a/b", "Pay", (1, 3), quote))
    assert line == 'a/b, Pay, lines 1–3: Cold-chain lever "I have run it." · New York · $170K'


def test_a_competing_offer_changes_the_document(shelf: Shelf) -> None:
    """With one it is listed and said; without one no script speaks of any."""
    guide, band = northwind(shelf)
    held = "\n".join(texts(build_playbook(guide, band, HELD, TODAY)))
    alone = "\n".join(
        texts(build_playbook(guide, band, LOW, TODAY).only(("situation", "mail", "call", "scripts", "pushback")))
    )
    assert "Another offer: Contoso" in held
    assert "an offer from Contoso, with" in held
    assert "I also hold" not in alone
    assert "Contoso" not in alone


def test_every_row_makes_a_document(shelf: Shelf) -> None:
    """No guide of the shelf and no row of it is too odd for a playbook."""
    made = 0
    for slug in shelf.slugs():
        guide = shelf.guide(slug)
        bands: tuple[Band, ...] = guide.bands
        for band in bands:
            assert build_playbook(guide, band, Situation(), TODAY).sections
            made += 1
    assert made > 5


OWN = Situation(
    company="Vandelay Imports", offer=(Part(component="base", low=95e3, high=95e3, currency="USD"),), deadline="Friday"
)  # fmt: skip


@pytest.mark.parametrize(
    "situation", [OWN, Situation(talk="raise", current=OWN.offer), OWN.model_copy(update={"talk": "raise"})]
)
def test_without_a_guide_it_stands_on_the_persons_own_figures(shelf: Shelf, situation: Situation) -> None:
    """The ask, the mail, the call and the dates are there; nothing is cited, and no part is there that only a guide fills."""
    assert ground_of(situation, shelf) == (None, None)
    made = build_playbook(None, None, situation, TODAY)
    keys = [s.key for s in made.sections]
    assert {"situation", "plan", "mail", "call", "pushback", "dates", "asks"} <= set(keys)
    assert not {"market", "levers", "company", "sources"} & set(keys)
    assert not made.citations
    assert "[[" not in "".join(texts(made))
    assert "$95K" in "".join(texts(made))
    assert "your own figures" in made.data_of
    for form in FORMATS:
        assert export(made, form)
        assert export(build_sheet(None, None, situation, TODAY), form)


def test_with_no_figure_there_is_nothing_to_stand_on(shelf: Shelf) -> None:
    """And where one of several guides is meant, that is asked first."""
    with pytest.raises(UserError, match="no guide for Vandelay"):
        ground_of(OWN.model_copy(update={"offer": ()}), shelf)
    with pytest.raises(UserError, match="no company and role"):
        ground_of(Situation(), shelf)


def test_where_no_role_is_said_it_is_the_companys_only_one(shelf: Shelf) -> None:
    """As in the answers, so that the papers ask for the same; of several roles, none is taken."""
    guide, band = ground_of(OWN.model_copy(update={"company": "Northwind", "region": "New York"}), shelf)
    assert guide
    assert band
    assert band.region
    assert (guide.slug, band.region.label) == ("northwind/data-engineer", "New York")
    with pytest.raises(UserError, match="names no role"):
        ground_of(Situation(company="Contoso"), shelf)
