"""Words around an amount, and of a clause -> numbered features for the wide half of the net: what words alone tell,
learned fast from few examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from zlib import crc32

from coach.understanding.amounts import Amount
from coach.understanding.extract.figures import figures_said

BUCKETS = 1 << 15
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[?!€£$₹%,.:;+/()\"-]")
_STANDS = {"money": "xmoney", "percent": "xpercent", "count": "xcount", "bare": "xbare"}
_NEAR = 6


def words_of(
    text: str, start: int, end: int, amounts: Sequence[Amount], companies: Sequence[tuple[int, int]]
) -> tuple[list[str], dict[int, int]]:
    """(the words from `start` to `end`, with one word for each amount and company; where each amount stands among them,
    and company i as -1 - i).
    """
    spans = [(a.start, a.end, _STANDS[a.kind], i) for i, a in enumerate(amounts)] + [
        (s, e, "xcompany", -1 - i) for i, (s, e) in enumerate(companies)
    ]
    out: list[str] = []
    at: dict[int, int] = {}
    last = start
    for s, e, word, i in sorted(spans):
        if s < last or e > end:
            continue
        out += _WORD.findall(text[last:s].lower())
        at[i] = len(out)
        out.append(word)
        last = e
    out += _WORD.findall(text[last:end].lower())
    return out, at


def amount_notions(
    amount: Amount, amounts: Sequence[Amount], notions: Sequence[tuple[int, int, str]], text: str
) -> list[str]:
    """What the words of the lexicon say around an amount: the nearest of each side, those of its stretch, and whether
    another amount stands between.
    """
    out: list[str] = []
    left = max((a.end for a in amounts if a.end <= amount.start), default=0)
    right = min((a.start for a in amounts if a.start >= amount.end), default=len(text))
    for kind in ("pay", "does"):
        mine = [n for n in notions if n[2].startswith("does ") == (kind == "does") and not n[2].startswith("act ")]
        before = [n for n in mine if n[1] <= amount.start][::-1]
        after = [n for n in mine if n[0] >= amount.end]
        for side, near in (("b", before), ("a", after)):
            for rank, (s, e, notion) in enumerate(near[:3]):
                gap = text[e : amount.start] if side == "b" else text[amount.end : s]
                far = "0" if len(gap) < 4 else "1" if len(gap) < 14 else "2" if len(gap) < 40 else "3"
                cut = (
                    "|" if re.search(r"[.!?;\n]", gap) else "," if re.search(r"[,:(+/&]|\band\b|\bplus\b", gap) else ""
                )
                own = "" if (e > left if side == "b" else s < right) else "x"
                out += [f"n{kind}{side}{rank}:{notion}{far}{cut}{own}", f"n{kind}{side}:{notion}{own}{cut}"]
                if rank == 0:
                    out += [f"n{kind}{side}0:{notion}"] * 1 + [f"n{kind}{side}own:{notion}{own}"]
        first = (before[:1] or [(0, 0, "-")])[0][2], (after[:1] or [(0, 0, "-")])[0][2]
        out.append(f"n{kind}ba:{first[0]}/{first[1]}")
    return out


def cued(text: str, amounts: Sequence[Amount]) -> list[list[str]]:
    """For each amount what plain cue words nearby make of it, as features: a use, a part of pay, and how sure the cues
    are.
    """
    said = figures_said(text)
    out: list[list[str]] = []
    for a in amounts:
        s = next((s for s in said if s.start < a.end and s.end > a.start), None)
        if s is None:
            out.append(["cue:none"])
            continue
        out.append(
            [
                f"cue:{s.use}",
                f"cue:{s.use}{s.sure}",
                f"cuec:{s.part.component}{s.named}",
                f"cuec:{s.part.component}",
                f"cue2:{s.use}{s.part.component}{s.named}{s.sure}",
            ]
            * 1
        )
    return out


def act_notions(notions: Sequence[tuple[int, int, str]], start: int, end: int) -> list[str]:
    """The notions that a clause touches, alone and in pairs."""
    inside = sorted({n[2] for n in notions if start <= n[0] < end})
    out = [f"h:{n}" for n in inside]
    out += [f"h2:{a}+{b}" for i, a in enumerate(inside) for b in inside[i + 1 :]]
    first = next((n[2] for n in notions if start <= n[0] < end), "")
    return [*out, f"hf:{first}"]


def amount_features(words: Sequence[str], at: int) -> list[int]:
    """Numbers of the features of the amount that stands at `at`: its neighbours by place, together, and all other
    words.
    """
    before, after = list(words[max(0, at - _NEAR) : at])[::-1], list(words[at + 1 : at + 1 + _NEAR])
    names = [f"s:{words[at]}"]
    for side, near in (("b", before), ("a", after)):
        names += [f"{side}{i}:{w}" for i, w in enumerate(near)]
        names += [f"{side}:{w}" for w in near]
        names += [f"{side}2:{' '.join(near[:2])}", f"{side}3:{' '.join(near[:3])}"]
    names.append(f"ba:{before[0] if before else '^'} {after[0] if after else '$'}")
    names += [f"w:{w}" for w in set(words)]
    return numbered(names)


def company_features(words: Sequence[str], at: int, number: int, many: int, notions: Iterable[str]) -> list[int]:
    """Numbers of the features of a company's mention: its neighbours, which of how many it is, what its stretch speaks
    of, all other words.
    """
    before, after = list(words[max(0, at - _NEAR) : at])[::-1], list(words[at + 1 : at + 1 + _NEAR])
    names = [f"o:{number}/{many}", f"o:{number == 0}{number == many - 1}"]
    for side, near in (("b", before), ("a", after)):
        names += [f"{side}{i}:{w}" for i, w in enumerate(near[:4])]
        names += [f"{side}:{w}" for w in near]
        names += [
            f"{side}2:{' '.join(near[:2])}",
            f"{side}3:{' '.join(near[:3])}",
            f"{side}o:{' '.join(near[:1])}{number > 0}",
        ]
    names += [f"w:{w}" for w in set(words)]
    return numbered([*names, *notions])


def company_notions(start: int, end: int, notions: Sequence[tuple[int, int, str]]) -> list[str]:
    """The lexicon's words around a company, nearest first on each side."""
    out = []
    for side, near in (
        ("b", [n for n in notions if n[1] <= start][::-1][:4]),
        ("a", [n for n in notions if n[0] >= end][:4]),
    ):
        out += [f"c{side}{i}:{n[2]}" for i, n in enumerate(near)] + [f"c{side}:{n[2]}" for n in near]
    return out


def clause_features(words: Sequence[str], around: Iterable[str], number: int, many: int) -> list[int]:
    """Numbers of the features of a clause: its words, pairs, beginnings and letters, and the words of the whole
    message.
    """
    names = [f"u:{w}" for w in set(words)]
    framed = ["^", *words, "$"]
    names += [f"p:{a} {b}" for a, b in pairwise(framed)]
    names += [f"t:{a} {b} {c}" for a, b, c in zip(framed, framed[1:], framed[2:], strict=False)]
    names += [f"c:{w[i : i + 4]}" for w in set(words) for i in range(max(1, len(w) - 3)) if len(w) > 4]
    names += [
        f"f:{' '.join(words[:2])}",
        f"l:{' '.join(words[-2:])}",
        f"n:{min(len(words), 12) // 3}",
        f"k:{number == 0}{number == many - 1}",
    ]
    names += [f"m:{w}" for w in set(around)]
    return numbered(names)


def numbered(names: Iterable[str]) -> list[int]:
    """Names of features -> their numbers."""
    return sorted({crc32(name.encode()) % BUCKETS for name in names})
