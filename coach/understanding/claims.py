"""Words of a message -> what they claim: a limit of theirs, other people's pay, a part that nobody spoke of, a figure
that is wanted of the person, a word that was given, all of the pay in cash."""

from __future__ import annotations

from typing import Literal

from coach.understanding.amounts import is_period
from coach.understanding.lexicon import notions_at
from coach.understanding.likeness import (
    Masked,
    figures_and_names,
    kind_near,
    masked,
    piece_at,
    share_of,
    shares_of,
    words_at,
)
from coach.understanding.reading import ASKS, POSSIBLE, SURE, AmountMention, Clause, CompanyPart, Reading

Expects = Literal["wish", "boss", "form", ""]
Said = Literal["ceiling", "others", "offer", "mine", "wish", "denied", ""]
Standing = Literal["written", "spoken", ""]
_FILE, _WRITTEN = "claims.yaml", "written.yaml"
_LEAST = {
    "figure": 0.5,
    "silence": 0.55,
    "expects": 0.45,
    "gave": 0.55,
    "cash": 0.7,
    "reach": 0.4,
    "added": 0.4,
    "source": 0.68,
    "written": 0.45,
}  # cosines
_PAY = frozenset("signing total stock base bonus".split())
_SURE_PART = 0.8  # a probability: so sure, a figure is of a part that is named elsewhere in its clause
_PARTS = frozenset("relo refresher pension holiday hours severance".split())
_PLAINLY, _PLAINLY_EXPECTS, _LEAST_NAMED = 0.75, 0.6, 0.5  # cosines
_MAY_BE, _LIKELY, _RATHER, _SURELY = 0.3, 0.5, 0.75, 0.85  # probabilities
_TELLING = ("offer", "pay", "wish", "accepted", "declined", "deed")
_MONEY = ("money", "bare")
_ANY_DENIAL = 0.2  # a probability: what denies nothing is at a hundredth
_GUIDES = ("guide", "your table", "your data", "your list", "your sheet")  # what our guides are called
_BARE = "an amount"  # a figure alone says nothing of itself


def figure_said(reading: Reading, a: AmountMention) -> Said:
    """What the words around a figure say of it, "" where they come near to no example."""
    if a.amount.kind not in _MONEY or not reading.clauses:
        return ""
    around = words_around(reading, a)
    said = _near("figure", around) if not _is_bare(around) else ""
    least = _LIKELY if said == "ceiling" else _RATHER
    return said if said and share_of(_FILE, "figure", around) >= least else ""  # type: ignore[return-value]


def plainly(reading: Reading, a: AmountMention) -> Said:
    """The same where the words around a figure are nearly those of an example, else ""."""
    if a.amount.kind not in _MONEY or not reading.clauses:
        return ""
    around = words_around(reading, a)
    if _is_bare(around) or not (kind := kind_near(_FILE, "figure", around, _PLAINLY)):
        return ""
    return kind if share_of(_FILE, "figure", around) >= _SURELY else ""  # type: ignore[return-value]


def _is_bare(around: str) -> bool:
    """Whether the words around a figure are the figure alone, or by what time it is paid."""
    return around == _BARE or (around.startswith(_BARE) and is_period(around[len(_BARE) :]))


def stands(reading: Reading, a: AmountMention, *, rather: bool = False) -> Standing:
    """Where a figure stands by the words around it: "written" in their letter, "spoken" if it was only said, "" where
    they do not surely tell; with `rather` a third of a chance of being written is enough."""
    if a.amount.kind not in _MONEY or not reading.clauses:
        return ""
    around = words_around(reading, a)
    if _is_bare(around) or not (kind := kind_near(_WRITTEN, "", around, _LEAST["written"])):
        return ""
    shares = shares_of(_WRITTEN, "", around)
    if rather and shares["written"] >= _MAY_BE and kind != "spoken":
        return "written"
    return kind if kind != "other" and shares[kind] >= _SURELY else ""  # type: ignore[return-value]


def is_all_denied(reading: Reading, a: AmountMention) -> bool:
    """Whether the words around a figure, the only one of its clause, say that nobody offers it: two readers must find
    so, as the nearest examples know no "nobody" from a "they"."""
    alone = sum(x.clause == a.clause and x.amount.kind in _MONEY for x in reading.amounts) == 1
    if not alone or not reading.clauses or plainly(reading, a) != "denied":
        return False
    no = reading.clauses[a.clause].denial
    return no is not None and no.denies >= _ANY_DENIAL


def has_come(reading: Reading, a: AmountMention) -> bool:
    """Whether a figure behind "up to" is how far they have come, and not the most that it may be."""
    return bool(reading.clauses) and _near("reach", words_around(reading, a)) == "come"


def of_guides(reading: Reading, a: AmountMention) -> bool:
    """Whether a figure is put into the guides' mouth: what they say is known from them, whoever tells it.

    The clause names one: "he said 39 too" stands near the examples and is about no guide.
    """
    if a.amount.kind not in _MONEY or not reading.clauses:
        return False
    if not any(name in reading.clauses[a.clause].text.casefold() for name in _GUIDES):
        return False
    return kind_near(_FILE, "source", words_around(reading, a), _LEAST["source"]) == "guide"


def adds_up(reading: Reading, clause: Clause) -> bool:
    """Whether a clause wants to know what figures that stand beside each other come to."""
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    return _near("added", words) == "sum"


def words_around(reading: Reading, a: AmountMention) -> str:
    """The words around a figure, between what joins them to others."""
    return words_at(reading.text, a.amount.start, reading.clauses[a.clause], figures_and_names(reading))


def untold_in(reading: Reading, clause: Clause) -> tuple[str, ...]:
    """What a clause says nobody has spoken of, each a part of pay or the person's words for a term; empty where
    something was said of it, or it tells a figure of it."""
    inside = (a for a in reading.amounts if clause.start <= a.amount.start < clause.end)
    told = [a for a in inside if a.component_said]
    spans = _things(reading, clause)
    out = []
    for at, after, name in spans:
        start, end = piece_at(reading.text, at, clause, figures_and_names(reading))
        words = masked(reading.text, start, end, [(s, e, "money") for s, e, _ in spans])
        of = (a for a in told if a.component == name)
        figure = any(a.component_score >= _SURE_PART or start <= a.amount.start < end for a in of)
        if not figure and at < end and _near("silence", words) == "untold":
            out.append(name if name in _PAY else reading.text[at:after])
    return tuple(dict.fromkeys(out))


def _things(reading: Reading, clause: Clause) -> list[Masked]:
    """What a clause names that can be asked for: (start, end, the part of pay or "")."""
    theirs = ("offer", "grant", "refuse")  # of that they have spoken
    inside = (t for t in reading.terms if clause.start <= t.start < clause.end)
    out = [(t.start, t.end, "") for t in inside if t.side not in theirs or t.score < SURE]
    parts = {at for at, _ in reading.components}  # of "sign-on bonus" the sign-on alone
    for start, end, notion in notions_at(reading.text):
        named = start in parts if notion in _PAY else notion in _PARTS
        if clause.start <= start < clause.end and named and not any(s < end and start < e for s, e, _ in out):
            out.append((start, end, notion))
    return sorted(out)


def expects_figure(reading: Reading) -> Expects:
    """Whether somebody wants the person to name the pay that they want, "" where nobody does: in a talk ("wish"), by their
    own "boss" or in a "form"."""
    return next((kind for c in reading.clauses if (kind := _expects(reading, c))), "")


def _expects(reading: Reading, clause: Clause) -> Expects:
    figures = any(clause.start <= a.amount.start < clause.end and a.amount.kind in _MONEY for a in reading.amounts)
    if figures or any(clause.share(act) >= SURE for act in _TELLING) or clause.about("told_deadline") >= SURE:
        return ""
    if clause.denies and clause.denial and clause.denial.things[0][0] == "asked":
        return ""  # nobody asks for it
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    likely = clause.about("words_expect") + clause.about("view_first") >= POSSIBLE
    kind = kind_near(_FILE, "expects", words, _LEAST["expects"] if likely else _PLAINLY_EXPECTS)
    return kind if kind in ("wish", "boss", "form") else ""  # type: ignore[return-value]


def named_by_them(reading: Reading, clause: Clause) -> bool:
    """Whether a clause says that the number was theirs and that nobody wants one of the person."""
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    ends = ("accepted", "declined", "withdraw", "takeback")
    if any(clause.share(act) >= POSSIBLE for act in ends) or clause.about("told_drop") >= SURE:
        return False
    return kind_near(_FILE, "expects", words, _LEAST_NAMED) == "named"


def word_given(reading: Reading, company: CompanyPart, clause: Clause) -> bool:
    """Whether the words around a company say that the person has given it their yes."""
    if clause.text.rstrip().endswith("?") or any(clause.share(act) >= SURE for act in ASKS):
        return False
    spans = figures_and_names(reading)
    start, end = piece_at(reading.text, company.start, clause, spans)
    return _near("gave", masked(reading.text, start, end, spans)) == "given"


def yes_given(words: str) -> bool:
    """Whether words of the person's say that a yes was given, in whatever form."""
    return _near("gave", words) == "given"


def all_in_cash(reading: Reading, a: AmountMention) -> bool:
    """Whether a figure is all that is paid, in cash with nothing beside it."""
    clause = reading.clauses[a.clause] if reading.clauses else None
    if clause is None or a.component not in ("base", "total") or a.amount.kind not in _MONEY:
        return False
    return _near("cash", masked(reading.text, clause.start, clause.end, figures_and_names(reading))) == "whole"


def _near(about: str, words: str) -> str:
    return kind_near(_FILE, about, words, _LEAST[about])
