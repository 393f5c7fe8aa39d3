"""Labelled messages in their compact notation -> text with the clauses, amounts and companies that somebody marked in
it.

A line is `m | acts: words {role.component@owner:figure} / acts > matters: words [part:Name]`; `talk | who` begins a
conversation whose turns are the lines `t | …`, `talk raise | who` one with the present employer about pay there. A `?`
after a role or a component says that only the talk, not the message, tells it. The matters (what the clause wants of
the coach, or tells) may be left out; `-` stands for no act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coach.understanding.matters import MATTERS
from coach.understanding.reading import ACTS, COMPONENTS, NAMED, PARTS, ROLES

# Marks that writers used for something that has another name here.
_SAME_ROLE = {"past": "pay", "new": "offer", "counter": "offer"}
_MARK = re.compile(r"\{(?P<label>[^{}:]+):(?P<figure>[^{}]*)\}|\[(?P<part>[a-z]+):(?P<name>[^\[\]]*)\]")
_LABELS = r"(?:-|[a-z_]+(?:\s*,\s*[a-z_]+)*)(?:\s*>\s*[a-z_]+(?:\s*,\s*[a-z_]+)*)?\s*:"
_ACTS = re.compile(r"^\s*(?P<acts>-|[a-z_]+(?:\s*,\s*[a-z_]+)*)(?:\s*>\s*(?P<matters>[a-z_,\s]+?))?\s*:\s*")
_BETWEEN = re.compile(rf"\s+/\s+(?={_LABELS})")
_NO_ACT = "-"
_LABEL = re.compile(r"^(?P<role>[a-z]+)(?P<r>\?)?(?:\.(?P<component>[a-z]+)(?P<c>\?)?)?(?:@(?P<owner>.+))?$")


class LabelError(ValueError):
    """A labelled line that cannot be read, with its file and number."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a message from `start` to `end`, what they do, and what they are about, where somebody said so."""

    start: int
    end: int
    acts: frozenset[str]
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A marked figure. `role_said` and `component_said` tell whether the message itself says them; `owner` is as
    written."""

    start: int
    end: int
    role: str
    component: str
    role_said: bool
    component_said: bool
    owner: str


@dataclass(frozen=True, slots=True)
class Company:
    """A marked company and its part in the story; a person's part is "who", that of a word that is no name "no"."""

    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message as somebody labelled it; `talk` names its conversation ("" for a single message), `raising` tells
    whether that is about a raise (None where nobody said)."""

    text: str
    clauses: tuple[Clause, ...]
    figures: tuple[Figure, ...]
    companies: tuple[Company, ...]
    voice: str
    talk: str = ""
    raising: bool | None = None

    @property
    def acts(self) -> frozenset[str]:
        """Everything the message does."""
        return frozenset(a for c in self.clauses for a in c.acts)


def read_voice(path: Path) -> Iterator[Labelled]:
    """Every message of a voice's file; a line that cannot be read raises LabelError."""
    talk, raising = "", False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        kind, _, rest = line.partition("|")
        kind = kind.strip()
        if not line.strip() or line.startswith("#"):
            continue
        if kind in ("talk", "talk raise"):
            talk, raising = f"{path.stem}:{number}", kind == "talk raise"
            continue
        if kind not in ("m", "t"):
            raise LabelError(f"{path}:{number}: a line begins with m, t or talk, not {kind[:20]!r}")
        try:
            item = labelled(rest.strip(), path.stem, talk if kind == "t" else "")
            yield replace(item, raising=raising if kind == "t" else True if "say_raise" in item.acts else None)
        except LabelError as error:
            raise LabelError(f"{path}:{number}: {error}") from error


def labelled(line: str, voice: str = "", talk: str = "") -> Labelled:
    """Read one message in the notation."""
    text, clauses, figures, companies = "", [], [], []
    for raw in _BETWEEN.split(line):
        head = _ACTS.match(raw)
        if not head:
            raise LabelError(f"no acts before {raw[:40]!r}")
        acts = frozenset(a.strip() for a in head["acts"].split(",")) - {_NO_ACT}
        if unknown := acts - ACTS:
            raise LabelError(f"unknown acts {sorted(unknown)}")
        matters = tuple(m.strip() for m in (head["matters"] or "").split(",") if m.strip())
        if strange := set(matters) - set(MATTERS):
            raise LabelError(f"unknown matters {sorted(strange)}")
        if text and not text.endswith(" "):
            text += " "
        start = len(text)
        at = head.end()
        for m in _MARK.finditer(raw):
            if m.start() < at:
                continue
            text += raw[at : m.start()]
            begin = len(text)
            if m["part"]:
                if m["part"] not in PARTS and m["part"] not in NAMED:
                    raise LabelError(f"unknown part {m['part']!r}")
                text += m["name"]
                companies.append(Company(begin, len(text), m["part"]))
            else:
                text += m["figure"]
                figures.append(_figure(m["label"], begin, len(text)))
            at = m.end()
        text += raw[at:]
        clauses.append(Clause(start, len(text), acts, matters))
    return Labelled(text, tuple(clauses), tuple(figures), tuple(companies), voice, talk)


def _figure(label: str, start: int, end: int) -> Figure:
    m = _LABEL.match(label.strip())
    if not m:
        raise LabelError(f"cannot read the mark {label!r}")
    role, component = _SAME_ROLE.get(m["role"], m["role"]), m["component"] or ""
    if role not in ROLES:
        raise LabelError(f"unknown role {role!r}")
    if component and component not in COMPONENTS:
        raise LabelError(f"unknown component {component!r}")
    return Figure(start, end, role, component, not m["r"], not m["c"], (m["owner"] or "").strip())
