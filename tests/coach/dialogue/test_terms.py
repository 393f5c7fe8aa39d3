"""Terms beside pay are heard, and held with the side they stand on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue
from coach.dialogue.view import context_of, state_json
from coach.understanding.learn.terms.train import digest
from coach.understanding.read import read
from coach.understanding.reading import Clause, Reading, TermMention
from coach.understanding.situation import Part
from coach.understanding.terms import trained_on
from index.names import learn_names

HERE = Path(__file__).parent
NAMES = learn_names((), frozenset())


def heard(message: str, before: Dialogue) -> Dialogue:
    """The dialogue after one more message."""
    companies = tuple(o for d in before.deals for o in d.options)
    return apply(before, read(message, NAMES, companies, context_of(before)))


def told(*messages: str) -> Dialogue:
    """The dialogue after several messages."""
    now = Dialogue()
    for message in messages:
        now = heard(message, now)
    return now


def fits(want: str, kind_side_words: tuple[str, str]) -> bool:
    """Whether a held term is the wanted one: `side/side: word|word`."""
    sides, _, words = want.partition(": ")
    side, said = kind_side_words
    return side in sides.split("/") and any(w in said.casefold() for w in words.split("|"))


def right(path: Path) -> tuple[float, float, list[str]]:
    """(the share of turns after which every term is right, the F1 of the terms, the misses)."""
    held: dict[str, Dialogue] = {}
    turns = good = both = got = want = 0
    misses = []
    for line in path.read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        now = held[turn["talk"]] = heard(turn["message"], held.get(turn["talk"], Dialogue()))
        terms = [(t.side, t.words) for t in now.deal.terms]
        left, found = list(terms), 0
        for expected in turn["terms"]:
            if match := next((t for t in left if fits(expected, t)), None):
                left.remove(match)
                found += 1
        turns, both, got, want = turns + 1, both + found, got + len(terms), want + len(turn["terms"])
        if found == len(turn["terms"]) and not left:
            good += 1
        else:
            misses.append(f"{turn['message']}\n    want {turn['terms']}\n    got  {terms}")
    return good / turns, 2 * both / max(got + want, 1), misses


def said(text: str, *acts: str, terms: tuple[tuple[str, str, str], ...]) -> Reading:
    """A message with its terms told, (side, kind, words), that is one clause and does `acts` for sure."""
    found = tuple(
        TermMention(text.index(w), text.index(w) + len(w), w, kind, side)  # type: ignore[arg-type]
        for side, kind, w in terms
    )
    return Reading(text, (Clause(0, len(text), text, tuple((a, 1.0) for a in acts)),), terms=found)


def after(*readings: Reading) -> Dialogue:
    """The dialogue after several readings."""
    now = Dialogue(deals=(Deal(company="Contoso"),))
    for reading in readings:
        now = apply(now, reading)
    return now


def sides(dialogue: Dialogue) -> dict[str, str]:
    """Words of each term -> how it stands."""
    return {t.words: t.side for t in dialogue.deal.terms}


WISH = said("I want Mondays off", "wish", terms=(("wish", "schedule", "Mondays off"),))


def test_a_yes_keeps_the_fuller_words_and_a_no_is_not_agreed() -> None:
    """ "Yes to the Mondays, no to the car": each on its side, and only the first is agreed."""
    both = said(
        "yes to Mondays, no to the car", "news", "granted",
        terms=(("grant", "schedule", "Mondays"), ("refuse", "travel", "car")),
    )  # fmt: skip
    now = after(WISH, both)
    assert sides(now) == {"Mondays off": "granted", "car": "refused"}
    assert [t.phrase for t in now.deal.agreed] == ["Mondays off"]
    assert [e.kind for e in now.of_turn(2)][:2] == ["term_granted", "term_refused"]


def test_more_than_they_offer_stands_beside_the_offer() -> None:
    """28 days are offered and 30 wanted; every third weekend is offered and none wanted: neither is given yet."""
    offer = said(
        "28 days and every third weekend", "offer",
        terms=(("offer", "holiday", "28 days"), ("offer", "schedule", "every third weekend")),
    )  # fmt: skip
    wish = said(
        "I want 30 days and no weekends", "wish", terms=(("wish", "holiday", "30 days"), ("wish", "schedule", "no weekends"))
    )  # fmt: skip
    assert sides(after(offer, wish)) == {
        "28 days": "offered", "every third weekend": "offered", "30 days": "wished", "no weekends": "wished",
    }  # fmt: skip
    more = said("no to more days", "refused", terms=(("refuse", "holiday", "more days"),))
    assert sides(after(offer, more))["28 days"] == "offered"


def test_a_yes_to_a_term_gives_no_pay() -> None:
    """What was asked of pay stays asked where they agree to Mondays off."""
    base = Part(component="base", low=43_000, high=43_000, currency="GBP")
    held = after(WISH)
    held = held.model_copy(update={"deals": (held.deal.model_copy(update={"asked": (base,)}),)})
    now = apply(held, said("they agreed to Mondays off", "granted", terms=(("grant", "schedule", "Mondays off"),)))
    assert now.deal.offer == ()
    assert sides(now) == {"Mondays off": "granted"}


def test_a_yes_and_a_no_that_name_nothing_are_about_what_was_asked() -> None:
    """ "They said no" after one ask beside pay."""
    ask = said("I asked for Mondays off", "story", terms=(("ask", "schedule", "Mondays off"),))
    assert sides(after(ask, said("they said no", "refused", terms=()))) == {"Mondays off": "refused"}
    assert sides(after(ask, said("they said yes", "granted", terms=()))) == {"Mondays off": "granted"}


def test_what_is_let_go_and_what_others_get() -> None:
    """A dropped wish is no wish, one that comes back is one; a colleague's days are nobody's here."""
    drop = said("forget Mondays", "takeback", terms=(("drop", "schedule", "Mondays"),))
    assert sides(after(WISH, drop)) == {"Mondays off": "dropped"}
    assert after(WISH, drop).deal.open_terms == ()
    assert sides(after(WISH, drop, WISH)) == {"Mondays off": "wished"}
    other = said("my colleague got 30 days", "story", terms=(("none", "holiday", "30 days"),))
    assert after(other).deal.terms == ()


def test_a_term_that_was_put_right() -> None:
    """Thursdays, not Tuesdays."""
    first = said("I want Tuesdays off", "wish", terms=(("wish", "schedule", "Tuesdays off"),))
    right_ = said("no, Thursdays off", "correct", terms=(("wish", "schedule", "Thursdays off"),))
    assert sides(after(first, right_)) == {"Thursdays off": "wished"}


def test_what_would_do_instead_is_no_wish() -> None:
    """ "43, or 41 with dental"."""
    now = after(said("or 41 with dental", "fallback", terms=(("instead", "health", "dental"),)))
    assert (now.deal.terms[0].instead, now.deal.open_terms) == (True, ())


def test_the_state_and_a_dialogue_that_was_kept_before() -> None:
    """The state lists each term; a term kept without words is brought over."""
    state = state_json(after(WISH))
    assert state["terms"] == [{"kind": "schedule", "words": "Mondays off", "side": "wished", "turn": 1}]
    old = Deal.model_validate({"terms": [{"component": "holiday", "value": 25, "unit": "day"}]})
    assert [(t.kind, t.figure, t.side) for t in old.terms] == [("holiday", 25.0, "offered")]


def test_the_nets_were_learned_from_the_messages_that_ship() -> None:
    """Whoever marks more messages trains anew."""
    assert trained_on() == digest(), "run python -m coach.understanding.learn.terms.train --save"


@pytest.mark.parametrize(("told", "turns", "terms"), [("terms_a", 0.6, 0.9), ("terms_b", 0.4, 0.7)])
def test_talks_of_ten_people(told: str, turns: float, terms: float) -> None:
    """Five talks that the messages learned from were checked on, and five that were written after them."""
    share, f1, misses = right(HERE / f"{told}.jsonl")
    assert share >= turns, "\n".join(misses)
    assert f1 >= terms, "\n".join(misses)


def test_two_ways_are_held_apart() -> None:
    """The second figure and its term would do instead; the first figure is the wish."""
    now = told(
        "I was offered 44k as a surveyor, I make 41k",
        "Write a mail to them that asks for 49, or 47 and a day from home",
    )
    assert [p.high for p in now.target] == [49_000]
    assert [p.high for p in now.wanted.fallback] == [47_000]
    assert now.wanted.ways
    assert [t.phrase for t in now.deal.terms if t.instead] == ["a day from home"]
    assert not now.deal.open_terms


def test_one_of_two_parts_of_pay_is_no_second_way() -> None:
    """Either of them is enough, and both are asked for."""
    now = told("I was offered 44k as a surveyor, I make 41k", "Write a mail that asks for 49k base or a 3k sign-on")
    assert not now.wanted.ways


def test_pay_that_comes_later_stands_beside_the_pay_of_today() -> None:
    """What a figure is paid after goes with it."""
    now = told("A firm in Bristol offered me 38k as a planner", "they came back with 40 now and 42 after probation")
    assert [p.high for p in now.deal.offer] == [40_000]
    assert [(s.amount, s.when) for s in now.deal.offer[0].later] == [(42_000, "after probation")]


def test_a_part_that_the_person_rules_out_is_asked_for_no_more() -> None:
    """And the text that was shown is shown without it."""
    now = told(
        "A firm in Bristol offered me 38k as a planner, I want 42", "Write the mail", "No sign-on, I don't want one"
    )
    assert [e.component for e in now.events if e.kind == "refused"] == ["signing"]
    assert now.wanted.turn == now.turn


def test_a_second_salary_with_a_condition_is_pay_to_come() -> None:
    """What they offer now is the offer, and the higher figure behind it is what it goes on to."""
    first = told("They offer £40k base. I make £36k now.", "I asked for £45k")
    now = heard("they can pay 42 at once and 44 from the second year", first)
    assert [p.high for p in now.deal.offer] == [42_000]
    assert [(s.amount, s.when) for s in now.deal.offer[0].later] == [(44_000, "from the second year")]


def test_they_have_a_new_thing_to_answer_once_a_term_is_asked_for() -> None:
    """After a no the talk waits for them again."""
    first = told("They offer £40k base. I make £36k now.", "I asked for £45k", "they said no, 40 is final")
    assert first.deal.status == "refused"
    assert heard("so I asked for two extra days of leave", first).deal.status == "asked"


def test_what_is_written_down_is_nothing_one_has_today() -> None:
    """A question of when to resign tells of no term."""
    now = told("A practice offers me £15.80 an hour, I'm on £13.40", "Should I have it in writing before I resign?")
    assert not any(t.kind == "writing" for t in now.terms_now)
