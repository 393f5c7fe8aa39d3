"""A sentence or cell of a letter -> the amounts of pay in it, each with what it is for; every other number is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from coach.understanding.amounts import Amount, amounts_in
from coach.understanding.letters.claims import Around, Claim, Money, Period, Use, settled
from coach.understanding.letters.labels import called_by, label_of, labels_in
from coach.understanding.letters.lines import Statement
from coach.understanding.letters.words import Word, found, pattern, spans_in, words_in
from index.guide import Component
from index.money import JOIN

_PERIODS = ("per_odd", "per_hour", "per_day", "per_week", "per_month", "per_year")


_LEAST = 300  # nobody is granted or paid less in one payment
_DATED = re.compile(r"20\d\d")


def vesting_years(text: str) -> float:
    """Over how many years a text says something vests, 0 where it does not: the longest span that is no cliff."""
    spans = [
        s.years
        for s in spans_in(text)
        if s.unit in ("year", "month") and not re.match(r"[\s-]*cliff", text[s.end :], re.I)
    ]
    return max((y for y in spans if 1 <= y <= 6), default=0.0)


def pay_amounts(text: str, money: Money) -> list[Amount]:
    """The amounts of a text that may be pay: money and percentages, and where a currency is known grouped numbers
    without one.
    """
    out = []
    for a in amounts_in(text):
        if a.high <= 0 or a.kind == "count":
            continue
        written = text[a.start : a.end]
        if a.kind == "bare":
            grouped = bool(re.search(r"\d[,.'’\s]\d{2,3}", written))
            if not (
                (money.bare and (a.high >= 1000 and (grouped or len(text.split()) <= 4)))
                or (grouped and a.high >= 1000 and a.period)
            ):
                continue
            if re.match(r"[-/]\w", text[a.end :]) or (a.start and text[a.start - 1] in "-/#"):
                continue
        out.append(a)
    return out


def claims_in(text: str, at: int, kind: str, around: Around, money: Money, statement: Statement) -> list[Claim]:
    """The claims of one sentence or cell; `kind` is what a heading says."""
    labels = labels_in(text)
    counts = [a for a in amounts_in(text) if a.kind == "count" and a.counted == "shares"]
    if counts and not around.counted:
        around.counted = int(counts[0].high)
    if any(x.notion == "stock" for x in labels) and not kind:
        around.kind = "stock" if counts else around.kind
        kind = around.kind
    back = next((m.start() for m in pattern("clawback").finditer(text)), len(text) + 1)
    hits = pay_amounts(text, money)
    out: list[Claim] = []
    used = 0
    for i, hit in enumerate(hits):
        start, end = hits[i - 1].end if i else 0, hits[i + 1].start if i + 1 < len(hits) else len(text)
        label, used = label_of(text, hit, max(start, used), end, labels, used)
        earlier = [x for x in labels if x.end <= hit.start]
        own = label or (earlier[-1] if earlier else None)
        called = called_by(own, kind, text, hit)
        before, after = text[start : hit.start], text[hit.end : end]
        if (
            called == ""
            and hit.kind == "money"
            and not labels
            and re.search(r"\w", before)
            and found(text[: hit.start], "offering", "hired")
        ):
            called = "base" if _period(text, hit, start, end, None) in ("year", "month", "hour") else ""
        if called in ("", "none", "once") or back < hit.start or _is_item(before, after):
            continue
        percent = hit.kind == "percent"
        if percent and (called != "bonus" or hit.high > 90 or _is_rise(text, hit, before, after)):
            continue
        if _is_rise(text, hit, before, after):
            continue
        component: Component = "base" if called in ("fixed", "basic") else called  # type: ignore[assignment]
        period = _period(text, hit, start, end, own)
        years = 0.0
        if component == "stock":
            years = (
                float(hit.period[0])
                if hit.period.endswith("yr")
                else vesting_years(text[hit.start : end]) or vesting_years(text)
            )
            period = "year" if not years and period == "year" else ""
        elif component == "signing" or percent:
            period = ""
        if hit.kind == "money" and component != "base" and (hit.high < _LEAST or hit.period in ("day", "hour", "week")):
            continue
        near = text[max(0, hit.start - 40) : hit.start]
        gap = text[own.end : hit.start] if own and own.end <= hit.start else ""
        weight = (
            2 * bool(label)
            - 3 * bool((_DATED.search(gap) or found(text, "payout")) and component in ("bonus", "total"))
            + bool(component == "bonus" and (percent or found(text, "target")))
        )
        claim = Claim(
            component, hit.low, hit.high, "%" if percent else settled(text[hit.start : hit.end + 5], hit.currency, money), period,
            _use(text, hit, start, around.use), at, text, bool(words_in(near, "up_to")) and found(near[-16:], "up_to"), years, weight,
            called == "fixed", called == "basic", when_due(text[hit.end : end], text[start : hit.start]), found(before[-30:], "piece"), statement.mail,
        )  # fmt: skip
        if hit.is_range and found(text, "rise") and _comes_from(before):
            first = next(iter(amounts_in(JOIN.split(text[hit.start : hit.end])[0])), None)
            falls = first is not None and abs(first.low - hit.high) < 1
            old, new = (claim.high, claim.low) if falls else (claim.low, claim.high)
            out += [replace(claim, low=old, high=old, use="current"), replace(claim, low=new, high=new, use="offer")]
        else:
            out.append(claim)
    return out


def _is_item(before: str, after: str) -> bool:
    """Whether an amount is the price of one share or the like, or the cap of something."""
    lead = words_in(before[-24:], "item")
    return bool(
        pattern("item").match(after.lstrip(" "))
        or (lead and len(before) - len(before[-24:]) + lead[-1].end >= len(before) - 4)
    )


def _is_rise(text: str, hit: Amount, before: str, after: str) -> bool:
    """Whether an amount is by how much pay rises, not what it rises to."""
    if re.search(r"\(?\+\s?$", before):
        return True
    if hit.is_range and _comes_from(before):
        return False
    lead = words_in(before[-24:], "by_much")
    if lead and not before[-24:][lead[-1].end :].strip() and found(before[-50:-1], "rise"):
        return True
    noun = pattern("rise_noun").search(after[:24])
    return bool(noun and len(after[: noun.start()].split()) <= 1 and not re.search(r"[,.;]", after[: noun.start()]))


def _period(text: str, hit: Amount, start: int, end: int, own: Word | None) -> Period:
    """Over what an amount is paid: what stands right after it, else what leads to it."""
    after = re.sub(r"^\W*only\)|^\)", "", text[hit.end : end][:60])
    if re.match(r"\W{0,3}(?:in |à |en |em |på )?\(?1[3-6]\b", after):
        after = ""  # "(13 salaries a year)"
    cut = pattern("paid").search(after)
    after = after[: cut.start()] if cut else after
    after = (
        re.split(r"[;)(]|,(?! (?:which|gross|before|brutto))", after)[0]
        if not re.match(r"\s?\(", after)
        else after[:30]
    )
    counts = [x.end for x in spans_in(after)]  # "36 hours a week" is no week's pay
    odd = [w for w in words_in(after, *_PERIODS) if not any(0 <= w.start - end <= 2 for end in counts)]
    if hit.period in ("year", "month", "week", "day", "hour") and not (
        odd and odd[0].notion == "per_odd" and odd[0].start < 3
    ):
        return hit.period
    if odd:
        return odd[0].notion[4:]  # type: ignore[return-value]
    lead = (
        text[own.start : hit.start] if own and own.end <= hit.start and own.start >= start else text[start : hit.start]
    )
    if own and own.end <= hit.start and own.start >= start:
        lead = text[max(start, own.start - 24) : own.start].rsplit(",", 1)[-1] + lead
    elif own and own.start >= hit.end:
        lead += text[hit.end : own.end]
    return period_of(lead, last=True)


def period_of(text: str, *, last: bool = False) -> Period:
    words = words_in(text, *_PERIODS)
    return words[-1 if last else 0].notion[4:] if words else ""  # type: ignore[return-value]


def use_of(note: str) -> Use | Literal[""]:
    words = list(words_in(note, "old", "new"))
    if not words:
        return ""
    return "current" if words[-1].notion == "old" else "offer"


def _use(text: str, hit: Amount, start: int, heading: Use) -> Use:
    before = text[start : hit.start]
    right = pattern("old").match(text[hit.end : hit.end + 16].lstrip())
    if right and hit.end < len(text) and not text[hit.end : hit.end + 1].strip():
        return "current"
    if _comes_from(before) and found(text, "rise"):
        return "current"
    words = [
        w
        for w in words_in(before, "old", "new")
        if not pattern("worth").match(before[w.end :].lstrip())
        and (len(before[w.end :].split()) <= 3 or (labels_in(before[w.end :]) and len(before[w.end :].split()) <= 8))
    ]
    if words and not re.search(r"[;]", before[words[-1].end :]):
        return "current" if words[-1].notion == "old" else "offer"
    return heading


def when_due(after: str, before: str = "") -> str:
    """When an amount is due, as the words around it say: "in the first year", "after six months"."""
    for part in (after, before):
        marks = words_in(part, "when_mark")
        if not marks:
            continue
        start = marks[0].start
        for lead in reversed(words_in(part[:start], "when_lead")):
            if part[lead.end : start].strip():
                break
            start = lead.start
        return re.split(r"[,.;()]", part[start : start + 50])[0].strip()
    return ""


def _comes_from(before: str) -> bool:
    """Whether an amount is what something changes from."""
    words = words_in(before[-8:], "from_word")
    return bool(words and not before[-8:][words[-1].end :].strip())
