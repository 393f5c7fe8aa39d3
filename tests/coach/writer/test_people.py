"""Who somebody is never leaves: people by a stand-in that comes back, addresses, telephones and links not at all."""

from __future__ import annotations

from datetime import date

import pytest

from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.writer.mask import Mask
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import SHELF

TOLD = (
    "Sandra Mills (sandra.mills@northwind.example, +1 415 555 2671, www.northwind.example/jobs) said 160 is their best. "
    "Northwind offered me 155k base as a data engineer in Chicago, is that good?"
)


def test_no_name_and_no_address_is_sent() -> None:
    """In nothing that is asked of the model."""
    model = Scripted(answers=["Person A says the band is [[F1]]."])
    reply = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:r")).reply(Turn(TOLD))
    sent = " ".join(str(m.content) for seen in model.seen for m in seen)
    assert model.seen
    for private in ("Sandra", "Mills", "@", "415", "www."):
        assert private not in sent
    assert "Person B" not in reply.text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("hi tom, my boss Mr. Okafor agreed", "hi Person A, my boss Mr. Person B agreed"),
        ("Will they move in May? Mark Olsen will.", "Will they move in May? Person A will."),
        ("thanks,\nbest regards,\nPriya Natarajan\nTalent", "thanks,\nbest regards,\nPerson A\nTalent"),
        ("write anna.müller@firma.de or +49 30 1234 5678", "write [email] or [phone]"),
        ("they offer $155,000 and 12,500 shares in Charlotte", "they offer $155,000 and 12,500 shares in Charlotte"),
    ],
)
def test_people_by_title_greeting_signature_and_name(text: str, hidden: str) -> None:
    """Words of every day that are names too stay, unless they stand as one; figures and places stay."""
    mask = Mask(SHELF.names, employers=False)
    mask.learn(text)
    assert mask.hidden(text) == hidden


def test_a_person_comes_back() -> None:
    """One stand-in for all forms of a name."""
    mask = Mask(SHELF.names, employers=False)
    mask.learn("Sandra Mills called. Sandra wants an answer.")
    assert mask.hidden("Tell Sandra, or Mills.") == "Tell Person A, or Person A."
    assert mask.shown("Answer Person A today.") == "Answer Sandra Mills today."
