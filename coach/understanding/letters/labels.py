"""A sentence or cell of a letter -> the words that say what an amount is for, and which of them an amount has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.understanding.amounts import Amount
from coach.understanding.letters.words import Word, found, pattern, spans_in, words_in

LABELS = ("sum", "signing", "fixed", "total", "basic", "stock", "bonus", "base", "none", "once")

_LEAD = 60  # characters before a label that may change what it says


def labels_in(text: str) -> list[Word]:
    """The words of a text that name a part of pay or money that is none, without those that only say what a share is
    of.
    """
    labels = words_in(text, *LABELS)
    out = []
    for label in labels:
        lead = text[max(0, label.start - _LEAD) : label.start]
        share = re.search(r"(?:%|percent|per cent)(?P<gap>[^%.;:]{0,40})$", lead)
        if (
            share
            and label.notion != "none"
            and (of := pattern("share_of").search(share["gap"]))
            and len(share["gap"][of.end() :].split()) <= 3
        ):
            continue
        aside = list(pattern("aside").finditer(lead))
        if aside and len(lead[aside[-1].end() :].split()) <= 3 and not re.search(r"[,;.]", lead[aside[-1].end() :]):
            continue
        if (
            label.notion in ("base", "basic")
            and (span := list(spans_in(lead)))
            and len(lead[span[-1].end :].split()) <= 2
            and not re.search(r"[,;:.]", lead[span[-1].end :])
        ):
            continue  # "two months' basic salary"
        if label.notion in ("base", "basic") and re.search(
            r"\b(?:times|x)\s+(?:\w+\s+)?$|\d(?:[.,]\d)?\s*$", lead, re.I
        ):
            continue  # "four times basic salary", "13 salaries"
        if label.notion != "sum":
            out.append(label)
    return out


def titled(title: str) -> list[Word]:
    """The labels of a row's title, the one that names the row first."""
    labels = labels_in(title)
    none = [x for x in labels if x.notion == "none"]
    return none or labels


def label_of(
    text: str, hit: Amount, start: int, end: int, labels: Sequence[Word], used: int
) -> tuple[Word | None, int]:
    """The label of an amount: the words that lead to it, else those right after it; and up to where labels are taken."""
    near = [x for x in labels if start <= x.start and x.end <= hit.start]
    after = next((x for x in labels if hit.end <= x.start < end), None)
    follows = bool(after and _in_between(text[hit.end : after.start]))
    gap = text[near[-1].end : hit.start] if near else ""
    if near and not (follows and (found(gap, "joiner") or re.search(r"[,;+]", gap))):
        return near[-1], used
    return (after, after.end) if follows and after else (None, used)


def _in_between(gap: str) -> bool:
    """Whether nothing but a few plain words stand between an amount and the label after it: "240K in RSUs", "10% annual
    target bonus".
    """
    return (
        not re.search(r"[,;:.()+/=]", gap)
        and len(gap.split()) <= 4
        and not found(gap, "paid", "vest", "until", "starts")
    )


def called_by(own: Word | None, kind: str, text: str, hit: Amount) -> str:
    """What an amount is for, from its own words and the heading's: "the bonus" under "Sign-on" is the sign-on."""
    if own is None:
        return "" if kind == "once" else kind
    if own.notion == "once":
        if kind in ("signing", "none"):
            return kind
        return "signing" if found(text, "starts", "hired") else "none"
    if kind == "signing" and own.notion in ("bonus", "none"):
        return kind if own.notion == "bonus" else own.notion
    if kind == "stock" and own.notion == "none" and own.end <= hit.start and found(text[own.end : hit.start], "worth"):
        return kind
    if kind == "none" and own.notion in ("base", "basic", "total"):
        return "none" if text[own.start : own.end].casefold() in ("salary", "base", "basic") else own.notion
    return own.notion
