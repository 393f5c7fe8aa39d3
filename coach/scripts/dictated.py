"""The points that the person wants said -> a text of just these, in their order and in their words made into clean
sentences; beside them it has thanks and a question, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.phrasing.shorthand import in_full
from coach.scripts.fields import per_period
from coach.scripts.figures import Figures, Role
from coach.scripts.own import figures_in, ground_sentence, joined, says_alike, small
from coach.scripts.told import Told
from coach.understanding.amounts import amounts_in
from coach.understanding.content import STATES
from coach.understanding.situation import Part

_THOUSAND = 1000
_PER = ("an", "a", "per", "each", "/")  # what tells a period behind a figure


@dataclass(slots=True)
class _Body:
    """A text while it is made: what opens it, its sentences, its questions, and what would do instead."""

    opening: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)
    asked: bool = False  # whether the figures of the ask are in it


def dictated_body(told: Told, figures: Figures, fields: dict[str, str], channel: str) -> tuple[str, ...]:
    """The paragraphs of the text, without greeting and close."""
    body, head = _Body(), ""
    values = frozenset(v for a in told.said for v in (a.value, a.value / _THOUSAND))
    for form, words in told.points:
        match form:
            case "thank":
                body.opening.append(f"Thank you for {small(in_full(words))}.")
            case "for" if figures_in(words) & values:  # the ask itself, as the person says it
                body.asked = True
                body.said.append(with_figures(f"For {small(in_full(words))}.", told, figures))
            case "for":
                head = f"For {small(in_full(words))}, "
            case "ask" | "do":
                body.asks += _asks(body, told, figures, fields, head, form, words)
                head = ""
            case "or":
                body.instead.append(_instead(told, figures, words))
            case _ if form in STATES and (said := ground_sentence(form, words)):
                body.asked = body.asked or bool(figures_in(said) & values)
                body.said.append(with_figures(said, told, figures))
            case _:
                pass
    return tuple(p for p in _paragraphs(body, told, fields, channel) if p)


def _paragraphs(body: _Body, told: Told, fields: dict[str, str], channel: str) -> Iterator[str]:
    if not body.opening and channel != "call" and told.situation.offer and not told.is_raise:
        body.opening.append("Thank you for your offer.")
    said = body.said or [s for s in told.grounds if not any(says_alike(s, x) for x in body.asks)]
    yield " ".join((*body.opening, *said))
    wished = told.dictated or (told.made is not None and told.made.why == "wish")
    asks = [*body.asks]
    if not asks and not body.asked and wished and fields["move"]:
        asks.append(f"Could {_who(told)} {fields['move']}?")
    if not any(a.endswith("?") for a in asks):
        asks.append("Would that be possible?" if asks or body.asked else "Could we talk about what is possible?")
    if body.instead:
        asks.append(f"If that can't be done, {joined(tuple(body.instead), 'or')} would work for me too.")
    yield " ".join(asks)


def _asks(
    body: _Body, told: Told, figures: Figures, fields: dict[str, str], head: str, form: str, words: str
) -> list[str]:
    """An ask as a sentence: a figure of pay in the frame of its part, once, everything else in the person's words."""
    values = frozenset(v for a in told.said for v in (a.value, a.value / _THOUSAND))
    if figures_in(words) & values and fields["move"]:
        again, body.asked = body.asked, True
        ask = f"could {_who(told)} {fields['move']}?"
        return [] if again else [f"{head}{ask}" if head else f"{ask[0].upper()}{ask[1:]}"]
    said = with_figures(in_full(words), told, figures)
    verb = "I'd like to" if form == "do" else "I'd like to ask for"
    return [f"{head}{verb} {small(said)}."]


def _instead(told: Told, figures: Figures, words: str) -> str:
    """What would do instead, as a thing: a figure of pay as it is known, else the person's words."""
    value = figures_in(words)
    for p in told.second:
        if p.high in value or p.high / _THOUSAND in value:
            return small(with_figures(in_full(words), told, figures, "fallback"))
    return small(with_figures(in_full(words), told, figures))


def _who(told: Told) -> str:
    return "we" if told.is_raise else "you"


def with_figures(sentence: str, told: Told, figures: Figures, role: Role = "deed") -> str:
    """A sentence with the figures of pay that the talk knows written the way of the text, each a slot."""
    known = _known(told)
    for a in reversed([a for a in amounts_in(sentence) if a.kind in ("money", "bare")]):
        part = next((p for p in known if a.low == a.high and a.high in (p.high, p.high / _THOUSAND)), None)
        if part is None:
            continue
        behind = sentence[a.end :].split()
        period = "" if behind and behind[0] in _PER or a.kind == "money" else per_period(part)
        sentence = f"{sentence[: a.start]}{figures.part(part, role)}{period}{sentence[a.end :]}"
    return figures.registered(sentence)


def _known(told: Told) -> tuple[Part, ...]:
    """The figures of pay of the talk, those of the ask first."""
    s = told.situation
    others = (p for o in s.competing for p in o.parts)
    return (*(a.part for a in told.said), *told.second, *s.offer, *s.current, *s.target, *others)
