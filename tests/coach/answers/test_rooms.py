"""The rooms of a coaching reply, on messages read for certain: a no, a yes, a trade, room left, what to check, why, and the text that is wanted."""

from __future__ import annotations

from datetime import date

import pytest

from coach.answers.coaching import ROOMS
from coach.answers.rooms import Heard, write_moves
from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.dialogue.view import situation_of
from coach.evidence.retrieve import retrieve
from coach.phrasing.spoken import Sayings
from coach.policy.move import Move
from coach.policy.moves import moves_of
from coach.policy.table import LOOK_UP, TABLE
from coach.reply.draft import render
from coach.understanding.question import understand
from tests.coach.dialogue.test_apply import reading
from tests.shelf import Shelf

FIRST = "offer: [job:Contoso] offered {offer.base:150k} base and {offer.stock:80k} rsu over 4 years"


def said(shelf: Shelf, *lines: str) -> str:
    """The reply to the last of several labelled messages."""
    now = Dialogue()
    for line in lines:
        before, last = now, reading(line)
        now = apply(before, last)
    question = understand(last.text, shelf.names, situation_of(now), None, last)
    evidence = retrieve(question, shelf)
    heard = Heard(
        last, before, now, situation_of(now), question, evidence, moves_of(last, before, now, "open_question")
    )
    return render(write_moves(heard, shelf, date(2026, 1, 1), None)[0]).text


def test_each_move_of_the_table_has_a_room() -> None:
    """A room that nobody wrote would be looked up in the guides, without a word. Practice is the pages' to offer."""
    written = {*ROOMS, LOOK_UP, "words", "sum", "craft", "decision", "verdict", "practice", "room", "why"}
    assert {room for row in TABLE for room in (row.room, row.without)} <= written


def test_after_a_no_another_part_is_asked_for(shelf: Shelf) -> None:
    """The refused base is left alone, and a sign-on or stock takes its place."""
    text = said(shelf, FIRST, "wish: I asked for {asked.base:165k} base", "news,refused: she says that's final")
    assert "no to base" in text or "door on base" in text
    assert "sign-on" in text or "stock" in text
    assert "165K base" not in text


def test_a_yes_of_theirs_is_to_be_had_in_writing(shelf: Shelf) -> None:
    """What they agreed to is named with the figure that was asked for."""
    text = said(shelf, FIRST, "wish: I asked for {asked.base:165k} base", "news,granted: they said yes!")
    assert "165K base" in text
    assert "letter" in text


def test_a_yes_under_a_condition_is_a_trade(shelf: Shelf) -> None:
    """The condition and the yes go together."""
    text = said(shelf, FIRST, "condition: I'd sign if they do {wish.base:160k} base")
    assert "160K base" in text
    assert "sign" in text


def test_whether_there_is_room_is_told_by_what_is_known(shelf: Shelf) -> None:
    """Without a guide it is honestly unknown; after a no it is another part."""
    assert "can't" in said(shelf, FIRST, "ask_room: is there room?")
    after = said(shelf, FIRST, "wish: I asked for {asked.base:165k} base", "news,refused: no", "ask_room: is it final?")
    assert "base" in after
    assert "other part" in after or "final for base" in after


def test_what_to_check_names_the_figures_first(shelf: Shelf) -> None:
    """The agreed figures, then terms, and the stock's since there is stock."""
    text = said(shelf, FIRST, "ask_check: anything to check before I sign?")
    assert text.index("150K base") < text.index("Notice period")
    assert "vests" in text
    assert "The bonus:" not in text


def test_why_shows_how_the_figure_came_about(shelf: Shelf) -> None:
    """The formula of the ask, and why this part."""
    text = said(shelf, FIRST, "ask_why: why that much?")
    assert "your offer + 7%" in text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ask_words,say_accept: write the acceptance to [who:Nadia]", ["Hi Nadia,", "happy to accept"]),
        (
            "ask_words,say_withdraw: I said yes last week and now I can't come, write [who:Nadia] that I withdraw",
            ["Hi Nadia,", "withdraw my acceptance"],
        ),
        ("ask_words,say_decline: a mail that turns them down, I'm staying where I am", ["decided not to"]),
        ("ask_words,say_writing: I need it in writing", ["breakdown", "in writing"]),
        ("ask_words,say_chase: they went quiet, a nudge please", ["Is there any news"]),
        (
            "ask_words,say_fix: the contract says 20 days and we agreed on 25, a mail to get it corrected",
            ["corrected version"],
        ),
    ],
)
def test_the_text_is_of_the_kind_that_is_wanted(shelf: Shelf, line: str, words: list[str]) -> None:
    """What the words are for decides, not their stage."""
    text = said(shelf, FIRST, line)
    for word in words:
        assert word in text


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("accepted: I said yes to them", "happy to accept"),
        ("withdraw: I'm pulling out of [job:Contoso]", "withdraw my acceptance"),
    ],
)
def test_the_stage_tells_the_text_where_the_words_do_not(shelf: Shelf, stage: str, words: str) -> None:
    """Write it: what the talk has come to."""
    assert words in said(shelf, FIRST, stage, "ask_words: write it please")


def test_what_was_dictated_stands_in_the_text(shelf: Shelf) -> None:
    """The figure, the fallback, the name, the deed, and not the other employer."""
    text = said(
        shelf,
        FIRST,
        "offer: [rival:Fabrikam] has {offer.base@Fabrikam:158k} base",
        "ask_words,say_counter: mail to [who:Helen], ask for {wish.base:165k} base / put_in: mention that I led the billing rewrite "
        "/ fallback: if not, {wish.signing:12k} sign on / leave_out: don't name Fabrikam",
    )
    script = text[text.index("> ") :]
    for word in ("Hi Helen,", "165K", "I led the billing rewrite", "12K"):
        assert word in script
    assert "Fabrikam" not in script


def test_an_edit_keeps_what_was_dictated(shelf: Shelf) -> None:
    """Another figure and the same person."""
    text = said(
        shelf, FIRST, "ask_words,say_counter: mail to [who:Helen], ask for {wish.base:165k} base",
        "ask_edit: make it {wish.base:168k} base",
    )  # fmt: skip
    assert "Hi Helen," in text
    assert "168K" in text
    assert "165K" not in text


def test_a_last_step_is_not_asked_for_again(shelf: Shelf) -> None:
    """They moved and said that it is the top: the part is left alone in the words, too."""
    after = (
        "wish: I asked for {asked.base:165k} base",
        "offer,refused: they can do {offer.base:155k} base and that's the top",
    )
    text = said(shelf, FIRST, *after, "ask_words: what do I say now?")
    assert "165K" not in text
    assert "sign-on" in text or "stock" in text


def test_days_off_alone_ask_for_no_pay(shelf: Shelf) -> None:
    """A mail for more days is one for days."""
    text = said(shelf, FIRST, "ask_words,say_counter: mail for {wish.holiday:27 days} off instead of 25")
    assert "27 days of leave" in text
    assert "K?" not in text


def test_every_view_has_words_for_whoever_has_told_nothing_yet() -> None:
    """A view that the talk holds too little for is answered by what holds for everybody."""
    say = Sayings()
    for row in TABLE:
        if row.room == "decision" and row.act.startswith("view_"):
            assert say.say(f"{row.act}_any")


def test_who_signs_is_at_the_end_and_is_not_written_to(shelf: Shelf) -> None:
    """A signature is a change of the text, and it stays for the texts that follow."""
    asked = "ask_words,say_counter: mail to [who:Helen], ask for {wish.base:165k} base"
    talk = (FIRST, asked, "ask_edit: sign it [who:Ravi]")
    text = said(shelf, *talk)
    assert "Hi Helen," in text
    assert text.rstrip().endswith("Ravi")
    later = said(shelf, *talk, "ask_words,say_accept: now a mail that says yes to them")
    assert "Hi Ravi" not in later
    assert later.rstrip().endswith("Ravi")


def test_a_figure_put_right_is_put_right_in_the_text(shelf: Shelf) -> None:
    """The text is shown anew, to the same person."""
    text = said(
        shelf, FIRST, "ask_words,say_counter: mail to [who:Helen], ask for {wish.base:165k} base",
        "correct: not {was.base:165k} base, {wish.base:162k} base",
    )  # fmt: skip
    assert "to 162K?" in text
    assert "Hi Helen," in text


def test_amounts_are_written_out_where_the_person_wants_it(shelf: Shelf) -> None:
    """In this text and in the next one."""
    talk = (FIRST, "ask_words,say_counter: mail for {wish.base:165k} base, amounts in full")
    assert "165,000" in said(shelf, *talk)
    assert "150,000" in said(shelf, *talk, "ask_words,say_accept: now the mail that says yes")


def test_the_thanks_can_go(shelf: Shelf) -> None:
    """A piece of the text is named, not quoted."""
    talk = (FIRST, "ask_words,say_counter: mail for {wish.base:165k} base")
    assert "Thank you for" in said(shelf, *talk)
    text = said(shelf, *talk, "ask_edit,leave_out: leave out the thank-you")
    assert "Thank you for" not in text
    assert "165K" in text


def test_what_they_offer_is_no_open_point_of_a_yes(shelf: Shelf) -> None:
    """Yes to their figure under a condition."""
    text = said(
        shelf,
        FIRST,
        "ask_words,say_condition,condition: mail that I say yes to {wish.base:150k} base if it comes in May",
    )
    assert "I'd like to accept" in text
    assert "still open: a base" not in text


@pytest.mark.parametrize(
    ("voiced", "begins"),
    [((), "Fair point"), ((12_500.0,), "Then I've missed what you need")],
)
def test_an_apology_stands_only_before_an_answer_that_is_new(
    shelf: Shelf, voiced: tuple[float, ...], begins: str
) -> None:
    """The sum that the talk has had is no answer to who says it was skipped: what is wanted is asked for."""
    before = apply(Dialogue(), reading(FIRST)).model_copy(update={"voiced": voiced})
    last = reading("ask_sum: what is that a month")
    now = apply(before, last)
    question = understand(last.text, shelf.names, situation_of(now), None, last)
    moves = (Move("acknowledge", "again"), Move("answer", "sum", "sum"))
    heard = Heard(last, before, now, situation_of(now), question, retrieve(question, shelf), moves)
    assert render(write_moves(heard, shelf, date(2026, 1, 1), None)[0]).text.startswith(begins)
