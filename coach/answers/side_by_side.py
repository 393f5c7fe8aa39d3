"""The deals of a talk beside each other: who is worth more and what turns it, a table by years, what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from coach.answers.package import capital
from coach.answers.sum_page import Page, figure_of, listed
from coach.dialogue.deals import Deal, Dialogue
from coach.reply.draft import Draft
from coach.standing import sums
from coach.standing.clock import due, named
from coach.standing.sidebyside import Contender, Lead, SideBySide, Weigh, side_by_side
from coach.standing.sums import NoSumError
from coach.standing.worth import Assumption, Conditions, Sum, Worth
from coach.understanding.rates import Rate
from coach.understanding.situation import Part
from index.money import format_amount, rounded

_WORDS_BEFORE = 90
_MOST_ASIDES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a comparison beyond the figures: conditions by company (folded to lower case), a rate the person
    gave, and today.
    """

    conditions: Mapping[str, Conditions] = field(default_factory=dict)
    rate: Rate | None = None
    today: date | None = None


def answer_side_by_side(
    dialogue: Dialogue, draft: Draft, asked: Asked | None = None, *, said: list[str] | None = None
) -> bool:
    """Set the deals that stand beside each other: who is worth more and under what assumption, one table, what it rests
    on.

    False (and nothing said) where fewer than two have figures.
    """
    asked = asked or Asked()
    page = Page(dialogue, draft, (), [] if said is None else said)
    try:
        made = side_by_side((dialogue.deal, *dialogue.others), asked.conditions, asked.rate)
    except NoSumError:
        return False
    _verdict(page, made, asked.today)
    page.write()
    if made.lead:
        draft.say(_table(page, made))
        draft.say(_rests_of(page, made))
    return True


def _verdict(page: Page, made: SideBySide, today: date | None) -> None:
    """Who is ahead, what turns it, and at most two things more to weigh."""
    if made.lead is None:
        each = listed(
            page.say("apart_each", name=page.name(c.deal), sum=page.exact(sums.a_year(c.worth)))
            for c in made.contenders
        )
        page.tell("apart", list=each)
    elif made.even:
        exact = made.lead.gap.value < 1
        fields = {} if exact else {"name": page.name(made.lead.ahead.deal), "gap": page.broad(made.lead.gap)}
        page.tell("even_exact" if exact else "even", **fields)
        if not made.turns:
            page.tell("even_decide")
    else:
        _ahead(page, made, made.lead)
    page.lines += [_turn(page, made, lead) for lead in made.turns[:_MOST_ASIDES]]
    asides = [capital(line) for w in made.weigh if (line := _aside(page, w))]
    if page.now.deadline:
        asides.insert(0, _deadline(page, today))
    for line in asides[:_MOST_ASIDES]:
        if len(" ".join([*page.lines, line]).split()) < _WORDS_BEFORE:
            page.lines.append(capital(line))


def _ahead(page: Page, made: SideBySide, lead: Lead) -> None:
    name, other = page.name(lead.ahead.deal), page.name(lead.behind.deal)
    evenly = [c for c in made.contenders if any(a.key == "even_vesting" for a in c.worth.assumed)]
    condition = ""
    if len(evenly) > 1:
        condition = page.say("cond_all_even")
    elif evenly:
        condition = page.say(
            "cond_one_even_own" if evenly[0] is lead.ahead else "cond_one_even", name=page.name(evenly[0].deal)
        )
    # With two the other's name is said only where the condition does not say it.
    needed = len(made.contenders) > 2 or not condition or evenly[0] is lead.ahead or len(evenly) > 1
    page.tell(
        "ahead",
        name=name,
        gap=page.broad(lead.gap),
        than=f" than {other}" if needed else "",
        of=f" of {other}" if needed else "",
        cond=condition,
    )


def _turn(page: Page, made: SideBySide, lead: Lead) -> str:
    return page.say(
        f"{'even' if made.even else 'turn'}_{lead.by}", name=page.name(lead.ahead.deal), gap=page.broad(lead.gap)
    )


def _aside(page: Page, weigh: Weigh) -> str:
    name = page.name(weigh.of.deal)
    match weigh.kind:
        case "private_stock":
            if not weigh.of.worth.stock:
                return page.say("weigh_private_uncounted", name=name)
            return page.say("weigh_private_stock", name=name, sum=page.exact(weigh.figure))
        case "not_counted":
            return page.say(
                "weigh_not_counted",
                name=name,
                parts=listed(f"{page.theirs(p)} {_said_of(p)}".strip() for p in weigh.of.worth.left_out),
            )
        case "growth":
            return page.say("weigh_growth", name=name, sum=page.percent(weigh.figure))
        case _:
            return page.say(f"weigh_{weigh.kind}", name=name)


def _deadline(page: Page, today: date | None) -> str:
    """Who wants an answer by when, and the working days left where today is known."""
    words = page.now.deadline
    whose = next(
        (e.company for e in reversed(page.now.told) if e.kind == "deadline_set" and e.company),
        page.name(page.now.deal),
    )
    said = named(words)
    if any(c.isdigit() for c in said):
        said = page.draft.add(figure_of(said, "user", "deadline", "", (0, 0)))
    found = due(words, today) if today else None
    if today is None or found is None:
        return page.say("weigh_deadline", name=whose, deadline=said)
    if found.day <= today:
        return page.say("weigh_deadline_today" if found.day == today else "weigh_deadline_past", name=whose)
    days = found.working_days(today)
    formula = f"Monday to Friday from {today + timedelta(1):%d %B} to {found.day:%d %B}"
    left = page.slot(Sum(days, formula, "days"), f"{days} working {'day' if days == 1 else 'days'}")
    return page.say("weigh_deadline_left", name=whose, deadline=said, left=left)


def _table(page: Page, made: SideBySide) -> str:
    """Year by year: one column an offer, later years in one row where they are all the same."""
    names = [capital(page.name(c.deal)) for c in made.contenders]
    lines = [f"|  | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]

    def row(key: str, sum_of: Callable[[Worth], Sum]) -> None:
        lines.append(
            f"| {page.say(key)} | {' | '.join(_cell(page, c.deal, sum_of(c.worth)) for c in made.contenders)} |"
        )

    row("row_first", lambda w: sums.all_in(w, 1))
    if all(c.worth.steady for c in made.contenders):
        row("row_later", lambda w: sums.all_in(w, 2))
    else:
        row("row_second", lambda w: sums.all_in(w, 2))
        row("row_third", lambda w: sums.all_in(w, 3))
        row("row_fourth", lambda w: sums.all_in(w, 4))
    row("row_four", sums.four_years)
    if made.rests_on_growth or any(c.conditions.private and c.worth.stock for c in made.contenders):
        row("row_no_stock", sums.without_stock)
    return "\n".join(lines)


def _cell(page: Page, deal: Deal, made: Sum) -> str:
    value = rounded(made.value)
    return page.slot(made, format_amount(value, made.unit), low=value, high=value, of=deal)


def _rests_of(page: Page, made: SideBySide) -> str:
    """One line on what the table rests on: what two or more share once, the rest by name."""
    held = [c.worth.assumed for c in made.contenders]
    shared = [a for a in dict.fromkeys(a for of in held for a in of) if sum(a in of for of in held) > 1]
    bits = [page.assumption(a) for a in shared]
    bits += [_of(page, c, [a for a in c.worth.assumed if a not in shared]) for c in made.contenders]
    bits = [b for b in bits if b]
    return page.say("rests", list=listed(bits, "; ")) if bits else ""


def _of(page: Page, contender: Contender, assumed: list[Assumption]) -> str:
    said = listed(page.assumption(a) for a in assumed)
    return page.say("rests_of", name=page.name(contender.deal), list=said) if said else ""


def _said_of(part: Part) -> str:
    if part.currency in ("options", "shares"):
        return ""
    return {"signing": "sign-on", "other": "in other pay"}.get(part.component, part.component)
