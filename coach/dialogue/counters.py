"""A counter-offer: what the present employer offers for staying is a deal of its own, beside the new job."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import SURE_PART, SURE_ROLE, Change
from coach.dialogue.deals import Deal, Dialogue
from coach.dialogue.resolve import same_value
from coach.understanding.claims import words_around
from coach.understanding.context import called_alike
from coach.understanding.keeping import Kept, kept_by
from coach.understanding.likeness import kind_near
from coach.understanding.matters import TEXTS, TOLD
from coach.understanding.reading import LIKELY, MINE, AmountMention, Clause, CompanyPart, Reading

_PLAIN = 0.65  # a cosine: so near that the words alone tell of a counter-offer
_SURELY = 0.75  # a cosine: so near to a decision that it is no leaning
_ENDED = ("declined", "withdrawn")
_PAID = ("base", "total", "other")


def counter_at(now: Dialogue) -> int | None:
    """The place of the present employer's counter-offer, None where there is none."""
    return next((n for n, d in enumerate(now.deals) if d.kind == "counter"), None)


def speaks_last(now: Dialogue) -> int | None:
    """The place of the counter-offer where the present employer's figure is the last that was told."""
    at = counter_at(now)
    last = next((e for e in reversed(now.told) if e.kind in ("offer_made", "offer_revised")), None)
    return at if at is not None and last is not None and last.after in now.deals[at].offer else None


def with_counter(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which an offer for staying is the present employer's, and the other one the new employer's.

    That the boss offers more is a counter-offer only where another job is there: held, or told in the same message.
    """
    kinds = {n: kept_by(reading, c, "offer") for n, c in enumerate(reading.clauses)} if reading.amounts else {}
    near = [n for n, kind in kinds.items() if kind == "present"]
    of_named = [n for n in near if _of_named(dialogue, reading, n)]
    counters = [n for n in near if n not in of_named and _offers(reading, n) and not _is_named(reading, n)]
    new = [n for n, kind in kinds.items() if kind in ("new", "left") or n in of_named]
    told = (bool(new) or _job_beside(reading, counters)) and _tells_another(reading, counters)
    counters = [n for n in counters if not _meets_ask(dialogue, reading, n)]
    sure = [n for n in counters if kept_by(reading, reading.clauses[n], "offer", _PLAIN) == "present"]
    plain, counters = bool(sure), sure or counters  # beside words that say it plainly, others only come near
    known = counter_at(dialogue) is not None or plain
    beside = _has_job(dialogue) or (plain and _offer_beside(reading, kinds))
    if not counters or not (told or (beside and known)):
        return reading
    employer = _employer(dialogue, reading, counters, new)
    theirs = {_told_last(reading, n) for n in counters}
    amounts = tuple(
        replace(a, role="offer", role_said=True, role_score=1.0, owner=MINE)
        if i in theirs
        else _of_new(reading, a, employer)
        if a.clause in (*new, *counters)
        else a
        for i, a in enumerate(reading.amounts)
    )
    name = reading.companies[employer].name if employer is not None else ""
    companies = tuple(_as_part(reading, x, name, new) for x in reading.companies)
    return replace(reading, amounts=amounts, companies=companies)


def _offers(reading: Reading, at: int) -> bool:
    """Whether a clause tells of pay that is offered."""
    clause = reading.clauses[at]
    told = max(clause.share("offer"), clause.share("news")) >= LIKELY
    return told and _told_last(reading, at) is not None


def _of_named(dialogue: Dialogue, reading: Reading, at: int) -> bool:
    """Whether the figures of pay in a clause are those of the other employers that it names."""
    figures = sum(a.clause == at and _is_pay(a) and a.role != "none" for a in reading.amounts)
    others = sum(
        _inside(reading, x, at) and x.part in ("job", "rival") and ("mine" not in x.may_be or _is_new(dialogue, x))
        for x in reading.companies
    )
    return 0 < figures <= others


def _meets_ask(dialogue: Dialogue, reading: Reading, at: int) -> bool:
    """Whether a clause tells the very figure that the employer in focus was asked for, and no present one is known: it
    is that one's answer."""
    told = _told_last(reading, at)
    known = counter_at(dialogue) is not None or any(x.part == "mine" for x in reading.companies)
    asked = [p for p in dialogue.deal.asked if told is not None and same_value(reading.amounts[told], p)]
    return bool(asked) and not known


def _is_new(dialogue: Dialogue, company: CompanyPart) -> bool:
    """Whether the talk holds a company as one that offers a new job."""
    mine = bool(dialogue.employer) and called_alike(dialogue.employer, company.name)
    deals = (d for d in dialogue.deals if d.offer and d.kind not in ("raise", "counter"))
    return not mine and any(d.is_of(company.name, company.options) for d in deals)


def _told_last(reading: Reading, at: int) -> int | None:
    """The place of the last figure of pay that a clause tells as offered: what was there before is told before it."""
    told = [i for i, a in enumerate(reading.amounts) if a.clause == at and a.role in ("offer", "up") and _is_pay(a)]
    kept = [i for i in told if len(told) > 1 and _keeps(reading, reading.amounts[i])]
    if len(kept) == 1:
        return kept[0]
    higher = max((reading.amounts[i].amount.high for i in told), default=0.0)
    return next((i for i in told if reading.amounts[i].amount.high == higher), None)


def _keeps(reading: Reading, a: AmountMention, of: Kept = "present") -> bool:
    """Whether the words around a figure, between what joins them to others, tell of an offer for staying, or of
    another one."""
    least = _PLAIN if of == "present" else LIKELY
    return kind_near("keeping.yaml", "offer", words_around(reading, a), least) == of


def _is_pay(a: AmountMention) -> bool:
    return a.amount.kind in ("money", "bare", "percent") and (a.component in _PAID or not a.component_said)


def _has_job(dialogue: Dialogue) -> bool:
    """Whether another employer's offer is held."""
    mine = dialogue.employer
    others = (d for d in dialogue.deals if not (mine and d.company and called_alike(mine, d.company)))
    return any((d.offer or d.status == "accepted") and d.kind != "raise" for d in others)


def _is_named(reading: Reading, n: int) -> bool:
    """Whether a model that reads well has told that the figures of a clause are of a company named as another
    employer."""
    of = {a.owner for a in reading.amounts if a.clause == n and a.role == "offer" and a.owner_score >= SURE_PART}
    return reading.told and any(i >= 0 and reading.companies[i].part in ("job", "rival") for i in of)


def _tells_another(reading: Reading, counters: list[int]) -> bool:
    """Whether a reading tells of another offer beside those of some clauses; of one that is not to be trusted, its
    words alone do."""
    theirs = [a for n, a in enumerate(reading.amounts) if any(_told_last(reading, x) == n for x in counters)]
    other = any(a.role in ("offer", "up") and a not in theirs and _is_pay(a) for a in reading.amounts)
    named = any(x.part in ("job", "rival") for x in reading.companies)
    return not reading.told or other or named or any(a.owner < -1 for a in theirs)


def _offer_beside(reading: Reading, kinds: dict[int, Kept]) -> bool:
    """Whether a clause of its own surely tells what somebody else than the present employer offers."""
    return any(
        a.role == "offer" and a.role_score >= SURE_ROLE and a.owner != MINE and _is_pay(a)
        and kinds.get(a.clause) != "present" and reading.clauses[a.clause].share("offer") >= SURE_ROLE
        for a in reading.amounts
    )  # fmt: skip


def _job_beside(reading: Reading, counters: list[int]) -> bool:
    """Whether a clause with a counter-offer tells of another employer's figure as well, named or not."""
    beside = [a for a in reading.amounts if a.clause in counters and a.role == "offer" and _is_pay(a)]
    two = any(_keeps(reading, a) for a in beside) and any(_keeps(reading, a, "new") for a in beside)
    return two or any(a.clause in counters and _job_of(reading, a) is not None for a in reading.amounts)


def _job_of(reading: Reading, a: AmountMention) -> int | None:
    """The new employer that stands in the clause of a figure, before it."""
    clause = reading.clauses[a.clause]
    found = [
        n for n, x in enumerate(reading.companies)
        if (x.part in ("job", "rival") or "job" in x.may_be) and clause.start <= x.start < clause.end
    ]  # fmt: skip
    return found[-1] if found else None


def _employer(dialogue: Dialogue, reading: Reading, counters: list[int], new: list[int]) -> int | None:
    """The company of the message that is the present employer; None where none is named."""
    at = counter_at(dialogue)
    known = dialogue.employer or (dialogue.deals[at].company if at is not None else "")
    free = {n: x for n, x in enumerate(reading.companies) if not any(_inside(reading, x, c) for c in new)}
    if known:
        return next((n for n, x in free.items() if called_alike(known, x.name)), None)
    held = [d for d in dialogue.deals if d.offer and d.kind not in ("raise", "counter")]
    mine = {
        n: x for n, x in free.items()
        if (x.part == "mine" or "mine" in x.may_be) and not any(d.is_of(x.name, x.options) for d in held)
    }  # fmt: skip
    named = next((n for n, x in mine.items() if x.part == "mine"), None)
    return named if named is not None else next(iter(mine), None)


def _inside(reading: Reading, company: CompanyPart, at: int) -> bool:
    return reading.clauses[at].start <= company.start < reading.clauses[at].end


def _of_new(reading: Reading, a: AmountMention, employer: int | None) -> AmountMention:
    """A figure beside the counter-offer: the new employer's, unless it is surely something else."""
    may = "offer" in a.may_be.roles or a.role == "offer"
    if not may or not _is_pay(a) or (a.role not in ("offer", "up") and a.role_score >= SURE_ROLE):
        return a
    job = _job_of(reading, a)
    mine = employer is not None and job is not None
    if mine and called_alike(reading.companies[employer or 0].name, reading.companies[job or 0].name):
        job = None
    if job is None and a.clause in _shared(reading, a):
        return replace(a, role="pay", role_score=SURE_ROLE, owner=-1)  # "61 instead of 55": what they were paid
    return replace(a, role="offer", role_score=max(a.role_score, SURE_ROLE), owner=-1 if job is None else job)


def _shared(reading: Reading, a: AmountMention) -> tuple[int, ...]:
    """The clause of a figure, where a higher one stands in it that is offered."""
    last = _told_last(reading, a.clause)
    return (a.clause,) if last is not None and reading.amounts[last].amount.high > a.amount.high else ()


def _as_part(reading: Reading, company: CompanyPart, employer: str, new: list[int]) -> CompanyPart:
    """A company with its part: the present employer, or one that offers the new job."""
    if employer and called_alike(employer, company.name):
        return replace(company, part="mine", score=1.0)
    if any(_inside(reading, company, n) for n in new) and company.part in ("mine", "just", "cmp"):
        return replace(company, part="job", score=max(company.score, SURE_PART))
    return company


def take_counter(c: Change) -> None:
    """The deal of what the present employer offers for staying; the new job comes into focus beside it."""
    if not any(a.owner == MINE for a in c.reading.amounts):
        return
    company = next((x for x in c.reading.companies if x.part == "mine" and x.score == 1.0), None)
    if company and not c.now.employer:
        c.set(employer=company.name)
    name, options = (company.name, company.options) if company else (c.now.employer, ())
    at = counter_at(c.now)
    if at is None:
        at = next((n for n, d in enumerate(c.now.deals) if name and d.is_of(name, options)), None)
    if at is None:
        deals = c.now.deals or (Deal(kind="new_offer"),)
        c.set(deals=(*deals, Deal()))
        at = len(deals)
    held = c.deal(at)
    c.put(at, kind="counter", company=held.company or name, options=held.options or options)
    if c.now.focus == at:
        other = next((n for n, d in enumerate(c.now.deals) if n != at and d.status not in _ENDED), None)
        if other is None:
            other = len(c.now.deals)
            c.set(deals=(*c.now.deals, Deal(kind="new_offer", role=held.role, region=held.region)))
        c.set(focus=other)


def take_choice(c: Change) -> None:
    """Who has a counter-offer and says that they go, or stay, has answered it."""
    at = counter_at(c.now)
    if at is None or c.deal(at).status in ("accepted", *_ENDED) or any(a.owner == MINE for a in c.reading.amounts):
        return
    for clause in c.reading.clauses:
        least = _SURELY if clause.matter == "told_lean" else 0.0
        choice = (
            ""
            if _asks(clause) or clause.puts_right or clause.only_hides
            else kept_by(c.reading, clause, "choice", least)
        )
        if choice in ("go", "stay"):
            c.put(at, status="declined" if choice == "go" else "accepted")
            c.note("declined" if choice == "go" else "accepted", clause.text, c.deal(at).company)
            return


def _asks(clause: Clause) -> bool:
    """Whether a clause asks for anything but words."""
    other = clause.matter and clause.matter not in (*TOLD, *TEXTS)
    return bool(other) or clause.text.rstrip().endswith("?")
