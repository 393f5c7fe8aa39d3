"""A recruiter who knows things: every part of a turn is answered, facts stay, nothing is said twice, what is asked for is granted."""

from __future__ import annotations

from collections import Counter

import pytest

from coach.rehearsal.facts import fact_words
from coach.rehearsal.scenario import PERSONAS
from coach.rehearsal.transcript import to_markdown
from coach.rehearsal.voice import EXTRAS
from tests.coach.rehearsal.test_talk import GOOD, POOR, session

QUESTIONS = {
    "level": "What level is this role?",
    "days": "How many vacation days are there?",
    "remote": "What is the remote policy?",
    "vesting": "How long is the vesting and is there a cliff?",
    "bonus": "What did the bonus pay out in the past years?",
    "pension": "Is there a 401k match?",
    "team": "How big is the team and who would be my manager?",
    "decides": "Who has to approve a change?",
    "valid": "How long is the offer valid?",
    "next": "What are the next steps?",
    "moves": "Which parts of the offer are flexible?",
    "visa": "Do you sponsor visas?",
    "start": "What start date do you have in mind?",
    "relocation": "Is there relocation support?",
}
TALKS = (
    GOOD,
    POOR,
    ("Hi!", "hmm", "...", "hmm", "...", "I don't know", "okay"),
    (
        "Could you do $187K?",
        "I'd still like $187K.",
        "$187K is what I need.",
        "My number is $187K.",
        "I said $187K.",
        "$187K, please.",
    ),
    (*list(QUESTIONS.values())[:7], "How many vacation days are there?"),
)


@pytest.mark.parametrize("persona", PERSONAS)
def test_each_question_is_answered_with_what_the_recruiter_knows(persona: str) -> None:
    """Two questions in one turn get two answers; asked again, the same fact comes in other words."""
    asked = list(QUESTIONS.items())
    for (first, one), (second, two) in zip(asked[::2], asked[1::2], strict=True):
        held = session(persona=persona, seed=4).said(f"{one} {two}")
        r = held.rehearsal.rounds[-1]
        assert {first, second} <= {x.about for x in r.reactions}, r.reply
        fact = held.rehearsal.scenario.knows.facts[first]
        assert (
            (fact.short in r.reply)
            or (fact.full in r.reply)
            or (fact.full[1:] in r.reply)
            or (fact.short[1:] in r.reply)
        )
        again = held.said(one).rehearsal.rounds[-1]
        assert fact.short.casefold() in again.reply.casefold()
        assert again.reply != r.reply


@pytest.mark.parametrize("persona", PERSONAS)
def test_no_line_comes_twice_in_a_talk(persona: str) -> None:
    """Over talks of all kinds, no line of the recruiter's is used a second time and no answer is empty."""
    for seed in range(4):
        for turns in TALKS:
            held = session(persona=persona, seed=seed)
            for words in turns:
                if held.rehearsal.over:
                    break
                held = held.said(words)
            lines = Counter(line for r in held.rehearsal.rounds for line in r.lines)
            assert not [line for line, n in lines.items() if n > 1]
            replies = [r.reply for r in held.rehearsal.rounds]
            assert all(replies)
            assert len(set(replies)) == len(replies)


def test_the_same_seed_knows_the_same() -> None:
    """Facts and words replay exactly; over seeds the facts differ."""
    talks = [session(seed=5).said(QUESTIONS["days"]).said(QUESTIONS["team"]).rehearsal for _ in range(2)]
    assert [r.reply for r in talks[0].rounds] == [r.reply for r in talks[1].rounds]
    assert len({session(seed=s).rehearsal.scenario.knows.facts["days"].full for s in range(12)}) > 3


def test_facts_of_the_guide_are_told_apart_from_made_up_ones() -> None:
    """The level and the range come from the guide, days off are made up, and the transcript says so."""
    knows = session(persona="warm", seed=4).rehearsal.scenario.knows
    assert not knows.facts["band"].made_up
    assert "$150K–$190K" in knows.facts["band"].full
    assert not knows.facts["level"].made_up
    held = session(seed=4).said(QUESTIONS["days"])
    assert held.feedback[-1].made_up == ("the days off",)
    assert "Made up for this rehearsal: the days off." in to_markdown(held)


def test_time_and_writing_are_granted() -> None:
    """Asked for, both are given at no cost; after that no deadline is pressed."""
    for persona in PERSONAS:
        held = session(persona=persona, seed=6).said("Thank you! Could I have a few days to think about it?")
        later = held.rehearsal.scenario.knows.later
        assert later.casefold() in held.rehearsal.rounds[-1].reply.casefold()
        held = held.said("Could you send me the offer in writing?")
        assert "writing_yes" in {r.act for r in held.rehearsal.rounds[-1].reactions}
        assert held.rehearsal.table.patience == held.rehearsal.scenario.limits.patience
        for words in GOOD[:3]:
            held = held.said(words)
        assert "deadline" not in held.rehearsal.table.tactics


def test_present_pay_is_not_asked_for_after_a_refusal() -> None:
    """Whoever says that they keep it to themselves is not asked."""
    for seed in range(12):
        held = session(persona="hard-nosed", difficulty="hard", seed=seed).said(
            "Thank you! I'd rather not say what I earn today."
        )
        assert "current_pay" not in held.rehearsal.table.tactics


def test_terms_beside_the_pay_have_a_price_and_a_worth() -> None:
    """A start date is free, days off take reasons; what was agreed counts in money."""
    got = []
    for seed in range(8):
        bare = session(seed=seed, difficulty="hard").said("Thank you! Could I get five more vacation days?")
        argued = session(seed=seed, difficulty="hard").said(GOOD[0]).said("Could I get five more vacation days?")
        got.append(("days" in bare.rehearsal.table.extras, "days" in argued.rehearsal.table.extras))
    assert sum(b for b, _ in got) < sum(a for _, a in got)
    held = session(seed=1).said(GOOD[0]).said("Could we agree on a salary review after six months?")
    assert "review" in held.rehearsal.table.extras
    held = held.said(GOOD[4])
    assert held.scorecard().extras_worth > 0


def test_every_fact_is_named_and_every_term_worded() -> None:
    """Facts begin in the middle of a sentence and end without a stop; each has a name for the feedback."""
    for matter in fact_words().facts.values():
        assert matter.name
        for said in matter.say:
            assert not said.full.endswith(".")
            assert not said.short.endswith(".")
    assert all(name == name.lower() or "the" in name for name in EXTRAS.values())
