"""A letter's statements -> the employer, the likeliest of the names in it by the marks that employers have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from coach.understanding.letters.lines import Statement
from coach.understanding.letters.mail import NOBODY, Sender
from coach.understanding.letters.place import towns_in
from coach.understanding.letters.runs import DAYS, LEGAL, best_of, closing, is_plain_word, runs_in
from coach.understanding.letters.words import found, pattern, words_in
from index.money import CODES
from index.names import Names
from index.names.levels import level_codes
from index.places import is_place, places_in

_LIKELY = 40  # names that are compared with one another
_DEFINED = re.compile(r"^,?\s*\((?:[^()]{0,40}?)[“\"'‘](?P<short>[^”\"'’]{2,40})[”\"'’]")


_LEADS = (
    "articles",
    "joining",
    "offering",
    "greeting",
    "closing",
    "header",
    "until",
    "starts",
    "hired",
    "stop",
    "pronoun",
)


def company_in(letter: Sequence[Statement], names: Names, sender: Sender = NOBODY) -> str:
    """The employer, by a guide's name where the index knows it, else as the letter writes it without its legal form.

    A mail's `sender` is a person, whose address may name the employer.
    """
    scores: dict[str, float] = defaultdict(float, _by_address(sender, names))
    end = closing(letter)
    for at, s in enumerate(letter):
        about, signs = found(s.text, "hired", "role", "offering"), found(s.text, "desk")
        for start, run in runs_in(s.text):
            told = LEGAL.search(" " + run)
            name = _plain(run)
            before, after = s.text[max(0, start - 80) : start], s.text[start + len(run) :][:120]
            if not name or sender.is_named(name) or _is_no_company(name, before):
                continue
            score = 0.2 + 2.0 * bool(told) + (at < 5) * 0.5 * bool(told or run == s.text)
            defined = _DEFINED.match(after)
            score += 4 * bool(defined)
            if (
                re.match(r"^\W*(?:\w+\W+){0,3}$", before)
                and found(before, "employer")
                and re.search(r"[:|]\s*$", before)
            ):
                score += 5
            near = words_in(before[-24:], "joining")
            if near and near[-1].end >= len(before[-24:]) - 5:
                score += 1 + 1.5 * about
            offers = pattern("offering").search(after[:40])
            if (
                offers
                and len(after[: offers.start()].split()) <= 3
                and not re.search(r"[.,;]", after[: offers.start()])
            ):
                score += 2.5
            if at > end:
                score += 1.5 * bool(signs or re.search(r",\s*$", before)) + 0.5 * (run == s.text)
            if pattern("header").match(s.text) and re.search(r",\s*$", before):
                score += 2
            score += (2.2 if not at else 0.8 if at < 2 else 0.3) * (at < 6 and run == s.text and " " in run) + found(
                run, "firm"
            )
            if before.rstrip().casefold().endswith(("for", "för", "pour", "für", "on behalf of")) and at >= end:
                score += 2
            scores[name] += score
            if (
                defined
                and defined["short"] not in ("Company", "the Company", "we", "us", "you")
                and defined["short"].casefold() in run.casefold()
            ):
                scores[defined["short"]] += 5
    for name in [n for n in scores if n.isupper()]:
        if same := next((n for n in scores if n != name and n.casefold() == name.casefold()), ""):
            scores[same] += scores.pop(name)
    likely = sorted(scores, key=lambda n: -scores[n])[:_LIKELY]
    for name in likely:
        for short in likely:
            if (
                short != name
                and name in scores
                and scores.get(short, 0) >= 1.5
                and name.casefold().startswith(short.casefold() + " ")
            ):
                scores[short] += scores.pop(name)
    scores = {n: s + found(n, "firm") for n, s in scores.items() if n in likely}
    known = {n: _known(n, names) for n in scores}
    for name, guide in known.items():
        if guide:
            scores[name] += 2
    best = best_of(scores, 1.1)
    return known.get(best) or _cased(best)


def _by_address(sender: Sender, names: Names) -> dict[str, float]:
    """The company of a guide that the sender's address belongs to, with its score."""
    known = _known(sender.house, names) if sender.house else ""
    return {known: 2.0} if known else {}


def _cased(name: str) -> str:
    return (
        " ".join(w.capitalize() if len(w) > 3 else w for w in name.split()) if name.isupper() and " " in name else name
    )


def _plain(said: str) -> str:
    said = re.split(r"['’]s\b", said)[0]
    tokens = said.split()
    while len(tokens) > 1 and (pattern(*_LEADS).fullmatch(tokens[0].strip(",.")) or DAYS.match(tokens[0].strip(",."))):
        tokens = tokens[1:]
    while (
        len(tokens) > 1
        and found(tokens[-1].strip(".,"), "desk", "articles")
        and re.fullmatch(pattern("desk"), tokens[-1].strip(".,"))
    ):
        tokens = tokens[:-1]
    return LEGAL.sub("", " " + " ".join(tokens)).strip(" ,.&-")


def _is_no_company(name: str, before: str) -> bool:
    tokens = name.split()
    if (
        len(name) < 2
        or all(is_plain_word(t) or pattern("firm", "desk").fullmatch(t) for t in tokens)
        or not re.search(r"[A-Za-zÀ-ÿ]", name)
    ):
        return True
    if found(name, "document") and not LEGAL.search(" " + name):
        return True
    if name in CODES or re.match(r"\w+['’](?:d|ll|re|ve|m|s)\b", name):
        return True
    if (
        pattern("greeting").search(before[-14:])
        or re.search(r"\b(?:Mr|Ms|Mrs|Dr|Madame|Monsieur|Frau|Herr)\.?\s*$", before)
        or re.match(r"(?:Mr|Ms|Mrs|Dr|Frau|Herr|Madame)\b", name)
    ):
        return True
    if re.match(r"^(?:to|à|an|aan|till|para)\s*:\s*$", before, re.I) or found(before[-22:], "not_role"):
        return True
    places = places_in(name)
    towns = {w for x in (towns_in(name) if places else ()) for w in x.split()}
    if places and not LEGAL.search(" " + name) and all(t in towns or len(t) < 3 or is_place(t) for t in tokens):
        return True
    return (
        bool(pattern("title").search(tokens[-1]))
        or bool(pattern("title").search(name) and not LEGAL.search(" " + name))
        or bool(level_codes(name) and len(tokens) <= 2)
    )


def _known(name: str, names: Names) -> str:
    called = names.called(name)
    if called and len(called.options) == 1:
        return names.company_name(called.options[0])
    first = next((m for m in names.find(name).companies if m.first == 0 and len(m.options) == 1), None)
    return names.company_name(first.options[0]) if first else ""
