"""A model that reads answers by itself: what was asked, with the talk's own figures; what does not pass is left out."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply import Figure, Reply
from coach.reply.draft import Draft
from coach.reply.ground import WITHHELD, ground
from coach.turn import Coach
from coach.writer.models import prompt
from coach.writer.slots import in_slots
from coach.writer.wording import Writer
from tests.coach.writer import test_attack as attack
from tests.coach.writer import test_beside as beside
from tests.coach.writer import test_misbehaving as misbehaving
from tests.coach.writer import test_text as text
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import BASE, SHELF

TOLD = "Tarn Foods offered me $61k base, I make $58k as a baker with 7 years behind me. Is it greedy to ask for $66k?"


class Answering(Scripted):
    """Reads nothing, and says its answers one after another to all other prompts, which it keeps in `told`."""

    told: list[str] = []  # noqa: RUF012 - pydantic copies it

    def _answer(self) -> str:
        if str(self.seen[-1][0].content).startswith(prompt("reading")[:60]):
            return ""
        self.told.append(str(self.seen[-1][1].content))
        said = self.answers[min(len(self.told), len(self.answers)) - 1]
        return said.replace("{system}", str(self.seen[-1][0].content))


def coach(*answers: str) -> tuple[Coach, Answering]:
    model = Answering(answers=list(answers))
    return Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:s", patience_s=30, reads=True)), model


def answered(*answers: str, message: str = TOLD) -> tuple[Reply, str]:
    """The reply, and what was sent for the words."""
    made, model = coach(*answers)
    reply = made.reply(Turn(message))
    return reply, model.told[0] if model.told else ""


def slot_of(sent: str, sentence: str) -> str:
    """The slot that a known sentence has."""
    line = next(line for line in sent.split("\n") if line.startswith(sentence))
    return f"[[F{line.split('[[F')[1].split(']]')[0]}]]"


def test_it_is_told_what_is_known_and_sees_no_figure() -> None:
    """The figures are slots in what is known and in the person's own words."""
    _, sent = answered("No.")
    assert "Tarn Foods offers [[F" in sent
    assert "The person makes [[F" in sent
    assert "Is it greedy to ask for [[F" in sent
    assert not any(private in sent for private in ("61", "58", "66", "7 years"))


def test_its_answer_stands_in_place_of_the_built_in_one() -> None:
    """With our figures, in paragraphs, and nothing is added to it."""
    _, sent = answered("No.")
    wish, offer = slot_of(sent, "Ask for"), slot_of(sent, "Tarn Foods offers")
    said = f"No, it isn't greedy. Ask for {wish} base; they offer {offer} so far.\n\n“Could we get to {wish} base?”"
    reply, _ = answered(said)
    assert (
        reply.text == "No, it isn't greedy. Ask for $66K base; they offer $61K so far.\n\n“Could we get to $66K base?”"
    )
    assert (reply.engine, reply.repaired, reply.replaced) == ("t:s", 0, 0)


def test_a_sentence_that_does_not_pass_is_left_out() -> None:
    """The others stay as they are, in their places."""
    reply, _ = answered("No, it isn't greedy. Tarn Foods has plenty of budget this year. Ask once, and then wait.", "-")
    assert reply.text == "No, it isn't greedy. Ask once, and then wait."
    assert reply.replaced == 1


def test_where_most_of_it_fails_the_built_in_reply_stands() -> None:
    """With a note."""
    alone = Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(TOLD))
    reply, _ = answered("Ask for $90K. The law is on your side. No, it isn't greedy.", "Ask for $91K.")
    assert (reply.text, reply.engine) == (alone.text, "built-in")
    assert any("did not pass" in c for c in reply.caveats)


def test_the_next_answer_is_told_what_was_said() -> None:
    """Both sides, with slots for the figures."""
    made, model = coach("No, it isn't greedy. Ask once, and then wait.")
    dialogue = Dialogue.model_validate(made.reply(Turn(TOLD)).dialogue)
    made.reply(Turn("ok and what if they say no?", dialogue=dialogue))
    sent = model.told[-1]
    assert "coach: No, it isn't greedy." in sent
    assert "person: Tarn Foods offered me [[F" in sent


@pytest.mark.parametrize(
    "ways", [misbehaving.WAYS, attack.REPLIES, beside.BESIDE], ids=["misbehaving", "attack", "beside"]
)
def test_nothing_wrong_is_shown_by_one_that_reads(ways: dict[str, tuple[str, str, str]]) -> None:
    """The same ways to misbehave, with a model that answers by itself: no figure, source or claim of its own. What only
    doubts a view of the built-in coach's is a view."""
    views = ("a doubt of a judgement", "half of an advice", "a judgement")
    for way, (question, said, never) in ways.items():
        if question == BASE or way in views:
            continue  # a look-up is worded as without reading
        reply, _ = answered(said, message=question)
        assert never.casefold() not in reply.text.casefold(), way


@pytest.mark.parametrize("way", text.WAYS)
def test_no_wrong_text_is_sent_by_one_that_reads(way: str) -> None:
    """The same wrong texts: the built-in one stands, or the text without the sentence that is wrong."""
    said = text.WAYS[way].replace("{human}", "bcdfghjkmpqrtvwx " * 3).replace("[[F8]]", "[[F88]]")
    reply, _ = answered(said, message=text.MAIL)
    if reply.engine == "built-in":
        return
    ends = re.compile(r"(?<=[.!?])\s+|\n+")
    wrong = [s for s in ends.split(said) if s.strip() and s != "Best," and s not in ends.split(text.GOOD)]
    assert wrong, "a text with nothing wrong in any sentence is wrong as a whole"
    for sentence in wrong:
        words = r"\S+".join(map(re.escape, re.split(r"\[\[F\d+\]\]", sentence)))
        assert not re.search(words, reply.text), sentence
    assert "$175K" in reply.text


def test_a_text_of_its_own_is_shown_whole() -> None:
    """With an answer before it, where something else was asked."""
    mail = f"Yes, ask for it.\n---\nSubject: My offer\n\nHi Person A,\n\n{text.GOOD}\n\nBest,"
    reply, sent = answered(mail, message=text.MAIL)
    assert "for: ask them for more" in sent
    assert reply.engine == "t:s"
    assert reply.text.startswith("Yes, ask for it.\n\n**The mail**, to Sandra:\n\n> Subject: My offer")
    assert "bring the base to $175K?" in reply.text
    kept = Dialogue.model_validate(reply.dialogue).wanted.written
    assert any("bring the base to $175K" in p for p in kept)


def test_numbers_of_the_talk_become_slots() -> None:
    """One that is known is its slot, another of the person's is a new one, of anybody else's none."""
    draft = Draft("x", figures=[Figure("$20K", "user", "signing", "", "", "", "USD", "absolute", 20_000, 20_000)])
    assert (
        in_slots("20k up front, 118% in 2 quarters, one thing", draft)
        == "[[F1]] up front, [[F2]] in [[F3]] quarters, one thing"
    )
    assert [f.text for f in draft.figures[1:]] == ["118%", "2"]
    assert in_slots("they paid 31,500", draft, own=False) == "they paid [an amount]"
    assert in_slots("I have 20 now [1] and L5", Draft("x")) == "I have [[F1]] now [1] and L5"


def test_one_untraced_sentence_takes_no_other_with_it() -> None:
    """And a figure with cents is the one that was worked out."""
    cents = Figure("$1.40", "derived", "base", "", "", "", "USD", "absolute", 1.3999999999999986, 1.3999999999999986)
    reply = Reply("That is $1.40 more. They pay $99K. So ask once.", "x", figures=(cents,))
    assert ground(reply, []).text == "That is $1.40 more. So ask once."
    assert WITHHELD in ground(reply, []).caveats


def test_what_does_not_pass_is_asked_for_once_more_before_it_goes() -> None:
    """Twice, each time with what is wrong."""
    wrong, right = "No, it isn't. They offer [[F99]].", "No, it isn't greedy. Ask once and wait."
    made, model = coach(wrong, wrong, right)
    assert made.reply(Turn(TOLD)).text.startswith(right)
    assert ["no slot" in sent or "there is not" in sent for sent in model.told] == [False, True, True]
