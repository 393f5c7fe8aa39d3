"""Evidence -> what a role pays: one sentence first, then a small table, every figure a slot."""

from __future__ import annotations

from coach.answers.missing import told_in_text
from coach.evidence.retrieve import Evidence
from coach.reply.draft import Draft
from coach.understanding.intents.cues import claims_figure
from coach.understanding.question import Question
from coach.understanding.words import with_article
from index.guide import Band, Component, Guide, Lines, Pay
from index.totals import read_total

NAMES: dict[Component, str] = {
    "base": "Base", "stock": "Stock", "bonus": "Bonus", "signing": "Signing bonus", "total": "Total comp", "other": "Other",
}  # fmt: skip
ORDER: tuple[Component, ...] = ("base", "stock", "bonus", "signing", "other", "total")
MOST_ROWS = 16


def answer_pay(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Write the pay rows that fit the question; what the guide does not break out is said, not guessed."""
    for guide, rows in evidence.bands:
        _correct(question, rows, draft)
        if not rows:
            draft.abstained = True
            draft.say(f"The {job(guide)} guide has no pay table I could read, so I have no figures for it.")
        elif any(g.kind == "region" for g in evidence.gaps):
            continue
        else:
            _answer(question, guide, rows, draft)


def job(guide: Guide) -> str:
    """A guide as a sentence names it: "Ally Financial ML/AI Engineer"."""
    return f"{guide.company_name} {guide.role_name}"


def place_of(band: Band) -> str:
    """The row's place and level as a sentence names them, or ""."""
    parts = [band.region.label if band.region else "", band.level or ""]
    return ", ".join(p for p in parts if p)


def _answer(question: Question, guide: Guide, rows: tuple[Band, ...], draft: Draft) -> None:
    asked = question.topic.components
    split = [c for c in asked if not any(_has(b, c) for b in rows)]
    if asked and len(split) == len(asked):
        _not_broken_out(guide, rows, asked, draft)
        return
    shown = tuple(c for c in ORDER if (not asked or c in asked) and any(_has(b, c) for b in rows))
    if len(rows) == 1:
        _one_row(guide, rows[0], shown, draft, everything=not asked)
    else:
        _many_rows(guide, rows[:MOST_ROWS], shown, draft)
        if len(rows) > MOST_ROWS:
            draft.note(f"{len(rows) - MOST_ROWS} more rows are in the guide; name a place or a level to see them.")
    for component in split:
        told = told_in_text(guide, component, draft)
        if told:
            draft.say(f"The {NAMES[component].lower()} is not in the table; the text says {told}.")
        else:
            draft.note(f"The guide gives no {NAMES[component].lower()} for this.")
    _caveats(guide, rows, shown, draft)


def _correct(question: Question, rows: tuple[Band, ...], draft: Draft) -> None:
    """A figure that the user puts into the guide's mouth is set right before the answer."""
    if not claims_figure(question.text):
        return
    ends = {e for b in rows for p in b.pays for v in (p.amount, p.second) if v for e in (v.low, v.high)}
    for found in question.amounts:
        if found.value.unit in ("options", "shares") or found.value.high < 1000:
            continue
        if not {found.value.low, found.value.high} <= ends:
            draft.say(f"No, the guide does not say {found.value.text}.")
            return


def _has(band: Band, component: Component) -> bool:
    pay = band.pay(component)
    return bool(pay and (pay.amount or pay.percent or pay.note or pay.text.strip(" *—–-")))


def _one_row(guide: Guide, band: Band, shown: tuple[Component, ...], draft: Draft, *, everything: bool) -> None:
    where = f" in {band.region.label}" if band.region else ""
    level = f", {band.level}," if band.level else ""
    who = f"At {guide.company_name}, {with_article(guide.role_name)}{level}{where}"
    pays = [p for c in shown for p in band.pays if p.component == c]
    lead = next((p for p in pays if p.component == "total"), pays[-1]) if everything or len(pays) > 2 else pays[0]
    draft.say(f"{who} has a {lead_name(lead)} of {cell(draft, guide, band, lead)} {mark(draft, guide, band, lead)}.")
    if len(pays) > 1:
        rows = [f"| {label(p)} | {cell(draft, guide, band, p)} {mark(draft, guide, band, p)} |" for p in pays]
        draft.say("\n".join(["| Component | Band |", "|---|---|", *rows]))


def _many_rows(guide: Guide, rows: tuple[Band, ...], shown: tuple[Component, ...], draft: Draft) -> None:
    by_level = any(b.level for b in rows)
    by_place = any(b.region for b in rows)
    heads = [h for h, on in (("Region", by_place), ("Level", by_level)) if on]
    labels = [label(next(p for b in rows if (p := b.pay(c)))) for c in shown]
    what = "level" if by_level and not by_place else "region and level" if by_level else "region"
    draft.say(f"{job(guide)} pay by {what}, as the guide has it:")
    lines = [f"| {' | '.join([*heads, *labels])} |", f"|{'---|' * (len(heads) + len(labels))}"]
    for band in rows:
        names = [
            n for n, on in ((band.region.label if band.region else "", by_place), (band.level or "", by_level)) if on
        ]
        cells = []
        last = None
        for component in shown:
            pay = band.pay(component)
            cells.append(cell(draft, guide, band, pay) if pay else "—")
            last = pay or last
        if last:
            cells[-1] += f" {mark(draft, guide, band, last)}"
        lines.append(f"| {' | '.join([*names, *cells])} |")
    draft.say("\n".join(lines))


def _not_broken_out(guide: Guide, rows: tuple[Band, ...], asked: tuple[Component, ...], draft: Draft) -> None:
    """Base or bonus was asked where only the total is given."""
    what = " or ".join(NAMES[c].lower() for c in asked)
    told = [t for c in asked if (t := told_in_text(guide, c, draft))]
    if told:
        draft.say(f"In the {job(guide)} guide the {what} is not in the table; the text says {' and '.join(told)}.")
        return
    draft.abstained = True
    have = tuple(c for c in ORDER if any(_has(b, c) for b in rows))
    if have == ("total",):
        draft.say(f"The {job(guide)} guide gives no {what}: its table holds total compensation only, not broken out.")
    else:
        draft.say(f"The {job(guide)} guide gives no {what} for this.")
    if "total" in have and len(rows) == 1:
        pay = rows[0].pay("total")
        if pay:
            where = f" for {place_of(rows[0])}" if place_of(rows[0]) else ""
            draft.say(
                f"What it has is the total compensation{where}: {cell(draft, guide, rows[0], pay)} {mark(draft, guide, rows[0], pay)}."
            )
    elif "total" in have:
        _many_rows(guide, rows[:MOST_ROWS], ("total",), draft)


def lead_name(pay: Pay) -> str:
    """The component in a sentence."""
    return {
        "base": "base band",
        "stock": "stock band",
        "bonus": "bonus band",
        "signing": "signing-bonus band",
        "total": "total-comp band",
    }.get(pay.component, f"“{pay.label}” band")


def label(pay: Pay) -> str:
    """The component's name, with the guide's own column label where that says more."""
    name = NAMES[pay.component]
    if pay.component == "other":
        return pay.label
    plain = {
        "base": {"base salary", "base"},
        "total": {"total comp", "total compensation", "total"},
        "bonus": {"bonus", "annual bonus"},
    }
    if pay.label.casefold() in plain.get(pay.component, {name.casefold()}):
        return name
    if name.casefold() in pay.label.casefold():
        return pay.label
    return f"{name} ({pay.label})"


def cell(draft: Draft, guide: Guide, band: Band, pay: Pay) -> str:
    """One cell as text with slots: the amount, its period, its second currency, its percentage, its words."""
    parts = []
    if pay.amount:
        text = draft.pay(guide, band, pay, pay.amount)
        if pay.second:
            text += f" ({draft.pay(guide, band, pay, pay.second, second=True)})"
        parts.append(text + _period(pay, band))
    if pay.percent:
        whole = "the company" if pay.component == "stock" else "base"
        share = f"{draft.pay(guide, band, pay, pay.percent)} of {whole}"
        parts.append(f"({share})" if pay.amount else share)
    if not parts:
        words = pay.text.strip(" *")
        return f"“{words}”" if words and words.strip("—–-") else "none listed"
    if pay.note:
        extra = _extra(pay)
        parts.append(f"— {extra}" if extra else "")
    return " ".join(p for p in parts if p)


def _extra(pay: Pay) -> str:
    """The words a cell holds beside its figures."""
    words = pay.note
    for value in (pay.amount, pay.percent, pay.second):
        if value and value.text:
            words = words.replace(value.text, " ")
    return " ".join(words.strip(" ()—–-/").split()).strip(" ()")


def _period(pay: Pay, band: Band) -> str:
    said = pay.amount.period if pay.amount else None
    if pay.component in ("base", "total") and band.footing(pay) == "month":
        return "" if said == "month" else " a month"
    if pay.component == "stock" and said != "month":
        if pay.period == "4yr":
            return " over 4 years" if said != "4yr" else ""
        if pay.period == "year" and said != "year":
            return " a year"
    return ""


def mark(draft: Draft, guide: Guide, band: Band, pay: Pay) -> str:
    """The citation of a cell."""
    return draft.cite(guide, Lines(pay.line, pay.line), band.heading)


def _caveats(guide: Guide, rows: tuple[Band, ...], shown: tuple[Component, ...], draft: Draft) -> None:
    if "total" in shown and "stock" in shown:
        readings = {read_total(b).agreed for b in rows} - {"unknown"}
        if readings == {"a quarter of the grant"}:
            draft.caveat("The total counts a quarter of the stock figure, so the stock is read as a 4-year grant.")
        elif readings == {"full grant"} and any((p := b.pay("stock")) and p.period == "4yr" for b in rows):
            draft.caveat(
                "The total counts the whole stock figure although its column says 4 years; ask whether it is yearly."
            )
        elif readings and readings != {"full grant"}:
            draft.caveat("The total is not the plain sum of the parts; treat it as the guide's own estimate.")
    if any(b.currency != "USD" and p.second for b in rows for p in b.pays):
        draft.caveat("Figures in the second currency are the guide's own conversion.")
    for finding in guide.findings:
        if finding.rule == "mixed-currency-range" and any(b.line == finding.line for b in rows):
            draft.caveat(f"A figure in this row needed reading with care: {finding.message}")
