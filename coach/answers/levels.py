"""Evidence -> what a level equals elsewhere, from tables and "A = B = C" lines, in both directions."""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz import fuzz

from coach.answers.pay import job
from coach.reply.draft import Draft
from coach.understanding.question import Question
from coach.understanding.words import content_words, overlap
from index.guide import Equivalent, Guide, LevelRow
from index.names import Names
from index.names.levels import level_codes
from index.places import fold

RANKS = frozenset("junior senior staff principal lead director associate vp head distinguished".split())


def answer_levels(question: Question, guide: Guide, names: Names, draft: Draft) -> None:
    """Give the equivalent asked for, else the whole row; a company the mapping lacks is said to be lacking."""
    if not guide.levels:
        draft.abstained = True
        draft.say(f"The {job(guide)} guide has no level mapping.")
        return
    targets = _targets(question, guide, names)
    rows = _rows(question, guide)
    for target in targets:
        found = [(row, hit) for row in rows for hit in _at(row, target)]
        if not found and len(rows) < len(guide.levels):
            found = [(row, hit) for row in guide.levels for hit in _at(row, target)]
        if found:
            for row, hit in found[:4]:
                _say(guide, row, target, hit, draft)
            return
    if targets:
        draft.note(f"The guide's level mapping does not name {targets[0]}.")
        draft.abstained = True
    draft.say(f"The {job(guide)} level mapping:")
    for row in rows[:6]:
        mark = draft.cite(guide, row.lines, row.heading)
        pairs = "; ".join(f"{c}: {v}" if c else v for c, v in row.equivalents)
        draft.say(
            f"- {f'**{row.level}** = ' if row.level else ''}{draft.quote(guide, pairs, 'level', row.lines, row.heading)} {mark}"
        )


def _say(guide: Guide, row: LevelRow, target: str, hit: Equivalent, draft: Draft) -> None:
    mark = draft.cite(guide, row.lines, row.heading)
    label, value = hit.label, hit.level
    own = row.level or job(guide)
    at = target if label and not fold(value).startswith(fold(target)) else ""
    draft.say(f"At {guide.company_name}, {own} corresponds to **{value}**{f' at {at}' if at else ''} {mark}.")
    if label and row.remark:
        draft.note("That line of the mapping is a remark, not a level.")


def _targets(question: Question, guide: Guide, names: Names) -> list[str]:
    """The other companies a question names: indexed, known, or only named in the mapping itself."""
    found = []
    for m in question.mentions.companies:
        if guide.company not in m.options:
            found.append(names.company_name(m.options[0]) if m.options else m.name)
            found.extend((m.name, *m.others))
    text = f" {fold(question.text)} "
    for row in guide.levels:
        for label, name, value in ((e.label, e.company, e.level) for e in row.elsewhere):
            if name and f" {fold(name)} " in text and fold(name) != fold(guide.company_name):
                found.append(name)
            if not label:
                first = re.match(r"([A-Z][\w.&']*(?: [A-Z][\w.&']*)?)", value)
                ranks = names.roles.words | set(names.roles.seniority) | {"l", "level"}
                if (
                    first
                    and f" {fold(first[1])} " in text
                    and fold(first[1]) != fold(guide.company_name)
                    and not set(fold(first[1]).split()) <= ranks
                ):
                    found.append(first[1])
    return list(dict.fromkeys(found))


def _at(row: LevelRow, target: str) -> list[Equivalent]:
    """The equivalent of a row at a company: the column of that name, else the piece of the words that names it."""
    wanted = fold(target)
    out = []
    for told in row.elsewhere:
        if told.label and (wanted in fold(told.label) or fold(told.company) == wanted):
            out.append(told)
        elif not told.label and f" {wanted} " in f" {fold(told.level)} ":
            parts = [p for p in told.pieces if f" {wanted} " in f" {fold(p)} "]
            one = parts[0] if parts and len(row.elsewhere) == 1 else told.level
            out.append(replace(told, level=one))
    return sorted(out, key=lambda hit: fold(hit.label).startswith(wanted), reverse=True)[:1]


def _rows(question: Question, guide: Guide) -> list[LevelRow]:
    """The rows that the question's level or title names; all levels where it names none."""
    rows = [r for r in guide.levels if not r.remark] or list(guide.levels)
    text = question.text
    codes = {fold(c).replace(" ", "") for c in level_codes(text)} | {fold(m) for m in re.findall(r"\b\d{2}\b", text)}
    by_code = [
        r
        for r in rows
        if codes
        & (
            {fold(c).replace(" ", "") for c in level_codes(r.level)}
            | {fold(m) for m in re.findall(r"\b\d{2}\b", r.level)}
        )
    ]
    if by_code:
        return by_code
    by_name = [
        r
        for r in rows
        if len(content_words(r.level)) >= 2
        and fuzz.token_set_ratio(fold(r.level), fold(text)) == 100
        and overlap(content_words(r.level), text) == 1
    ]
    if by_name:
        return [max(by_name, key=lambda r: len(r.level))]
    ranks = {w for w in fold(text).split() if w in RANKS}
    ranked = [r for r in rows if ranks & set(fold(r.level).split())]
    if ranked and len(ranked) < len(rows):
        return ranked
    titled = sorted(rows, key=lambda r: fuzz.token_sort_ratio(fold(guide.role_name), fold(r.level)), reverse=True)
    same = [r for r in titled if fold(guide.role_name) in fold(r.level)]
    exact = [
        r
        for r in same
        if not re.search(
            r"\b(?:senior|staff|principal|lead|director|junior)\b",
            fold(r.level).replace(fold(guide.role_name), ""),
        )
    ]
    return exact or rows
