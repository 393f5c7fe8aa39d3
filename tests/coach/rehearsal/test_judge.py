"""The judge on labelled turns it has not learned from, and rule by rule on turns written for it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from coach.rehearsal.course import course_of
from coach.rehearsal.judge import JudgedTurn, judge
from coach.rehearsal.learned.train import digest, read_examples, read_lines, read_talks
from coach.rehearsal.reading import act_model, read_turn, use_model
from coach.rehearsal.scene import Profile, Rival, Scene, TurnToJudge, Utterance, read_exchange

LABELLED = Path(__file__).with_name("turns.jsonl")
SCENE = Scene(
    currency="USD", offer={"base": 170_000, "stock": 60_000, "bonus": 15_000, "signing": 0}, target={"base": 190_000},
    floor={"base": 178_000}, band={"base": (155_000, 205_000), "stock": (50_000, 100_000)},
    profile=Profile(
        competing_offers=(Rival(company="Acme", base=182_000),), years=7,
        achievements=("cut the settlement time by 40%",), current_pay={"base": 150_000},
    ),
)  # fmt: skip
OFFER = Utterance(speaker="recruiter", text="We offer $170K base, $60K RSUs and a $15K bonus.")
THANKS = "Thank you so much for the offer! "


def judged(turn: str, *history: Utterance, scene: Scene = SCENE) -> JudgedTurn:
    lines = (OFFER, *history)
    return judge(scene, course_of(scene, lines, read_turn), turn)


def said(speaker: str, text: str) -> Utterance:
    return Utterance(speaker=speaker, text=text)  # type: ignore[arg-type]


COUNTERED = (
    said("candidate", "Thank you! Since I cut the settlement time by 40%, I'd like $200K base."),
    said("recruiter", "I can go to $176K base."),
)
STUCK = (COUNTERED[0], said("recruiter", "I'm sorry, it stays at $170K."))
AGREED = (
    *COUNTERED,
    said("candidate", "That works, I accept."),
    said("recruiter", "Great, we have a deal: $176K base."),
)


def test_the_models_were_made_from_their_examples() -> None:
    """Whoever edits the examples trains again: `python -m coach.rehearsal.learned.train`."""
    assert act_model().trained_on == use_model().trained_on == digest()


def test_the_labelled_turns_are_none_of_the_examples() -> None:
    """What is measured was not learned."""
    learned = {e.exchange.turn.casefold() for e in (*read_examples(), *read_talks())} | {
        t.casefold() for _, t in read_lines()
    }
    assert not [t for t in _labelled() if t[0].turn.casefold() in learned]


def _labelled() -> list[tuple[TurnToJudge, dict[str, object]]]:
    rows = [json.loads(x) for x in LABELLED.read_text(encoding="utf-8").splitlines()]
    return [(read_exchange(r, LABELLED.name), r) for r in rows]


def test_labelled_turns() -> None:
    """Mistakes, strengths and asks of turns by other hands are told as well as docs/measured.md says, within a few points."""
    right: Counter[str] = Counter()
    labelled = _labelled()
    for e, gold in labelled:
        found = judge(e.scenario, course_of(e.scenario, e.history, read_turn), e.turn)
        right["asks"] += found.moves.to_json()["asks"] == gold["moves"]["asks"]  # type: ignore[index]
        for field, labels in (("mistakes", found.mistakes), ("strengths", found.strengths)):
            want, got = set(gold[field]), {f.label for f in labels}  # type: ignore[call-overload]
            right[f"{field} both"] += 2 * len(want & got)
            right[f"{field} all"] += len(want) + len(got)
    assert len(labelled) >= TURNS
    assert right["mistakes both"] / right["mistakes all"] >= LEAST_MISTAKES
    assert right["strengths both"] / right["strengths all"] >= LEAST_STRENGTHS
    assert right["asks"] / len(labelled) >= LEAST_ASKS


TURNS, LEAST_MISTAKES, LEAST_STRENGTHS, LEAST_ASKS = 50, 0.88, 0.92, 0.96


@pytest.mark.parametrize(
    ("turn", "history", "label", "holds"),
    [
        (THANKS + "I cut the settlement time by 40%, so I'd like $185K base.", (), "weak_anchor", True),
        (THANKS + "I cut the settlement time by 40%, so I'd like $190K base.", (), "weak_anchor", False),
        (THANKS + "With seven years in payments I'd like $186K to $200K base.", (), "bad_range", True),
        (THANKS + "With seven years in payments I'd like $190K to $200K base.", (), "bad_range", False),
        (THANKS + "I cut the settlement time by 40%, so I'd like $215K base.", (), "over_ask", True),
        (THANKS + "I cut the settlement time by 40%, so I'd like $205K base.", (), "over_ask", False),
        (THANKS + "I'd like $195K base.", (), "no_rationale", True),
        ("Could we say $195K still?", COUNTERED, "no_rationale", False),
        ("I'd like $195K base, as I cut the settlement time by 40%.", (), "no_rapport", True),
        ("I'd like $195K base, as I cut the settlement time by 40%.", COUNTERED, "no_rapport", False),
        (THANKS + "Acme has me at $182K base. Could you do $195K?", (), "unsupported_claim", False),
        (THANKS + "Acme has me at $230K base. Could you do $195K?", (), "unsupported_claim", True),
        (THANKS + "The base band runs from $155K to $205K, so I'd like $195K.", (), "cites_band", True),
        (THANKS + "The base band runs from $255K to $305K, so I'd like $195K.", (), "cites_band", False),
        ("Let's say $180K then.", COUNTERED, "big_concession", True),
        ("Let's say $190K then.", COUNTERED, "big_concession", False),
        ("Alright, I'll take the $170K.", STUCK, "big_concession", True),
        ("Great, I accept the $176K.", COUNTERED, "big_concession", False),
        ("Okay, I accept $176K.", COUNTERED, "weak_close", True),
        ("Great, I accept: $176K base, $60K RSUs and $15K bonus.", COUNTERED, "recap_close", True),
        ("Thank you, I accept!", (), "accepts_first", True),
        ("I accept, thank you!", COUNTERED, "accepts_first", False),
        ("One more thing, could you add a $10K sign-on?", AGREED, "serial_ask", True),
        ("One more thing, could you add a $10K sign-on?", COUNTERED, "serial_ask", False),
        ("I'd still like $200K. Acme has put $182K in writing.", COUNTERED, "holds_firm", True),
        ("I'd still like $200K. I cut the settlement time by 40%.", COUNTERED, "holds_firm", False),
    ],
)
def test_rules(turn: str, history: tuple[Utterance, ...], label: str, holds: bool) -> None:
    """Each label on both sides of its border."""
    assert (label in judged(turn, *history).labels()) == holds


@pytest.mark.parametrize(
    ("turn", "asks"),
    [
        ("Could you do two hundred on base?", {"base": 200_000}),
        (
            "I'd like $195K base, $80K in stock and a $20K sign-on.",
            {"base": 195_000, "stock": 80_000, "signing": 20_000},
        ),
        ("I'm not asking for $300K, I'm asking for $195K.", {"base": 195_000}),
        ("You said $170K; could we make it $195K?", {"base": 195_000}),
        ("Could we get 10% more on base?", {"base": 187_000}),
        ("Could you add another $10K on base?", {"base": 180_000}),
        ("Acme is at $182K base. Can you match that?", {"base": 182_000}),
        ("Somewhere between 190 and 200 would be right.", {"base": [190_000, 200_000]}),
        ("I lead 22 engineers and shipped in 3 countries.", {}),
    ],
)
def test_asks(turn: str, asks: dict[str, object]) -> None:
    """What a turn asks for, in full amounts by component."""
    assert judged(turn).moves.to_json()["asks"] == asks


def test_a_percentage_is_of_the_offer_or_of_present_pay() -> None:
    """A new offer: of the offered base; a raise: of what is paid now."""
    raised = SCENE.model_copy(update={"talk": "raise"})
    assert judged("I'd ask for 20% more.").moves.to_json()["asks"] == {"base": 204_000}
    assert judged("I'd ask for a 20% raise.", scene=raised).moves.to_json()["asks"] == {"base": 180_000}
