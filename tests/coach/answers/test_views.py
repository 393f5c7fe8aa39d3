"""A view of what was asked fits the stage of the talk: messages read for certain, with what each clause is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coach.answers.rooms import Heard, write_moves
from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.dialogue.view import situation_of
from coach.evidence.retrieve import retrieve
from coach.policy.moves import moves_of
from coach.reply.draft import render
from coach.understanding.learn.labels import labelled
from coach.understanding.question import understand
from coach.understanding.reading import Reading, TermMention
from tests.coach.dialogue.test_apply import reading
from tests.shelf import Shelf

FIRST = "news,offer > told_offer: a bakery has offered me {offer.base:$48k}"
ASKED = "deed > told_asked: I've asked them for {asked.base:$53k}"
MOVED = "news,offer > told_moved: they come up to {offer.base:$50k}"


def sure(line: str, *terms: tuple[str, str]) -> Reading:
    """A labelled message, sure of its acts and matters; `terms` are (kind, words) that it names."""
    read, marks = reading(line), labelled(line)
    clauses = tuple(
        replace(c, matters=tuple((m, 1.0) for m in told.matters))
        for c, told in zip(read.clauses, marks.clauses, strict=True)
    )
    named = tuple(
        TermMention(read.text.index(w), read.text.index(w) + len(w), w, kind, "none")  # type: ignore[arg-type]
        for kind, w in terms
    )
    return replace(read, clauses=clauses, terms=named)


def said(shelf: Shelf, *messages: str | Reading) -> str:
    """The reply to the last of several messages."""
    now, before, shown = Dialogue(), Dialogue(), ()
    for message in messages:
        before, last = now, sure(message) if isinstance(message, str) else message
        now = apply(before, last)
        question = understand(last.text, shelf.names, situation_of(now), None, last)
        evidence = retrieve(question, shelf)
        moves = moves_of(last, before, now, "open_question")
        now = now.model_copy(update={"shown": (*now.shown, *shown)})
        draft, shown = write_moves(
            Heard(last, before, now, situation_of(now), question, evidence, moves), shelf, date(2026, 1, 1), None
        )
    return render(draft).text


def test_who_only_asks_whether_to_ask_hears_of_no_guide(shelf: Shelf) -> None:
    """That there is no pay guide is no answer to whether one may ask, and nobody asked what the offer is worth."""
    text = said(shelf, f"{FIRST} / ask_should > view_ask: is it cheeky to want a little more")
    assert "guide" not in text
    assert "ask" in text


def test_pay_by_the_hour_gets_its_figure_too(shelf: Shelf) -> None:
    """The view that it is worth an ask names the figure, whatever the pay is for."""
    hourly = "news,offer > told_offer: they pay {offer.base:$20 an hour}"
    text = said(shelf, f"{hourly} / ask_should > view_ask: may I try for more")
    assert "an hour" in text.split("\n\n", 1)[1]


@pytest.mark.parametrize(
    ("last", "has", "lacks"),
    [
        ("feeling > view_blew: I bet they're cross with me now", "three working days", "nothing is agreed"),
        ("refused > told_refused: they said no / ask_risk > view_blew: have I spoiled it", "No", "one ask:"),
        ("news,granted > told_granted: they said yes to it all / feeling > view_blew: too easy, was I too cheap",
         "said yes", "one friendly ask"),
    ],
)  # fmt: skip
def test_whether_it_is_spoiled_hangs_on_what_they_have_said(shelf: Shelf, last: str, has: str, lacks: str) -> None:
    """Nobody who has asked already is sent to ask, and a no or a yes is answered as one."""
    text = said(shelf, FIRST, ASKED, last)
    assert has in text or "three" in text or "answer first" in text
    assert lacks not in text


def test_a_promise_is_not_taken_for_a_last_word(shelf: Shelf) -> None:
    """Whether "later" means anything is answered with a date to ask for."""
    text = said(
        shelf,
        FIRST,
        ASKED,
        "refused > told_later: she says we'll see after the summer / ask_verdict > view_trust: do I buy it",
    )
    assert "month" in text
    assert "for the whole package, seldom" not in text


def test_who_wants_to_stop_may_stop(shelf: Shelf) -> None:
    """Their wish comes first, and the next reply does not send them back."""
    leaning = f"{MOVED} / ask_should > view_take: can I leave it there / feeling > told_lean: I'd like to be done"
    text = said(shelf, FIRST, ASKED, leaning)
    assert "stop" in text.casefold()
    after = said(shelf, FIRST, ASKED, leaning, "ask_plan > what_next: and what comes now")
    assert "last ask" not in after


def test_a_lowered_offer_is_a_question_and_no_silence(shelf: Shelf) -> None:
    """Whether to push once more after they went down is answered with both figures."""
    down = "news,offer > told_moved: now they only give {offer.base:$45k} / ask_should > view_push: can I object"
    text = said(shelf, FIRST, ASKED, down)
    assert "45K" in text
    assert text.count("48K") > 1


def test_one_point_of_a_letter_is_answered_for_itself(shelf: Shelf) -> None:
    """The whole list is for who asks what to look for."""
    line = "ask_verdict > check_letter: they want the moving money back if I go within a year, usual?"
    text = said(shelf, FIRST, sure(line, ("clawback", "moving money back")))
    assert "month by month" in text
    assert "1." not in text
    assert "1." in said(shelf, FIRST, "ask_check > check_letter: what should I look at before I put my name to it")


def test_what_only_they_know_is_asked_of_them(shelf: Shelf) -> None:
    """A question of fact gets no passage on bands and adverts."""
    text = said(shelf, FIRST, "ask_fact > lookup: is the early shift paid differently there?")
    assert "adverts" not in text
    assert "band" not in text


def test_a_bold_figure_is_judged_as_one(shelf: Shelf) -> None:
    """Whether a figure that is thought of is too much is no question of what to do if they offered it."""
    text = said(shelf, FIRST, "ask_should > view_wish: isn't {hyp.base:$52k} shameless")
    assert "greedy" in text
    assert "last different ask" not in text


def test_a_need_is_said_before_signing_and_not_weighed_as_money(shelf: Shelf) -> None:
    """After they moved, whether it is too late to bring up a need is not answered with the gap to the wish."""
    text = said(
        shelf, FIRST, ASKED,
        f"{MOVED} / need > told_need: I must be home by three for my son / ask_should > view_ask: is it too late for that",
    )  # fmt: skip
    assert "before you sign" in text or "until you've signed" in text
    assert "Halfway" not in text


def test_a_friendly_end_is_not_outside(shelf: Shelf) -> None:
    """Who says goodbye in a talk is wished well."""
    text = said(shelf, FIRST, "thank,bye > told_thanks: cheers, off to see them tomorrow")
    assert "outside what I know" not in text


@pytest.mark.parametrize(
    "first",
    [
        "ask_verdict > view_wish: is what I have in mind over the top",
        "ask_should > view_wish: am I being shameless",
        "ask_verdict > view_good: is it any good",
        "ask_band > view_good: is that decent for a baker",
        "ask_verdict > view_wish: is it too bold / ask_should > view_good: and is theirs all right",
    ],
)
def test_a_figure_that_nobody_named_is_answered_all_the_same(shelf: Shelf, first: str) -> None:
    """Whether a wish or an offer is too much or enough, in a first message without any figure, has an answer."""
    assert said(shelf, first)
