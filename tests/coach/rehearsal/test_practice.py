"""What people say in ten styles is taken as they mean it: scraps threaten nobody, figures of something else are no asks,
each question is answered, and the coach's next line fits what is known.
"""

from __future__ import annotations

import re

import pytest

from coach.rehearsal.coaching import Session, rehearse
from coach.rehearsal.ground import of_row
from coach.rehearsal.moment import Stand, moment_of
from coach.rehearsal.moves import Act, Moves, UsedFigure
from coach.rehearsal.recruiter import Argued, opening, react
from coach.rehearsal.scenario import PERSONAS, Setup
from coach.rehearsal.settled import _threats, _trades
from coach.rehearsal.talk import course
from coach.understanding.situation import OtherOffer, Part, Situation
from tests.coach.rehearsal.test_recruiter import scenario_of, turn
from tests.coach.rehearsal.test_talk import GOOD, SHELF, session
from tests.coach.scripts.test_scripts import LOW, northwind


def last(held: Session) -> list[str]:
    return [r.act for r in held.rehearsal.rounds[-1].reactions]


def abouts(held: Session) -> set[str]:
    return {r.about for r in held.rehearsal.rounds[-1].reactions}


def asked(words: str) -> dict[str, object]:
    return dict(session(seed=3).said(words).rehearsal.rounds[-1].judgement.moves.asked())


@pytest.mark.parametrize(
    "words",
    [
        "Thanks a lot for this. Or, should base be tight, might we see about the bonus together?",
        "I'm grateful you tried. Well, if the base is a stretch, we could find some of it in the bonus.",
        "Thank you, that's kind. Then, could we look for a way between us to reach $170K base?",
    ],
)
def test_a_scrap_of_a_polite_sentence_threatens_nobody(words: str) -> None:
    """It costs no patience, and nobody is told to cool down."""
    held = session(seed=3).said(GOOD[0]).said(words)
    assert "ultimatum" not in held.rehearsal.rounds[-1].judgement.labels()
    assert not {"cool", "warn"} & {*last(held)}


def threat(words: str, start: int, share: float) -> Act:
    return Act("threat", words, start, start + len(words), share)


def test_a_threat_stands_by_its_weight() -> None:
    """One that is certain does, also in fun; two at once do, and a demand with its figure; a doubtful one alone does not."""
    doubtful, certain = threat("no more games", 0, 0.8), threat("pay or I talk", 0, 0.99)
    demand = UsedFigure("ask", "base", 180_000, 180_000, "180", 4, 7)
    thanks = Act("thanks", "thank you", 40, 49, 0.99)
    assert not _threats(Moves(acts=(doubtful,)), joking=False)
    assert _threats(Moves(acts=(doubtful, threat("or else", 20, 0.7))), joking=False)
    assert _threats(Moves(asks=(demand,), acts=(doubtful,)), joking=False)
    assert not _threats(Moves(asks=(demand,), acts=(doubtful, thanks)), joking=False)
    assert _threats(Moves(acts=(certain,)), joking=True)


def test_a_trade_has_two_terms() -> None:
    """A figure "or I go" exchanges nothing; a figure for another part does."""
    base = UsedFigure("ask", "base", 180_000, 180_000, "180", 4, 7)
    assert not _trades(Moves(asks=(base,), figures=(base,)), "get 180 or I go with the others", ())
    assert _trades(Moves(asks=(base,), figures=(base,)), "get 180 and keep the bonus as it is", ())


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("I'd like 172 for the base; with others in the field it's usual up to 180.", {"base": 172_000}),
        (
            "Thank you. I was thinking of $170K. The garage next door costs 185 a month, is that covered?",
            {"base": 170_000},
        ),
        (
            "Hello,\n1. The base at $170K, as I rebuilt the billing pipeline.\n2. A look at it in a year.",
            {"base": 170_000},
        ),
    ],
)
def test_the_wish_is_the_ask(words: str, want: dict[str, object]) -> None:
    """A market figure, a cost and the number of a point in a list are none, whatever their size."""
    assert asked(words) == want


def test_a_bare_number_of_days_asks_for_no_part_of_the_pay() -> None:
    """What is near a figure of the table by chance is not about it."""
    held = session(seed=3).said("Why is it only that many days? My cousin has 17.")
    assert not held.rehearsal.rounds[-1].judgement.moves.asks
    assert not {"met", "already"} & {*last(held)}


def test_another_offer_repeated_is_no_ask() -> None:
    """Whoever says what the others pay has not yet said what they want."""
    rival = OtherOffer(company="Contoso", parts=(Part(component="base", low=168_000, high=168_000, currency="USD"),))
    held = rehearse(of_row(*northwind(SHELF)), LOW.model_copy(update={"competing": (rival,)}), Setup(seed=3))
    moves = held.said("I do like it here. Still, 168 is 168.").rehearsal.rounds[-1].judgement.moves
    assert not moves.asks


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("I'm uneasy about the probation, how long is that?", "notice"),
        ("The stock isn't clear to me, when would it vest?", "vesting"),
    ],
)
def test_a_question_is_read_with_what_it_follows(words: str, about: str) -> None:
    """ "How long is that?" asks for what stands before it, also beside a figure."""
    assert about in abouts(session(seed=4).said(f"Thank you! {words}"))
    assert about in abouts(session(seed=4).said(f"{words} And I'd like $170K base."))


def test_a_lone_why_asks_what_it_hangs_on() -> None:
    """One word is answered by what was just said."""
    held = session(seed=4).said(GOOD[0])
    assert abouts(held.said("Why?")) & {"why", "why_not"}


def test_a_question_nobody_can_answer_is_not_passed_over() -> None:
    """Beside a figure, too, the recruiter says that they have to look it up."""
    for persona in PERSONAS:
        held = session(persona=persona, seed=4).said(
            "Thank you! Could you do $170K base? And whom do I ask about keys for the bike shed?"
        )
        said = {*last(held)}
        assert "inform" in said or abouts(held) - {""}


def test_is_it_your_last_figure_is_no_question_for_the_papers() -> None:
    """With the figure in it the question is the same as without."""
    held = session(persona="hard-nosed", seed=3).said(GOOD[0])
    now = held.rehearsal.table.terms["base"] / 1000
    assert "inform" not in last(held.said(f"Is {now:g} your final figure?"))


def test_a_request_for_paper_is_no_yes() -> None:
    """Whoever wants the figures in a mail gets them and has agreed to nothing; whoever asks for the contract is asked."""
    held = session(seed=3).said(GOOD[0])
    assert not held.said("Could you please confirm all of it in a short table?").rehearsal.agreed


def test_a_deed_without_a_number_is_heard() -> None:
    """It earns nothing, and is not passed over."""
    scenario = scenario_of(3)
    table, said = react(
        scenario, opening(scenario), turn({"base": scenario.scene.offer["base"] * 1.1}), Argued(soft=True)
    )
    assert said[0].act == "soft"
    assert table.heard == ()


def test_the_paper_they_asked_for_counts() -> None:
    """The same figure with the other offer on paper is no repeat."""
    scenario = next(s for n in range(50) if (s := scenario_of(n)).setup.difficulty == "medium")
    ask = turn({"base": scenario.scene.offer["base"] * 1.2})
    first, _ = react(scenario, opening(scenario), ask, Argued())
    again, said = react(scenario, first, ask, Argued(paper=True))
    assert said[0].act == "paper"
    assert again.patience == first.patience
    assert "hold_repeat" not in {r.act for r in said}
    bare, said = react(scenario, first, ask, Argued())
    assert bare.patience < first.patience


def test_a_yes_to_more_than_is_offered_is_asked_back() -> None:
    """Whoever agrees to a figure that nobody offered hears what is on the table."""
    scenario = scenario_of(3)
    base = scenario.scene.offer["base"]
    for said, open_still in ((base * 1.02, True), (base * 1.001, False)):
        yes = Moves(
            figures=(UsedFigure("table", "base", said, said, "", 0, 0),),
            acts=(Act("accept", "yes", 0, 3),),
            accepts=True,
        )
        table, reactions = react(scenario, opening(scenario), yes, Argued())
        assert (table.outcome != "deal") is open_still
        assert (reactions[0].act == "is_it_yes") is open_still


@pytest.mark.parametrize(
    "words",
    [
        "The other place is at 168, so I'd say 175. You know, 168 is there.",
        "168 is what they put in writing, and for 175 I'd stop looking.",
    ],
)
def test_beside_another_offers_figure_ones_own_is_the_ask(words: str) -> None:
    """Whichever of them comes last."""
    rival = OtherOffer(company="Contoso", parts=(Part(component="base", low=168_000, high=168_000, currency="USD"),))
    held = rehearse(of_row(*northwind(SHELF)), LOW.model_copy(update={"competing": (rival,)}), Setup(seed=3))
    assert held.said(words).rehearsal.rounds[-1].judgement.moves.asked() == {"base": 175_000}


def test_time_after_the_last_word_is_given_once() -> None:
    """Nobody loses an offer by sleeping on it; who then says neither yes nor no has let it go."""
    held = session(seed=3)
    for n in range(12):
        if "final" in last(held) if held.rehearsal.rounds else False:
            break
        held = held.said(f"With the pipeline that I rebuilt, could you do ${190 - n}K base?")
    assert "final" in last(held)
    held = held.said("Could I think about it until tomorrow?")
    assert last(held) == ["time_yes"]
    assert not held.rehearsal.over


def test_what_others_pay_bounds_what_is_suggested() -> None:
    """Below another offer the coach takes time and then leaves; above the band it asks as far as that offer goes."""
    rival = OtherOffer(company="Contoso", parts=(Part(component="base", low=205_000, high=205_000, currency="USD"),))
    job = LOW.model_copy(update={"competing": (rival,)})
    held = rehearse(of_row(*northwind(SHELF)), job, Setup(seed=3)).said(
        "Contoso pays $205K base. Could you do $210K base?"
    )
    hint = held.hint().instead
    assert "accept" not in hint
    stand = Stand(held.rehearsal.scenario, held.desk.ground, held.desk.situation, course(held.rehearsal))
    assert max(moment_of(stand).asks.values()) > 190_000
    close = Stand(stand.scenario, stand.ground, stand.situation, stand.course, ("final",))
    assert moment_of(close).kind == "limit"
    after = Stand(stand.scenario, stand.ground, stand.situation, stand.course, ("final", "time_yes"))
    assert moment_of(after).moves == ("decline",)


def test_a_written_round_is_written() -> None:
    """No stammer, no second greeting and no voice in a mail, with any recruiter."""
    for persona in PERSONAS:
        for seed in range(6):
            held = session(persona=persona, seed=seed, channel="email")
            for words in ("Hello!", "How many vacation days are there?", GOOD[0], "hm", "Could you do more?"):
                held = held.said(words)
            for text in (held.rehearsal.opened, *(r.reply for r in held.rehearsal.rounds)):
                body = text.partition("\n\n")[2]
                assert not re.search(r"\bum\b|^(?:hi|hello)\b|your voice|one second", body, re.I), body


def test_to_ones_boss_nobody_says_that_they_would_rather_come() -> None:
    """Whoever has another offer would rather stay."""
    held = rehearse(
        of_row(*northwind(SHELF)), Situation(company="Northwind", role="Data Engineer"), Setup(seed=2, talk="counter")
    )
    hint = held.said("I have an offer from Northwind Traders.").hint().instead
    assert "come to you" not in hint


def test_what_shows_a_label_is_more_than_a_scrap() -> None:
    """The words of a strength are a figure or a whole sentence, and of the turn."""
    held = session(seed=3).said("Thank you! Would it be okay if I asked how the level was set?")
    for remark in held.feedback[-1].strengths:
        assert remark.words in held.rehearsal.rounds[-1].words
        assert len(remark.words.split()) > 3
