"""A model that reads well is believed over the built-in reading; one that contradicts it, itself or a format is not."""

from __future__ import annotations

from typing import Any

import pytest

from coach.dialogue.deals import Dialogue
from coach.understanding.amounts import amounts_in
from coach.understanding.reading import AmountMention, Clause, CompanyPart, MayBe, Reading, TermMention
from coach.writer.asked import Asked
from coach.writer.mask import Mask
from coach.writer.reading import answered, merged
from coach.writer.trusted import agreements, is_coherent
from tests.coach.writer.test_misbehaving import SHELF
from tests.coach.writer.test_reading import amount, company, line

TEXT = "Halvar pays 61 now. Brunnen says 66 at 35 hours, would 72 be greedy?"


def clause(words: str, *acts: tuple[str, float]) -> Clause:
    start = TEXT.index(words)
    return Clause(start, start + len(words), words, acts)


def reading(*, wish: str = "offer", sure: float = 0.99) -> Reading:
    """The figures and lines as read, the last figure in the role `wish`."""
    lines = (
        clause("Halvar pays 61 now.", ("pay", 0.97)),
        clause("Brunnen says 66 at 35 hours,", ("offer", 0.9)),
        clause("would 72 be greedy?", ("ask_verdict", 0.9)),
    )
    roles = (("pay", "base"), ("offer", "base"), ("offer", "hours"), (wish, "base"))
    found = zip(amounts_in(TEXT), roles, strict=True)
    amounts = tuple(
        AmountMention(a, TEXT[a.start : a.end], role, part, role_score=sure, component_score=0.9, clause=n)
        for n, (a, (role, part)) in zip((0, 1, 1, 2), found, strict=True)
    )
    firms = (CompanyPart(0, 6, "Halvar", (), "mine", 0.9), CompanyPart(20, 27, "Brunnen", (), "job", 0.9))
    return Reading(TEXT, lines, amounts, firms, years=35.0)


RIGHT: dict[str, Any] = {
    "lines": [line(1, "pay"), line(2, "offer"), line(3, "ask_verdict")],
    "amounts": [amount(1, "pay"), amount(2), amount(3, "offer", "hours"), amount(4, "wish")],
    "companies": [company(1, "mine"), company(2, "job")],
}


def asked(r: Reading) -> Asked:
    return Asked(r, Dialogue(), SHELF.names, Mask(SHELF.names))


def test_one_figure_is_the_models_however_sure_the_reading_is() -> None:
    """If all the rest agrees."""
    made = merged(asked(reading()), RIGHT)
    assert [a.role for a in made.amounts] == ["pay", "offer", "offer", "wish"]
    assert made.amounts[0].role_score == 0.99  # what both say is not the less sure for it


@pytest.mark.parametrize(
    "change",
    [
        {"lines": []},
        {"amounts": [amount(4, "wish")]},
        {"amounts": [amount(1, "offer"), amount(2, "pay"), amount(3, "wish", "hours"), amount(4, "pay")], "lines": [line(1, "offer"), line(2, "pay"), line(3, "pay")]},
        {"amounts": [amount(n, "wish", sure="likely") for n in (1, 2, 3, 4)]},
        {"amounts": [*RIGHT["amounts"][:3], amount(4, "floor")], "lines": [line(1, "accepted"), line(2, "accepted"), line(3, "accepted")]},
    ],
)  # fmt: skip
def test_a_part_or_a_contradiction_changes_no_sure_figure(change: dict[str, Any]) -> None:
    """It speaks of a few things only, or swaps the figures with their lines, or is not sure."""
    assert [a.role for a in merged(asked(reading()), RIGHT | change).amounts] == ["pay", "offer", "offer", "offer"]


def test_an_end_is_told_by_two_readings() -> None:
    """However well a model reads otherwise."""
    said = RIGHT | {"lines": [line(1, "pay"), line(2, "offer", "accepted"), line(3, "ask_verdict", "takeback")]}
    acts = [dict(c.acts) for c in merged(asked(reading()), said).clauses]
    assert not any({"accepted", "takeback"} & a.keys() for a in acts)


def test_years_of_something_else_are_no_experience() -> None:
    """A span in a line that tells nothing of the person's work; in one that does, they stay."""
    idle = RIGHT | {"amounts": [amount(1, "pay"), amount(2), amount(3, "other", "other"), amount(4, "wish")]}
    assert merged(asked(reading()), idle).years is None
    deed = idle | {"lines": [line(1, "pay"), line(2, "offer", "deed"), line(3, "ask_verdict")]}
    assert merged(asked(reading()), deed).years == 35.0


def test_terms_by_their_words_and_whose_they_are() -> None:
    """Copied from the message and beside no other; words that are not in it are nobody's."""
    told = {"kind": "hours", "side": "offer", "sure": "yes", "whose": 2}
    said = RIGHT | {"terms": [{**told, "words": "35 hours"}, {**told, "words": "a company car"}, {**told, "term": 9}]}
    assert [(t.words, t.kind, t.side, t.owner) for t in merged(asked(reading()), said).terms] == [("35 hours", "hours", "offer", 1)]  # fmt: skip
    held = reading()
    held = Reading(TEXT, held.clauses, held.amounts, held.companies, terms=(TermMention(36, 44, "35 hours", "hours", "wish", 0.9),))  # fmt: skip
    assert [(t.words, t.side) for t in merged(asked(held), said).terms] == [("35 hours", "offer")]  # not those torn


def test_a_deadline_is_of_the_one_that_the_model_names() -> None:
    """Not of the employer in focus."""
    text = "Halvar pays 61 now. Brunnen wants to know by Friday."
    lines = (Clause(0, 19, text[:19], (("pay", 0.97),)), Clause(20, 52, text[20:], (("deadline", 0.9),)))
    firms = (CompanyPart(0, 6, "Halvar", (), "job", 0.9), CompanyPart(20, 27, "Brunnen", (), "rival", 0.9))
    a = amounts_in(text)[0]
    r = Reading(text, lines, (AmountMention(a, "61", "pay", "base", role_score=0.9),), firms)
    said = {"lines": [line(1, "pay"), line(2, "deadline")], "amounts": [amount(1, "pay")], "companies": [company(1, "job"), company(2, "rival")]}  # fmt: skip
    assert merged(asked(r), said | {"deadline": "by Friday", "decides": 2}).due == (("Friday", 1),)
    assert merged(asked(r), said | {"deadline": "by Friday", "decides": 9}).due == ()


def test_trust_is_of_the_whole() -> None:
    """A share of the lines is not enough, and two sure figures told otherwise are too many."""
    whole = answered(RIGHT)
    assert agreements(reading(), whole) > 1
    assert is_coherent(reading(), whole)
    swapped = answered(RIGHT | {"amounts": [amount(1, "offer"), amount(2, "pay"), *RIGHT["amounts"][2:]]})
    assert not is_coherent(reading(), swapped)
    assert not agreements(reading(), answered(RIGHT | {"lines": RIGHT["lines"][:1]}))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("In German is fine too.", "In German is fine too."),
        ("I write to Herr Lindner tonight.", "I write to Herr Person A tonight."),
        ("An Nguyen called.", "Person A called."),
        ("Frau Kessler and Herr Voss asked.", "Frau Person A and Herr Person B asked."),
    ],
)
def test_a_name_needs_evidence(text: str, hidden: str) -> None:
    """A little word that begins a sentence is none, and a title is no part of one."""
    mask = Mask(SHELF.names)
    mask.learn(text, (), ("Herr Lindner",) if "Lindner" in text else ())
    assert mask.hidden(text) == hidden


TOLD = "Fernhill sent their answer: 58 and a parking space. The clinic promised me the lead post. I say yes to Fernhill, write that."


def told(*lines: dict[str, Any], **more: Any) -> Reading:
    """The message after a text, which the built-in reading takes for one more change of it, as a model has it."""
    ends = [TOLD.index(" The clinic"), TOLD.index(" I say"), len(TOLD)]
    starts = [0, *(e + 1 for e in ends[:-1])]
    acts = ((("put_in", 1.0),), (("news", 0.7),), (("ask_words", 0.95), ("say_accept", 0.6)))
    matters = ((("edit", 1.0),), (("told_moved", 0.7),), (("words_accept", 0.6),))
    clauses = tuple(Clause(s, e, TOLD[s:e], a, m) for s, e, a, m in zip(starts, ends, acts, matters, strict=True))
    figure = amounts_in(TOLD)[0]
    at = TOLD.index("parking")
    r = Reading(
        TOLD,
        clauses,
        (AmountMention(figure, "58", "none", "base"),),
        (CompanyPart(0, 8, "Fernhill", (), "job", 0.9),),
        terms=(TermMention(at, at + 7, "parking", "travel", "offer", 0.6, 0.6, real=0.9),),
    )
    said = {"lines": list(lines), "amounts": [amount(1)], "companies": [company(1, "job")]} | more
    return merged(asked(r), said)


def lines_told(*last: str, matter: str = "told_accept") -> tuple[dict[str, Any], ...]:
    return line(1, "news", "offer"), line(2, "news"), line(3, *last) | {"matters": ["words_accept", matter]}


def test_news_after_a_text_is_no_change_of_it() -> None:
    """What the built-in reading is sure goes into the text contradicts no model that tells an offer of it."""
    made = told(*lines_told("ask_words", "say_accept"))
    assert made.told
    assert made.amounts[0].role == "offer"
    assert not any(c.does("put_in") for c in made.clauses)


def test_a_yes_is_taken_beside_the_text_that_gives_it() -> None:
    """Where the message wants that text by both readings, and the line is told to be one."""
    assert told(*lines_told("ask_words", "say_accept", "accepted")).clauses[2].does("accepted")
    assert not told(*lines_told("ask_words", "say_accept", "accepted", matter="told_lean")).clauses[2].does("accepted")
    assert not told(*lines_told("accepted", matter="told_joy")).clauses[2].does("accepted")


def test_a_term_is_of_whom_the_model_names_in_all_its_words() -> None:
    """The words copied take the place of a part of them; another employer without a name is one."""
    said = {"kind": "promotion", "side": "offer", "sure": "yes", "whose": -1, "words": "the lead post"}
    whole = {"kind": "travel", "side": "offer", "sure": "yes", "whose": 1, "words": "a parking space"}
    made = told(*lines_told("ask_words", "say_accept"), terms=[said, whole])
    assert [(t.words, t.owner, t.told) for t in made.terms] == [
        ("a parking space", 0, True),
        ("the lead post", -2, True),
    ]


def test_a_boss_is_named_as_one() -> None:
    """With the part of the company that they speak for."""
    said = {"words": "The clinic", "of": "person", "part": "mine", "sure": "yes"}
    assert [p.part for p in told(*lines_told("ask_words", "say_accept"), names=[said]).persons] == ["mine"]


def test_a_figure_is_read_whole() -> None:
    """One that a good model is unsure of is as the others of its line; of a weak one no half of it is taken."""
    text = "They at Halvar give 70 plus 5 for staying."
    lines = (Clause(0, len(text), text, (("offer", 0.9),)),)
    first, last = amounts_in(text)
    open_ = MayBe(frozenset(("offer",)), frozenset(("bonus", "signing")), frozenset((-1,)))
    held = (
        AmountMention(first, "70", "offer", "base", role_score=0.9, component_score=0.9),
        AmountMention(last, "5", "offer", "bonus", role_score=0.9, component_score=0.5, owner_score=0.5, may_be=open_),
    )
    said = {
        "lines": [line(1, "offer")],
        "amounts": [amount(1, whose=-1), amount(2, "offer", "signing", whose=-1, sure="likely")],
    }
    made = merged(asked(Reading(text, lines, held)), said)
    assert [(a.component, a.owner) for a in made.amounts] == [("base", -2), ("signing", -2)]
    alone = merged(asked(Reading(text, lines, held)), {"amounts": said["amounts"][1:]})
    assert (alone.amounts[1].component, alone.amounts[1].owner) == ("bonus", -1)


@pytest.mark.parametrize(("act", "matter"), [("accepted", "told_accept"), ("declined", "told_decline")])
def test_a_word_that_is_told_twice_is_given(act: str, matter: str) -> None:
    """By what a line does and by what it is about, of a model that agrees in several things; as a leaning it is none."""

    def said(about: str) -> Reading:
        last = line(3, act) | {"matters": [about]}
        whole = RIGHT | {"lines": [line(1, "pay"), line(2, "offer"), last]}
        return merged(asked(reading()), whole)

    assert said(matter).clauses[2].does(act)
    assert not said("told_lean").clauses[2].does(act)
