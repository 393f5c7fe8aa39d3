"""What speaks for the person, as the talk holds it -> the sentences a text may tell, those that were asked for first."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.dialogue.wanted import Wanted
from coach.phrasing.terms import content_of
from coach.phrasing.texts import OF_TEXTS
from coach.scripts.own import figures_in, ground_sentence, says_alike

_THOUSAND = 1000


def grounds_of(desk: Desk, hidden: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """(the sentences, how many of them were asked for in so many words): those with a figure before others, the latest
    first; none that says what is to be left out."""
    wanted, held = desk.now.wanted, [g for g in reversed(desk.now.grounds) if g[1]]
    asked = (*wanted.put_in, *wanted.edits, wanted.words)
    named = [g for g in held if any(_names(words, g[1]) for words in asked)]
    rest = sorted((g for g in held if g not in named), key=lambda g: not figures_in(g[1]))
    out: list[str] = []
    count = 0
    for form, words in (*reversed(named), *rest):
        said = ground_sentence(form, words)
        if not said or _says_hidden(said, hidden) or any(says_alike(said, x) for x in out):
            continue
        out.append(said)
        count += (form, words) in named
    return tuple(out), count


def told_by_grounds(wanted: Wanted, grounds: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """What a text is to say in the person's words that one of their grounds says already."""
    return tuple(w for w in wanted.put_in if any(words.casefold() in w.casefold() for _, words in grounds))


def _names(asked: str, ground: str) -> bool:
    """Whether words about a text name a ground: they tell it, or have a word or a figure of it."""
    if ground.casefold() in asked.casefold():
        return True
    figures = figures_in(asked)
    same = any(f in figures or f / _THOUSAND in figures or f * _THOUSAND in figures for f in figures_in(ground))
    return same or bool((frozenset(content_of(asked)) & frozenset(content_of(ground))) - OF_TEXTS)


def _says_hidden(said: str, hidden: tuple[str, ...]) -> bool:
    words = frozenset(content_of(said))
    return any((named := frozenset(content_of(h)) - OF_TEXTS) and named <= words for h in hidden)
