"""What a message changed, in money, and what it means; small facts in one line where nothing moved."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from coach.answers.beside import facts_of_terms, news_of_terms, offered_terms
from coach.answers.desk import Desk, name_of
from coach.answers.package import MOVED, capital, listed
from coach.answers.per_hour import hours_held, with_extras, write_per_hour
from coach.answers.repay import fact_of_repayment
from coach.answers.standing import main_part, meaning_of
from coach.dialogue.deals import Event
from coach.standing.sums import NoSumError, yearly
from coach.understanding.situation import Part

_TOLD = ("offer_made", "offer_revised", "corrected")
_YEAR = 12  # months


def write_news(desk: Desk) -> bool:
    """What changed, in money, and what it means; small facts in one line where nothing moved."""
    moves = moved_figures(desk.fresh)
    told = [e for e in desk.fresh if not any(e is to for _, to in moves)]
    said = [line for event in told if (line := _changed(desk, event, moves))]
    said += news_of_terms(desk)
    first = ("offer_made",) if desk.now.deal.status in ("answered", "refused") else ()
    moved = [e for e in desk.fresh if e.kind in ("offer_revised", "part_dropped", *first)]
    no = any(e.kind == "refused" and e.component != "time" for e in desk.fresh) and not any(
        e.kind in MOVED for e in desk.fresh
    )
    if not said and no and desk.now.deal.asked:
        said.append(desk.say.say("no_move"))
    facts = _facts(desk)
    if not said and facts:
        said.append(desk.say.say("facts_asked" if desk.reading.asks else "facts", facts=facts))
    if any(e.kind == "deed_told" for e in desk.fresh) and not desk.reading.asks and not desk.say.spent("deed"):
        said.append(desk.say.say("deed"))
    if moved and (part := main_part(desk)):
        meaning = meaning_of(desk, part)
        if meaning.phrases:
            said.append(f"{capital(name_of(part.component))} at {desk.theirs(part)} is {listed(meaning.phrases)}.")
    said += staged_facts(desk)
    if extras := with_extras(desk):
        said.append(extras)
    if not said:
        return False
    desk.draft.say(" ".join(said))
    hours = any(e.term and e.term.kind == "hours" for e in desk.fresh)
    if hours and "per_hour" not in desk.say.shown and hours_held(desk) and write_per_hour(desk):
        desk.say.said.append("per_hour")
    return True


def moved_figures(fresh: Sequence[Event]) -> tuple[tuple[Event, Event], ...]:
    """Each figure that a message took out of one place and put in another: (what was undone, what was told)."""
    back = [e for e in fresh if e.undoes and e.before is not None]
    return tuple(
        (old, new)
        for old in back
        for new in fresh
        if old.before and new.after and not new.undoes and new.words == old.words
        and (new.after.low, new.after.high) == (old.before.low, old.before.high)
    )  # fmt: skip


def _changed(desk: Desk, event: Event, moves: Sequence[tuple[Event, Event]] = ()) -> str:
    part, name = event.after or event.before, event.company
    if moved := next((to for old, to in moves if old is event), None):
        return _moved(desk, event, moved)
    if event.undoes:
        return _undone(desk, event)
    if event.term:
        return ""  # said together
    if part is None:
        key = "no_name" if name in desk.now.no_names else "taken_back"
        return desk.say.say(key, name=name) if event.kind == "taken_back" and name else ""
    whose = name_of(part.component) if name in ("", desk.now.deal.company) else f"{name}'s {name_of(part.component)}"
    if event.kind == "part_dropped" and event.before:
        return desk.say.say("dropped", part=whose, was=desk.theirs(event.before))
    if event.thing == "counter" and event.after:
        return desk.say.say("counter_right", figure=desk.theirs(event.after))
    if event.before is None or event.after is None:
        return ""
    now, was = desk.theirs(event.after), desk.theirs(event.before)
    if _goes_on(event.before, event.after):
        return desk.say.say("staged", part=whose, figure=desk.staged(event.after))
    if event.kind == "corrected":  # where they are the same, only the years or the period of it were put right
        return desk.say.say("corrected", part=whose, now=now, was=was) if now != was else _salaries(desk, event)
    if event.kind == "offer_revised" and event.after.high != event.before.high:
        new, old, how = event.after.high, event.before.high, "new figure − old figure"
        if {event.after.period, event.before.period} - {"", "year"} and event.after.period != event.before.period:
            new, old = (p.high * p.a_year for p in (event.after, event.before))
            how = "both by the year, new − old"
        up = new > old
        gap = desk.derived(abs(new - old), part.component, how, part.currency)
        return desk.say.say("revised_up" if up else "revised_down", part=whose, now=now, was=was, gap=gap)
    return _salaries(desk, event)


def _salaries(desk: Desk, event: Event) -> str:
    """How many salaries a year is told to have now, and what that makes of it; "" where that is as it was."""
    after, before = event.after, event.before
    if after is None or before is None or after.high != before.high or "month" not in (after.period, before.period):
        return ""
    if (after.salaries or _YEAR) == (before.salaries or _YEAR):
        return ""
    months = after.salaries or _YEAR
    year, was = (round(p.high * p.a_year) for p in (after, before))
    return desk.say.say(
        "salaries", pay=desk.theirs(after), months=f"{months}",
        year=desk.derived(year, after.component, f"{months} × a month", after.currency),
        gap=desk.derived(abs(year - was), after.component, "the year with them − without", after.currency),
        way="more" if year > was else "less",
    )  # fmt: skip


def _goes_on(before: Part, after: Part) -> bool:
    """Whether the same figure now goes on to other stages."""
    return bool(after.later) and after.later != before.later and after.high == before.high


def staged_facts(desk: Desk) -> list[str]:
    """What pay in stages that this message tells comes to in the first year, and what its last stage is beside present
    pay and the wish; where no month is told, that the later stage is not counted."""
    told = next((e.after for e in desk.fresh if e.after and e.after.later and e.kind in _TOLD), None)
    if told is None or told not in desk.now.deal.offer:
        return []
    said: list[str] = []
    last = told.stage(told.later[-1])
    with suppress(NoSumError):
        if (
            all(s.months is not None for s in told.later)
            and (told.later[0].months or _YEAR) < _YEAR
            and told.period != "hour"
        ):
            year = yearly(told)
            said.append(
                desk.say.say("staged_year", year=desk.derived(round(year.value), "base", year.formula, year.unit))
            )
    meaning = meaning_of(desk, last, band=False)
    if meaning.phrases:
        said.append(desk.say.say("staged_last", figure=desk.theirs(last), meaning=listed(meaning.phrases)))
    return said


_MINE = {"pay_told": "today", "pay": "today", "wish_told": "wanted", "asked": "wanted", "wish": "wanted"}


def _moved(desk: Desk, old: Event, new: Event) -> str:
    """Where a figure is held now, and where it no longer is; and what is back at that place."""
    if old.before is None or new.after is None:
        return ""
    sides = _MINE.get(old.thing, ""), _MINE.get(new.kind, "")
    whose = old.company, new.company
    same = sides[0] == sides[1] and whose[0].casefold() == whose[1].casefold()
    names = tuple(
        name_of(part.component)
        if same
        else desk.say.say(f"place_{side or ('theirs' if who else 'unnamed')}", part=name_of(part.component), name=who)
        for part, side, who in zip((old.before, new.after), sides, whose, strict=True)
    )
    said = desk.say.say("moved", was=names[0], now=names[1], figure=desk.theirs(new.after))
    back = desk.say.say("moved_back", part=names[0], now=desk.theirs(old.after)) if old.after else ""
    return f"{said} {capital(back)}".rstrip()


def _undone(desk: Desk, event: Event) -> str:
    """What is held now in place of what was taken back."""
    if event.before is None:
        return desk.say.say(f"undone_{event.thing}") if event.thing not in ("offer", "wish", "pay", "rival") else ""
    part, was = name_of(event.before.component), desk.theirs(event.before)
    if event.after:
        return desk.say.say("undone_back", part=part, now=desk.theirs(event.after), was=was)
    other = event.thing in ("offer", "rival") and event.company not in ("", desk.now.deal.company)
    key = "undone_rival" if other else "undone_offer" if event.thing == "rival" else f"undone_{event.thing}"
    return desk.say.say(key, part=part, was=was, name=event.company)


def _facts(desk: Desk) -> str:
    """What this message told, as small facts."""
    bits: list[str] = []
    offers: dict[str, list[str]] = {}
    labels = {
        "pay_told": "you're on {}",
        "wish_told": "you want {}",
        "asked": "you asked for {}",
        "limit_told": "your floor is {}",
        "left_told": "you'd leave {} behind",
    }
    for e in desk.fresh:
        if e.after and e.kind in labels and e.before != e.after:
            bits.append(labels[e.kind].format(desk.staged(e.after, name_of(e.after.component))))
        elif e.after and e.kind == "offer_made" and not (e.company == desk.now.deal.company and desk.evidence.bands):
            proposed = desk.now.deal.kind == "raise" and e.company in ("", desk.now.deal.company)
            kept = next((d for d in desk.now.deals if d.kind == "counter"), None)
            unnamed = "they offer"
            if kept:
                unnamed = "your present employer offers" if e.after in kept.offer else "the new job offers"
            given = any(d.company == e.company and d.status == "accepted" for d in desk.now.deals) and e.company
            named = f"your yes to {e.company} is for" if given else f"{e.company} offers"
            who = "they propose" if proposed else named if e.company else unnamed
            offers.setdefault(who, []).append(desk.staged(e.after, name_of(e.after.component)))
        elif e.after and e.kind == "allowance_told":
            bits.append(f"with the holiday allowance inside, the base is {desk.theirs(e.after)}")
        elif e.kind == "deadline_set":
            bits.append(f"answer due {e.words}")
    for company in dict.fromkeys(e.company for e in desk.fresh if e.kind == "term_offered"):
        several = company and any(d.offer for d in desk.now.others)
        who = f"{company} offers" if several or company not in ("", desk.now.deal.company) else "they offer"
        offers.setdefault(who, []).extend(offered_terms(desk, company))
    told = [f"{who} {listed(tuple(parts))}" for who, parts in offers.items()]
    repaid = fact_of_repayment(desk)
    return " · ".join([*told, *bits, *facts_of_terms(desk), *([repaid] if repaid else [])])
