"""The terms beside pay of the talk -> what a reply says of them: the news, what is open or refused, and which of them a
text is to have."""

from __future__ import annotations

from collections.abc import Iterator

from coach.answers.desk import Desk
from coach.answers.package import capital, listed
from coach.answers.repay import clause_of_repayment
from coach.answers.text_without import hidden_of
from coach.dialogue.barred import bars
from coach.dialogue.deals import Deal, Event, Term, part_of
from coach.phrasing.terms import called_alike, is_adjunct, is_fragment
from coach.scripts.beside import Beside
from coach.scripts.figures import noun
from index.money import money_in

AGREED = ("accepting", "closing", "raise_agreed")  # texts that repeat what was agreed
_SILENT = ("declining", "decline_present", "withdrawing", "resigning", "thanks")  # texts that ask for nothing
_COUNTED = ("day", "week")


def said_terms(desk: Desk, terms: tuple[Term, ...]) -> str:
    """Terms in a row, as things, in the person's words; their figures are the person's."""
    for t in terms:
        for found in money_in(t.phrase):
            desk.figure(found.value.text, "user", "", found.value.unit, found.value.low, found.value.high)
    return listed(tuple(dict.fromkeys(t.phrase for t in terms)))


def fresh_terms(desk: Desk, *kinds: str) -> tuple[Term, ...]:
    """The terms beside pay that this message tells of in one of these ways."""
    return tuple(e.term for e in desk.fresh if e.term and e.kind in kinds)


def news_of_terms(desk: Desk) -> list[str]:
    """What they said to terms beside pay, and what the person lets go."""
    own = [e for e in desk.fresh if e.term and e.company in ("", desk.now.deal.company)]
    yes, no = (_named(own, kind) for kind in ("term_granted", "term_refused"))
    said: list[str] = []
    if yes and no:
        said.append(desk.say.say("term_both", granted=said_terms(desk, yes), refused=said_terms(desk, no)))
    elif yes and not (desk.reading.does("accepted") or desk.reading.does("ask_words")):
        said.append(capital(desk.say.say("term_granted", granted=said_terms(desk, yes))))
    elif no:
        said.append(desk.say.say("term_refused", refused=said_terms(desk, no)))
    said += [
        desk.say.say("term_differs", told=said_terms(desk, (t.told,)), now=said_terms(desk, (t,)))
        for t in _named(own, "term_offered") if t.told is not None
    ]  # fmt: skip
    if dropped := _named(own, "term_dropped"):
        said.append(capital(desk.say.say("term_dropped", dropped=said_terms(desk, dropped))))
    return said


def _named(events: list[Event], kind: str) -> tuple[Term, ...]:
    return tuple(e.term for e in events if e.term and e.kind == kind)


def facts_of_terms(desk: Desk) -> list[str]:
    """What this message tells of terms beside pay, as small facts."""
    bits: list[str] = []
    if desk.reading.does("ask_words", "ask_edit"):
        return bits  # the text says it
    for kind, label in (
        ("term_asked", "you asked for {}"), ("term_wished", "you'd like {}"), ("term_told", "you have {} today"),
    ):  # fmt: skip
        if terms := tuple(t for t in fresh_terms(desk, kind) if not t.instead):
            bits.append(label.format(said_terms(desk, terms)))
    if instead := tuple(t for t in fresh_terms(desk, "term_wished") if t.instead):
        bits.append(f"{said_terms(desk, instead)} would do instead")
    return bits


def offered_terms(desk: Desk, company: str) -> tuple[str, ...]:
    """The terms that this message says a company offers, as things."""
    fresh = (e.term for e in desk.fresh if e.term and e.kind == "term_offered" and e.company == company)
    told = tuple(t for t in fresh if t.told is None)
    said_terms(desk, told)
    return tuple(t.phrase for t in told)


def weighed(desk: Desk) -> str:
    """What the offer lacks or has beside pay, in words, each once a talk; "" where nothing is to be said."""
    deal, say = desk.now.deal, desk.say
    out: list[str] = []
    if (less := _less_than_now(desk)) and not say.spent("term_less"):
        out.append(say.say("term_less", given=less[0].phrase, now=less[1].phrase))
    refused, wanted = deal.terms_of("refused"), deal.open_terms
    if refused and _once(desk, "refused", refused):
        out.append(say.say("weigh_refused", refused=said_terms(desk, refused)))
    if wanted and _once(desk, "open", wanted):
        key = "weigh_asked" if all(t.side == "asked" for t in wanted) else "weigh_open"
        out.append(say.say(key, open=said_terms(desk, wanted)))
    return " ".join(out)


def _once(desk: Desk, what: str, terms: tuple[Term, ...]) -> bool:
    """Whether this has not been weighed in the talk; from now on it has."""
    key = f"weighed {what} {'; '.join(t.phrase for t in terms)}"
    fresh = key not in desk.say.shown
    desk.say.said.append(key)
    return fresh


def _less_than_now(desk: Desk) -> tuple[Term, Term] | None:
    """(what they give, what the person has today) of a counted term of which they give less."""
    for given in desk.now.deal.agreed:
        for now in desk.now.terms_now:
            alike = given.kind == now.kind and given.unit == now.unit and given.unit in (*_COUNTED, "%")
            if alike and given.figure is not None and now.figure is not None and given.figure < now.figure:
                return given, now
    return None


def both_sides(desk: Desk) -> str:
    """What each of several offers has beside the money, in a sentence; "" where neither was told."""
    told = [(d, t) for d in (desk.now.deal, *desk.now.others) if d.offer and (t := d.agreed)]
    if not told:
        return ""
    return desk.say.say("choose_terms", terms="; ".join(f"{_name(d)} has {said_terms(desk, t)}" for d, t in told))


def _name(deal: Deal) -> str:
    return deal.company or "the one without a name"


def beside_of(desk: Desk, kind: str) -> Beside:
    """The terms of a text of this kind: what was agreed is repeated, what is open asked for; what they refused is left
    alone unless the person has named it anew."""
    deal, wanted = desk.now.deal, desk.now.wanted
    hidden = hidden_of(wanted, deal.company)
    held = [t for t in deal.terms if not bars(hidden, t.phrase)]
    held = [t for t in held if t.kind == "writing" or is_adjunct(t.phrase) or not is_fragment(t.phrase)]
    other = tuple(t.phrase for t in deal.terms)
    if kind in _SILENT:
        return Beside(other=other)
    fresh = wanted.turn == desk.now.turn
    troubling = [t for t in held if t in deal.minded]
    given = [t for t in held if t in deal.agreed and t.kind != "writing" and (kind in AGREED or not t.minded)]
    asks = [t for t in held if t in deal.open_terms]
    if kind in AGREED:  # what this message dictates for it counts as agreed
        given += [t for t in asks if fresh and t.turn == desk.now.turn and t.kind not in ("writing", "start")]
        asks = [t for t in asks if t.kind == "writing"]
    named = {phrase for _, phrase in wanted.terms}
    alone = bool(named) and not wanted.dictated and kind.startswith("ask_")
    return Beside(
        asked=tuple(
            (t.kind, t.phrase) for t in asks if (not alone or t.phrase in named) and t.phrase not in wanted.first
        ),
        given=tuple(dict.fromkeys(t.phrase for t in given)),
        instead=_instead(held, refused=deal.terms_of("refused")),
        other=other,
        first=wanted.first,
        ways=wanted.ways,
        repaid=clause_of_repayment(deal.repayment),
        minded=tuple(t.phrase for t in troubling if kind not in AGREED),
        differs=(*_written_less(desk), *((t.told.phrase, t.phrase) for t in deal.differing if t.told)),
    )


def _written_less(desk: Desk) -> Iterator[tuple[str, str]]:
    """Each part of pay of which their letter says less, as (what was agreed, what the letter says)."""
    for p in desk.now.deal.letter:
        if agreed := part_of(desk.now.deal.offer, p.component):
            told, now = (
                noun(desk.theirs(x.model_copy(update={"period": ""})), x.component, x.period, x.currency)
                for x in (agreed, p)
            )
            yield told, now


def _instead(held: list[Term], refused: tuple[Term, ...]) -> tuple[str, ...]:
    """What would do in place of an ask, as it was told last; what they have refused would not."""
    told = [
        t
        for t in held
        if t.instead and t.side == "wished" and not any(called_alike(t.phrase, r.phrase) for r in refused)
    ]
    last = max((t.turn for t in told), default=0)
    return tuple(t.phrase for t in told if t.turn == last)


def left_out(desk: Desk, kind: str) -> str:
    """What a text does not say: a term of which only the measure was told, and what an acceptance does not repeat
    because they have not agreed to it; "" where there is nothing."""
    if kind in _SILENT:
        return ""
    torn = tuple(
        t for t in desk.now.deal.open_terms if t.turn == desk.now.turn and is_fragment(t.phrase) and t.kind != "writing"
    )
    torn = tuple(t for t in torn if not is_adjunct(t.phrase) and not bars(hidden_of(desk.now.wanted), t.phrase))
    if torn:
        return f"Not in it: “{said_terms(desk, torn)}”. Tell me of what, and it goes in."
    if kind not in AGREED:
        return ""
    said = ("writing", "start")  # a first day is told with the yes
    lost = tuple(t for t in desk.now.deal.open_terms if t.turn != desk.now.turn and t.kind not in said)
    return f"Not in it: {said_terms(desk, lost)}. As far as I know they have not agreed to that." if lost else ""
