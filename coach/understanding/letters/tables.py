"""A table's row in a letter -> its claims, by its label and by what heads its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from coach.understanding.letters.claims import Around, Money, Use, code_in, first_code
from coach.understanding.letters.figures import claims_in, pay_amounts, period_of, use_of, vesting_years, when_due
from coach.understanding.letters.labels import LABELS, labels_in, titled
from coach.understanding.letters.lines import Statement
from coach.understanding.letters.words import found

_DATED = re.compile(r"(?:FY\s?|\w+ )?(?P<year>(?:20)?\d\d)", re.I)
_YEARLY = re.compile(r"[\W_]*(?:year|yr|y)?\s?[1-5][\W_]*", re.I)


def read_row(statement: Statement, at: int, around: Around, money: Money) -> None:
    """A table's row: its label in one cell, amounts in others; a row without any amount heads the columns below."""
    cells = statement.cells
    if found(statement.text, "example"):
        return
    amounts = [bool(pay_amounts(c, Money(money.codes, money.bare or "?"))) for c in cells]
    if amounts[0] and any(amounts[1:]) and titled(cells[0]):
        amounts[0] = False  # "Variable pay at 100% of target"
    years = len(cells) > 1 and sum(bool(_YEARLY.fullmatch(c) or _DATED.fullmatch(c)) for c in cells) >= 2
    if years or not any(amounts):
        if len(cells) > 1 and (years or not any(re.search(r"\d{3}", re.sub(r"20\d\d", "", c)) for c in cells)):
            label_only = (
                labels_in(cells[0])
                and len(cells) == 2
                and not found(cells[1], "old", "new", "per_year", "per_month", *LABELS)
            )
            if not label_only:
                around.columns, around.places = cells, statement.places
                around.schedule = found(statement.text, "vest")
        return
    if around.schedule:
        return
    title = next((c for c, m in zip(cells, amounts, strict=True) if not m), "")
    called = next(iter(titled(title)), None)
    for i, cell in enumerate(cells):
        if not amounts[i]:
            continue
        column = _column(statement, i, around)
        if column and found(column, "change"):
            continue
        by_year = bool(
            column
            and (
                _YEARLY.fullmatch(column)
                or _DATED.fullmatch(column)
                or re.fullmatch(r".{0,12}\b(?:year|jahr|an|año|ano|jaar|år) ?\d", column, re.I)
            )
        )
        if called and called.notion == "total" and found(title, "when_mark"):
            continue  # "First-year total"
        above = labels_in(column) if column else []
        kind = (
            called.notion
            if called
            else above[-1].notion
            if above and not title
            else around.kind
            if not title and not column
            else ""
        )
        if title and not called and not labels_in(cell):
            continue
        inside = Around(kind, True, use=use_of(f"{title} {column}") or _by_date(column, around.columns) or around.use)
        note = f"{title} {column}"
        read = claims_in(
            cell,
            at,
            kind,
            inside,
            replace(money, bare=code_in(note) or money.bare or first_code(around.claims) or "?"),
            statement,
        )
        scale = (
            1e5
            if re.search(r"\bla(?:kh|c)s?\b", note, re.I)
            else 1e3
            if re.search(r"['’]000|\bthousands?\b", note, re.I)
            else 1.0
        )
        for claim in read:
            if by_year and claim.component in ("stock", "total"):
                continue
            news = claim
            if scale > 1 and claim.currency != "%" and claim.high < 1000:
                news = replace(news, low=claim.low * scale, high=claim.high * scale)
            if not news.period and claim.component != "signing" and claim.currency != "%":
                news = replace(news, period=period_of(column or "") or period_of(title))
            if claim.component == "signing":
                news = replace(news, when=column if by_year else news.when or when_due(title))
            basic = bool(called and called.notion == "basic")
            around.claims.append(
                replace(
                    news,
                    years=news.years or vesting_years(statement.text),
                    basic=basic,
                    fixed=news.fixed or bool(called and called.notion == "fixed"),
                    row=True,
                    line=statement.text,
                )
            )
        around.counted = around.counted or inside.counted


def _by_date(column: str, columns: Sequence[str]) -> Use | Literal[""]:
    """Of two years' columns beside one for the change, the earlier is what is paid now."""
    years = sorted(int(m["year"]) for c in columns if (m := _DATED.fullmatch(c)))
    mine = _DATED.fullmatch(column)
    if not mine or len(years) != 2 or not any(found(c, "change") for c in columns):
        return ""
    return "current" if int(mine["year"]) == years[0] else "offer"


def _column(statement: Statement, i: int, around: Around) -> str:
    """What heads the column of the i-th cell: the heading that stands nearest above it, else the one as far from the
    right.
    """
    if not around.columns:
        return ""
    if statement.places and around.places and len(around.places) == len(around.columns):
        under = [_under(place, around.places) for place in statement.places[1:]]
        if i and -1 not in under and len(set(under)) == len(under):
            return around.columns[under[i - 1]]
    at = i + len(around.columns) - len(statement.cells)
    return around.columns[at] if 0 <= at < len(around.columns) else ""


def _under(place: tuple[int, int], heads: Sequence[tuple[int, int]]) -> int:
    """Which heading a cell stands under to the letter, -1 for none; long runs of blanks may have been cut short."""
    return next((n for n, head in enumerate(heads) if abs(head[0] - place[0]) <= 1 or abs(head[1] - place[1]) <= 1), -1)
