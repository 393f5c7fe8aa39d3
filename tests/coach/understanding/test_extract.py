"""The situation: what a message says of the user, and nothing it does not say."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from coach.dialogue.told import situation_after
from coach.understanding.situation import Part, Situation
from tests.shelf import Shelf

NAMES = Shelf().names


def parts(parts: tuple[Part, ...]) -> dict[str, tuple[float, str, str]]:
    return {p.component: (p.high, p.currency, p.period) for p in parts}


def test_an_offer_is_read_part_by_part_as_it_was_said() -> None:
    """Thousands may be left out, currencies and periods are kept as said, another company's offer stays apart."""
    found = situation_after(
        Situation(), "Northwind offered 190 base + 50k rsu over 4 years, 15% bonus. Contoso also offered, 340 TC", NAMES
    )
    assert parts(found.offer) == {"base": (190_000, "", ""), "stock": (50_000, "", "4yr"), "bonus": (15, "%", "")}
    assert [(o.company, parts(o.parts)) for o in found.competing] == [("Contoso", {"total": (340_000, "", "")})]


def test_job_years_and_deadline_are_read() -> None:
    """Company, role, place, experience and deadline come from the same sentence."""
    found = situation_after(
        Situation(),
        "Northwind offered me $160K base as a data engineer in Chicago. I have six years of pipelines and must answer by Friday",
        NAMES,
    )
    assert (found.company, found.role, found.region) == ("Northwind Traders", "Data Engineer", "Chicago")
    assert (found.years, found.deadline) == (6, "Friday")


def test_current_pay_target_and_floor_are_kept_apart() -> None:
    """What one earns, wants and would not go below are three things."""
    found = situation_after(Situation(), "I currently make 150k base, want 180k base, won't go below 165k base", NAMES)
    assert [parts(x)["base"][0] for x in (found.current, found.target, found.floor)] == [150_000, 180_000, 165_000]
    assert not found.offer


@pytest.mark.parametrize(
    "message",
    [
        "what does northwind pay a data engineer?",
        "I don't have an offer from Contoso",
        "script for the other bidders lever at northwind",
        "I'm interviewing with Contoso",
        "northwind vs contoso for data engineers",
    ],
)
def test_nothing_is_invented(message: str) -> None:
    """A question, a denial or an interview makes neither an offer nor a competing one."""
    found = situation_after(Situation(), message, NAMES)
    assert not found.offer
    assert not found.competing


def test_later_words_replace_the_part_they_speak_of() -> None:
    """A new base replaces the base and leaves the stock; a second company's offer is added."""
    first = situation_after(Situation(), "northwind offered 160k base and 90k stock over 4 years", NAMES)
    both = situation_after(first, "they now offer 170k base. I also have an offer from Contoso at 250k total", NAMES)
    assert parts(both.offer) == {"stock": (90_000, "", "4yr"), "base": (170_000, "", "")}
    assert both.competing[0].company == "Contoso"
    assert "170K base" in both.summary()


def test_impossible_values_are_refused() -> None:
    """A range upside down and a hundred years of experience are no situation."""
    with pytest.raises(ValidationError):
        Part(component="base", low=2, high=1)
    with pytest.raises(ValidationError):
        Situation(years=100)


def test_an_achievement_ends_where_the_sentence_turns() -> None:
    """The thing done is kept as the whole clause; what comes after it is not part of it."""
    found = situation_after(Situation(), "I built fraud models for six years. I need to answer by Friday", NAMES)
    assert found.achievements == ("I built fraud models for six years.",)
    assert found.deadline == "Friday"


def test_an_offer_taken_back_is_gone() -> None:
    """ "Forget it" removes the other offer and leaves one's own; a part can be taken back as well."""
    held = Situation()
    for message in (
        "northwind offered 160k base and 20k bonus, data engineer in chicago",
        "I also have an offer from Contoso at 250k total",
    ):
        held = situation_after(held, message, NAMES)
    assert [o.company for o in held.competing] == ["Contoso"]
    without = situation_after(held, "forget the Contoso offer, they pulled it", NAMES)
    assert without.competing == ()
    assert parts(without.offer) == parts(held.offer)
    assert set(parts(situation_after(held, "scrap the bonus", NAMES).offer)) == {"base"}


def test_what_worries_the_user_is_kept_in_their_words() -> None:
    """A concern is noted as said; a plain question has none."""
    found = situation_after(Situation(), "I'm worried about losing the offer, but I want more base", NAMES)
    assert [c for c in found.concerns if "losing the offer" in c]
    assert situation_after(Situation(), "what does northwind pay?", NAMES).concerns == ()
