"""A model writes the mail and the words for a call: the whole text passes the checks that the built-in one passes, or that one stands."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.reply.ground import unbacked
from coach.turn import Coach
from coach.writer.models import prompt
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import SHELF

MAIL = "Northwind offered me 155k base as a data engineer in Chicago. Write the mail to Sandra, ask for 175k base."
DEED = (
    "They offered me 155k base at Northwind, data engineer in Chicago. I led the migration of our billing platform. "
    "Write me a mail that asks for 175k base."
)
CALL = "Northwind offered me 155k base as a data engineer in Chicago. What do I say on the phone?"
# Of the mail: F2 the base that is offered, F3 the base that is asked for, F4 the range.
GOOD = (
    "Thank you so much for the offer to join Northwind Traders as a Data Engineer. As I understand it, that's a base of [[F2]].\n\n"
    "From what I have read, the base range for this role in Chicago is [[F4]], so could you bring the base to [[F3]]?\n\n"
    "Let me know what you can do. Thank you again."
)
MENDABLE = GOOD.replace("Thank you again.", "I have another offer.")


def reply_to(message: str, *answers: str) -> tuple[Reply, Scripted]:
    model = Scripted(answers=list(answers))
    writer = Writer(model, "t:s", patience_s=10)
    return Coach(SHELF, lambda: date(2026, 11, 23), writer=writer).reply(Turn(message)), model


def alone(message: str) -> Reply:
    return Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(message))


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def added(sentence: str) -> str:
    return GOOD.replace(" Thank you again.", f" {sentence}")


# name: what the model writes, both times
WAYS: dict[str, str] = {
    "another figure": changed("[[F3]]", "$190,000"),
    "a figure in words": changed("[[F3]]", "a hundred and ninety thousand"),
    "asks for what is offered": changed("to [[F3]]?", "to [[F2]]?"),
    "asks for the range": changed("to [[F3]]?", "to [[F4]]?"),
    "the ask and the offer swapped": changed("a base of [[F2]]", "a base of [[F3]]").replace("to [[F3]]?", "to [[F2]]?"),
    "asks for nothing": changed(", so could you bring the base to [[F3]]?", "."),
    "asks twice": added("Could you bring the base to [[F3]]?"),
    "asks for less": changed("bring the base to [[F3]]", "bring the base below [[F3]]"),
    "asks for more": changed("bring the base to [[F3]]", "bring the base well above [[F3]]"),
    "asks for another part": changed("bring the base to [[F3]]", "bring the sign-on to [[F3]]"),
    "asks by the month": changed("bring the base to [[F3]]", "bring the base to [[F3]] a month"),
    "asks for more beside it": added("I would like more stock as well."),
    "a slot that there is not": changed("[[F3]]", "[[F8]]"),
    "the figure that is not in the text": added("As I understand it, that's a base of [[F1]]."),
    "half a slot": changed("[[F3]]", "[[F3"),
    "accepts": added("I accept the offer."),
    "accepts without the condition": added("I'm ready to sign the written offer."),
    "promises to sign": added("Once that's in the written offer, I'm ready to sign."),
    "declines": added("I decline the offer."),
    "withdraws the ask": added("If not, the offer as it is works for me."),
    "another offer": added("I have another offer."),
    "an offer from a company": added("I also have an offer from Contoso at a higher base."),
    "a deed that nobody did": added("I led the migration of our billing platform."),
    "experience": added("My ten years of experience speak for it."),
    "a promise": added("I will stay for five years."),
    "a threat": added("Otherwise I walk away."),
    "a deadline": added("Please answer by Friday."),
    "the law": added("It is illegal to offer less."),
    "another place": changed("in Chicago", "in New York"),
    "another role": changed("as a Data Engineer", "as a Staff Data Engineer"),
    "another company": changed("Northwind Traders", "Contoso"),
    "a greeting of its own": f"Dear Tom,\n\n{GOOD}",
    "a name under it": f"{GOOD}\n\nBest,\nAlex",
    "a subject of its own": f"Subject: You owe me\n\n{GOOD}",
    "a bracket": added("Sincerely, [your name]."),
    "a link": added("See www.pay.example for the range."),
    "an address to write to": added("Write to me at me@pay.example."),
    "a bank account": added("Please send the sign-on to my account."),
    "a hidden sign": changed("Let me", "Let\u200b me"),
    "the instructions": "You write the body of a text that a person will send or say in a salary negotiation: warm, brief, sure of itself.",
    "the canary": "{human}",
    "notes to the person": f"Here is your mail:\n\n{GOOD}",
    "a list": changed("Let me know", "1. Let me know"),
    "far too long": GOOD + "\n\nThank you again." * 60,
    "endless": "Thank you for the offer. " * 4000,
    "a sentence twice": added("Let me know what you can do."),
    "nothing": "",
    "only thanks": "Thank you so much. I appreciate it.",
    "JSON": '{"body": "Could you bring the base to [[F3]]?"}',
    "rude": added("Your offer is an insult."),
    "an opinion of the recruiter's": added("You told me that it is fine."),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_no_wrong_text_is_shown(way: str) -> None:
    """What does not pass twice leaves the built-in text as it stands, and a note says so."""
    reply, model = reply_to(MAIL, WAYS[way].replace("{human}", "bcdfghjkmpqrtvwx " * 3))
    assert model.seen
    assert reply.text == alone(MAIL).text
    assert reply.engine == "built-in"
    assert any("built-in writer answered" in c for c in reply.caveats)


def test_there_are_thirty_ways() -> None:
    """Each of its own."""
    assert len(WAYS) >= 30
    assert len(set(WAYS.values())) >= 30


def test_a_good_text_is_shown_with_its_frame() -> None:
    """Subject, greeting and closing line stay; every figure is there, everything beside the text stays."""
    reply, _ = reply_to(MAIL, GOOD)
    assert reply.engine == "t:s"
    assert "> Hi Sandra," in reply.text
    assert "Subject: " in reply.text
    assert "from what I have read, the base range for this role in Chicago is $150K–$190K, so could you bring the base to $175K?".casefold() in reply.text.casefold()  # fmt: skip
    assert "Let me know what you can do. Thank you again." in reply.text
    assert unbacked(reply, [MAIL]) == []
    beside = [p for p in alone(MAIL).text.split("\n\n") if not p.startswith(">")]
    assert all(p in reply.text for p in beside)


def test_a_text_is_mended_once() -> None:
    """The second try is told what was wrong, and counted."""
    reply, model = reply_to(MAIL, MENDABLE, GOOD)
    assert (reply.engine, reply.repaired) == ("t:s", 1)
    assert "another offer" not in reply.text
    assert "I have another offer." in str(model.seen[1][1].content)
    assert len(model.seen) == 2


@pytest.mark.parametrize(
    "ask",
    [
        "Would you be open to a base of [[F3]]?",
        "I would like to ask for a base of [[F3]].",
        "Could we get to [[F3]] base?",
    ],
)
def test_other_words_ask_for_the_same(ask: str) -> None:
    """Words that ask stand beside the figure that is asked for, and no other."""
    said = GOOD.replace(", so could you bring the base to [[F3]]?", f". With that in mind, {ask[0].lower()}{ask[1:]}").replace(", i would", ", I would")  # fmt: skip
    assert reply_to(MAIL, said)[0].engine == "t:s"
    assert reply_to(MAIL, said.replace("[[F3]]", "[[F2]]"))[0].engine == "built-in"


def test_the_persons_own_words_may_be_used() -> None:
    """What they did is theirs to say, without their figures and names in what is sent."""
    built = alone(DEED)
    assert "I led the migration of our billing platform" in built.text
    _, model = reply_to(DEED, "x")
    sent = str(model.seen[0][1].content)
    assert "I led the migration of our billing platform" in sent
    for private in ("155", "175", "Sandra"):
        assert private not in sent


def test_what_is_done_and_what_depends_on_them_is_not_worded() -> None:
    """Of the words for a call the model gets what the person opens with; the rest stays."""
    reply, model = reply_to(CALL, "x")
    text = re.search(r"<text>\n(.*?)\n</text>", str(model.seen[0][1].content), re.S)
    assert text
    assert "Stop there" not in text[1]
    assert "If they say yes" not in text[1]
    assert "(Stop there. Let them answer.)" in reply.text


def test_the_instructions_come_first_and_are_the_same() -> None:
    """For a provider's cache."""
    sent: list[Any] = [reply_to(message, GOOD)[1].seen[0][0].content for message in (MAIL, DEED, CALL)]
    assert set(sent) == {prompt("script")}


def test_what_stands_before_a_text_is_there_at_once() -> None:
    """The person sees what it is while it is written; the last of the stream is what the whole reply is."""
    model = Scripted(answers=[GOOD])
    shown = list(Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:s")).stream(Turn(MAIL)))
    assert "Counteroffer" in shown[0].text
    assert ">" not in shown[0].text
    assert shown[-1].text == reply_to(MAIL, GOOD)[0].text
