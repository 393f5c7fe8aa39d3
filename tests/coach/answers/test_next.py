"""What is suggested next is answered, from the same guide, as the kind of question that it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.answers.next import AIM, FAIR, LEVERS, MAIL, MOST
from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from coach.understanding.situation import Situation
from tests.shelf import TEXTS, Shelf

GUIDES = Path(__file__).parents[3] / "guides"
MEANT = {LEVERS: "levers", AIM: "strategy_target", MAIL: "lever_script", FAIR: "offer_evaluation"}
FIRST = (
    "What does {company} pay a {role}{place}?", "What are the levers for a {role} at {company}?", "What should I ask for as a {role} at {company}?",
    "Which sources does the {company} {role} guide have?", "My offer from {company} as a {role}{place} is {base} base. Is that fair?",
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Coach:
    """The coach on the guides that ship, and on the small ones of the tests."""
    files = {p.relative_to(GUIDES).with_suffix("").as_posix(): p.read_text(encoding="utf-8") for p in sorted(GUIDES.rglob("*.md"))}  # fmt: skip
    return Coach(Shelf({**TEXTS, **files}))


def test_each_suggestion_has_an_answer(shipped: Coach) -> None:
    """Asked in the conversation it was made in, none is refused, asks back, is about another guide or is read as something else."""
    asked = 0
    for slug in shipped.library.slugs():
        guide = shipped.library.guide(slug)
        if guide.is_playbook:
            continue
        band = next((b for b in guide.bands if b.region and b.pay("base")), None)
        base = band.pay("base") if band else None
        if band is None or base is None or base.amount is None:
            continue
        words = {
            "company": guide.company_name, "role": guide.role_name, "place": f" in {band.region.label}" if band.region else "",
            "base": f"{base.amount.low:.0f} {base.amount.unit}",
        }  # fmt: skip
        for question in FIRST:
            first = question.format(**words)
            reply = shipped.reply(Turn(first))
            if reply.clarify or reply.abstained:
                continue
            assert len(reply.suggestions) <= MOST
            for then in reply.suggestions:
                said = Situation.model_validate(reply.situation)
                after = shipped.reply(Turn(then, (("user", first), ("assistant", reply.text)), held=said))
                asked += 1
                at = (slug, first, then, after.intent, after.text[:80])
                assert not after.abstained, at
                assert not after.clarify, at
                assert after.citations or not [f for f in after.figures if f.kind != "user"], at
                assert {c.guide for c in after.citations} <= {slug}, at
                assert after.intent == MEANT.get(then, after.intent), at
    assert asked > 60


def test_nothing_is_suggested_beside_a_question_back(talk: Callable[..., Reply]) -> None:
    """Only the options of what was meant, so that none of them is overlooked."""
    reply = talk("What does Contoso pay?")
    assert reply.clarify
    assert not set(reply.suggestions) & set(MEANT)


def test_a_fair_offer_is_asked_of_only_where_there_is_one(talk: Callable[..., Reply]) -> None:
    """A pay question after an offer was told leads back to it; without one it does not."""
    pay = "What base does Northwind pay a data engineer in New York?"
    assert FAIR not in talk(pay).suggestions
    assert FAIR in talk("Offer from Northwind as a data engineer in New York: 181,250 base", pay).suggestions
