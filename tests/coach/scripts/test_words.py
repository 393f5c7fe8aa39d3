"""Whole texts: what every drawn situation must hold, what the cases ask for, and that no line of the file is out of reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.phrasing import Style
from coach.phrasing.texts import words
from coach.reply.draft import SLOT, Draft, render
from coach.reply.ground import unbacked
from coach.scripts import Script
from coach.scripts.beside import Beside
from coach.scripts.check import MOST
from coach.scripts.own import by_when, hidden_in, needs_of, sentence_of
from coach.scripts.words import write_words
from coach.standing.ask import package
from coach.standing.footing import same_footing, settled
from coach.understanding.situation import OtherOffer, Part, Situation
from index.guide import BLANK, Band, Guide
from index.money import scan
from tests.shelf import Shelf

SHELF = Shelf()
GUIDE = SHELF.guide("northwind/data-engineer")
# Every row of every guide of the shelf, and none.
ROWS: dict[str, tuple[Guide | None, Band | None]] = {"": (None, None)} | {
    f"{slug} {b.region.label} {b.level or ''}": (SHELF.guide(slug), b)
    for slug in SHELF.slugs()
    for b in SHELF.guide(slug).bands
    if b.region
}
PLACES = {b.region.label.partition(" (")[0] for _, b in ROWS.values() if b and b.region}
KINDS = tuple(k for k in words().kinds if k != "lever")


def p(component: str, value: float, currency: str = "", period: str = "") -> Part:
    return Part(component=component, low=value, high=value, currency=currency, period=period)  # type: ignore[arg-type]


def said(
    kind: str,
    situation: Situation,
    guide: Guide | None = None,
    band: Band | None = None,
    style: Style | None = None,
    **more: Any,
) -> tuple[Script, str, str]:
    """The script, its text as shown, and what nothing backs."""
    script, draft = drafted(kind, situation, guide, band, style, **more)
    return script, *shown(script, draft, situation)


def drafted(
    kind: str, situation: Situation, guide: Guide | None = None, band: Band | None = None, style: Style | None = None, **more: Any,
) -> tuple[Script, Draft]:  # fmt: skip
    """The script and the draft that its figures stand in."""
    draft = Draft("lever_script")
    return write_words(kind, situation, guide, band, style or Style("direct", "full", "email"), draft, **more), draft


def shown(script: Script, draft: Draft, situation: Situation) -> tuple[str, str]:
    """A script's text as shown, and what nothing backs."""
    draft.say(script.text)
    text = render(draft).text
    for note in script.notes:
        draft.note(note)
    return text, ", ".join(unbacked(render(draft), [situation.summary(), *situation.achievements]))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Situation, str]:
    """Offers below, in and above a band or without one, in several currencies, by year, month and hour, with and without all else."""
    row = draw(st.sampled_from(list(ROWS)))
    guide, band = ROWS[row]
    currency = (
        band.currency
        if band and draw(st.booleans())
        else draw(st.sampled_from(["", "USD", "EUR", "GBP", "SEK", "INR", "JPY", "CHF"]))
    )
    scale = {"JPY": 100, "INR": 20, "SEK": 8}.get(currency, 1)
    month = draw(st.integers(0, 5)) == 0
    base: float = draw(st.integers(40, 320)) * 1000 * scale
    base = round(base / 12, -2) if month else base
    period = "month" if month else ""
    parts = [p("base", base, currency, period)]
    if draw(st.booleans()):
        parts.append(
            p("stock", draw(st.integers(10, 300)) * 1000 * scale, currency, draw(st.sampled_from(["", "4yr", "year"])))
        )
    if draw(st.booleans()):
        parts.append(p("bonus", draw(st.integers(5, 25)), "%"))
    if draw(st.integers(0, 2)) == 0:
        parts.append(p("signing", draw(st.integers(5, 60)) * 1000 * scale, currency))
    if draw(st.integers(0, 6)) == 0:
        parts = [p("total", base * 1.4, currency, period)]
    is_raise = draw(st.integers(0, 3)) == 0
    wish = draw(
        st.sampled_from(
            [
                (),
                (p("base", base * 1.08, currency),),
                (p("base", base * 0.9),),
                (p("signing", 30_000 * scale, currency), p("base", base * 1.2)),
                (p("base", 99_000, "PLN"),),
            ]
        )
    )
    rival = draw(
        st.sampled_from(
            [
                (),
                (p("base", base * 1.1, currency, period),),
                (p("base", base * 0.8, currency, period),),
                (p("total", base * 1.9, "EUR"),),
                (),
            ]
        )
    )
    s = Situation(
        company=guide.company_name if guide else draw(st.sampled_from(["Northwind Traders", "Remote", "Fair", ""])),
        role=draw(st.sampled_from(["data engineer", "SRE", ""])), region=band.region.label if band and band.region else "",
        talk="raise" if is_raise else "new_offer", offer=() if is_raise else tuple(parts), target=wish,
        current=tuple(parts[:1]) if is_raise else draw(st.sampled_from([(), (p("base", base * 1.03, currency, period),)])),
        floor=draw(st.sampled_from([(), (p("base", base * 1.01, currency, period),)])),
        competing=(OtherOffer(company="Contoso", parts=rival),) if draw(st.booleans()) else (),
        deadline=draw(st.sampled_from(["", "friday", "in 5 days", "end of the week", "12 January"])),
        achievements=draw(st.sampled_from([(), ("I rebuilt the billing pipeline and cut its cost by a third",), ("my model saves the bank $2M a year",), ("8 years in payments",), ("[one result of yours]",)])),
        left=draw(st.sampled_from([(), (p("stock", 40_000 * scale, currency),)])),
    )  # fmt: skip
    return s, row


@given(situations(), st.sampled_from(["", "base", "signing"]))
@settings(max_examples=600)
def test_the_package_is_above_the_offer_and_in_its_money(drawn: tuple[Situation, str], no: str) -> None:
    """No ask at or below what is held, none in foreign money, none that was refused, the fallback another part, the way down falling."""
    s, row = drawn
    guide, band = ROWS[row]
    refused = frozenset({no} - {""})
    made = package(s, band, guide, refused=refused)
    if made is None:
        return
    held = settled(s, band).offer if s.talk != "raise" else settled(s, band).current
    money = {x.currency for x in held} - {"%"}
    for ask in filter(None, (*made.said, made.second, made.fallback)):
        part = next((x for x in held if x.component == ask.component), None)
        assert part is None or not same_footing(part, ask.part) or ask.value > part.high
        assert ask.currency == "%" or {ask.currency} == money
        assert ask.component not in refused
        assert s.talk != "raise" or ask.component != "signing"
    assert made.fallback is None or made.fallback.component not in {a.component for a in made.said}
    low = made.walk_away.value if made.walk_away else 0
    assert list(made.steps) == sorted(made.steps, reverse=True)
    assert all(low < x < made.main.value for x in made.steps)
    drops = [a - b for a, b in zip((made.main.value, *made.steps), made.steps, strict=False)]
    assert all(a > b for a, b in pairwise(drops))


DICTATED: dict[str, Any] = {"dictated": (p("base", 90_000), p("signing", 12_000)), "either": True, "to": "Mr Keller"}
REASONED: dict[str, Any] = {
    "why": ("I have to move from Ohio",), "put_in": ("add that I can start in May",), "until": "the 15th", "ready": True,
    "beside": Beside(asked=(("remote", "two days from home"),), given=("27 days of leave",), instead=("dental cover",)),
}  # fmt: skip


def below(script: Script, draft: Draft, s: Situation, band: Band | None) -> Iterator[str]:
    """The figures that a text asks for, and that are no more than what is held of the same part by the same period."""
    at = settled(s, band)
    held = at.current if s.talk == "raise" and not at.offer else at.offer
    for slot in script.sendable.asks if script.sendable else ():
        asked = draft.figures[int(SLOT.fullmatch(slot)[1]) - 1]  # type: ignore[index]
        for part in held:
            same = asked.component == part.component and asked.currency == part.currency.replace("%", "")
            month = (asked.unit == "per month") == (part.period == "month")
            if same and month and slot in script.text and (asked.high or 0) <= part.high:
                yield f"{asked.text} for {part.component} of {part.high:g}"


@given(
    situations(),
    st.sampled_from(KINDS),
    st.sampled_from(["warm", "direct", "formal"]),
    st.sampled_from(["one", "short", "full"]),
    st.sampled_from(["email", "chat", "call"]),
    st.sampled_from([{}, DICTATED, REASONED]),
)
@settings(max_examples=1000)
def test_every_text_of_every_situation_can_be_sent(
    drawn: tuple[Situation, str], kind: str, tone: Any, length: Any, channel: Any, more: dict[str, Any]
) -> None:
    """No bracket, no open field, no foreign money or row, nothing unbacked, no ask at or below what is held, no limit told, no claim, no
    sentence twice, and no longer than can be read."""
    s, row = drawn
    guide, band = ROWS[row]
    style = Style(tone, length, channel)
    script, draft = drafted(kind, s, guide, band, style, **more)
    if not words().kinds[script.kind].answers:
        assert not list(below(script, draft, s, band)), script.text
    text, bare = shown(script, draft, s)
    assert not [f for f in draft.figures if f.kind == "band" and band and band.region and f.region != band.region.label]
    here = s.region.partition(" (")[0]
    assert not [x for x in PLACES - {here} if re.search(rf"\b{re.escape(x)}\b", text) and x not in here]
    if not s.achievements:
        assert not re.search(r"example of my work|result I'd|I built|I led|experience", text), text
    if not s.left:
        assert not re.search(r"giv(?:e|ing) up", text), text
    if "why" not in more:
        assert "because" not in text.partition("(")[0] or "rather" in text or "different job" in text, text
    assert not bare, (text, bare)
    assert not BLANK.search(text)
    assert not re.search(r"\{\w*\}|\[\[| ,| \.|\b(\w{3,}) \1\b", text), text
    sent = text.partition("\n\n")[2] if text.startswith("Subject:") else text
    where = words().kinds[script.kind].channel or channel
    assert len(sent.split()) <= (45 if length == "one" else MOST[where]), text
    whole = [x for para in sent.split("\n\n") for x in re.split(r"(?<=[.!?]) ", para) if len(x.split()) > 3]
    assert len(whole) == len(set(whole)), text
    own = {x.currency for x in settled(s, band).offer + settled(s, band).current} - {"%", ""}
    deed = " ".join(s.achievements)
    foreign = {
        f.value.unit
        for f in scan(text)
        if f.value.unit not in ("", "%", "options", "shares") and f.value.text not in deed
    } - own
    assert not foreign, (text, foreign)
    if not s.competing:
        assert not re.search(r"\b(?:have|hold) an(?:other)? offer\b|\boffer from\b", text), text
    if s.talk == "raise":
        assert (
            not re.search(r"sign-on bonus of|ready to sign", text) or words().kinds[script.kind].talk == "new_offer"
        ), text
    if words().kinds[script.kind].answers:
        assert "could you bring" not in text


def test_every_text_of_every_kind_is_reached() -> None:
    """The last text of a kind has no condition, and each kind has a title, a subject and a line for one breath."""
    for name, kind in words().kinds.items():
        assert kind.texts[-1].when == "", name
        assert kind.title, name
        assert kind.subject, name
        assert any(t.when.startswith("one") for t in kind.texts), name


DEED = ("I cut p99 latency of our ledger service by 40%",)
MONZO = Situation(
    company="Monzo", role="senior software engineer", region="London", offer=(p("base", 66_000, "GBP"), p("stock", 11_000, "GBP")), achievements=DEED,
    competing=(OtherOffer(company="Revolut", parts=(p("base", 80_000, "GBP"),)),),
)  # fmt: skip


def test_a_rivals_base_calls_for_a_base() -> None:
    """The rival is named with its figure, its figure is the ask, the deed stands as it was told."""
    _, text, _ = said("counter_email", MONZO)
    assert "an offer from Revolut, with a base of £80K" in text
    assert "could you bring the base to £80K?" in text
    assert "I cut p99 latency of our ledger service by 40%." in text


def test_what_is_dictated_goes_in_as_dictated() -> None:
    """Either or, and signing today, as the person said."""
    s = Situation(
        company="Apple", role="data scientist", offer=(p("base", 195_000, "USD"), p("signing", 25_000, "USD"))
    )
    _, text, _ = said(
        "counter_email", s, dictated=(p("base", 205_000), p("signing", 40_000)), needs=("205 base or 40k sign on, either one and I sign today",),
    )  # fmt: skip
    assert "either bring the base to $205K or bring the sign-on bonus to $40K" in text
    assert "ready to sign today" in text


def test_a_manager_is_no_recruiter() -> None:
    """A counteroffer in a talk about a raise is the raise's own text."""
    s = Situation(
        talk="raise",
        company="Wells Fargo",
        role="data scientist",
        current=(p("base", 138_000, "USD"),),
        achievements=("My churn model saves the bank $2M a year",),
    )
    for kind, becomes in (("counter_call", "raise_talk"), ("counter_email", "raise_case")):
        script, text, bare = said(kind, s)
        assert script.kind == becomes
        assert "My churn model saves the bank $2M a year." in text
        assert not re.search(r"sign|offer for|join", text)
        assert not bare


def test_an_acceptance_asks_for_nothing() -> None:
    """The terms are repeated, the wish is not."""
    s = Situation(
        company="Amazon",
        role="software engineer",
        offer=(p("base", 129_000, "USD"), p("signing", 40_000, "USD")),
        target=(p("signing", 55_000, "USD"),),
    )
    _, text, _ = said("accepting", s)
    assert "a base of $129K and a sign-on bonus of $40K" in text
    assert "55" not in text


def test_what_is_left_behind_is_the_reason_for_a_sign_on() -> None:
    """The sum given up is named and asked for."""
    s = Situation(
        company="Databricks", role="engineer", offer=(p("base", 250_000, "USD"),), left=(p("stock", 90_000, "USD"),)
    )
    _, text, _ = said("ask_signing", s)
    assert "giving up $90K of unvested stock" in text
    assert "add a sign-on bonus of $90K" in text


def test_told_needs_fill_their_scripts() -> None:
    """The date and the days, in the letters that are about them."""
    needs = ("I'd like to start in September", "and two days from home")
    s = Situation(company="Klarna", offer=(p("base", 60_000, "SEK", "month"),))
    assert "starting in September" in said("ask_start", s, needs=needs)[1]
    assert "two days from home" in said("ask_remote", s, needs=needs)[1]
    mail = said("counter_email", s, needs=needs)[1]
    assert "starting in September" in mail
    assert "two days from home" in mail
    assert "SEK 64,000 a month" in mail


def test_after_a_no_another_part_is_asked() -> None:
    """The final offer is answered with what else can move."""
    s = Situation(company="Runway", offer=(p("base", 176_000, "USD"),), target=(p("base", 185_000, "USD"),))
    _, text, _ = said("final_offer", s)
    assert "If the base is fixed, could you add a sign-on bonus of $9K instead?" in text


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("I cut cloud cost by £1.2M", "I cut cloud cost by £1.2M."),
        ("10 years, I ran a 14 team platform migration", "I ran a 14 team platform migration."),
        ("built the fraud models that saved 2M", "I built the fraud models that saved 2M."),
        ("and my churn model saves the bank $2M a year.", "My churn model saves the bank $2M a year."),
        ("i've shipped three apps", "I've shipped three apps."),
        (
            "I rebuilt the billing pipeline and cut its cost by a third",
            "I rebuilt the billing pipeline and cut its cost by a third.",
        ),
        ("8 years in payments", "I have 8 years in payments."),
        ("I want 200k", ""),
        ("is it greedy?", ""),
    ],
)
def test_a_deed_fits_into_a_sentence_or_stays_out(told: str, sentence: str) -> None:
    """The person's own words, with a subject and a full stop."""
    assert sentence_of(told) == sentence


@pytest.mark.parametrize(
    ("told", "phrases"),
    [
        ("start on 12 january", {"start": "starting on 12 January"}),
        ("i need 30 days holiday", {"holiday": "30 days holiday"}),
        ("four days a week", {"hours": "four days a week"}),
        ("and the equity number in writing", {"writing": "the equity number"}),
        ("help with moving costs", {"relocation": "help with moving costs"}),
        ("don't mention the 105", {}),
    ],
)
def test_needs_become_phrases(told: str, phrases: dict[str, str]) -> None:
    """What can be said is said, what cannot is named."""
    read = needs_of((told,))
    assert dict(read.by_topic) == phrases
    assert not read.unread


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ("thursday", "by Thursday"),
        ("in 5 days", "within 5 days"),
        ("end of the week", "by the end of the week"),
        ("by friday", "by Friday"),
        ("tomorrow", "by tomorrow"),
        ("", ""),
    ],
)
def test_a_deadline_ends_a_sentence(told: str, ends: str) -> None:
    """As one says it."""
    assert by_when(told) == ends


def test_what_is_not_to_be_said_goes_and_the_ask_stays() -> None:
    """Quoted or named: the sentence that says it, or what leads into the ask."""
    s = Situation(company="Halden", offer=(p("base", 51_000, "GBP"),), target=(p("base", 54_000, "GBP"),))
    _, text, _ = said("counter_email", s)
    assert "Thank you for your offer" in text
    assert "There's one point I'd like to raise: could you bring the salary to £54K?" in text
    _, less, _ = said("counter_email", s, hidden=hidden_in(("not 'one point'", "and drop the thank you bit")))
    assert "Thank you" not in less
    assert "one point" not in less
    assert "Could you bring the salary to £54K?" in less


def test_a_signature_is_promised_only_where_it_was_told() -> None:
    """Nobody says for the person that they sign."""
    s = Situation(company="Halden", offer=(p("base", 51_000, "GBP"),), target=(p("base", 54_000, "GBP"),))
    assert "to sign" not in said("counter_email", s)[1]
    assert "I'm ready to sign" in said("counter_email", s, ready=True)[1]


def test_days_are_days_of_something() -> None:
    """A bare count in a list of wishes."""
    assert needs_of(("28 days",)).listed in ("", "28 days of leave")


def test_a_day_keeps_its_capital_inside_a_sentence() -> None:
    """However it was typed."""
    read = needs_of(("I also want wednesdays off",))
    assert "Wednesdays" in read.listed
    assert "wednesdays" not in read.listed


BESIDE = Beside(
    asked=(("schedule", "Wednesdays off"), ("writing", "the terms")), given=("27 days of leave",), instead=("dental cover",)
)  # fmt: skip


def test_an_acceptance_repeats_what_is_given_beside_the_pay() -> None:
    """After the figures, in one list; what they have not given is not in it."""
    text = said("accepting", Situation(offer=(p("base", 74_000, "USD"),)), beside=BESIDE)[1]
    assert "a salary of $74K and 27 days of leave" in text
    assert "Wednesdays" not in text


def test_a_counteroffer_asks_for_the_terms_and_repeats_the_pay() -> None:
    """The ask of pay, then what is wanted beside it; "in writing" is a wish of its own; what they give beside pay is not
    told back to them."""
    text = said(
        "counter", Situation(offer=(p("base", 74_000, "USD"),)), dictated=(p("base", 80_000, "USD"),), beside=BESIDE
    )[1]
    assert "a salary of $74K." in text
    assert "27 days" not in text
    assert "I'd also like Wednesdays off in the offer" in text
    assert "Could I also have the terms in writing?" in text


def test_the_second_best_is_said_with_the_term_that_goes_with_it() -> None:
    """ "43, or 41 with dental"."""
    offer = Situation(offer=(p("base", 38_000, "GBP"),))
    text = said(
        "counter", offer, dictated=(p("base", 43_000, "GBP"),), fallback=(p("base", 41_000, "GBP"),), beside=BESIDE
    )[1]
    assert "£41K with dental cover would work for me too" in text


def test_a_need_that_is_a_known_term_is_not_read_twice() -> None:
    """Neither asked for again nor named as left out."""
    read = needs_of(("I also want wednesdays off",), beside=BESIDE)
    assert (read.listed, read.unread) == ("Wednesdays off", ())


def test_two_ways_stand_in_one_question() -> None:
    """A figure of the same part goes on with "to"; a term that is no thing stands right behind it."""
    offer = Situation(offer=(p("base", 60_000, "GBP"),))
    ways = Beside(instead=("two days from home", "from day one"), ways=True)
    text = said(
        "counter_email", offer, dictated=(p("base", 66_000, "GBP"),), fallback=(p("base", 63_000, "GBP"),), beside=ways
    )[1]
    assert "bring the salary to £66K, or to £63K from day one with two days from home?" in text
    assert "can't move" not in text


def test_a_term_that_is_no_thing_goes_with_the_figure() -> None:
    """When a figure is to be paid is said with it, and is asked for by itself nowhere."""
    text = said(
        "counter_email", Situation(offer=(p("base", 60_000, "GBP"),)), dictated=(p("base", 66_000, "GBP"),),
        beside=Beside(asked=(("review", "from day one"),)),
    )[1]  # fmt: skip
    assert "bring the salary to £66K from day one?" in text
    assert "I'd also like" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_that_is_no_part_of_the_pay_is_no_ask_of_it(kind: str) -> None:
    """Two days, a travel card: dictated, wished or in place of an ask, it is a term."""
    other = p("other", 2)
    situation = Situation(offer=(p("base", 70_000, "EUR"), other), target=(other,))
    for more in ({"dictated": (other,)}, {"dictated": (other,), "fallback": (other,)}, {"asked": (other,)}, {}):
        _, _, without = said(kind, situation, **more)
        assert not without
