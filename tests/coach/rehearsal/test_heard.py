"""What a turn is not taken for: a told deed for a question, a joke for a threat, an echo for an ask, a nod for a yes."""

from __future__ import annotations

import pytest

from coach.rehearsal.coaching import Session
from coach.rehearsal.recruiter import _ASK_BACK, _ASKING
from coach.rehearsal.scenario import PERSONAS
from coach.understanding.situation import Part
from tests.coach.rehearsal.test_talk import GOOD, POOR, session
from tests.coach.scripts.test_scripts import LOW

ASK = "Thank you for the offer! I'd like $185K base because I rebuilt the billing pipeline."
RAISE = LOW.model_copy(update={"talk": "raise", "offer": ()})


def acts(held: Session) -> list[str]:
    return [r.act for r in held.rehearsal.rounds[-1].reactions]


def abouts(held: Session) -> set[str]:
    return {r.about for r in held.rehearsal.rounds[-1].reactions}


@pytest.mark.parametrize(
    "words",
    [
        "Thank you. The jobs that took six hours at night take forty minutes since I rebuilt them.",
        "I cut the waiting time for support from two days to three hours.",
        "Two of the people I trained run their own projects now.",
    ],
)
def test_a_deed_with_hours_and_days_in_it_asks_for_neither(words: str) -> None:
    """No fact is told to somebody who has asked nothing."""
    assert "fact" not in acts(session(seed=3).said(words))


@pytest.mark.parametrize(
    "words",
    [
        "$155K! My goldfish will finally get a bigger bowl.",
        "Ha, for that I'd even learn to like Mondays. Well, some of them.",
    ],
)
def test_a_joke_threatens_nobody(words: str) -> None:
    """It costs no patience, is no ultimatum and takes no offer."""
    held = session(seed=3).said(words)
    assert "ultimatum" not in held.rehearsal.rounds[-1].judgement.labels()
    assert held.rehearsal.table.patience == held.rehearsal.scenario.limits.patience
    assert not held.rehearsal.agreed


def test_a_yes_to_a_question_of_theirs_closes_nothing() -> None:
    """ "Does that help?" "Yes." leaves the talk open, with each recruiter; the same word to "do we have a deal?" closes it."""
    seen = 0
    for persona in PERSONAS:
        for seed in range(6):
            held = session(persona=persona, seed=seed).said("Thank you! How many vacation days are there?")
            if acts(held)[-1] == "back":
                seen += 1
                assert not held.said("Yes.").rehearsal.agreed
    assert seen
    met = session(seed=2).said("Thank you! I rebuilt the billing pipeline, so could you do $156K base?")
    assert "met" in acts(met)
    assert met.said("Yes.").rehearsal.agreed


def test_a_figure_said_back_is_no_ask() -> None:
    """What is on the table, first word of the turn; and a second figure after "or" is of the same part as the first."""
    held = session(seed=3).said(ASK)
    base = held.rehearsal.table.terms["base"]
    assert not held.said(f"{base / 1000:g}, wow, okay.").rehearsal.rounds[-1].judgement.moves.asks
    for words in (
        "Could the bonus go to 20K, or was it 21K that I read?",
        "If the bonus could go from 16 to something like 21, or was it 20, that would be great.",
    ):
        asked = held.said(words).rehearsal.rounds[-1].judgement.moves
        assert {a.item for a in asked.asks} == {"bonus"}


def test_whoever_takes_time_gets_it_once_and_the_mail_too() -> None:
    """Two wishes in one sentence are both granted, none of them twice."""
    held = session(seed=6).said("Thanks, could I think about it until Tuesday, and get the offer in an email?")
    assert acts(held).count("time_yes") == 1
    assert "writing_yes" in acts(held)
    assert "time_again" not in acts(held)
    assert "takes_time" in held.rehearsal.rounds[-1].judgement.labels()


def test_what_everyone_has_is_not_fought_for() -> None:
    """Fewer days off than there are for everyone is told to be there already; more is a wish with a price."""
    days = session(seed=3).rehearsal.scenario.knows.facts["days"].amount
    assert days > 0
    less = session(seed=3).said(f"Thank you! Could I get {days - 1:g} days off a year?")
    assert "has_it" in acts(less)
    assert not {"no_extra", "no_extra_case", "grant"} & {*acts(less)}
    more = session(seed=3).said(f"Thank you! Could I get {days + 6:g} days off a year?")
    assert {"no_extra", "no_extra_case", "grant"} & {*acts(more)}


def test_nobody_asks_two_things_in_one_breath() -> None:
    """Whoever has just asked something back asks for no present pay and no promise beside it."""
    for persona in PERSONAS:
        for seed in range(4):
            for turns in (GOOD, POOR, ("Thanks. What level is it?", "hm", "It depends.", "Could you do a bit more?")):
                held = session(persona=persona, seed=seed, difficulty="hard")
                for words in turns:
                    if held.rehearsal.over:
                        break
                    held = held.said(words)
                    said = set(acts(held))
                    assert not (said & _ASKING and said & (_ASK_BACK - {"split", "met"})), said


QUESTIONS = {
    "unvested": "What happens to shares that haven't vested when somebody leaves?",
    "family": "What do you do for people with small children, is there paid leave?",
    "why_open": "Why is this position open?",
    "work": "What would a normal week look like for me?",
    "path": "What would it take to get to 190?",
    "stock": "Is there any stock in the package?",
    "signing": "Is there a sign-on?",
}


@pytest.mark.parametrize("about", QUESTIONS)
def test_more_questions_are_answered(about: str) -> None:
    """Each with the fact it asks for."""
    assert about in abouts(session(seed=4).said(f"Thanks. {QUESTIONS[about]}"))


def test_a_question_turned_back_is_theirs_to_answer() -> None:
    """What they think would be fair is no fact; and a training budget is no ceiling."""
    assert "your_turn" in acts(session(seed=4).said("Thank you. What do you think would be a fair number?"))
    held = session(seed=4).said("Thanks. How much training budget is there per person?")
    assert "no_limit" not in acts(held)
    assert "learning" in abouts(held)


def test_a_hostile_turn_gets_no_praise() -> None:
    """Whatever moves, no line says that it was well argued."""
    for persona in PERSONAS:
        held = session(persona=persona, seed=3).said("That's a joke of an offer. 190 or you can find somebody else.")
        assert "cool" in acts(held)
        assert "easy to argue" not in held.rehearsal.rounds[-1].reply
        assert "You're kidding" not in held.rehearsal.rounds[-1].reply


def test_the_words_of_a_label_are_whole() -> None:
    """A threat over two clauses is shown as one."""
    held = session(seed=3).said("You must be joking. Pay me 250 or I walk away right now.")
    remark = held.feedback[-1].mistakes[0]
    assert remark.label == "ultimatum"
    assert remark.words in held.rehearsal.rounds[-1].words
    assert len(remark.words.split()) > 3


def test_a_pause_after_an_ask_counts_and_a_second_one_costs() -> None:
    """Once it is a skill; twice in a row it is the talk going cold, and patience."""
    asked = session(seed=3).said(ASK)
    once = asked.said("...")
    assert "waits" in once.rehearsal.rounds[-1].judgement.labels()
    assert once.rehearsal.table.patience == asked.rehearsal.table.patience
    twice = once.said("(says nothing and looks at the paper)")
    assert twice.feedback[-1].mistakes[0].label == "waits_on"
    assert twice.rehearsal.table.patience < once.rehearsal.table.patience


def test_in_a_raise_a_bonus_is_the_one_that_is_paid_once() -> None:
    """Where pay has no yearly bonus, a bonus that is asked for can be had, and is called what it is."""
    held = session(RAISE, talk="raise", seed=2).said(
        "Thanks. Since I rebuilt the billing pipeline, could you add a one-time bonus of $5K?"
    )
    assert held.rehearsal.rounds[-1].judgement.moves.asked() == {"signing": 5000}
    assert "absent" not in acts(held)
    assert "sign-on" not in held.rehearsal.rounds[-1].reply


def test_the_present_boss_answers_another_companys_offer() -> None:
    """The offer in hand is the other company's and may be named; what stays is above present pay, and a raise is never called a sign-on."""
    job = LOW.model_copy(update={"current": (Part(component="base", low=140_000, high=140_000, currency="USD"),)})
    held = session(job, talk="counter", seed=2)
    scene = held.rehearsal.scenario.scene
    assert "Northwind" in held.rehearsal.opened
    assert scene.profile.competing_offers[0].company == "Northwind Traders"
    assert 140_000 < scene.offer["base"] < 160_000
    after = held.said("Thanks. Northwind is at $155K base. Could you do $165K?")
    assert "unsupported_claim" not in after.rehearsal.rounds[-1].judgement.labels()
    assert "reason_offer" in acts(after)


def test_a_recap_holds_what_was_granted_beside_the_pay() -> None:
    """The closing line that is suggested names the review."""
    held = session(seed=1).said(GOOD[0]).said("Could we agree on a salary review after six months?")
    assert "review" in held.rehearsal.table.extras
    held = held.said("That works, I accept. Please send me the contract.")
    assert "review" in held.hint().instead


@pytest.mark.parametrize(
    "words",
    [
        "Could it be a 9K sign-on if you have my signature by tonight?",
        "Gladly, only what about two home days a week?",
        "Sounds right, but may I begin in March instead?",
    ],
)
def test_a_yes_with_something_open_closes_nothing(words: str) -> None:
    """A condition that has still to be met, or a question behind a yes."""
    assert not session(seed=3).said(ASK).said(words).rehearsal.agreed


def test_whoever_promises_to_sign_wants_no_time() -> None:
    """A commitment beside an ask is not answered with time to think."""
    held = session(seed=3).said(ASK).said("If base goes to $180K, you have my signature this week.")
    assert "time_yes" not in acts(held)


@pytest.mark.parametrize(
    "words", ["My present pay is something I keep to myself.", "I would like to keep out of this what I earn now."]
)
def test_keeping_ones_pay_private_is_a_skill(words: str) -> None:
    """It gives nothing away, and no day to decide by is the answer."""
    held = session(seed=3).said(ASK).said(words)
    labels = held.rehearsal.rounds[-1].judgement.labels()
    assert "keeps_pay" in labels
    assert "reveals_floor" not in labels
    assert "deadline" not in acts(held)


@pytest.mark.parametrize("words", ["Higher.", "A little more."])
def test_a_bare_wish_for_more_is_asked_how_much(words: str) -> None:
    """The recruiter wants a figure, and names no day instead."""
    assert acts(session(seed=3).said(ASK).said(words))[0] == "name_it"


def test_a_nod_with_their_figure_is_asked_whether_it_is_a_yes() -> None:
    """ "Fine, 158" after 158 was offered."""
    held = session(seed=3).said(ASK)
    base = held.rehearsal.table.terms["base"]
    again = held.said(f"Fine. {base / 1000:g}.")
    assert again.rehearsal.agreed or acts(again)[-1] == "is_it_yes"


def test_what_everybody_has_stays_promised() -> None:
    """A wish that the rules meet already is in the deal, and counts for nothing that was won."""
    seen = 0
    for seed in range(12):
        held = session(seed=seed).said(ASK).said("Could we agree on 15 vacation days?")
        if "has_it" not in acts(held):
            continue
        seen += 1
        done = held.said("Then I accept, thank you. Please send me the contract.")
        assert done.rehearsal.agreed
        assert "days" in done.scorecard().extras
        assert done.scorecard().extras_worth == 0
    assert seen


@pytest.mark.parametrize(
    "words",
    [
        "How many days off are there, and how often is the bonus paid in full?",
        "How many vacation days do I get? How is the bonus decided?",
    ],
)
def test_the_second_question_is_answered_too(words: str) -> None:
    """Each in its order."""
    assert abouts(session(seed=3).said(words)) >= {"days", "bonus"}


def test_pay_by_the_month_is_the_salary() -> None:
    """Said without a word for the part, in a talk by the year."""
    held = session(seed=3).said("Thank you. I rebuilt the billing pipeline, so I think of 15,200 per month.")
    assert held.rehearsal.rounds[-1].judgement.moves.asked() == {"base": 182_400}
