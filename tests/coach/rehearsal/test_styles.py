"""People talk in many ways: what is no pay asks for nothing, a summary is held against the table, a rule is told as one."""

from __future__ import annotations

import pytest

from coach.rehearsal.recruiter import Argued, opening, react
from tests.coach.rehearsal.test_recruiter import scenario_of, turn
from tests.coach.rehearsal.test_talk import GOOD, session


@pytest.mark.parametrize(
    "words",
    [
        "We're in Omaha at the moment, which is some 470 miles away from you.",
        "Is there a tax break of 30 percent for people from abroad?",
        "My flat is 2,100 a month already, it's mad.",
        "There was this colleague of mine who quit after nine months, poor thing, anyway.",
    ],
)
def test_what_is_no_pay_is_no_ask(words: str) -> None:
    """Miles, a tax, a rent and a story ask for nothing, and nobody is told off for them."""
    held = session(seed=3).said(GOOD[0]).said(words)
    r = held.rehearsal.rounds[-1]
    assert not r.judgement.moves.asks
    assert "ultimatum" not in r.judgement.labels()
    assert dict(r.table.terms) == dict(r.before.terms)


@pytest.mark.parametrize("words", ["Well, let me see.", "I'll get back to you on Tuesday.", "Yes?", "Okay."])
def test_what_leaves_it_open_closes_nothing(words: str) -> None:
    """Somebody who waits has neither said yes nor been rude."""
    held = session(seed=3).said(words)
    assert not held.rehearsal.agreed
    assert held.rehearsal.table.patience == held.rehearsal.scenario.limits.patience


def test_what_is_the_same_for_everybody_is_told_as_a_rule() -> None:
    """A wish for more pension is answered with what there is, and not granted."""
    held = session(seed=4).said("Thank you! Could you put ten percent into my retirement plan?")
    r = held.rehearsal.rounds[-1]
    assert ("rule", "pension") in {(x.act, x.about) for x in r.reactions}
    assert held.rehearsal.scenario.knows.facts["pension"].short.casefold() in r.reply.casefold()
    assert not r.table.extras


def test_a_summary_with_more_than_was_granted_is_no_deal_yet() -> None:
    """The recruiter says what is missing; what was granted closes."""
    scenario = next(s for n in range(200) if (s := scenario_of(n)).setup.difficulty == "hard")
    table, said = react(
        scenario, opening(scenario), turn(acts=("recap", "close"), accepts=True, extras=("level",)), Argued()
    )
    assert [(r.act, r.extras) for r in said] == [("not_all", ("level",))]
    assert table.status == "open"
    table, said = react(
        scenario, opening(scenario), turn(acts=("recap", "close"), accepts=True, extras=("start",)), Argued()
    )
    assert table.outcome == "deal"
    assert table.extras == ("start",)


def test_a_promise_to_sign_at_what_is_offered_is_a_yes() -> None:
    """Whoever asks for what is there already has it."""
    held = session(seed=3).said(GOOD[0])
    now = held.rehearsal.scenario.scene.money(held.rehearsal.table.terms["base"])
    assert held.said(f"If you can make it {now} base, I'll sign on the spot.").rehearsal.agreed


def test_there_is_a_warning_before_the_end() -> None:
    """Nobody loses an offer over a tone without having been told."""
    for seed in range(30):
        scenario = scenario_of(seed)
        table, said = opening(scenario), ()
        while table.status != "ended":
            before = said
            table, said = react(scenario, table, turn(acts=("threat",)), Argued(hostile=True))
        assert before[0].act == "warn"
        assert said[0].act == "withdraw_hostile"


def test_one_thing_is_asked_at_a_time() -> None:
    """What only leads on is left out beside a question that matters."""
    for persona in ("warm", "hard-nosed"):
        for seed in range(6):
            held = session(persona=persona, seed=seed)
            for words in (
                "Okay.",
                "Is there any chance of a little more?",
                "Hm, okay, and how many days off are there?",
            ):
                held = held.said(words)
                acts = [r.act for r in held.rehearsal.rounds[-1].reactions]
                assert (
                    sum(a in ("nod", "back", "prompt", "name_it", "no_limit", "current_pay", "is_it_yes") for a in acts)
                    <= 1
                ), acts


def test_a_mail_is_greeted_and_signed() -> None:
    """By mail the recruiter writes one; on the phone nobody signs."""
    mail = session(seed=2, channel="email").said(GOOD[0]).rehearsal
    name = mail.scenario.knows.name
    assert name != mail.scenario.knows.boss
    assert mail.opened.endswith(name)
    assert mail.rounds[-1].reply.endswith(name)
    assert not session(seed=2).said(GOOD[0]).rehearsal.rounds[-1].reply.endswith(name)
