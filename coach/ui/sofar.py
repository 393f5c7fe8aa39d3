"""A conversation -> the sheet "So far": who said what, the ask with its steps, until when, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from coach.answers.desk import NAMES
from coach.answers.package import listed, refused_in, week_of
from coach.conversations.values import Conversation, Exchange
from coach.dialogue.deals import Dialogue, Event
from coach.evidence.job import job_of
from coach.evidence.retrieve import Library
from coach.standing.answer import later_pay
from coach.standing.ask import keeping, package
from coach.standing.clock import Due, Entry, due, named
from coach.standing.package import AskFor, Package
from coach.ui.form import fields_of
from coach.ui.shell import act
from coach.ui.texts import text
from coach.understanding.situation import Part
from index.errors import UserError
from index.money import format_amount

_ENDED = ("accepted", "declined", "withdrawn")
# Whose step an event is: theirs or the person's own. What only moves the talk's focus is no step of the negotiation.
_THEIRS = frozenset(
    "offer_made offer_revised part_dropped they_answered deadline_set refused granted rescinded "
    "term_offered term_granted term_refused repay_told".split()
)
# What has no figure that says it is told in the person's own words.
_QUOTED = frozenset("deadline_set refused they_answered granted rescinded".split())
_LONGEST = 120  # characters of such words
_OWN = frozenset(
    "asked pay_told wish_told limit_told left_told accepted declined withdrawn corrected taken_back "
    "term_wished term_asked term_dropped term_told term_minded".split()
)


@dataclass(frozen=True, slots=True)
class _Step:
    """One event as a line: who, what, and the message (from 1) that it came from."""

    who: str
    said: str
    at: int


def so_far(held: Conversation, library: Library, today: date) -> str:
    """The sheet's inside as HTML; each line leads to the message it came from, to be put right there."""
    now = dialogue_of(held)
    if now is None or not (steps := _steps(held, now)):
        return f'<p class="file">{escape(text("sofar.none"))}</p>'
    parts = [_rounds(steps, held), _asks(held, now, library), _deadline(held, today), _next(held, now)]
    return "".join(f"<section>{p}</section>" for p in parts if p)


def sheet_of(inside: str) -> str:
    """The sheet with its head; `inside` is HTML."""
    title = escape(text("sofar.head"))
    close = escape(text("sofar.close", title=text("sofar.head")))
    return (
        f'<div class="sofar"><a class="closer" href="#talk" aria-label="{close}">×</a>'
        f'<h2 tabindex="-1">{title}</h2>{inside}</div>'
    )


def dialogue_of(held: Conversation) -> Dialogue | None:
    """The negotiation as the last answer left it."""
    kept = held.talk[-1].reply.dialogue if held.talk else None
    return Dialogue.model_validate(kept) if kept else None


def deadline_of(held: Conversation, today: date) -> Due | None:
    """The day an answer is due, seen from the day on which it was said; None where no day is named."""
    words = held.desk.situation.deadline
    if not words:
        return None
    said = next((e for e in held.talk if e.reply.situation.get("deadline") == words), None)
    return due(words, said.at.date() if said and said.at else today)


def entry_of(held: Conversation, today: date) -> Entry:
    """The deadline as an entry of a calendar; UserError where there is none."""
    found = deadline_of(held, today)
    if found is None:
        raise UserError(text("sofar.no_day"))
    company = held.desk.situation.company
    return Entry(found, text("sofar.event", company=company).strip(), found.words)


def _steps(held: Conversation, now: Dialogue) -> list[_Step]:
    places = _places(held)
    told = [(e, _said(e, now)) for e in now.told if e.turn in places and e.kind in _THEIRS | _OWN]
    return [_Step("they" if e.kind in _THEIRS else "you", said, places[e.turn]) for e, said in told if said]


def _places(held: Conversation) -> dict[int, int]:
    """Each turn of the dialogue -> the message (from 1) it came with; a letter takes the turn before its question."""
    out: dict[int, int] = {}
    before = 0
    for number, exchange in enumerate(held.talk, 1):
        turn = int(exchange.reply.dialogue.get("turn", before))
        out |= dict.fromkeys(range(before + 1, turn + 1), number)
        before = turn
    return out


def _said(event: Event, now: Dialogue) -> str:
    """An event in words, named by its employer where that is another one than the talk is about."""
    if event.kind == "refused" and event.component:
        words = text("events.refused_part", component=NAMES.get(event.component, event.component))
    else:
        before, after = event.before or event.after, event.after or event.before
        if "{" in text(f"events.{event.kind}") and after is None and event.term is None:
            return ""
        term = event.term.phrase if event.term else ""
        words = text(f"events.{event.kind}").format(before=_words(before), after=_words(after), term=term)
    if event.words and event.kind in _QUOTED:
        words = text("events.quoted", said=words, words=_short(event.words))
    other = event.company and event.company.casefold() != now.deal.company.casefold()
    return f"{event.company}: {words}" if other else words


def _short(words: str) -> str:
    words = " ".join(words.split()).rstrip(".")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _words(part: Part | None) -> str:
    return part.told() if part else ""


def _rounds(steps: list[_Step], held: Conversation) -> str:
    items, before = [], 0
    for step in steps:
        head = "" if step.at == before else _way(step.at, held.talk[step.at - 1])
        before = step.at
        items.append(f'{head}<li class="{step.who}">{escape(step.said)}</li>')
    return f'<h3>{escape(text("sofar.rounds"))}</h3><ul class="rounds">{"".join(items)}</ul>'


def _way(number: int, exchange: Exchange) -> str:
    """The way to a message: its day, where it is known, and its edit."""
    day = f" · <time>{exchange.at:%-d %b}</time>" if exchange.at else ""
    name = escape(text("sofar.from", number=number))
    return (
        f'<li class="way"><a href="#said-{number}" class="said-at">{name}</a>{day}'
        f'<button type="button" class="link" data-said="{number}" aria-label="{escape(text("sofar.edit"))}: {name}">'
        f"{escape(text('sofar.edit'))}</button></li>"
    )


def _asks(held: Conversation, now: Dialogue, library: Library) -> str:
    """The ask, its steps down, where to stop, and what else there is; the person's own ask stands as they said it."""
    made = _package(held, now, library)
    terms = _terms(now)
    if now.deal.status in _ENDED or (made is None and not terms):
        return ""
    if made is None:
        return f"<h3>{escape(text('sofar.ask'))}</h3>{''.join(f'<p>{escape(x)}</p>' for x in terms)}"
    own = " + ".join(p.told() for p in held.desk.situation.target)
    lines = [text("sofar.own", words=own)] if own else []
    if not made.wished:
        lines.append(text("sofar.mine", words=made.main.part.words()))
    steps = [s for s in made.steps if s < made.main.value]
    if steps:
        lines.append(text("sofar.steps", steps=" → ".join(format_amount(s, made.main.currency) for s in steps)))
    if made.walk_away:
        lines.append(text("sofar.stop", amount=_amount(made.walk_away)))
    if other := made.fallback or made.second:
        lines.append(text("sofar.second", words=other.part.words()))
    lines += terms
    fields = fields_of(held.desk.situation)
    change = (
        f'<p><button type="button" class="link" data-field="target" data-value="{escape(fields["target"])}">'
        f"{escape(text('sofar.change'))}</button></p>"
    )
    return f"<h3>{escape(text('sofar.ask'))}</h3>{''.join(f'<p>{escape(x)}</p>' for x in lines)}{change}"


def _terms(now: Dialogue) -> list[str]:
    """What is wanted, given and refused beside the pay, a line each."""
    deal = now.deal
    rows = (("terms", deal.open_terms), ("agreed", deal.agreed), ("denied", deal.terms_of("refused")))
    return [text(f"sofar.{key}", words=listed(tuple(t.phrase for t in terms))) for key, terms in rows if terms]


def _package(held: Conversation, now: Dialogue, library: Library) -> Package | None:
    situation, (later, _) = held.desk.situation, later_pay(now.deal)
    try:
        guide, band = job_of(situation, library)
    except UserError:  # no guide, or no one row: the person's own figures remain
        return package(keeping(situation), None, None, now.deal.asked, refused_in(now), later, week_of(now))
    return package(keeping(situation), band, guide, now.deal.asked, refused_in(now), later, week_of(now))


def _amount(ask: AskFor) -> str:
    return format_amount(ask.value, ask.currency)


def _deadline(held: Conversation, today: date) -> str:
    words = held.desk.situation.deadline
    if not words:
        return ""
    found, head = deadline_of(held, today), f"<h3>{escape(text('sofar.deadlines'))}</h3>"
    if found is None:
        return f"{head}<p>{escape(named(words))}</p>"
    said = text("sofar.due", words=named(words), day=f"{found.day:%a %-d %b %Y}", left=_left(found, today))
    way = (
        f'<p><a class="button" href="/saved/{held.id}/deadline.ics" download>{escape(text("sofar.calendar"))}</a></p>'
        if held.id and found.day >= today
        else ""
    )
    return f"{head}<p>{escape(said)}</p>{way}"


def _left(found: Due, today: date) -> str:
    if found.day <= today:
        return text("sofar.today") if found.day == today else text("sofar.past")
    count = found.working_days(today)
    return text("sofar.day") if count == 1 else text("sofar.days", count=count)


def _next(held: Conversation, now: Dialogue) -> str:
    """What can be done now, each a tap away."""
    if now.deal.status in _ENDED:
        return ""
    asks = [text(f"sofar.{key}") for key in ("verdict", "mail", "say")] if now.deal.offer else []
    said = "".join(
        f'<button type="button" class="next" {act("say", text=a)} data-to="say">{escape(a)}</button>' for a in asks
    )
    job = held.desk.situation
    if not asks and now.deal.kind == "raise":
        asks = [text("choice.ask"), text("choice.words")]
    told = job.offer or job.current or (job.company and job.role)
    practise = f'<a class="next" href="/rehearse">{escape(text("sofar.practise"))}</a>' if told else ""
    begin = escape(text("sofar.told"))
    tell = f'<button type="button" class="next" data-start="{begin}">{escape(text("sofar.tell"))}</button>'
    return f'<h3>{escape(text("sofar.next"))}</h3><p class="links">{said}{practise}{tell}</p>'
