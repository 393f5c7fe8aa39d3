"""Marked messages -> the tagger that ships: `python -m coach.understanding.learn.content.train [--save] [--misses]`.

A line is a message with <form:marks> around what the text shall say; t.txt is kept out and scored. What is learned
besides: what is marked in `learn/grounds` and `learn/sayable`, of which nothing else is known, and that clauses of the
voices which offer, feel or tell are no content.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coach.understanding.content import FORMS, REST, TAGS
from coach.understanding.learn.grounds import train as grounds
from coach.understanding.learn.grounds.train import Marked, digest, fit, read_marked, save, score, tell_misses
from coach.understanding.learn.sayable import train as sayable
from coach.understanding.sayable import Form, Sayable

FOLDER = Path(__file__).parent
OUT = Path(__file__).parents[2] / "learned" / "content.npz"
_KEPT_OUT, _TIMES = "t", 4
_NONE = frozenset("offer pay feeling correct takeback leave_out deadline floor refused granted accepted".split())
_AS: dict[str, Form] = {"thing": "ask", "todo": "do"}  # how a clause's forms are called in a message


def beside() -> list[Marked]:
    """What is marked for other taggers; the words around it are unknown."""
    own = [i for p in sorted(grounds.FOLDER.glob("*.txt")) if p.stem != _KEPT_OUT for i in grounds.read_marked(p)]
    clauses = [i for p in sorted(sayable.FOLDER.glob("*.txt")) for i in sayable.read_marked(p)]
    own += [Marked(i.text, _renamed(i.said)) for i in clauses if set(i.acts) <= {"need", "wish", "put_in"}]
    return [replace(i, unknown=_around(i)) for i in own if i.said]


def _renamed(said: tuple[Sayable, ...]) -> tuple[Sayable, ...]:
    named = (replace(s, form=_AS.get(s.form, s.form)) for s in said)
    return tuple(s for s in named if s.form in FORMS)


def _around(item: Marked) -> tuple[tuple[int, int], ...]:
    """What of a message is not marked."""
    ends = [0, *(x for s in sorted(item.said, key=lambda s: s.start) for x in (s.start, s.end)), len(item.text)]
    return tuple((a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)


def main(words: Sequence[str] | None = None) -> None:
    """Train, tell how well the kept out file is read, and write the tagger if asked to."""
    parser = argparse.ArgumentParser(prog="python -m coach.understanding.learn.content.train")
    parser.add_argument("--save", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--misses", action="store_true", help="print what is marked otherwise")
    asked = parser.parse_args(words)
    own = [i for p in sorted(FOLDER.glob("*.txt")) if p.stem != _KEPT_OUT for i in read_marked(p, FORMS)]
    test = read_marked(FOLDER / f"{_KEPT_OUT}.txt", FORMS)
    held = fit([*own * _TIMES, *beside(), *grounds.others(_NONE)], tags=TAGS)
    scored = {k: round(v, 3) for k, v in score(test, held, FORMS, REST).items()}
    print(len(own), "messages,", len(test), "kept out", scored)
    if asked.misses:
        tell_misses(test, held, FORMS, REST)
    if asked.save:
        save(OUT, held, digest(FOLDER))


if __name__ == "__main__":
    main()
