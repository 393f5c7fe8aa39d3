"""The room: what is known in a line, talks by job and stage, the companies that a first visit names, levels as the guide has them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from coach.conversations.values import Conversation, Desk
from coach.dialogue.deals import Deal, Dialogue
from coach.evidence.retrieve import Library
from coach.ui import choices
from coach.ui.doors import companies
from coach.ui.form import FIELDS, fields_of
from coach.ui.known import known_line, stage_of, stage_shown
from coach.ui.letter import question_of
from coach.ui.strip import as_json, taken
from coach.understanding.situation import Part, Situation
from index.parse import parse_text
from tests.shelf import Shelf
from tests.ui.quiet import settled, still
from tests.ui.test_page import DESK, PHONE, answered, ask, form, needs_browser, visit


def part(component: Any, amount: float, period: Any = "") -> Part:
    return Part(component=component, low=amount, high=amount, currency="USD", period=period)


OFFER = Situation(
    company="Databricks", role="Lakehouse Engineer", region="SF", offer=(part("base", 250e3), part("stock", 360e3, "4yr"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("situation", "line"),
    [
        (OFFER, "Databricks · Lakehouse Engineer · SF · $250K + $360K"),
        (OFFER.model_copy(update={"offer": ()}), "Databricks · Lakehouse Engineer · SF"),
        (Situation(company="Acme", talk="raise", current=(part("base", 140e3),)), "Acme · a raise · now on $140K"),
        (Situation(offer=(part("signing", 20e3),)), "$20K"),
        (Situation(), ""),
    ],
)
def test_what_is_known_is_one_line(situation: Situation, line: str) -> None:
    """The job and the main parts of the offer; of somebody who wants a raise, what they are on."""
    assert known_line(situation) == line


@pytest.mark.parametrize(
    ("deal", "stage"),
    [
        (Deal(company="A", offer=OFFER.offer), "offer in hand"),
        (Deal(company="A", status="refused", offer=OFFER.offer), "they said no"),
        (Deal(company="A", status="answered", offer=OFFER.offer), "offer in hand"),
        (Deal(company="A", status="answered", offer=OFFER.offer, asked=OFFER.offer), "they answered"),
        (Deal(company="A", status="accepted"), "accepted"),
        (Deal(company="A", kind="raise"), "a raise"),
        (Deal(company="A"), ""),
    ],
)
def test_a_talk_tells_its_stage(deal: Deal, stage: str) -> None:
    """In two or three words, as the negotiation stands."""
    assert stage_of(Dialogue(deals=(deal,))) == stage


def test_a_talk_kept_without_a_stage_tells_one_from_its_situation() -> None:
    """And one about nothing in particular is a question."""
    assert [stage_shown(s, "") for s in (OFFER, Situation(talk="raise"), Situation())] == ["offer in hand", "a raise", "a question"]  # fmt: skip


def test_a_kept_letter_is_asked_about_in_whole_sentences() -> None:
    """With what of it is known."""
    assert question_of(OFFER) == (
        "I have an offer letter from Databricks for the Lakehouse Engineer role in SF: $250K base, $360K stock over 4 years. How good is it?"
    )
    assert question_of(Situation()) == "I have an offer letter. How good is it?"


def test_few_companies_are_chips_and_many_are_searched() -> None:
    """Of many, some that people ask about come first, with the plainest of their roles; a name is data."""
    shelf = Shelf()
    assert companies(shelf).count("chip-of") == len({s.split("/")[0] for s in shelf.slugs() if not s.startswith("_")})
    assert "company-search" not in companies(shelf)
    display = {f"c{n}": f"Company {n}" for n in range(60)} | {"google": "Google", "evil": "<b>Evil"}
    names = SimpleNamespace(
        companies=SimpleNamespace(display=display),
        roles_at=lambda slug: frozenset({"odd-job", "software-engineer"}),
        role_name=lambda role: role.replace("-", " ").title(),
    )
    html = companies(cast("Library", SimpleNamespace(names=names)))
    assert html.count("chip-of") < 12
    assert "Company 59" in html.split("data-names=")[1].split(">")[0]
    assert html.index("Google<small>Software Engineer") < html.index("Company 0<small>")
    assert "<b>Evil" not in html


LEVELS = """---
company: acme
role: engineer
---
### Engineer | Acme

#### Compensation

| Level | Base Salary |
|---|---|
| 59 SWE I (New Grad) | $150K–$190K |
| 60 SWE II | $170K–$215K |
| 63 Senior | $200K–$240K |
"""


@pytest.fixture
def levelled(monkeypatch: pytest.MonkeyPatch) -> Library:
    guide = parse_text(LEVELS, "acme/engineer", "acme/engineer.md")
    monkeypatch.setattr(choices, "guide_of", lambda library, company, role: guide if role else None)
    return cast("Library", SimpleNamespace())


@pytest.mark.parametrize(
    ("said", "meant"),
    [("60", "60 SWE II"), ("level 60", "60 SWE II"), ("L63", "63 Senior"), ("senior", "63 Senior"), ("60 swe ii", "60 SWE II"), ("61", ""), ("SWE", "")],
)  # fmt: skip
def test_a_level_is_one_that_the_guide_has(levelled: Library, said: str, meant: str) -> None:
    """By its number or its words; one that is not there, or is not one alone, is none."""
    assert choices.level_of(levelled, "Acme", "Engineer", said) == meant
    assert choices.level_of(levelled, "Acme", "", said) == said


def test_a_level_that_no_guide_has_blocks_nothing(levelled: Library) -> None:
    """It is left out, and the note names those there are."""
    job = Situation(company="Acme", role="Engineer")

    def edited(level: str) -> tuple[Conversation, list[str]]:
        fields = {**fields_of(job), "level": level}
        return taken([as_json(job), *(fields[n] for n in FIELDS)], Conversation(desk=Desk(situation=job)), levelled)

    held, words = edited("level 61")
    assert held.desk.situation == job
    assert "63 Senior" in words[0]
    held, words = edited("level 60")
    assert (held.desk.situation.level, words) == ("60 SWE II", [])


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_an_answer_leads_to_its_rehearsal(address: str, browser: Any, size: tuple[int, int]) -> None:
    """With the situation taken along; an answer about another job is practised as that one; a copy holds no such way."""
    with visit(browser, address, size) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ask(page, "Offer from Northwind as a data engineer in New York: 181,250 base. Is it fair?")
        answered(page, "$170K–$215K")
        page.locator('#chat button[title="Copy message"]').last.click()
        page.locator("#told", has_text="Copied").wait_for(state="attached")
        assert "Practise" not in page.evaluate("navigator.clipboard.readText()")
        page.locator('#chat a[href="#practise-1"]').click()
        page.locator("#job", has_text="181,250").wait_for()
        page.click("#start")
        page.locator("#chat .bot-row", has_text="181").first.wait_for()
        page.goto(address)
        answered(page, "$170K–$215K")
        page.locator('#chat a[href="#practise-1"]').click()
        page.locator("#chat .bot-row", has_text="181").first.wait_for()  # the one that has begun goes on


@needs_browser
def test_by_the_keyboard_one_is_always_somewhere(address: str, browser: Any) -> None:
    """Past the head to the box at once; a sheet takes the focus and gives it back, and what is under it waits."""
    with visit(browser, address) as page:
        settled(page)
        at = "document.activeElement.closest('#strip, #letter, #box, #chat')?.id ?? document.activeElement.id"
        page.locator(".skip").focus()
        assert page.locator(".skip").bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate(at) == "box"
        form(page)
        assert page.evaluate(at) == "strip"
        assert page.evaluate("document.querySelector('#talk').inert && document.querySelector('#top').inert")
        page.keyboard.press("Escape")
        page.wait_for_function(f"({at}) === 'open-strip'")
        form(page)
        page.mouse.click(1300, 500)
        page.wait_for_selector("#strip .closer", state="hidden")
        page.click("#doors a.door")
        page.wait_for_function(f"({at}) === 'letter'")
        page.click("#letter .closer")
        page.wait_for_function(f"({at}) === 'box'")
        ask(page, "What does Contoso pay a product manager?")
        answered(page, "Contoso")
        page.click("#fresh")
        settled(page)
        page.wait_for_function("document.activeElement.tagName !== 'BODY'")


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_grant_is_read_whole_in_its_field(address: str, browser: Any, size: tuple[int, int]) -> None:
    """ "$320K over 4 years" is not cut."""
    with visit(browser, address, size) as page:
        ask(page, "Offer from Northwind as a data engineer in New York: $181,250 base and $320K stock over 4 years")
        answered(page, "181,250")
        form(page)
        stock = page.get_by_label("Stock", exact=True).first
        assert stock.input_value() == "$320K over 4 years"
        assert stock.evaluate("e => e.scrollWidth <= e.clientWidth")


@needs_browser
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_head_stays_when_a_guide_is_opened(address: str, browser: Any, size: tuple[int, int]) -> None:
    """However far down its line is."""
    with visit(browser, address, size) as page:
        page.goto(f"{address}guides")
        page.locator(".keeper .link").first.click()
        page.locator("#reader .guide-text").wait_for(state="visible")
        still(page, "#reader")
        assert page.locator("#top h1").bounding_box()["y"] >= 0
