"""The playbook: every section from the same pieces, every figure backed, in three formats that open."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from coach.export import FORMATS, export
from coach.export.words import MARK
from coach.goals import goals_for
from coach.plan import plan_for, wording
from coach.playbook import Playbook, build_playbook, build_sheet
from coach.situation import Part, Situation
from index.guide import Band
from tests.coach.test_scripts import HELD, LOW, NOTHING, northwind
from tests.shelf import Shelf

TODAY = date(2026, 11, 23)


def texts(playbook: Playbook) -> list[str]:
    return [t for s in playbook.sections for b in s.blocks for t in (*b.lines, *(c for row in b.rows for c in row))]


@pytest.fixture
def book(shelf: Shelf) -> Playbook:
    return build_playbook(*northwind(shelf), LOW, TODAY)


def test_it_holds_the_whole_preparation(book: Playbook) -> None:
    """Situation, market, offer, plan, levers, scripts, pushback, company, sources: in this order, none empty."""
    keys = [s.key for s in book.sections]
    assert keys == [
        "situation", "market", "offer", "plan", "asks", "levers", "scripts", "pushback", "company", "beyond", "sources",
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
    said = [t for s in book.sections if s.key in ("scripts", "pushback") for b in s.blocks for t in b.lines]
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


def test_a_competing_offer_changes_the_document(shelf: Shelf) -> None:
    """With one it is listed and said; without one no script speaks of any."""
    guide, band = northwind(shelf)
    held = "\n".join(texts(build_playbook(guide, band, HELD, TODAY)))
    alone = "\n".join(texts(build_playbook(guide, band, LOW, TODAY).only(("situation", "scripts", "pushback"))))
    assert "Another offer: Contoso" in held
    assert "I also hold an offer from Contoso" in held
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
