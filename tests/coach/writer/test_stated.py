"""What a model that reads well states of a message is what the talk holds: whole words, sides, days, people, and no
figure that is none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.writer.answering import Letter, wrong_with_letter
from coach.writer.models import prompt
from coach.writer.reckoned import resolved
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_answered import BASIS, DRAFT, figure
from tests.coach.writer.test_misbehaving import SHELF


class Stated(Scripted):
    """Reads each message as told, and says one sentence, or a text, to all else."""

    readings: list[dict[str, Any]]
    said: str = "Take a day for it."

    def _answer(self) -> str:
        if not str(self.seen[-1][0].content).startswith(prompt("reading")[:60]):
            return self.said
        turn = sum(str(x[0].content).startswith(prompt("reading")[:60]) for x in self.seen)
        return json.dumps(self.readings[turn - 1])


def state(*turns: tuple[str, dict[str, Any]], said: str = "Take a day for it.") -> dict[str, Any]:
    """The state after messages, each with what the model reads in it."""
    model = Stated(answers=[""], readings=[reading for _, reading in turns], said=said)
    coach = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:s", patience_s=30, reads=True))
    dialogue, held = Dialogue(), {}
    for message, _ in turns:
        reply = coach.reply(Turn(message, dialogue=dialogue))
        dialogue, held = Dialogue.model_validate(reply.dialogue), reply.state
    return held


def read(*lines: str, amounts: str = "", terms: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """A model's answer: of each line its acts and, behind ">", its matters; of each amount its role, part and owner; of
    each term its number, kind, side, owner and words."""
    out: dict[str, Any] = {"lines": [], "amounts": [], "terms": []}
    for n, line in enumerate(lines, 1):
        acts, _, matters = line.partition(">")
        out["lines"].append({"line": n, "acts": acts.split(), "matters": matters.split(), "sure": "yes"})
    for n, told in enumerate(amounts.split(), 1):
        role, part, *whose = told.split(".")
        sure = "likely" if role == "other" else "yes"
        own = int(whose[0]) if whose else 0
        out["amounts"].append({"amount": n, "role": role, "component": part, "whose": own, "sure": sure})
    for told in terms:
        number, kind, side, whose, words = told.split(" ", 4)
        own = {"kind": kind, "side": side, "whose": int(whose), "words": words, "sure": "likely"}
        out["terms"].append({"term": int(number), **own})
    return out | more


NURSE = (
    "i'm a vet nurse, 6 yrs at the same practice in Leeds. on 27,400 a year for 37.5 hours. asked my boss on Monday for"
    " a rise to 31k. she said she can do 28,500 from January and look at the rest after my appraisal in April. is that"
    " ok?",
    read(
        "story deed>told_info", "pay>told_pay", "news wish>told_asked", "offer news>told_moved",
        "ask_verdict>view_good", amounts="deed.other pay.base pay.hours asked.base offer.base",
        terms=("0 hours now 0 [amount 3] hours", "0 review offer 0 look at the rest after my appraisal in April"),
    ),
)  # fmt: skip


def test_what_was_asked_and_answered_in_one_message_is_answered() -> None:
    """And a term is held in all the words that tell it, what somebody has today apart."""
    held = state(NURSE)
    assert held["stage"] == "they_answered"
    assert held["asked"]["base"]["amount"] == 31_000
    assert held["offer"]["base"]["amount"] == 28_500
    assert [t["words"] for t in held["terms"]] == ["look at the rest after my appraisal in April"]
    assert [t["words"] for t in held["terms_now"]] == ["37.5 hours a week"]
    assert held["years"] == 6


BAKER = (
    "Maison Colbert in Lyon offer me 2650 a month, and if I take the Sunday shift they say 2850. What do you think?",
    read("offer>told_offer", "offer>told_offer", "ask_verdict>view_good", amounts="offer.base other.base",
         terms=("0 schedule offer 0 if I take the Sunday shift they say [amount 2]",),
         companies=[{"company": 1, "part": "job", "sure": "yes"}]),
)  # fmt: skip
SUNDAYS = (
    "He says one Sunday of three is possible. And now?",
    read("granted>told_granted", "ask_plan>what_next", terms=("0 schedule grant 0 one Sunday of three",)),
)  # fmt: skip


def test_a_yes_to_part_of_a_term_stands_beside_it() -> None:
    """It takes its place only where it tells as much."""
    held = {(t["side"], t["words"]) for t in state(BAKER, SUNDAYS)["terms"]}
    assert ("granted", "one Sunday of three") in held or ("offered", "one Sunday of three") in held


LEAD = (
    "So my company (Brandt Hydraulik, Kassel) will make me team lead as of 1 March. HR says the money comes only with"
    " the salary round in July: they speak of 8 %. I make 64k now. I think 72k would be right for lead. Priya from the"
    " works council rang and said that leads start at 70k. How do I go about it?",
    read(
        "offer news>told_offer", "news offer>told_later", "pay>told_pay", "wish>told_wish", "story>told_others",
        "ask_howto>how_start", amounts="up.base.0 pay.base.1 wish.base.0 market.base.1",
        terms=("1 promotion offer 1 team lead as of 1 March",
               "0 review offer 1 the money comes only with the salary round in July"),
        companies=[{"company": 1, "part": "mine", "sure": "yes"}, {"company": 2, "part": "no", "sure": "yes"}],
        names=[
            {"words": "team lead", "of": "role", "part": "job", "sure": "yes"},
            {"words": "Kassel", "of": "place", "part": "job", "sure": "yes"},
            {"words": "Person A", "of": "person", "part": "just", "sure": "yes"},
        ],
    ),
)  # fmt: skip


def test_a_step_is_one_of_the_pay_that_the_message_tells_behind_it() -> None:
    """With the present employer as the one the talk is with, and its place; who is named by the way speaks for
    nobody."""
    held = state(LEAD)
    assert held["offer"]["base"]["amount"] == pytest.approx(69_120)
    assert held["job"]["company"] == "Brandt Hydraulik"
    assert held["job"]["kind"] == "raise"
    assert held["job"]["region"] == "Kassel"
    assert held["employer"] == "Brandt Hydraulik"
    assert "Person" not in json.dumps(held["competing"])


FIXED = (
    "HR (Frau Dietz) wrote back: 8 % from July is fixed. Is realistic worth anything?",
    read("news refused>told_final", "ask_should>view_trust", amounts="up.base.0",
         names=[{"words": "Person A", "of": "person", "part": "job", "sure": "yes"}]),
)  # fmt: skip


def test_a_raise_in_percent_that_is_told_again_is_the_same() -> None:
    """Of present pay, and not on top of what it came to."""
    assert state(LEAD, FIXED)["offer"]["base"]["amount"] == pytest.approx(69_120)


ORDER = (
    "no they pay nothing for the nights. can you write her a message. 28,500 from jan fine, 31k from 1 May in writing."
    " sign it Kel",
    read("no edit_info>told_info", "ask_words say_writing>words_writing", "put_in>words_writing", "put_in>words_raise",
         amounts="offer.base wish.base", terms=("0 writing wish 0 [amount 2] from 1 May in writing",),
         names=[{"words": "Kel", "of": "person", "part": "self", "sure": "yes"}]),
)  # fmt: skip


def test_a_talk_with_the_present_employer_stays_one() -> None:
    """Where no other is named."""
    assert state(NURSE, ORDER, said="Hi, thanks for January. Kel")["job"]["kind"] == "raise"


LIFTS = (
    "been offered a job at Hallam Lifts by Debbie Shaw. 21.40 an hr, 40 hrs, on call 1 week in 3 at 60 quid standby."
    " where i am now i get 20.10 and its 1 in 6 with 85 standby. im 58. where do i start",
    read(
        "offer>told_offer", "offer>told_offer", "pay>told_pay", "story>told_info", "ask_howto>how_start",
        amounts="offer.base offer.hours other.other other.other offer.other pay.base.-2 other.other other.other"
                " pay.other.-2 other.other",
        terms=("0 schedule offer 0 on call [amount 3] week in [amount 4]", "0 other offer 0 [amount 5] standby",
               "0 schedule now -2 [amount 7] in [amount 8]", "0 other now -2 [amount 9] standby",
               "0 hours offer 0 [amount 2] hrs"),
        companies=[{"company": 1, "part": "job", "sure": "yes"}],
    ),
)  # fmt: skip


def test_what_a_model_calls_nothing_is_no_pay() -> None:
    """A share of the weeks, an age; money beside the pay is held in the words that tell it, with its sum."""
    held = state(LIFTS)
    assert set(held["offer"]) == set(held["current"]) == {"base"}
    assert {"on call 1 week in 3", "60 quid standby"} <= {t["words"] for t in held["terms"]}
    assert {("1 in 6", None), ("85 standby", 85)} <= {(t["words"], t.get("amount")) for t in held["terms_now"]}
    assert [t["amount"] for t in held["terms"] if t["words"] == "60 quid standby"] == [60]


ASKED = (
    "do me a text to debbie. 1 in 5 on call and standby at 85 same as now.",
    read(
        "ask_words say_term>words_term", "wish put_in>words_term", amounts="other.other other.other wish.other",
        terms=("0 schedule wish 0 [amount 1] in [amount 2] on call", "0 other wish 0 standby at [amount 3]"),
    ),
)  # fmt: skip
SENT = (
    "sent it. what now",
    read("story>told_asked", "ask_plan>what_next"),
)
TEXT = "Hi Debbie, thanks for the offer. Could you do the on call less often, with standby as I have it now? Thanks!"


def test_what_a_text_asked_for_is_asked_once_it_is_sent() -> None:
    """The terms that it names."""
    turns = (LIFTS, ASKED, SENT)
    before, after = state(*turns[:2], said=TEXT), state(*turns, said=TEXT)
    assert {t["side"] for t in before["terms"] if t["turn"] == 2} == {"wished"}
    assert any(t["side"] == "asked" for t in after["terms"])


def test_a_day_is_of_whom_the_model_names() -> None:
    """Of the one in focus, whatever company is named before it; a day that ends something else is none."""
    text = "Stu offers 28,500. the council offers 27k. the council wants an answer by thursday noon. hm?"
    lines = ("offer>told_rival", "offer>told_offer", "deadline>told_deadline", "ask_should>view_choose")
    said = read(*lines, amounts="offer.base.-1 offer.base.0", deadline="by thursday noon", decides=0)
    assert state((text, said))["deadline"].casefold() == "thursday noon"
    ends = "Tarn Foods offered me $61k base. I make $58k. my contract ends on 29 August. hm?"
    lines = ("offer>told_offer", "pay>told_pay", "story>told_info", "ask_should>view_take")
    assert not state((ends, read(*lines, amounts="offer.base pay.base", deadline="", decides=0)))["deadline"]


STANDBY = [
    figure("75", "other", 75, "user", per=""),
    replace(figure("4", "", 4, "user", per=""), currency=""),
    figure("$2,704", "base", 2704, "derived"),
]


def test_pay_for_a_share_of_the_weeks_is_reckoned() -> None:
    """Where the talk tells the share; a bare number that tells none divides nothing."""
    told = ("Hallam offers this term: standby [[F1]].", "Hallam offers this term: one week in [[F2]].")
    share = ("Hallam offers this term: [[F1]] week in [[F2]].",)
    draft = DRAFT.__class__("sum", figures=[*STANDBY])
    basis = BASIS.__class__(draft, (*told, *share), (), BASIS.names)
    made = resolved("That is [[F1 * 52 weeks / F2]] a year.", basis)
    assert not made.wrong
    assert made.basis.draft.figures[-1].low == 975
    assert resolved("That is [[F1 * 52 weeks / F2]] a year.", BASIS.__class__(draft, told, (), BASIS.names)).wrong


LETTER = Letter("ask them for more", "Lotte", "email", "", "", (), frozenset())


def test_an_initial_ends_no_sentence() -> None:
    """A name that begins with one is one line; a name that nobody gave is still nobody's."""
    basis = BASIS.__class__(BASIS.draft, BASIS.told, (*BASIS.own, "Sign it R. Lindqvist, on thurs."), BASIS.names)
    assert wrong_with_letter(("Hi Lotte,", "Thank you for the offer.", "Regards,\nR. Lindqvist"), LETTER, basis) == []
    assert wrong_with_letter(("Hi Lotte,", "Thank you for the offer.", "Regards,\nR. Henrietta"), LETTER, basis)
    assert wrong_with_letter(("Hi Lotte,", "Thank you for Thursday."), LETTER, basis) == []


CUTTER = (
    "I've been cutting for 14 years. Harlow Estate offer me 29,500 a year to run the counter, i'm on 28,200 now at a"
    " supermarket. I want 33,000. What do I do?",
    read(
        "deed>told_info", "offer>told_offer", "pay>told_pay", "wish>told_wish", "ask_plan>what_next",
        amounts="deed.other offer.base pay.base.-2 wish.base",
    ),
)  # fmt: skip
GAFFER = (
    "thing is my gaffer at the supermarket collared me today and said theyd match at 29,500 and keep me at 39 hrs. im"
    " torn. been there 9 year. whats your honest opinion",
    read(
        "news offer>told_rival", "feeling>view_stay", "story>told_info", "ask_verdict>view_stay",
        amounts="offer.base.-2 offer.hours.-2 deed.other.-2",
    ),
)  # fmt: skip
NOT_SO = (
    "No, I got that wrong, it is 12 years of cutting, not 14. And now?",
    read("correct>told_correct", "ask_plan>what_next", amounts="deed.other was.other"),
)  # fmt: skip


def test_fewer_years_are_a_part_of_those_that_are_held() -> None:
    """Unless the message corrects them."""
    assert state(CUTTER, GAFFER)["years"] == 14
    assert state(CUTTER, NOT_SO)["years"] == 12


REGRADE = (
    "I'm on £38,400 (Band 6). I'd like to be regraded to Band 7, which starts at £47,800. My manager, Dr. Okafor, is a"
    " kind man. How should I begin?",
    read(
        "pay>told_pay", "wish>told_wish", "wish>told_wish", "story>told_person", "ask_howto>how_start",
        amounts="pay.base none.other none.other wish.base",
        terms=("0 promotion wish 0 regraded to Band [amount 3]",),
    ),
)  # fmt: skip
HALF_AN_HOUR = (
    "Thank you, that's kind, and it does settle me a bit. I'd rather write to him first, as you say. Could you draft a"
    " short email to Dr. Okafor asking for half an hour of his time before the 20th to talk about my grade? I'd like it"
    " to mention that I have recruited 62 patients to the TACTIC study this year, our best ever, and the inspection in"
    " March that I prepared single-handed and that had no critical findings. Please don't put the salary figure in, it"
    " feels too soon. And nothing that sounds like a complaint about Judith. My name is Miriam.",
    read(
        "thank>told_thanks", "story>told_plan", "ask_words say_raise>words_raise", "deed put_in>words_raise told_deed",
        "deed put_in>words_raise told_deed", "leave_out>words_raise", "leave_out>words_raise", "edit_info>told_info",
        amounts="deed.other",
    ),
)  # fmt: skip
PANEL = (
    "I sent it this morning and he answered almost at once, bless him. He said he values me enormously, but that the"
    " band can't be changed \"on a manager's say so\": it has to go through a job evaluation panel, and that takes around"
    " five months. He can offer an acting-up allowance of £2,600 a year in the meantime, from 1 December. He didn't"
    " mention the past year at all. I'm worried that if I accept the allowance, the panel will simply never happen. Is"
    " that an unkind thing to think?",
    read(
        "news>told_asked", "news>told_later", "news offer>told_offer", "news>told_story", "feeling>view_trust",
        "feeling ask_verdict>view_trust", amounts="other.other offer.other",
        terms=(
            "1 promotion offer 0 it has to go through a job evaluation panel, and that takes [amount 1] months",
            "2 other offer 0 an acting-up allowance of [amount 2] in the meantime, from 1 December",
        ),
    ),
)  # fmt: skip


def test_an_order_of_a_text_is_no_answer_of_theirs() -> None:
    """Nor does it refuse a part of the pay that stays out of it."""
    held = state(REGRADE, HALF_AN_HOUR)
    assert held["stage"] != "they_answered"
    assert "refused" not in [x["event"] for x in held["history"]]


def test_what_puts_a_wish_off_is_no_yes_to_it() -> None:
    """It stands beside what was asked for."""
    sides = {t["side"] for t in state(REGRADE, HALF_AN_HOUR, PANEL)["terms"] if t["kind"] == "promotion"}
    assert "offered" in sides
    assert sides & {"wished", "asked"}
    assert "granted" not in sides
