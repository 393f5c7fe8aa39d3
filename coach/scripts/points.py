"""The points that the person wants said -> what the text of its kind is filled with: what speaks for the ask, what is
asked for beside the figures, what would do instead, and the reason."""

from __future__ import annotations

from dataclasses import replace

from coach.phrasing.shorthand import in_full
from coach.scripts.fields import per_period
from coach.scripts.figures import Figures, noun
from coach.scripts.own import could_you, figures_in, ground_sentence, says_alike, small
from coach.scripts.told import Told
from coach.understanding.amounts import amounts_in
from coach.understanding.content import STATES
from coach.understanding.situation import Part
from coach.understanding.sound import WHOLE, soundness

_THOUSAND = 1000
_FEW = 2  # sentences: with fewer of the person's own a text has what else speaks for them
_PER = ("an", "a", "per", "each", "/")  # what tells a period behind a figure


def with_points(told: Told, points: tuple[tuple[str, str], ...], figures: Figures) -> Told:
    """What a text is made from with its points in it, each once; a point that makes no whole sentence stays out."""
    said, asks, todo = list(told.put_in), dict(told.needs.by_topic), list(told.needs.todo)
    own: list[str] = []
    instead, why = list(told.instead), list(told.why)
    for form, words in points:
        match form:
            case "thank":
                said.append(f"Thank you for {small(in_full(words))}.")
            case "ask" | "do" if not _is_asked(words, told):
                _take_ask(told, figures, form, words, asks, todo)
            case "please" if not told.beside.knows(words):
                said.append(with_figures(could_you(in_full(words)), told, figures))
            case "or":
                instead.append(_instead(told, figures, words))
            case "why":
                why.append(words)
            case _ if form in STATES and (ground := ground_sentence(form, words)) and not _is_asked(ground, told):
                if not any(says_alike(ground, g) for g in own):
                    own.append(with_figures(ground, told, figures))
            case _:
                pass
    few = len(own) < _FEW
    situation = told.situation if few else told.situation.model_copy(update={"achievements": ()})
    others = [g for g in told.grounds if few and not any(says_alike(g, x) for x in own)]
    needs = replace(told.needs, by_topic=tuple(asks.items()), todo=tuple(dict.fromkeys(todo)))
    return replace(
        told, situation=situation, needs=needs, put_in=tuple(dict.fromkeys(said)), grounds=(*own, *others),
        instead=tuple(instead), why=tuple(dict.fromkeys(why)),
    )  # fmt: skip


def _take_ask(told: Told, figures: Figures, form: str, words: str, asks: dict[str, str], todo: list[str]) -> None:
    """Take in an ask that is no figure of pay, as a thing or as something one does, unless it is asked for already."""
    thing = small(with_figures(in_full(words), told, figures))
    held = (*asks.values(), *todo)
    if told.beside.knows(words) or any(says_alike(thing, other) for other in held):
        return
    if form == "do" and soundness(f"I'd like to {thing}.") >= WHOLE:
        todo.append(thing)
    elif form == "ask" and soundness(f"I'd like to ask for {thing}.") >= WHOLE:
        asks[f"more{len(asks)}"] = thing


def _is_asked(words: str, told: Told) -> bool:
    """Whether words have a figure that the text asks for."""
    return bool(figures_in(words) & frozenset(v for a in told.said for v in (a.value, a.value / _THOUSAND)))


def _instead(told: Told, figures: Figures, words: str) -> str:
    """What would do instead, as a thing: a figure of pay as it is known, else the person's words."""
    value = figures_in(words)
    for p in (*told.second, *(a.part for a in told.said)):
        if p.component != "other" and (p.high in value or p.high / _THOUSAND in value):
            return noun(figures.part(p, "fallback"), p.component, p.period, p.currency)
    return small(with_figures(in_full(words), told, figures))


def with_figures(sentence: str, told: Told, figures: Figures) -> str:
    """A sentence with the figures of pay that the talk knows written the way of the text, each a slot."""
    known = _known(told)
    for a in reversed([a for a in amounts_in(sentence) if a.kind in ("money", "bare")]):
        part = next((p for p in known if a.low == a.high and a.high in (p.high, p.high / _THOUSAND)), None)
        if part is None:
            continue
        behind = sentence[a.end :].split()
        period = "" if (behind and behind[0] in _PER) or a.kind == "money" else per_period(part)
        slot = figures.part(part, "deed")
        sentence = f"{sentence[: a.start]}{slot}{period}{sentence[a.end :]}"
    return figures.registered(sentence)


def _known(told: Told) -> tuple[Part, ...]:
    """The figures of pay of the talk, those of the ask first."""
    s = told.situation
    others = (p for o in s.competing for p in o.parts)
    return (*(a.part for a in told.said), *told.second, *s.offer, *s.current, *s.target, *others)
