"""What each side comes to all in: what that counts, which is more, and what is left to ask for."""

from __future__ import annotations

from datetime import date

import pytest

from coach.answers.known import known
from coach.answers.rooms import Heard
from coach.dialogue.deals import Deal, Dialogue, Event, Status
from coach.dialogue.view import situation_of
from coach.evidence.retrieve import retrieve
from coach.reply.draft import SLOT, Draft
from coach.understanding.question import understand
from coach.understanding.reading import Reading
from coach.understanding.situation import Part
from coach.writer.answered import wrong_with
from coach.writer.basis import Basis
from coach.writer.reckoned import resolved
from tests.coach.writer.test_misbehaving import SHELF


def part(component: str, high: float, period: str = "", low: float | None = None, **more: object) -> Part:
    held: dict[str, object] = {"component": component, "low": high if low is None else low, "high": high}
    return Part(**(held | {"currency": "EUR", "period": period} | more))  # type: ignore[arg-type]


def offered(company: str, *parts: Part, status: Status = "offered") -> Deal:
    return Deal(company=company, kind="new_offer", status=status, offer=parts)


def raw(now: Dialogue, text: str = "") -> tuple[list[str], Draft]:
    situation = situation_of(now)
    question = understand("", SHELF.names, situation, None, Reading(""))
    draft = Draft("verdict")
    heard = Heard(Reading(text), Dialogue(), now, situation, question, retrieve(question, SHELF), ())
    return list(known(heard, SHELF, date(2026, 11, 23), draft)), draft


def told(now: Dialogue, text: str = "") -> list[str]:
    """The sentences, with the figures as they are read."""
    said, draft = raw(now, text)
    return [SLOT.sub(lambda m: draft.figures[int(m[1]) - 1].text, s) for s in said]


UP_TO = part("bonus", 10, low=0, currency="%")
NOW = (part("base", 5_000, "month", salaries=13), UP_TO)  # 65,000, and 6,500 in full
OFFER = offered("Aster Glass", part("base", 70_000), part("signing", 3_000))
HELD = Dialogue(turn=1, deals=(OFFER,), current=NOW)


def test_a_total_tells_what_it_counts() -> None:
    """The salaries, the bonus and how much of it; and what it is without one."""
    said = told(HELD)
    assert "All in, the person makes €71.5K total a year today." in said
    assert "What the person makes now, all in, counts the base by 13 salaries and the bonus in full." in said
    assert "Without the bonus, the person makes €65K total a year today." in said
    assert "What Aster Glass offers, all in, counts the base and the sign-on once." in said


def test_a_total_counts_stock_by_the_year() -> None:
    """A whole grant by its years, which is told by itself too."""
    grant, bonus = part("stock", 90_000, "3yr"), part("bonus", 8_000)
    said = told(HELD.model_copy(update={"deals": (offered("Aster Glass", part("base", 70_000), grant, bonus),)}))
    assert "By the year, Aster Glass offers €30K stock a year." in said
    assert "What Aster Glass offers, all in, counts the base, a year of the stock and the bonus in full." in said
    assert "All in, Aster Glass offers €108K in the first year." in said
    assert "Without the bonus, Aster Glass offers €100K in the first year." in said


@pytest.mark.parametrize(("component", "named"), [("stock", "stock"), ("signing", "sign-on")])
def test_a_total_says_what_it_leaves_out_for_its_currency(component: str, named: str) -> None:
    """What is told in another currency is never added, nor said to be counted."""
    other = part(component, 40_000, currency="USD")
    deals = (offered("Aster Glass", part("base", 70_000), part("bonus", 8_000), other),)
    counted = next(s for s in told(HELD.model_copy(update={"deals": deals})) if "Glass offers, all in, counts" in s)
    assert counted.endswith(f"the bonus in full, and leaves out the {named}, told in another currency.")


def test_the_offer_all_in_stands_beside_present_pay_all_in() -> None:
    """The right way round, in the first year and a later one."""
    said = told(HELD)
    now = "what the person makes now, all in"
    assert f"What Aster Glass offers, all in, is €1,500 more in the first year than {now}." in said
    assert f"What Aster Glass offers, all in, is €1,500 less in a later year than {now}." in said


@pytest.mark.parametrize(("base", "way"), [(80_000, "€8,500 more a year"), (69_000, "€2,500 less a year")])
def test_a_base_alone_stands_beside_a_total(base: float, way: str) -> None:
    """On the same footing."""
    said = told(HELD.model_copy(update={"deals": (offered("Aster Glass", part("base", base)),)}))
    assert f"What Aster Glass offers, all in, is {way} than what the person makes now, all in." in said


def test_two_offers_stand_beside_each_other_all_in() -> None:
    """By the year, where more than the base is told of one."""
    other = offered("Sorrel Bank", part("base", 66_000), part("bonus", 10, currency="%"))
    said = told(HELD.model_copy(update={"deals": (OFFER, other)}))
    that = "what Sorrel Bank offers, all in"
    assert f"What Aster Glass offers, all in, is €400 more in the first year than {that}." in said
    assert f"What Aster Glass offers, all in, is €2,600 less in a later year than {that}." in said
    foreign = offered("Sorrel Bank", part("base", 66_000, currency="CHF"), part("bonus", 10, currency="%"))
    said = told(HELD.model_copy(update={"deals": (OFFER, foreign)}))
    assert not any("all in, is" in s and "Sorrel" in s for s in said)


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("Aster Glass offers {slot} more in the first year than you make now.", True),
        ("You make {slot} less now in the first year than Aster Glass offers.", True),
        ("Aster Glass offers {slot} less in the first year than you make now.", False),
        ("You make {slot} more now than Aster Glass offers.", False),
    ],
)
def test_the_difference_of_two_totals_is_said_one_way_only(sentence: str, fits: bool) -> None:
    """Or turned with its direction."""
    said, draft = raw(HELD)
    line = next(s for s in said if "more in the first year than what the person makes now" in s)
    basis = Basis(draft, tuple(said), (), SHELF.names, employers=("Aster Glass",))
    found = wrong_with(sentence.format(slot=SLOT.findall(line) and f"[[F{SLOT.findall(line)[0]}]]"), basis)
    assert (found == []) is fits, found


def test_a_count_of_salaries_that_is_known_may_be_written() -> None:
    """As it is told."""
    said, draft = raw(HELD)
    base = next(n for n, f in enumerate(draft.figures, 1) if f.per == "month")
    basis = Basis(draft, tuple(said), (), SHELF.names)
    assert resolved(f"[[F{base} * 13 salaries]]", basis).basis.draft.figures[-1].text == "€65K"
    assert "slot" in resolved(f"[[F{base} * 14 salaries]]", basis).wrong[0]


def test_a_bonus_by_the_quarter_is_told_by_the_quarter() -> None:
    """And counts four times in a year; one that is told by the year stays as it is."""
    deal = offered("Aster Glass", part("base", 70_000), part("bonus", 1_200, low=0))
    now = HELD.model_copy(update={"deals": (deal,)})
    said = told(now, "On top there's up to €1,200 a quarter if the kiln runs")
    assert "Aster Glass offers up to €1,200 bonus a quarter." in said
    assert "By the year, Aster Glass offers up to €4,800 bonus a year." in said
    assert "All in, Aster Glass offers €74.8K in the first year." in said
    assert not any("€1,200 bonus a year" in s for s in said)
    later = now.model_copy(update={"lines": (("person", "they pay up to €1,200 per quarter"), ("coach", "Good."))})
    assert "By the year, Aster Glass offers up to €4,800 bonus a year." in told(later, "And now?")
    assert "Aster Glass offers up to €1,200 bonus a year." in told(now, "On top there's up to €1,200")


WISH = part("base", 76_000)
ASKED = Event(turn=2, kind="asked", company="Aster Glass", after=WISH)
NO = Event(turn=3, kind="refused", company="Aster Glass", component="base")


@pytest.mark.parametrize(
    ("events", "asks"),
    [
        ((ASKED,), True),
        ((ASKED, NO), False),
        ((ASKED, NO.model_copy(update={"component": ""})), False),
        ((ASKED, NO.model_copy(update={"component": "bonus"})), True),
        ((ASKED, NO.model_copy(update={"company": "Sorrel Bank"})), True),
        ((ASKED, NO, ASKED.model_copy(update={"turn": 4})), True),
        ((ASKED, NO, Event(turn=4, kind="wish_told", after=WISH)), True),
    ],
)
def test_what_they_have_refused_is_not_asked_for_again(events: tuple[Event, ...], asks: bool) -> None:
    """Unless the person has asked or wished for it since."""
    now = HELD.model_copy(update={"turn": 4, "target": (WISH,), "events": events})
    said = told(now)
    assert any(s.startswith("Ask for") and "base" in s for s in said) is asks
    assert not asks or not any("sign-on" in s for s in said if s.startswith("Ask for"))


def test_what_is_paid_once_is_no_more_a_year() -> None:
    """The gap of two sign-ons."""
    said = told(HELD.model_copy(update={"turn": 4, "target": (WISH,), "events": (ASKED, NO)}))
    assert "Ask for €9K sign-on once." in said
    assert "The ask is €6K more once than what Aster Glass offers." in said


@pytest.mark.parametrize("of", [0, 1])
def test_after_a_yes_nothing_is_asked_for(of: int) -> None:
    """Of whichever offer."""
    deals = [OFFER, offered("Sorrel Bank", part("base", 66_000))]
    deals[of] = deals[of].model_copy(update={"status": "accepted"})
    said = told(HELD.model_copy(update={"deals": tuple(deals), "target": (WISH,)}))
    assert not any("sk for" in s for s in said)
    assert "Aster Glass offers €70K base a year." in said
