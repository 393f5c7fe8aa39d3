"""Scripts: every kind, tone, length and channel can be said as it stands; nothing in them is made up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import get_args

import pytest

from coach.answers.scripts import answer_script, named_lever
from coach.evidence.levers import argued_lever
from coach.evidence.retrieve import Evidence
from coach.phrasing import Channel, Length, Style, Tone
from coach.phrasing.phrases import spelt
from coach.phrasing.style import style_of
from coach.phrasing.texts import words
from coach.reply import Reply
from coach.reply.draft import Draft, render
from coach.reply.ground import unbacked
from coach.scripts import Script
from coach.scripts.compose import Case, compose
from coach.scripts.tailor import tailor
from coach.standing.aims import aim_of
from coach.understanding.situation import OtherOffer, Part, Situation
from index.claims import CLAIMS_OFFER
from index.guide import BLANK, Band, Guide, Lever, Lines
from index.parse.prose import said_by
from tests.shelf import Shelf

Talk = Callable[..., Reply]
NOTHING = Situation(company="Northwind Traders", role="Data Engineer", region="Chicago")
LOW = NOTHING.model_copy(
    update={
        "offer": (Part(component="base", low=155_000, high=155_000), Part(component="bonus", low=16_000, high=16_000)),
        "achievements": ("I rebuilt the billing pipeline and cut its cost by a third",),
        "current": (Part(component="base", low=123_456, high=123_456),),
        "floor": (Part(component="base", low=149_321, high=149_321),),
        "deadline": "Friday",
    }
)
HELD = LOW.model_copy(
    update={"competing": (OtherOffer(company="Contoso", parts=(Part(component="total", low=260_000, high=260_000),)),)}
)
SITUATIONS = {"nothing": NOTHING, "low": LOW, "held": HELD}


def northwind(shelf: Shelf) -> tuple[Guide, Band]:
    guide = shelf.guide("northwind/data-engineer")
    return guide, next(b for b in guide.bands if b.region and "Chicago" in b.region.label)


def written(
    guide: Guide, band: Band | None, situation: Situation, kind: str, style: Style, lever: Lever | None
) -> tuple[Script, Reply]:
    draft = Draft("lever_script")
    script = compose(kind, Case(guide, band, situation, style, lever), draft)
    draft.say(script.text)
    for note in script.notes:
        draft.note(note)
    return script, render(draft)


def faults(script: Script, reply: Reply, situation: Situation) -> Iterator[str]:
    """What no script may hold."""
    text = reply.text.split("\n\n")[: len(script.paragraphs)]
    said = "\n".join(text)
    if found := unbacked(reply, [situation.summary()]):
        yield f"unbacked {found}"
    for blank in BLANK.findall(re.sub(r"\[\d+\]", "", said)):
        yield f"a bracket is left: {blank}"
    if (
        not situation.competing
        and (m := CLAIMS_OFFER.search(said))
        and not re.search(r"(?:n't|not) brought another offer", said)
    ):
        yield f"claims an offer: {m[0]}"
    # A manager knows what one is paid; nobody else is told, and nobody the limit.
    pay = () if words().kinds[script.kind].talk == "raise" else ("123,456", "123.456K", "$123,4")
    for secret in (*pay, "149,321", "149.321", "$149,3"):
        if secret in said:
            yield f"reveals {secret}"
    if re.search(r"\bDNA\b|\bor else\b|\btake it or leave\b|\{\w+\}|\[\[", said):
        yield "jargon, an ultimatum or an unfilled field"


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("kind", words().kinds)
def test_every_kind_in_every_style_can_be_said(shelf: Shelf, kind: str, name: str) -> None:
    """All tones, lengths and channels: backed figures, our own blanks only, no claim, no secret."""
    guide, band = northwind(shelf)
    situation = SITUATIONS[name]
    for tone in get_args(Tone):
        for length in get_args(Length):
            for channel in get_args(Channel):
                script, reply = written(guide, band, situation, kind, Style(tone, length, channel), guide.levers[0])
                assert script.paragraphs, (kind, tone, length)
                assert not list(faults(script, reply, situation)), reply.text


def test_an_ask_moves_by_its_place_in_the_band(shelf: Shelf) -> None:
    """A figure of one city's band stands equally high in another city's."""
    guide = shelf.guide("northwind/data-engineer")
    home, other = guide.bands[0], guide.bands[1]
    pay, there = home.pay("base"), other.pay("base")
    assert pay is not None and pay.amount is not None  # noqa: PT018
    assert there is not None and there.amount is not None  # noqa: PT018
    top = f"I'm asking for ${pay.amount.high / 1000:g}K base."
    lever = Lever(1, "T", top, top, Lines(1, 1), "T")
    aim = aim_of(guide, other, lever, [top])
    assert aim is not None
    assert aim.moved_from == (home.region.label if home.region else "")
    assert aim.high == there.amount.high


def test_claims_are_left_out_and_alternatives_chosen() -> None:
    """An offer nobody holds goes; of "[A / B / C]" the user's own is taken; a claim about experience needs the experience."""
    said = (
        "I have an offer from [Big Co] at $300K. My experience building [fraud models / search engines] fits this work. "
        "I reduced costs by X% through automation. Payment fraud is a rising problem for banks everywhere."
    )
    lever = Lever(1, "Fraud", said, said, Lines(1, 1), "Fraud", said_by(said))
    own = tailor(lever, Situation(achievements=("I built fraud models for a bank",)))
    assert own.own == ["My experience building fraud models fits this work."]
    assert own.reasons == ["Payment fraud is a rising problem for banks everywhere."]
    assert own.dropped["offer"] == 1
    nobody = tailor(lever, Situation())
    assert nobody.own == []


def test_a_competing_offer_is_named_only_if_it_may_be(shelf: Shelf) -> None:
    """The user's own offer stands in the script, and not once they ask to leave it out."""
    guide, band = northwind(shelf)
    _, said = written(guide, band, HELD, "counter_call", Style(), guide.levers[0])
    assert "offer from Contoso, with total compensation of $260K" in said.text
    unsaid, _ = written(guide, band, HELD, "counter_call", replace(Style(), left_out=("contoso",)), guide.levers[0])
    assert "Contoso" not in unsaid.text


@pytest.mark.parametrize(
    ("messages", "style"),
    [
        (["softer please"], Style(tone="warm")),
        (["script for the ask", "as an e-mail", "shorter"], Style(channel="email", length="short")),
        (["more formal", "no, more direct"], Style(tone="direct")),
        (["in British English"], Style(spelling="british")),
        (["mention my fraud-detection work"], Style(mention="my fraud-detection work")),
        (["no mention of Contoso"], Style(left_out=("contoso",))),
        (["one line"], Style(length="one")),
    ],
)
def test_messages_change_the_style(messages: list[str], style: Style) -> None:
    """The last word counts, and what is not spoken of stays."""
    assert style_of(messages) == style


def test_spelling_follows_the_user() -> None:
    """British and American words swap; names stay."""
    assert spelt("We optimize the behavior of the Center for Optimization.", "british").startswith(
        "We optimise the behaviour of the Center"
    )
    assert spelt("specialised labour", "american") == "specialized labor"


def test_a_conversation_edits_its_script(talk: Talk) -> None:
    """Tone, channel and length change by a word, the lever and the facts stay."""
    first = (
        "northwind offered 155k base, data engineer in chicago. I rebuilt the billing pipeline",
        "script for the telemetry lever",
    )
    plain, warm, mail = talk(*first), talk(*first, "softer"), talk(*first, "softer", "as an e-mail")
    for reply in (plain, warm, mail):
        assert reply.intent == "lever_script"
        assert "Telemetry" in reply.text.split("\n")[0]
        assert "I rebuilt the billing pipeline" in reply.text
    assert plain.text != warm.text
    assert "> Hi," in mail.text
    assert "155" not in talk(*first, "one line").text.split("\n\n")[1]


@pytest.mark.corpus
def test_every_lever_of_the_corpus_for_three_situations(corpus_guides: list[Guide]) -> None:
    """Some 3,400 levers: no fault and no exception with a low offer, a limit and no other offer, where most can go wrong; a
    third of them without any offer, another third beside a competing one.
    """
    bad: list[str] = []
    levers = [(guide, i, lever) for guide in corpus_guides for i, lever in enumerate(guide.levers)]
    for n, (guide, i, lever) in enumerate(levers):
        band = guide.bands[i % len(guide.bands)] if guide.bands else None
        for name in ("low", *((), ("nothing",), ("held",))[n % 3]):
            base = SITUATIONS[name]
            pay = band.pay("base") if band else None
            offer: tuple[Part, ...] = ()
            if base.offer and pay and pay.amount:
                offer = (Part(component="base", low=pay.amount.low, high=pay.amount.low, currency=pay.amount.unit),)
            situation = base.model_copy(update={"company": guide.company_name, "offer": offer})
            style = Style(("warm", "direct", "formal")[i % 3], "full", ("call", "email", "chat")[i % 3])
            script, reply = written(guide, band, situation, "lever", style, lever)
            bad.extend(f"{guide.slug} {lever.number} {name}: {f}" for f in faults(script, reply, situation))
    assert len(levers) > 3_000
    assert not bad, (len(bad), bad[:40:4])


def test_a_pushback_is_answered_after_another_script(talk: Talk) -> None:
    """A new question of what to say is no edit of the script before it, however it is worded."""
    first = ("northwind offered 155k base, data engineer in chicago", "script for the telemetry lever", "softer")
    reply = talk(*first, "what do i say when they tell me it is the best they can do")
    assert reply.text.startswith("**When they say it is the best they can do**")


def test_why_a_lever_fits_is_said(talk: Talk) -> None:
    """By the user's own words, or that it rests on an offer they do not hold."""
    told = "northwind offered 155k base, data engineer in chicago. I built telemetry pipelines"
    assert "It fits you" in talk(told, "script for the telemetry lever").text
    assert "rests on another offer" in talk(told, "script for the other bidders lever").text


def test_what_a_lever_argues_with_in_figures_is_quoted_beside_its_script(shelf: Shelf) -> None:
    """Figures of the market that a lever's own words name stand beside the script, quoted and cited; what claims another
    offer is never among them, and nothing of it is put into the person's mouth.
    """
    guide, _ = northwind(shelf)
    words = (
        "Carriers pay $151K-$163K base for such work. I have a competing offer from [Contoso] at $260K total. "
        "Northwind pays less than $149K."
    )
    lever = replace(guide.levers[0], title="Carrier parity", text=words, script="", said=said_by(words))
    guide = replace(guide, levers=(lever,))
    draft = Draft("lever_script")
    answer_script(Evidence(guides=(guide,)), NOTHING, draft, named_lever("the carrier parity script", guide), Style())
    reply = render(draft)
    script = "\n".join(line for line in reply.text.splitlines() if line.startswith(">"))
    assert "“Carriers pay $151K-$163K base for such work. Northwind pays less than $149K.” [1]" in reply.text
    assert "$" not in script
    assert "$260K" not in reply.text
    assert not unbacked(reply, [])


def test_the_lever_is_found_by_its_argument() -> None:
    """Who says what they want to argue with gets that lever, also where its title is not named; small talk is none."""
    guide = Shelf().guide("northwind/data-engineer")
    first, *_ = guide.levers
    assert argued_lever(guide, f"write it so that i lean on {first.text.lower()[:60]}") == first
    assert argued_lever(guide, "i never know what to say on the phone") is None


def test_what_somebody_else_said_names_no_lever() -> None:
    """A lever's word inside a quotation is the recruiter's, a whole title there is the lever."""
    guide = Shelf().guide("northwind/data-engineer")
    lever = replace(guide.levers[0], title="Base Salary")
    guide = replace(guide, levers=(lever,))
    assert named_lever('she wrote "we cannot move on base salary this year"', guide) is None
    assert named_lever('the script for "base salary" please', guide) == lever
