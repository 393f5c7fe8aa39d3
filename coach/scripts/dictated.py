"""The points that the person wants said -> a text of just these, in their words made into clean
sentences, what speaks for the ask before it; beside them it has thanks and a question, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.phrasing.shorthand import in_full
from coach.scripts.fields import per_period
from coach.scripts.figures import Figures, noun
from coach.scripts.own import figures_in, ground_sentence, joined, says_alike, small
from coach.scripts.told import Told
from coach.understanding.amounts import amounts_in
from coach.understanding.content import STATES
from coach.understanding.situation import Part
from coach.understanding.sound import ASKED, soundness

_FIRST = ("thank", *STATES)  # what stands before the ask
_FEW = 2  # sentences: with fewer of its own a text has what else speaks for the person
_THOUSAND = 1000
_PER = ("an", "a", "per", "each", "/")  # what tells a period behind a figure


@dataclass(slots=True)
class _Body:
    """A text while it is made: its sentences in their order, the first of them that asks, and what would do instead."""

    said: list[str] = field(default_factory=list)
    asks_at: int | None = None
    instead: list[str] = field(default_factory=list)
    asked: bool = False  # whether the figures of the ask are in it
    thanked: bool = False

    def ask(self, sentence: str) -> None:
        """Take in a sentence that asks."""
        self.asks_at = len(self.said) if self.asks_at is None else self.asks_at
        self.said.append(sentence)


def dictated_body(told: Told, figures: Figures, fields: dict[str, str], channel: str) -> tuple[str, ...]:
    """The paragraphs of the text, without greeting and close."""
    body, head = _Body(), ""
    for form, words in sorted(told.points, key=lambda p: p[0] not in _FIRST):
        match form:
            case "thank":
                body.thanked = True
                body.said.append(f"Thank you for {small(in_full(words))}.")
            case "for" if not _is_asked(words, told):
                head = f"For {small(in_full(words))}, "
            case "for":  # the ask itself, as the person says it
                body.asked = True
                body.said.append(with_figures(f"For {small(in_full(words))}.", told, figures))
            case "ask" | "do":
                _take_ask(body, told, figures, fields, head, form, words)
                head = ""
            case "or":
                body.instead.append(_instead(told, figures, words))
            case "why":
                _take_why(body, told, figures, words)
            case _ if said := ground_sentence(form, words):
                body.asked = body.asked or _is_asked(said, told)
                body.said.append(with_figures(said, told, figures))
            case _:
                pass
    _close(body, told, fields)
    thanks = () if body.thanked or channel == "call" or told.is_raise else ("Thank you for your offer.",)
    own = sum(form in STATES for form, _ in told.points)
    grounds = [g for g in told.grounds if own < _FEW and not any(says_alike(g, s) for s in body.said)]
    at = len(body.said) if body.asks_at is None else body.asks_at
    opening = (*(thanks if told.situation.offer else ()), *body.said[:at], *map(figures.registered, grounds))
    return tuple(p for p in (" ".join(opening), " ".join(body.said[at:])) if p)


def _is_asked(words: str, told: Told) -> bool:
    """Whether words have a figure that the text asks for."""
    return bool(figures_in(words) & frozenset(v for a in told.said for v in (a.value, a.value / _THOUSAND)))


def _close(body: _Body, told: Told, fields: dict[str, str]) -> None:
    """End with a question, and with what would do instead."""
    wished = told.dictated or (told.made is not None and told.made.why == "wish")
    if not body.asked and fields["move"] and (told.dictated or (wished and body.asks_at is None)):
        body.ask(f"Could {_who(told)} {fields['move']}?")
    if not any(s.endswith("?") for s in body.said):
        asks = body.asks_at is not None or body.asked
        body.ask("Would that be possible?" if asks else "Could we talk about what is possible?")
    own = told.second or told.instead or told.beside.instead
    if not body.instead and own and fields["fallback"]:
        body.instead.append(fields["fallback"])
    if body.instead:
        body.ask(f"If that can't be done, {joined(tuple(body.instead), 'or')} would work for me too.")


def _take_ask(
    body: _Body, told: Told, figures: Figures, fields: dict[str, str], head: str, form: str, words: str
) -> None:
    """An ask as a sentence: a figure of pay in the frame of its part, once, everything else in the person's words."""
    if _is_asked(words, told) and fields["move"]:
        if not body.asked:
            body.ask(f"{head}could {_who(told)} {fields['move']}?" if head else f"Could {_who(told)} {fields['move']}?")
        body.asked = True
        return
    verb = "I'd like to" if form == "do" else "I'd like to ask for"
    if soundness(f"{head}{verb} {small(in_full(words))}.") >= ASKED:
        body.ask(f"{head}{verb} {small(with_figures(in_full(words), told, figures))}.")


def _take_why(body: _Body, told: Told, figures: Figures, words: str) -> None:
    """A reason, at the end of the sentence that it is given for; a sentence of its own behind a question."""
    said = with_figures(ground_sentence("fact", words), told, figures)
    last = body.said[-1] if body.said else "?"
    if last.endswith("?"):
        body.said.append(said)
    else:
        body.said[-1] = f"{last[:-1]} because {small(said)}"


def _instead(told: Told, figures: Figures, words: str) -> str:
    """What would do instead, as a thing: a figure of pay as it is known, else the person's words."""
    value = figures_in(words)
    for p in (*told.second, *(a.part for a in told.said)):
        if p.component != "other" and (p.high in value or p.high / _THOUSAND in value):
            return noun(figures.part(p, "fallback"), p.component, p.period, p.currency)
    return small(with_figures(in_full(words), told, figures))


def _who(told: Told) -> str:
    return "we" if told.is_raise else "you"


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
