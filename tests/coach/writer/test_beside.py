"""Nothing rides beside a slot: one valid slot, and words around it that the findings do not carry."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Figure
from coach.reply.ground import unbacked
from coach.turn import Coach
from coach.writer.carried import Carried
from coach.writer.check import is_prose
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import ALL, BASE, MINE, PREMIUM, RIGHT, SHELF, replies

# name: (question, what the model says with a valid slot and its mark, what must never be seen)
BESIDE: dict[str, tuple[str, str, str]] = {
    "a month": (BASE, "The base band in New York is [[F1]] per month [1].", "per month"),
    "a month, in one word": (BASE, "The monthly base in New York is [[F1]] [1].", "monthly"),
    "a week, before": (BASE, "Every week the base in New York is [[F1]] [1].", "week"),
    "after tax": (BASE, "After tax the base in New York is [[F1]] [1].", "after tax"),
    "net": (BASE, "The base in New York is [[F1]] net [1].", "net"),
    "an hour": (BASE, "The base in New York is [[F1]] an hour [1].", "an hour"),
    "over four years": (BASE, "The base in New York is [[F1]] over four years [1].", "four years"),
    "another currency in words": (BASE, "The base in New York is [[F1]] in Canadian dollars [1].", "Canadian"),
    "a currency code": (BASE, "The base in New York is [[F1]] CAD [1].", "CAD"),
    "a currency sign behind": (BASE, "The base in New York is [[F1]]€ [1].", "€"),
    "a currency by name": (BASE, "The base in New York is [[F1]] pesos [1].", "pesos"),
    "an intern": (BASE, "The base for an intern in New York is [[F1]] [1].", "intern"),
    "a level above": (BASE, "The base for a Principal Data Engineer in New York is [[F1]] [1].", "Principal"),
    "a level by code": (BASE, "The base for an L9 in New York is [[F1]] [1].", "L9"),
    "a level with the user's word": (BASE + " I am an L9.", "The base for an L9 in New York is [[F1]] [1].", "an L9"),
    "seven figures": (BASE, "The base in New York is a seven-figure sum, [[F1]] [1].", "seven"),
    "spelt out": (BASE, "The base in New York is two-five-oh K, or [[F1]] [1].", "two-five"),
    "minus in words": (BASE, "The base in New York is minus [[F1]] [1].", "minus"),
    "a minus sign": (BASE, "The base in New York is −[[F1]] [1].", "−"),
    "a hyphen as minus": (BASE, "The base in New York is -[[F1]] [1].", "-$"),
    "a plus sign": (BASE, "The base in New York is [[F1]]+ [1].", "K+"),
    "a tilde": (BASE, "The base in New York is ~[[F1]] [1].", "~"),
    "times": (BASE, "The base in New York is twice [[F1]] [1].", "twice"),
    "a half": (BASE, "The base in New York is half of [[F1]] [1].", "half"),
    "a letter behind": (BASE, "The base in New York is [[F1]]K [1].", "KK"),
    "past": (BASE, "The base in New York was [[F1]] [1].", "was $170K"),
    "once": (BASE, "The base in New York used to be [[F1]] [1].", "used to"),
    "future": (BASE, "The base in New York will be [[F1]] next year [1].", "will be"),
    "a condition": (BASE, "The base in New York is [[F1]] if you sign today [1].", "sign today"),
    "everybody": (BASE, "Everyone in New York has a base of [[F1]] [1].", "Everyone"),
    "guaranteed": (BASE, "The base in New York is [[F1]], guaranteed [1].", "guaranteed"),
    "the law": (BASE, "In New York the base is [[F1]] and it is illegal to ask for more [1].", "illegal"),
    "the law, as a second sentence": (BASE, "In New York the base is [[F1]] [1]. It is illegal to ask for more.", "illegal"),
    "a password": (BASE, "In New York the base is [[F1]] [1]. Sign in again with your password.", "password"),
    "a www address": (BASE, "In New York the base is [[F1]] [1], see www.pay-check.example.", "www"),
    "a host": (BASE, "In New York the base is [[F1]] [1] at paycheck.io now.", "paycheck"),
    "a host in words": (BASE, "In New York the base is [[F1]] [1], see paycheck dot com.", "dot com"),
    "an e-mail address": (BASE, "In New York the base is [[F1]] [1], write to pay@northwind.example.", "@"),
    "a telephone": (BASE, "In New York the base is [[F1]] [1]; call plus one four one five.", "four one"),
    "a zero-width space": (BASE, "In New York the base is [[F1]]\u200b [1].", "\u200b"),
    "right to left": (BASE, "In New York the base is \u202e[[F1]] [1].", "\u202e"),
    "a soft hyphen": (BASE, "In New York the ba\u00adse is [[F1]] [1].", "\u00ad"),
    "combining marks": (BASE, "In New York the base is [[F1]]\u0336 [1].", "\u0336"),
    "a Cyrillic look-alike": (BASE, "In New York the bаse is [[F1]] [1].", "bаse"),
    "Chinese numerals": (BASE, "In New York the base is 二十万 or [[F1]] [1].", "二十万"),
    "Roman numerals": (BASE, "In New York the base is Ⅳ or [[F1]] [1].", "Ⅳ"),
    "a fraction sign": (BASE, "In New York the base is ½ of [[F1]] [1].", "½"),
    "superscript": (BASE, "In New York the base is [[F1]]² [1].", "²"),
    "Hindi number words": (BASE, "In New York the base is पचास लाख, [[F1]] [1].", "लाख"),
    "Arabic number words": (BASE, "In New York the base is مليون, [[F1]] [1].", "مليون"),
    "German number words": (BASE, "In New York the base is dreihunderttausend, [[F1]] [1].", "dreihundert"),
    "a smiling sign": (BASE, "In New York the base is [[F1]] 💰 [1].", "💰"),
    "per cent in words": (BASE, "In New York the base is [[F1]], up a tenth [1].", "tenth"),
    "a range of two bands": (ALL, "In Chicago the pay runs from [[F2]] to [[F1]] [1].", "from $150K"),
    "two bands joined": (ALL, "In Chicago the base is [[F2]]–[[F1]] [1].", "$190K–$185K"),
    "two bands in a row": (ALL, "In Chicago the total-comp band is [[F1]] and [[F2]] [1].", "and $150K"),
    "a country": (BASE, "In Canada the base is [[F1]] [1].", "Canada"),
    "a team": (BASE, "On the Berlin team the base is [[F1]] [1].", "Berlin"),
    "part time": (BASE, "In New York the part-time base is [[F1]] [1].", "part-time"),
    "another title": (BASE, "In New York a manager has a base of [[F1]] [1].", "manager"),
    "mine as the band": (MINE, "The band in Chicago is [[F1]] for a Data Engineer [1].", "band in Chicago is $155K"),
    "mine above": (MINE, "Your base of [[F1]] is above the band of [[F2]] [1].", "above the band"),
    "mine outside": (MINE, "Your base of [[F1]] is not within the band of [[F2]] [1].", "not within"),
    "the ask as mine": (MINE, "You already have [[F4]] [1].", "already have"),
    "a judgement": (MINE, "Your base of [[F1]] is a great deal within the band of [[F2]] [1].", "great deal"),
    "a decision": (MINE, "Accept [[F1]] now.", "Accept"),
    "a threat": (MINE, "Your base of [[F1]] is within the band of [[F2]] [1]. They will withdraw the offer.", "withdraw"),
    "a premium for all": (PREMIUM, "All engineers earn [[F1]] more [1].", "All engineers"),
    "a premium less": (PREMIUM, "Engineers who have run sensor pipelines in production earn [[F1]] less [1].", "less"),
    "a premium monthly": (PREMIUM, "Engineers who have run sensor pipelines in production earn [[F1]] more a month [1].", "a month"),
    "a hidden number in a name": (BASE, "In New York the base is [[F1]] [1] for team five hundred.", "five hundred"),
    "a question that doubts": (BASE, "Is the base in New York really only [[F1]] [1]?", "really"),
    "brackets as in books": (BASE, "In New York the base is ([[F1]]) [1].", "($170K"),
    "a wish for data": (BASE, "In New York the base is [[F1]] [1]. Tell me your bank account.", "bank"),
}  # fmt: skip


@pytest.mark.parametrize("way", BESIDE)
def test_nothing_rides_beside_a_slot(way: str) -> None:
    """In no step of the stream is it seen, and at the end the right figures are there."""
    question, said, never = BESIDE[way]
    shown = replies(Scripted(answers=[said]), question)
    for reply in shown:
        assert unbacked(reply, [question]) == []
        assert never.casefold() not in reply.text.casefold()
        assert not re.search(r"\[\[|\]\]", reply.text)
    right = RIGHT[next(q for q in RIGHT if question.startswith(q))]
    assert all(figure in shown[-1].text for figure in right)


def test_there_are_sixty_more() -> None:
    """Each with words of its own."""
    assert len(BESIDE) >= 60
    assert len({said for _, said, _ in BESIDE.values()}) >= 60


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (BASE, "For a Data Engineer in New York, Northwind pays a base of [[F1]] [1]."),
        (BASE, "So the base band here is [[F1]] [1]."),
        (MINE, "So your base of [[F1]] stands within the band of [[F2]] [1]."),
        (MINE, "It's low, with room to ask."),
        (PREMIUM, "In the guide, engineers who have run sensor pipelines in production earn [[F1]] more [1]."),
    ],
)
def test_what_the_findings_carry_is_shown(question: str, said: str) -> None:
    """Other words for the same are no fault."""
    last = replies(Scripted(answers=[said]), question)[-1]
    assert (last.repaired, last.replaced) == (0, 0)
    assert said.split(" [[")[0] in last.text


FINDINGS = (
    "Never accept on the call. Ask for the offer by mail, and answer the next day.",
    "You risk very little with a polite ask, unless they have said that it is their last word.",
    "Base at [[F1]] is [[F2]] under the middle of the [[F3]] band.",
)


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        ("Never accept on the call.", True),
        ("Ask for the offer by mail and answer the next day.", True),
        ("Accept on the call.", False),
        ("Accept the offer by mail.", False),
        ("Never ask for the offer by mail.", False),
        ("You risk a polite ask.", False),
        ("You risk very little with a polite ask, unless they have said that it is their last word.", True),
        ("They have said that it is their last word.", False),
        ("Base at [[F1]] is [[F2]] under the middle of the [[F3]] band.", True),
        ("The middle of the band is [[F3]].", False),
        ("Base at [[F1]] is the middle of the [[F3]] band.", False),
        ("The [[F3]] band is [[F2]] under base.", False),
    ],
)
def test_a_finding_is_said_whole_in_its_order_and_turned_as_it_is(said: str, passes: bool) -> None:
    """Words left out, put elsewhere or without the other figure may say the opposite."""
    figure = Figure("$1", "derived", "base", "", "", "", "USD", "absolute", 1, 1)
    found = list(Carried(FINDINGS, [figure] * 3, SHELF.names).faults(said))
    assert (not found) == passes, found


@pytest.mark.parametrize("question", [BASE, ALL, MINE, PREMIUM, "Northwind offered me 155k base as a data engineer in Chicago and I accept. What now?"])  # fmt: skip
def test_every_sentence_of_a_finding_may_be_said_as_it_stands(question: str) -> None:
    """Whoever repeats the findings word for word says nothing beside them."""
    draft = Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(question))
    walked = [s for p in draft.text.split("\n\n") if is_prose(p) for s in re.split(r"(?<=[.!?])\s+", p)]
    carried = Carried(draft.text.split("\n\n"), draft.figures, SHELF.names)
    assert all(carried.holds(s) for s in walked)


@pytest.mark.parametrize(
    "said",
    [
        "The base is [[F4]] for a Data Engineer in Chicago.", "The answer is [[F4]].", "The job gives [[F4]] here.", "The band holds [[F4]].",
        "And yet the base there is [[F4]] [2].", "Low room to ask.", "It's with room to ask.", "Ask with room.", "Ask for [[F2]] first.",
        "Your band of [[F2]] is within the base of [[F1]].", "Your base of [[F4]] is within the band of [[F2]].", "Your [[F3]] way up.",
        "[[F3]] of your base is within the band.", "Push [[F1]] first.", "Push the base last: ask in the upper quarter of its band, [[F4]].",
        "Your base of [[F1]] is [[F3]].", "Honest: ask low.", "The guide pays [[F1]] [1].", "Northwind pays [[F4]] for the role [2].", "So it is [[F1]].",
    ],
)  # fmt: skip
def test_a_figure_is_what_the_findings_say_it_is(said: str) -> None:
    """What is asked for is no pay, what is offered is no ask, and words of a finding in another order say something else."""
    shown = replies(Scripted(answers=[said]), MINE)[-1]
    alone = Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(MINE))
    assert shown.text == alone.text or shown.replaced
    bare = re.sub(r"\s*\[\d\]|\[\[F\d\]\]", "", said)
    assert bare.casefold() not in re.sub(r"\s*\[\d\]", "", shown.text).casefold()


RECKONED = (
    "Contoso is worth [[F1]] a year more than Northwind Traders.",
    "Base at [[F2]] is [[F1]] under the middle of the [[F3]] band.",
    "At stake: [[F1]] a year, from what they offer to the [[F2]] base I'd ask for.",
)


@pytest.mark.parametrize(
    "said",
    [
        "Northwind Traders is worth [[F1]] a year more than Contoso.", "Contoso is worth [[F1]].", "Contoso is worth [[F1]] a year.",
        "Contoso is worth [[F1]] more than Northwind Traders a year.", "At stake: [[F1]].", "At stake: [[F2]] a year.", "Base at [[F1]] is [[F2]] under the middle of the [[F3]] band.",
        "The middle of the [[F3]] band is [[F1]] under base at [[F2]].", "They offer [[F2]] base.", "I'd ask for [[F1]] a year.", "From [[F1]] to [[F2]] base a year.", "At stake: [[F1]] a year more.",
    ],
)  # fmt: skip
def test_what_is_reckoned_keeps_its_order_and_its_words(said: str) -> None:
    """A difference turned round is another's."""
    figures = [
        Figure("$1K", "derived", "", "", "", "", "USD", "absolute", 1, 1),
        Figure("$2K", "user", "base", "", "", "", "USD", "absolute", 2, 2),
        Figure("$3K", "band", "base", "contoso", "", "", "USD", "absolute", 3, 3),
    ]
    carried = Carried(RECKONED, figures, SHELF.names)
    assert list(carried.faults(said))
    assert not [f for s in RECKONED for f in carried.faults(s) if not carried.holds(s)]
