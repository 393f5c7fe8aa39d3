"""A letter's statements -> all claims on pay that they make, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.understanding.letters.claims import Around, Money
from coach.understanding.letters.figures import claims_in, vesting_years
from coach.understanding.letters.labels import labels_in
from coach.understanding.letters.lines import Statement
from coach.understanding.letters.tables import read_row
from coach.understanding.letters.words import found, pattern


def amounts_of(letter: Sequence[Statement], money: Money, theirs: frozenset[int] = frozenset()) -> Around:
    """The amounts of pay that a letter states, in order; `theirs` are the mails that the candidate wrote."""
    around = Around()
    for at, statement in enumerate(letter):
        if found(statement.text, "orders") or statement.mail in theirs:
            continue
        if statement.opens and not around.whole:
            around.kind, around.years = "", 0
        if statement.cells:
            read_row(statement, at, around, money)
        else:
            around.columns, around.places, around.schedule = (), (), False
            _sentence(statement, at, around, money)
    years = next((y for s in letter if found(s.text, "vest") and (y := vesting_years(s.text))), 0.0)
    around.claims = [replace(c, years=c.years or years) if c.component == "stock" else c for c in around.claims]
    return around


def _sentence(statement: Statement, at: int, around: Around, money: Money) -> None:
    text = statement.text
    labels = labels_in(text)
    if (
        not re.search(r"\d", text)
        and len(text.split()) <= 8
        and (not text.endswith(".") or (statement.opens and len(text.split()) <= 5))
    ):
        # A heading: it names what stands below, or ends what the one before named.
        if pattern("without").match(text):
            return
        around.kind = labels[-1].notion if labels and labels[-1].notion != "fixed" else ""
        around.whole = not text.endswith(".") and statement.opens
        around.use = "current" if labels and found(text, "old") and not found(text, "new") else "offer"
        return
    if found(text, "example"):
        return
    around.claims.extend(claims_in(text, at, around.kind, around, money, statement))
