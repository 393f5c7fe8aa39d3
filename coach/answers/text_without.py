"""The situation that a text is made from: without what it must not say, with what the message tells of the person's own
work."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.dialogue.barred import bars_part
from coach.dialogue.wanted import Wanted
from coach.scripts.own import hidden_in, sentence_of
from coach.understanding.lexicon import components_at
from coach.understanding.reading import LEAST, Clause
from coach.understanding.situation import Part, Situation
from index.guide import Component

_NAMING = frozenset("name names named naming".split())
_OF_TEXTS = ("ask_words", "ask_edit", "leave_out", "put_in")  # what is said of a text is no deed


def hidden_of(wanted: Wanted, company: str = "") -> tuple[str, ...]:
    """All that the text is not to say: what is left out of this one, and what is barred from each; whom it goes to may
    be named."""
    barred = (b for b in wanted.barred if b.casefold() != company.casefold())
    return tuple(dict.fromkeys((*hidden_in(wanted.leave_out), *barred)))


def unbarred(wanted: Wanted, hidden: tuple[str, ...], offer: tuple[Part, ...]) -> Wanted:
    """The text without the figures that it is not to say, and without what would do instead at or below what they
    offer: that is the person's own floor."""
    told = tuple(p for p in wanted.dictated if not bars_part(hidden, p))
    second = tuple(p for p in wanted.fallback if not bars_part(hidden, p) and not _is_no_more(p, offer))
    gone = tuple(p for p in wanted.fallback if p not in second)
    instead = tuple(words for words in wanted.instead if not _tells_one(words, (*gone, *offer)))
    return wanted.model_copy(update={"dictated": told, "fallback": second, "instead": instead})


def _is_no_more(part: Part, offer: tuple[Part, ...]) -> bool:
    return any(part.high <= p.high for p in offer if (p.component, p.period) == (part.component, part.period))


def _tells_one(words: str, parts: tuple[Part, ...]) -> bool:
    """Whether words tell one of these figures."""
    return any(bars_part((words,), p) for p in parts)


def without_left_out(situation: Situation, wanted: Wanted) -> Situation:
    """The situation without what the text must not say: another employer, a figure of the person's own, a part, a
    date."""
    hidden = hidden_of(wanted, situation.company)
    dropped = dropped_parts(hidden)
    asked = {p.component for p in wanted.dictated}
    due = situation.deadline.casefold().split()
    situation = situation.model_copy(
        update={
            "target": tuple(
                p
                for p in situation.target
                if (p.component not in dropped or p.component in asked) and not bars_part(hidden, p)
            ),
            "deadline": "" if any(word in words.casefold() for word in due for words in hidden) else situation.deadline,
        }
    )
    for phrase in (*wanted.leave_out, *(h for h in hidden if h in wanted.barred)):
        low = phrase.casefold()
        if set(low.split()) & _NAMING:  # the name has to go, what they offer may stay
            nameless = tuple(o.model_copy(update={"company": "another company"}) for o in situation.competing)
            situation = situation.model_copy(update={"competing": nameless})
            continue
        others = tuple(o for o in situation.competing if o.company.casefold() not in low and "offer" not in low)
        current = tuple(p for p in situation.current if not _names(p, low))
        situation = situation.model_copy(update={"competing": others, "current": current})
    return situation


def without_figures(situation: Situation, wanted: Wanted) -> tuple[Situation, Wanted]:
    """What a text is made from that names no figure of pay at all: neither theirs, nor the person's, nor another
    company's."""
    rivals = tuple(o.model_copy(update={"parts": ()}) for o in situation.competing)
    no_pay = {"offer": (), "current": (), "target": (), "left": (), "competing": rivals}
    no_ask = {"dictated": (), "fallback": (), "instead": ()}
    return situation.model_copy(update=no_pay), wanted.model_copy(update=no_ask)


def dropped_parts(hidden: tuple[str, ...]) -> frozenset[Component]:
    """The parts of pay that the text must not ask for; what they earn now or are offered is not meant by a part's
    name."""
    return frozenset(c for words in hidden for _, c in components_at(words) if c in ("signing", "stock", "bonus"))


def with_deeds(desk: Desk, situation: Situation) -> Situation:
    """The situation with what this message tells of the person's own work, wherever in it that stands."""
    told = [
        c.text
        for c in desk.reading.clauses
        if max(c.share("deed"), c.about("told_deed")) >= LEAST
        and not any(map(c.does, _OF_TEXTS))
        and not _has_pay(desk, c)
        and sentence_of(c.text)
    ]
    return situation.model_copy(update={"achievements": tuple(dict.fromkeys((*told, *situation.achievements)))})


def _has_pay(desk: Desk, clause: Clause) -> bool:
    return any(
        clause.start <= a.amount.start < clause.end and a.role not in ("none", "deed") for a in desk.reading.amounts
    )


def _names(part: Part, words: str) -> bool:
    shown = {f"{part.high:g}", f"{part.high / 1000:g}", f"{part.high:,.0f}"}
    return any(s in words for s in shown) or "current" in words or "what i make" in words or "my pay" in words
