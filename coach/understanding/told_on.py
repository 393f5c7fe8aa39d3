"""Stretches of a message -> sentences as they are said to the other side: joined where they go on, and spoken to it."""

from __future__ import annotations

import re

from coach.understanding.firstnames import is_first_name
from coach.understanding.likeness import kind_in, share_of
from coach.understanding.sayable import Form, Sayable

_JOINS = ("and", "&", ", and", "so", ", so")
_ON = frozenset("it this that which".split())  # what goes on with what was told
_MOST = 26  # words of a sentence
_THERE = re.compile(r"\b(been|work|worked|working) there\b", re.I)
_WORD = re.compile(r"[\w’'-]+")
_SURELY, _SHORT = 0.7, 3  # a probability; letters of "was", which is no plural
_HEADS = frozenset("my our a an the his her their this that".split())  # what a noun stands behind
_SUBJECTS, _OBJECTS = frozenset("she he they".split()), frozenset("her him them".split())
_OWNED = frozenset("his their".split())
# What follows "her" where it is no owner.
_NO_NOUN = frozenset(
    "a about after again all and any as at because before but by for from how if in into is it of on once or since so "
    "soon that the then to too very was well what when where whether which while who with".split()
)
_YOURS = {"is": "are", "was": "were", "has": "have", "does": "do"}
_THEY = re.compile(r"\b([Tt])hey(?=['’ ])")


def joined_up(text: str, found: tuple[Sayable, ...]) -> tuple[Sayable, ...]:
    """The stretches, with those that "and" joins as one: "I've nine years of it" and "my licence"."""
    out: list[Sayable] = []
    for x in found:
        last = out[-1] if out else None
        between = text[last.end : x.start].strip() if last is not None else ""
        points = between in (*_JOINS, ",") and x.words.split()[0].casefold() in _ON
        alike = (between in _JOINS and x.form not in ("am", "been")) or (between == "," and x.form == "have")
        if last is not None and (alike or points) and len(text[last.start : x.end].split()) <= _MOST:
            form: Form = last.form
            out[-1] = Sayable(form, last.start, x.end, text[last.start : x.end].strip(" .,;:!-"))
        else:
            out.append(x)
    return tuple(out)


def to_them(words: str) -> str:
    """Words of the other side, or of the place where it is, as they are said to it: "they've not replaced her" ->
    "you've not replaced her", "been there three years" -> "been here three years"."""
    words = _THERE.sub(r"\1 here", words)
    return _THEY.sub(lambda m: f"{'Y' if m[1] == 'T' else 'y'}ou", words) if _THEY.match(words) else words


def to_addressee(words: str) -> str:
    """Words of a text in which "she", "he" or "they" can only be whom it goes to, as they are said to them: "I would be
    glad to hear from her" -> "I would be glad to hear from you"; as they are where somebody else may be meant."""
    out, last, found = "", 0, list(_WORD.finditer(to_them(words)))
    said = to_them(words)
    for n, m in enumerate(found):
        behind = found[n + 1][0].casefold() if n + 1 < len(found) else ""
        you = _as_you(m[0].casefold(), behind, said[m.end() : m.end() + 1])
        if not you or _may_be_another([x[0] for x in found[:n]], m[0].casefold()):
            continue
        start, end = m.span()
        if m[0].casefold() in _SUBJECTS and behind in _YOURS:
            you, end = f"{you} {_YOURS[behind]}", found[n + 1].end()
        out += said[last:start] + (you.capitalize() if m[0][0].isupper() else you)
        last = end
    return out + said[last:]


def _as_you(word: str, behind: str, mark: str) -> str:
    """What stands for somebody as "you" or "your", "" for any other word; of what somebody does, only where the verb is
    the same for "you"."""
    if word in _SUBJECTS:
        return "you" if behind in _YOURS or not behind.endswith("s") else ""
    if word in _OBJECTS:
        owner = word == "her" and behind and behind not in _NO_NOUN and not mark.strip()
        return "your" if owner else "you"
    return "your" if word in _OWNED else ""


def _may_be_another(before: list[str], word: str) -> bool:
    """Whether words name somebody whom a word behind them may stand for, or for "they" anything at all."""
    if any(is_first_name(w) for w in before if w[0].isupper()):
        return True
    heads = [n for n, w in enumerate(before) if w.casefold() in _HEADS]
    behind = [[w for w in before[n + 1 : n + 3] if w.casefold() not in _NO_NOUN] for n in heads]
    named = [" ".join(words[:k]) for words in behind for k in (1, 2)]
    if word in ("they", "them", "their"):
        return any(named) or any(w.casefold().endswith("s") and len(w) > _SHORT for w in before)
    return any(_is_person(w) for w in named if w)


def _is_person(noun: str) -> bool:
    kind, _ = kind_in("nouns.yaml", "", noun.casefold())
    return kind == "person" and share_of("nouns.yaml", "", noun.casefold()) >= _SURELY
