"""What speaks for the person, as the talk holds it -> the sentences that a text tells."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.dialogue.pleas import is_named
from coach.dialogue.wanted import Wanted
from coach.phrasing import Style
from coach.phrasing.terms import content_of
from coach.phrasing.texts import OF_TEXTS
from coach.scripts.own import figures_in, ground_sentence, put_into, says_alike
from coach.understanding.lexicon import components_at
from coach.understanding.sayable import sentences_in
from coach.understanding.sound import SURELY, WHOLE

_THOUSAND = 1000
_MOST, _FEW = 4, 2  # reasons of a text, and of a short one


def grounds_of(desk: Desk, hidden: tuple[str, ...], style: Style, why: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences that a text tells, as they were told: those that were asked for in so many words, else the best,
    some of a short text and more of another, those with a figure and the latest first; none that says what is to be
    left out, or what is said as a reason (`why`) or as money left behind already."""
    wanted, left = desk.now.wanted, {p.component for p in desk.situation.left}
    asked = (*wanted.put_in, *wanted.edits, wanted.words)
    ranked: list[tuple[bool, bool, int, str]] = []
    for at, (form, words) in enumerate(desk.now.grounds):
        named = any(_names(x, words) for x in asked)
        said = _as_ordered(wanted, words) or ground_sentence(form, words, WHOLE if named else SURELY)
        if any((about := content_of(t.phrase)) and about <= content_of(words) for t in desk.now.deal.minded):
            continue  # what troubles the person is asked about, and is no reason
        twice = not figures_in(words) and any(c in left for _, c in components_at(words))
        if said and not twice and not _says_hidden(said, hidden) and not any(says_alike(said, x) for x in why):
            ranked.append((not named, not figures_in(words), -at, said))
    ranked.sort()
    asked_for = sum(not x[0] for x in ranked)
    best = ranked[: max(asked_for, {"one": 1, "short": _FEW}.get(style.length, _MOST))]
    out: list[str] = [hours] if (hours := _hours(desk)) and not _says_hidden(hours, hidden) else []
    for said in (x[3] for x in sorted(best, key=lambda x: -x[2])):
        out = [x for x in out if not says_alike(x, said)]
        out.append(said)
    return tuple(out)


def _as_ordered(wanted: Wanted, ground: str) -> str:
    """The sentence that the person wants in the text and that tells a ground, as they told it; "" where there is
    none."""
    said = (put_into(w) for w in wanted.put_in if ground.casefold() in w.casefold())
    return next((s for s in said if ground.casefold() in s.casefold() and not s.endswith("?")), "")


def _hours(desk: Desk) -> str:
    """That the week they offer is longer than the person's own today, in the words of a text; "" where it is not."""
    now, theirs = (
        next((t.figure for t in terms if t.kind == "hours" and t.unit == "hour" and t.figure), None)
        for terms in (desk.now.terms_now, desk.now.deal.agreed)
    )
    if now is None or theirs is None or theirs <= now or desk.now.deal.kind == "raise":
        return ""
    return f"The week with you would have {theirs:g} hours, and mine today has {now:g}."


def told_by_grounds(wanted: Wanted, grounds: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """What a text is to say in the person's words that one of their grounds says already."""
    told = tuple(w for w in wanted.put_in if any(words.casefold() in w.casefold() for _, words in grounds))
    return (*told, *(w for w in wanted.put_in if is_named(w, grounds) and not _tells_own(w)))


def _tells_own(words: str) -> bool:
    """Whether words have a whole sentence of the person's, and do not speak of the text."""
    return any(x.words.split()[0].casefold() != "you" for x in sentences_in(words))


def _names(asked: str, ground: str) -> bool:
    """Whether words about a text name a ground: they tell it, or have a word or a figure of it."""
    if ground.casefold() in asked.casefold():
        return True
    figures = figures_in(asked)
    same = any(f in figures or f / _THOUSAND in figures or f * _THOUSAND in figures for f in figures_in(ground))
    return same or is_named(asked, (("", ground),))


def _says_hidden(said: str, hidden: tuple[str, ...]) -> bool:
    words = frozenset(content_of(said))
    return any((named := frozenset(content_of(h)) - OF_TEXTS) and named <= words for h in hidden)
