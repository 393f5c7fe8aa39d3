"""Free text -> what it says of the user's situation; nothing that is not said, currencies and periods as said."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.extract.employers import Employer, employers_in, owner_of, the_job
from coach.extract.facts import achievements_in, concerns_in, deadline_in, skills_in, years_in
from coach.extract.figures import Said, figures_said
from coach.intents.cues import asks_for_pay, claims_figure, components_in, is_across
from coach.rates import without_rate
from coach.situation import OtherOffer, Part, Situation
from index.names import Mentions, Names
from index.names.levels import level_codes

_RAISE = re.compile(
    r"\b(?:(?:ask(?:ing)? for|want|deserve|get|discuss|request|negotiat\w+|had|with) (?:a |an |my |the |one |zero )?(?:pay )?(?:raise|rise)|promotion|promoted|my (?:manager|boss|skip)|(?:annual|performance|my|year-end) review|review (?:season|cycle)|1:1|underpaid|i work there|counter my employer|internal(?:ly)? (?:move|transfer))\b",
    re.I,
)
_CORRECTS = re.compile(r"\b(?:mean|meant|sorry|actually|correction|rather|oops|not \w+ but)\b", re.I)
_ASKS = re.compile(r"\?|^\W*(?:(?:and|or|ok|so|but|then)\b,? ?)*(?:(?:what|how) about|in|at|for)\b", re.I)
_OF_OWN = re.compile(
    r"\b(?:I['’]?m|I am|I['’](?:ve|ll)|mine|my|our|they|offer\w*|mov(?:e|ed|ing)|relocat\w+|based|accept\w*|instead)\b",
    re.I,
)
_NO_RAISE = re.compile(r"\b(?:not|isn['’]t|never) (?:\w+ ){0,3}(?:a |about a )?raise\b", re.I)
_BOUND = re.compile(r"\b(?:above|over|below|under|more than|less than|at least|up to|from|than)\s*$", re.I)
_FORGET = re.compile(
    r"\b(?:forget|drop|ignore|scrap|no longer|scratch|withdrew|withdrawn|fell through|not real)\b",
    re.I,
)


def revised(held: Situation, message: str, names: Names) -> Situation:
    """The situation held so far with what a message adds, corrects or takes back.

    A company, role, place or level that is only asked about is not that of the offer in hand. A second job with figures of its own
    takes its place, and the first offer is from then on another that they hold.
    """
    gone = _gone(message, names)
    news = _without(read_situation(message, names, held), gone[0], set())
    kept = _without(held, *gone)
    told = bool(news.offer or news.current or news.target or news.floor)
    if kept.company and news.company not in ("", kept.company):
        if told:
            moved: dict[str, object] = {"role": "", "region": "", "level": "", "offer": (), "target": (), "floor": ()}
            if kept.offer and news.offer and not _CORRECTS.search(message):
                moved["competing"] = (*kept.competing, OtherOffer(company=kept.company, parts=kept.offer))
            kept = kept.model_copy(update=moved)
        elif kept.offer and not _CORRECTS.search(message):
            news = news.model_copy(update={"company": "", "role": "", "region": "", "level": ""})
    elif (
        kept.offer and not told and _ASKS.search(message) and not (_OF_OWN.search(message) or _CORRECTS.search(message))
    ):
        # "What about Hong Kong?" looks elsewhere; the offer in hand stays where it is.
        news = news.model_copy(update={n: "" for n in ("role", "region", "level") if getattr(kept, n)})
    return kept.merged(news)


def read_situation(message: str, names: Names, before: Situation | None = None) -> Situation:
    """Return only what this message says. `before` is what was said earlier: who has made the other offers, a raise or not."""
    message = without_rate(message)
    mentions = names.find(message)
    found = employers_in(message, mentions, names)
    if before:
        others_before = {o.company for o in before.competing}
        found = [replace(e, part="other") if e.name in others_before and e.name != before.company else e for e in found]
    at_work = bool(_RAISE.search(message) and not _NO_RAISE.search(message)) or bool(before and before.talk == "raise")
    job = the_job(found, at_work=at_work)
    held: dict[str, list[Part]] = {"offer": [], "current": [], "target": [], "floor": []}
    others: dict[str, list[Part]] = {e.name: [] for e in found if _is_other(e, job, message)}
    for said in figures_said(message):
        owner = owner_of(said.start, said.end, message, found)
        if owner and owner.name in others:
            if said.use in ("offer", "") or (said.use == "current" and not said.sure):
                _add(others[owner.name], said.part)
            elif said.use in ("target", "floor"):
                _add(held[said.use], said.part)
            continue
        use = said.use or _unmarked(said, message, mentions, job, at_work=at_work)
        if use == "offer" and (at_work and not said.sure):
            use = "current"
        if owner and owner.part == "declined" and use == "offer":
            continue
        if use in held and not (owner and owner.part == "employs" and use == "offer" and not at_work):
            _add(held[use], said.part)
        elif owner and owner.part == "employs" and use == "offer":
            _add(held["current"], said.part)
    role = next((names.role_name(m.role) for m in mentions.roles if m.role), "")
    codes = level_codes(message)
    return Situation(
        company=job.name if job and job.name not in others and (len(job.slugs) == 1 or (not job.slugs and job.part in ("offers", "prefers"))) else "", role=role,
        region=next((m.name for m in mentions.places if not m.weak and not m.keys[0].startswith("unknown:")), ""),
        level=codes[0] if len(codes) == 1 else "",
        talk="raise" if at_work else "new_offer" if held["offer"] else "",
        offer=tuple(held["offer"]), current=tuple(held["current"]), target=tuple(held["target"]), floor=tuple(held["floor"]),
        competing=tuple(OtherOffer(company=n, parts=tuple(p)) for n, p in others.items()),
        deadline=deadline_in(message), years=years_in(message), achievements=achievements_in(message), skills=skills_in(message), concerns=concerns_in(message),
    )  # fmt: skip


def _gone(message: str, names: Names) -> tuple[set[str], set[str]]:
    """(companies, components) that a message takes back: "forget the Stripe offer", "scrap the bonus"."""
    taken = _FORGET.search(message)
    if not taken:
        return set(), set()
    rest = re.split(r"(?<=[.!?])\s|;|,", message[taken.start() :])[0]
    found = names.find(rest).companies
    companies = {names.company_name(m.options[0]) if len(m.options) == 1 else m.name for m in found}
    return companies, set() if companies else set(components_in(rest))


def _without(held: Situation, companies: set[str], components: set[str]) -> Situation:
    return held.model_copy(
        update={
            "company": "" if held.company in companies and held.competing else held.company,
            "competing": tuple(o for o in held.competing if o.company not in companies),
            "offer": tuple(p for p in held.offer if p.component not in components),
            "current": tuple(p for p in held.current if p.component not in components),
        }
    )


def offered_in(message: str, names: Names) -> tuple[Part, ...]:
    """The figures of a message that judges an offer: all but those of current pay, aims and other companies' offers.

    A single figure without a component is the base, as people mean it.
    """
    mentions = names.find(message)
    found = employers_in(message, mentions, names)
    job = the_job(found, at_work=False)
    out: list[Part] = []
    for said in figures_said(message):
        owner = owner_of(said.start, said.end, message, found)
        if said.use in ("floor", "current", "theirs") or (said.use == "target" and out):
            continue
        if owner and _is_other(owner, job, message):
            continue
        _add(out, said.part)
    return tuple(out)


def _is_other(employer: Employer, job: Employer | None, message: str) -> bool:
    """Whether a company has made another offer: said so, or it offers too beside the job in question."""
    if employer.part == "other":
        return job is None or employer.name != job.name
    if job is not None and employer.name == job.name:
        # "They offered 190, I have Contoso at 340": the one held is not the one that is spoken of.
        return employer.part == "holds" and bool(re.search(r"\d", message[: employer.start]))
    return (
        employer.part in ("offers", "holds")
        and job is not None
        and job.part in ("offers", "prefers", "employs", "named", "holds")
    )


def _add(held: list[Part], part: Part) -> None:
    if all(p.component != part.component for p in held):
        held.append(part)


def _unmarked(said: Said, message: str, mentions: Mentions, job: Employer | None, *, at_work: bool) -> str:
    """What a figure is for that no word speaks of: the offer beside a job, unless the message only asks."""
    before = message[: said.start]
    sentence = re.split(r"(?<=[.!?])\s|\n", before)[-1] + re.split(r"(?<=[.!?])\s|\n", message[said.start :])[0]
    if _BOUND.search(before) or claims_figure(sentence) or is_across(message):
        return ""
    if at_work:
        return "current"
    if said.bare:
        return ""  # "60 total" may as well be a level
    told = said.named or bool(job and (mentions.roles or mentions.places))
    return "offer" if told and not (asks_for_pay(before) and "?" in before) else ""
