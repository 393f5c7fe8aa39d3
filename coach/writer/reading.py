"""A message + a language model -> the same Reading: the built-in one, with what a valid answer of the model is surer
of.

The model sees neither figures nor people. It points: at numbered lines, amounts, terms and companies, at candidates of
the index, at words that must stand in the message. What does not validate is left out part by part, and what the
built-in reading is sure of stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from string import ascii_lowercase
from typing import Any

from pydantic import ValidationError

from coach.understanding.days import day_in, years_in
from coach.understanding.firstnames import is_first_name
from coach.understanding.likeness import figures_and_names
from coach.understanding.matters import ALLOWED, COMPLAINT, DOES, TEXTS, agreed
from coach.understanding.named import called_by
from coach.understanding.persons import persons_at
from coach.understanding.read import can_be
from coach.understanding.reading import (
    ASKS,
    LEAST,
    MINE,
    NAMED,
    PARTS,
    PURPOSES,
    SURE,
    AmountMention,
    Clause,
    CompanyPart,
    Reading,
    TermMention,
)
from coach.writer.asked import MOST, SECOND, SELF, Asked, Pointed, items, people_of
from coach.writer.paid_later import in_stages
from coach.writer.trusted import (
    CHANGES,
    IDLE,
    MANY,
    OF_TEXT,
    TELLING,
    agreements,
    fits,
    is_change,
    is_coherent,
    is_whole,
    line_of,
)
from index.names.lexicon import is_word

# So sure a built-in reading was right in 97 of 100 figures, 19 of 20 parts and acts of voices kept out: a model does
# not change it.
STANDS, ACT_STANDS = 0.85, 0.95
MATTER_STANDS = 0.8  # so sure a matter was right in 49 of 50 clauses of voices kept out
TERM_STANDS = 0.98
_TAKEN = 0.75  # so sure the model is where it adds something that the built-in reading has not
_RATHER = 0.6  # from here on an act is added only where it leans to it
_GONE = 0.29  # so sure at most of what a model that reads well does not name: no longer likely
_LOST = 0.3  # a built-in reading that is no surer than this does not say what is possible
# What ends a talk or takes something out of it is told by two readings, or it is not taken.
_WEIGHTY = frozenset("order accepted declined withdraw takeback granted refused correct".split())
_ENDING = frozenset("order accepted declined withdraw takeback say_withdraw".split())  # no model alone tells these
# A word of the person's that a model may tell of a line, where the message also wants the text that gives it.
_WORDS_GIVEN = {
    "accepted": ("told_accept", "say_accept", "words_accept"),
    "declined": ("told_decline", "say_decline", "words_decline"),
}
_SAYS = (*PURPOSES, "put_in", "leave_out")
_ADDED = frozenset((*ASKS, *_SAYS, "story", "feeling", "greet", "thank", "bye", "chat"))
_TOLD_TWICE = frozenset("ask_fact ask_band ask_level ask_source ask_sum ask_pro feeling".split())
_QUIET = frozenset(("told_story", "told_thanks"))  # matters that ask nothing of a coach and change nothing
_OF_TALK = frozenset(("told_asked", "meta_wrong"))  # "sent", "that's not what I meant": in any words at all
_WEIGHTY_TEXTS = frozenset("words_accept words_decline words_withdraw words_resign words_decline_boss".split())
_OF_JOB = (SELF, "job", "mine", "rival")  # whose role is one of the person's
_NO_PLAYERS = ("just", "cmp", "past", *NAMED)
_OF_WORK = frozenset(("deed", "edit_info", "pay"))  # lines in which years may be those of experience
_TOLD = frozenset("offer news pay wish deed need feeling story edit_info greet thank chat other".split())
_SETTLED = {"grant": ("granted", "news"), "refuse": ("refused", "news"), "drop": ("takeback", "leave_out")}
# So sure a role is at most that its clause does not tell: one of another clause was right in 17 of 20, however sure.
_UNTOLD = 0.8
_HARDLY = 0.6  # so sure at most that words are a term at all where a model that sees none is believed
_OFFERS = ("offer", "up")  # roles of what an employer offers
_LONGEST_DAY = 40  # letters
_AMOUNT = re.compile(r"\[amount (\d{1,2})\]")
_UNNAMED = -2  # the owner of what an employer offers that is not named
_OWNERS = {0: -1, -1: _UNNAMED, -2: MINE}  # whose a thing is, where no company of the list has it


def is_sure(reading: Reading) -> bool:
    """Whether nothing of a reading could be changed by a model, so that none need be asked."""
    amounts = all(
        _fixed(_told(a, reading), a.may_be.roles)
        and _fixed(a.component_score, a.may_be.components)
        and _fixed(a.owner_score, a.may_be.owners)
        for a in reading.amounts
    )
    companies = all(_fixed(c.score, c.may_be) and len(c.options) == 1 for c in reading.companies)
    terms = all(t.score >= TERM_STANDS and t.kind_score >= STANDS for t in reading.terms)
    return amounts and companies and terms and all(map(_is_clear, reading.clauses))


def _is_clear(c: Clause) -> bool:
    acts, matters = (shares[0][1] if shares else 0.0 for shares in (c.acts, c.matters))
    return acts >= ACT_STANDS and matters >= MATTER_STANDS


def _told(a: AmountMention, r: Reading) -> float:
    """How sure a figure's role is, beside what its clause does and the other figures in it: two offers of one part in
    one clause are not both what is offered."""
    acts = TELLING.get(a.role)
    clause = next((c for c in r.clauses if c.start <= a.amount.start < c.end), None)
    if acts is None or clause is None:
        return a.role_score
    told = any(clause.share(act) >= LEAST for act in acts) and not _is_told_twice(a, clause, r)
    return a.role_score if told else min(a.role_score, _UNTOLD)


def _is_told_twice(a: AmountMention, clause: Clause, r: Reading) -> bool:
    """Whether a clause has two different figures in the same role, of the same part and owner."""
    kind = (a.role, a.component, a.owner)
    others = (x for x in r.amounts if x is not a and clause.start <= x.amount.start < clause.end)
    return any((x.role, x.component, x.owner) == kind and x.amount.high != a.amount.high for x in others)


def _fixed(score: float, may_be: frozenset[Any]) -> bool:
    return score >= STANDS or (score >= _LOST and len(may_be) == 1)


def merged(asked: Asked, answer: Any) -> Reading:  # noqa: ANN401 - whatever a model said
    """The built-in reading with everything of the answer that is valid and surer; of a model that reads well
    (`coach.writer.trusted`), with all that it is sure of."""
    if not isinstance(answer, Mapping):
        return asked.reading
    valid, r = answered(answer), asked.reading
    trusted, wholly = _trusted(r, valid)
    given = _given(r, valid["lines"])
    companies = list(r.companies)
    for c in valid["companies"]:
        if 1 <= c["company"] <= len(r.companies):
            companies[c["company"] - 1] = _company(companies[c["company"] - 1], c, asked)
    companies = _one_job(companies, {c["company"] - 1: c["part"] for c in valid["companies"] if c["score"] >= _TAKEN})
    amounts = in_stages(r, _amounts(r, valid), valid["amounts"], lambda words: _span_of(words, r, asked))
    clauses = list(r.clauses)
    for line in valid["lines"]:
        if 1 <= line["line"] <= len(clauses):
            clauses[line["line"] - 1] = _clause(r.clauses[line["line"] - 1], line, given)
    terms = _terms(r, valid["terms"], clauses, asked)
    if wholly:
        terms = [t if t.told else replace(t, side="none") for t in terms]
    out = replace(r, clauses=tuple(clauses), amounts=tuple(amounts), companies=tuple(companies), terms=tuple(terms))
    out = replace(_without(out), told=trusted)
    out = _in_a_place(out, valid["names"]) if trusted else out
    out = _of_the_job(out, valid["names"], asked) if wholly else out
    known = len(out.companies)
    for name in valid["names"]:
        out = _named(out, name, asked)
    out = _of_named(out, known, {a["amount"] for a in valid["amounts"] if a["whose"] == -1 and a["score"] >= _TAKEN})
    out = _with_day(out, answer, asked, valid, trusted=trusted, wholly=wholly)
    no_years = _are_no_work(r, valid) or (wholly and not _are_of_work(r, valid, asked))
    return replace(out, years=None if no_years else r.years)


def _with_day(
    out: Reading, answer: Mapping[str, Any], asked: Asked, valid: Mapping[str, list[dict[str, Any]]],
    *, trusted: bool, wholly: bool,
) -> Reading:  # fmt: skip
    """The reading with the day until which somebody must answer, and whose it is."""
    r = asked.reading
    kept = "" if _is_no_deadline(r, out) else r.deadline
    day = (_day_told(answer, r, asked) if wholly else "") or ("" if wholly and not _tells_day(valid) else kept)
    day = day or _deadline(answer.get("deadline"), r, out)
    out, whose = replace(out, deadline=day, due=out.due if day else ()), answer.get("decides")
    if not (trusted and day and isinstance(whose, int)):
        return out
    if 1 <= whose <= len(r.companies):
        at = next((i for i, x in enumerate(out.companies) if x.start == r.companies[whose - 1].start), -1)
    elif wholly and whose in _OWNERS:
        at = _OWNERS[whose]
    else:
        return out
    return replace(out, due=(*(x for x in out.due if x[0] != day), (day, at)))


def _trusted(r: Reading, valid: Mapping[str, list[dict[str, Any]]]) -> tuple[bool, bool]:
    """Mark in each item how `well` its model reads and the `room` that its line has; whether figures are taken, and
    whether all that it says of the message is: then what it does not speak of is not there."""
    alike, whole = agreements(r, valid), is_whole(r, valid)
    figures = alike or is_coherent(r, valid)
    lines = {x["line"]: x for x in valid["lines"]}
    for kind, item in ((k, x) for k, of in valid.items() for x in of):
        idle = kind == "terms" or (kind == "amounts" and item["role"] in IDLE)
        sure = item["score"] >= (_TAKEN if idle and alike >= MANY else STANDS)
        item["well"] = (alike if kind in ("lines", "terms") else figures) if sure else 0
        item["figures"] = bool(figures)
        at = item.get("line", 0)
        item["room"] = _room(r.clauses[at - 1]) if whole and sure and 1 <= at <= len(r.clauses) else frozenset()
        if kind == "amounts" and figures and not sure and _is_of_its_line(item, r, valid["amounts"]):
            item["well"] = figures
        floor = item.get("role") == "floor" and 1 <= item["amount"] <= len(r.amounts)
        if floor and not fits(r.amounts[item["amount"] - 1], item, r, lines):
            item["well"] = 0
    return bool(figures), alike >= MANY


def _is_of_its_line(said: Mapping[str, Any], r: Reading, amounts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a figure that a model is not sure of is what it surely says of another one in the same line, of the same
    employer: then only its part is left open."""

    def line(x: Mapping[str, Any]) -> int:
        return line_of(r.clauses, r.amounts[x["amount"] - 1].amount.start) if 1 <= x["amount"] <= len(r.amounts) else -1

    at = line(said) if said["score"] >= _TAKEN else -1
    others = (x for x in amounts if x is not said and x["score"] >= STANDS and at >= 0 and line(x) == at)
    return any((x["role"], x["whose"]) == (said["role"], said["whose"]) for x in others)


def _amounts(r: Reading, valid: Mapping[str, list[dict[str, Any]]]) -> list[AmountMention]:
    amounts, spoken_of = list(r.amounts), {c["company"] - 1 for c in valid["companies"]}
    for a in valid["amounts"]:
        if 1 <= a["amount"] <= len(amounts):
            held = r.amounts[a["amount"] - 1]
            kept = a["whose"] == -1 and held.owner >= 0 and held.owner not in spoken_of  # another that it does not name
            told = {**a, "whose": held.owner + 1} if kept else a
            amounts[a["amount"] - 1] = _amount(held, told, len(r.companies), _told(held, r))
    return amounts


def _are_of_work(r: Reading, valid: Mapping[str, list[dict[str, Any]]], asked: Asked) -> bool:
    """Whether the years that were read are those of the person's work: the model says it of the figure or of a line
    that tells years, or nothing is held yet and a line tells their story. Fewer than those that are held are a part of
    them, unless a line corrects."""
    if r.years is not None and r.years < (asked.dialogue.years or 0) and not _corrects(valid):
        return False
    if any(x["role"] == "deed" for x in valid["amounts"]):
        return True
    spans = {line_of(r.clauses, a.amount.start) for a in r.amounts if a.amount.high == r.years}
    spans |= {n for n, c in enumerate(r.clauses) if years_in(c.text) == r.years}
    told = {a for x in valid["lines"] if x["line"] - 1 in spans for a in x["acts"]}
    return bool(told & (_OF_WORK | (frozenset() if asked.dialogue.years else {"story"})))


def _corrects(valid: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Whether a line puts right what was said, as the model has it."""
    return any("correct" in x["acts"] or {"told_correct", "meta_wrong"} & {*x["matters"]} for x in valid["lines"])


def _tells_day(valid: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Whether a line tells a deadline, as the model has it."""
    return any("deadline" in x["acts"] or "told_deadline" in x["matters"] for x in valid["lines"])


def _day_told(answer: Mapping[str, Any], r: Reading, asked: Asked) -> str:
    """The day in the words that a model which reads well copied, as they stand where they have no form of a day."""
    words = answer.get("deadline")
    start, end = _span_of(words, r, asked) if isinstance(words, str) else (-1, -1)
    return (day_in(r.text[start:end]) or r.text[start:end][:_LONGEST_DAY]) if start >= 0 else ""


def _are_no_work(r: Reading, valid: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Whether the years that were read are a span of something else, in a line that tells nothing of the person's
    work."""
    told = [
        (x, r.amounts[x["amount"] - 1]) for x in valid["amounts"] if x["well"] and 1 <= x["amount"] <= len(r.amounts)
    ]
    spans = [(x, a) for x, a in told if a.amount.kind in ("count", "bare") and a.amount.high == r.years]
    lines = {x["line"]: frozenset(x["acts"]) for x in valid["lines"]}
    return bool(spans) and all(
        x["role"] in ("other", "none") and not lines.get(line_of(r.clauses, a.amount.start) + 1, frozenset()) & _OF_WORK
        for x, a in spans
    )


def answered(answer: Any) -> dict[str, list[dict[str, Any]]]:  # noqa: ANN401 - as above
    """What is valid in an answer, list by list."""
    said = answer if isinstance(answer, Mapping) else {}
    return {name: _valid(item, said.get(name)) for name, item in items().items()}


def _valid(item: type[Pointed], said: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as above
    """The items of a list that are what they should be, each number once."""
    out: list[dict[str, Any]] = []
    for one in said[:MOST] if isinstance(said, list) else ():
        try:
            read = item.model_validate(one)
        except ValidationError:
            continue
        out.append({**read.model_dump(), "score": read.score})
    key = next((k for k in ("line", "amount", "term", "company") if k in item.model_fields), "")
    numbers = [x[key] for x in out] if key else []
    return [
        x for x in out if not key or not x[key] or numbers.count(x[key]) == 1
    ]  # one that is told twice is told by nobody


def _amount(held: AmountMention, said: Mapping[str, Any], companies: int, sure: float) -> AmountMention:
    """The amount as the model points at it, where the built-in reading is not `sure` of its role and holds that for
    possible, too; and so for its other parts."""
    score, owner, may = said["score"], _OWNERS.get(said["whose"], said["whose"] - 1), held.may_be
    second, said = said["role"] == SECOND, {**said, "role": "wish" if said["role"] == SECOND else said["role"]}
    some_money = held.amount.kind == "money" and said["role"] == "none"  # a sign or a scale is written
    if said["well"]:
        return _well_read(held, said, owner if owner < companies else held.owner, second=second)
    if not _is_whole(held, said, owner, companies, sure):
        said = {**said, "role": held.role, "component": held.component}
        owner, second = held.owner, held.second
    possible = (
        said["role"] in may.roles or held.role_score < _LOST or (sure < held.role_score and said["role"] == "was")
    )
    if sure < min(STANDS, score) and possible and not some_money:
        held = replace(held, role=said["role"], role_score=score)
    elif said["figures"] and sure < score < STANDS and held.role == "pay" != said["role"] and score >= _TAKEN:
        held = replace(held, role="other", role_score=score)  # two readings that differ, neither sure, tell no pay
    if (
        held.component_score < min(STANDS, score)
        and said["component"] in may.components
        and can_be(held.amount, said["component"])
    ):
        held = replace(held, component=said["component"], component_score=score)
    if held.owner_score < min(STANDS, score) and owner in may.owners and owner < companies:
        held = replace(held, owner=owner, owner_score=score)
    return replace(held, second=second and score >= _TAKEN and held.role in ("wish", "more", "asked", "offer"))


def _is_whole(held: AmountMention, said: Mapping[str, Any], owner: int, companies: int, sure: float) -> bool:
    """Whether a figure that its model reads as another part of another employer may be both: one alone would be a
    figure that nobody has told."""
    if said["component"] == held.component or owner == held.owner:
        return True
    top = min(STANDS, said["score"])
    part = held.component_score < top and said["component"] in held.may_be.components
    return part == (held.owner_score < top and owner in held.may_be.owners and owner < companies)


def _well_read(held: AmountMention, said: Mapping[str, Any], owner: int, *, second: bool) -> AmountMention:
    """The amount as a model that reads well has it, but for what its format rules out."""
    role = "other" if held.amount.kind == "money" and said["role"] == "none" else said["role"]
    owner = -1 if (role == "pay" and owner == _UNNAMED) or (owner == MINE and role not in _OFFERS) else owner
    named = can_be(held.amount, said["component"]) and said["role"] != "none"
    score = said["score"]
    misread = not named and role in ("offer", "pay", "wish") and held.component != said["component"] == "holiday"
    component = said["component"] if named else "other" if misread else held.component
    return replace(
        held,
        role=role,
        role_score=max(score, held.role_score if role == held.role else 0.0),
        role_said=held.role_said or role != held.role,
        component=component,
        component_score=max(score if named else 0.0, held.component_score if component == held.component else 0.0),
        component_said=held.component_said or component != held.component or (named and component != "base"),
        owner=owner,
        owner_score=max(score, held.owner_score if owner == held.owner else 0.0),
        second=second,
    )


def _company(held: CompanyPart, said: Mapping[str, Any], asked: Asked) -> CompanyPart:
    none = not held.options and said["part"] in ("who", "no")  # no guide has it: the words may be no company's
    open_ = none or (held.score < STANDS and said["part"] in held.may_be)
    if said["well"] or (open_ and said["score"] > held.score):
        called = "" if said["part"] in _NO_PLAYERS else held.called
        held = replace(held, part=said["part"], score=said["score"], called=called)
    at = ascii_lowercase.find(said["candidate"].strip().casefold()[:1]) if said["candidate"].strip() else -1
    if 0 <= at < len(held.options) > 1 and said["score"] >= _TAKEN:
        slug = held.options[at]
        held = replace(held, options=(slug,), name=asked.names.company_name(slug))
    return held


def _one_job(companies: list[CompanyPart], said: Mapping[int, str]) -> list[CompanyPart]:
    """The companies where two are negotiated with, which no talk is about, as the model tells them apart."""
    jobs = [i for i, c in enumerate(companies) if c.part == "job"]
    if len(jobs) < 2 or sum(said.get(i) == "job" for i in jobs) != 1 or not all(i in said for i in jobs):
        return companies
    return [replace(c, part=said[i]) if i in jobs and said[i] in PARTS else c for i, c in enumerate(companies)]


def _without(r: Reading) -> Reading:
    """The reading whose companies are companies: a name that no guide has may be a person's, or no name at all."""
    gone = [i for i, c in enumerate(r.companies) if c.part in NAMED]
    if not gone:
        return r
    kept = [i for i in range(len(r.companies)) if i not in gone]
    amounts = tuple(
        replace(a, owner=-1 if a.owner in gone else kept.index(a.owner) if a.owner >= 0 else a.owner) for a in r.amounts
    )
    terms = tuple(
        replace(t, owner=kept.index(t.owner) if t.owner in kept else t.owner if t.owner in (_UNNAMED, MINE) else None)
        for t in r.terms
    )
    who = (c for i in gone if (c := r.companies[i]).part == "who")
    people = tuple(p for c in who for p in persons_at(r.text, c.start, c.end, c.name))
    return replace(
        r, companies=tuple(r.companies[i] for i in kept), amounts=amounts, terms=terms, persons=(*r.persons, *people)
    )


def _given(r: Reading, lines: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The words of the person's, a yes or a no, for which the message wants the text, by either reading."""
    told: set[str] = set()
    for line in lines:
        held = r.clauses[line["line"] - 1] if 1 <= line["line"] <= len(r.clauses) else None
        for act, (_, purpose, text) in _WORDS_GIVEN.items():
            says = {purpose, text} & {*line["acts"], *line["matters"]} and line["well"]
            if says and held is not None and max(held.share(purpose), held.about(text)) >= LEAST:
                told.add(act)
    return frozenset(told)


def _clause(held: Clause, line: Mapping[str, Any], given: Set[str] = frozenset()) -> Clause:
    """The clause with what the model says that it does and is about, as far as the built-in reading leaves it open."""
    said = _of_one_mind(frozenset(line["acts"]), line["matters"])
    if line["well"]:
        return _clause_well_read(held, said, line, given)
    made = replace(held, acts=_acts(held, said, line["score"], line["room"]))
    named = line["matters"] or [ALLOWED[a][0] for a in sorted(said) if len(ALLOWED.get(a, ())) == 1]
    matters = _matters(held, made, named, line["score"])
    if matters == held.matters:
        return made
    now = agreed(made, matters)
    if held.acts and held.acts[0][1] >= ACT_STANDS:  # what is sure keeps all that it was read to do
        kept = dict(now.acts) | {a: s for a, s in made.acts if a not in PURPOSES and s > now.share(a)}
        now = replace(now, acts=tuple(sorted(kept.items(), key=lambda x: -x[1])))
    return now


def _clause_well_read(held: Clause, acts: frozenset[str], line: Mapping[str, Any], given: Set[str]) -> Clause:
    """The clause as a model that reads well has it, but for what ends or reverses a talk and that the built-in reading
    sees nothing of, unless it is a word `given` in the text that is wanted as well; what that is sure of and the model
    does not name goes where they agree in several things."""
    leant = {a for a, share in held.acts if share >= LEAST}
    leant |= {a for a in given if _WORDS_GIVEN[a][0] in line["matters"]}
    plain = {a for a, (told, *_) in _WORDS_GIVEN.items() if told in line["matters"] and line["well"] >= MANY}
    leant |= plain
    acts = frozenset(a for a in acts if a not in _ENDING or a in leant)
    if not acts:
        return held
    few = line["well"] < MANY
    stand = (a for a, s in held.acts if few and (a in _WEIGHTY or s >= ACT_STANDS))
    kept = {a for a in stand if not (is_change(held) and a in CHANGES)} | {a for a, _ in held.acts if a == "order"}
    shares = {a: s if a in kept else min(s / 2, _GONE) for a, s in held.acts}
    shares |= {a: max(shares.get(a, 0.0), line["score"]) for a in acts}
    if any(a in PURPOSES for a in acts) and not any(a in ASKS for a in acts):
        shares["ask_words"] = line["score"]
    made = replace(held, acts=tuple(sorted(shares.items(), key=lambda x: -x[1])))
    if held.passes_text and (of_text := acts & OF_TEXT):
        made = replace(made, turns=(("edit" if of_text & CHANGES else "order", line["score"]),))
    if acts & (given | plain) & leant:
        made = replace(made, denial=None)
    does = {a for a, s in made.acts if s >= SURE}
    room = {m for a in does for m in ALLOWED.get(a, TEXTS if a == "ask_words" else ())} | _QUIET | _OF_TALK
    named = [m for m in line["matters"] if m in room or held.about(m) >= LEAST]
    sure = {_WORDS_GIVEN[a][0] for a in acts & given} | ({"words_resign"} if "accepted" in given else set()) | _OF_TALK
    named = [m for m in named if m in sure or held.about(m) >= LEAST or not _is_weighty(m, made)]
    if "leave_out" in acts and line["well"] >= MANY and "told_drop" in line["matters"]:
        named.append("told_drop")  # what is to go out is given up as well
    if not line["matters"]:
        named = [ALLOWED[a][0] for a in sorted(acts) if len(ALLOWED.get(a, ())) == 1][:1]
    if not named and not line["matters"]:
        return made
    left = {m: min(s / 2, _GONE) for m, s in held.matters if m not in named}
    told = dict(zip(named, (line["score"], SURE), strict=False))
    matters = tuple(sorted((left | told).items(), key=lambda x: -x[1]))
    for_what = [x for x in agreed(made, matters).acts if x[0] in PURPOSES and not acts & frozenset(PURPOSES)]
    others = [x for x in made.acts if not for_what or x[0] not in PURPOSES]
    return replace(made, acts=(*others, *for_what), matters=matters)


def _room(held: Clause) -> frozenset[str]:
    """What a clause may do in the stead of what it was read to do, without that the talk stands otherwise: a question
    is another one, what is told by the way something else of that kind."""
    act, score = next(iter(held.acts), ("", 0.0))
    return frozenset(ASKS) if act in ASKS else _TOLD if act in _TOLD and score < ACT_STANDS else frozenset()


def _of_one_mind(acts: frozenset[str], matters: Sequence[str]) -> frozenset[str]:
    """The acts without look-ups and feelings that the matters of the same line do not tell and would be outweighed
    by."""
    kept = frozenset(a for a in acts if not matters or a not in _TOLD_TWICE or set(ALLOWED[a]) & set(matters))
    return kept or acts


def _acts(held: Clause, acts: frozenset[str], score: float, room: frozenset[str]) -> tuple[tuple[str, float], ...]:
    shares = dict(held.acts)
    leant = {a for a, share in held.acts if share >= LEAST}
    best = held.acts[0][1] if held.acts else 0.0
    if room and held.acts[0][0] in room and acts <= room:
        best = min(best, _RATHER)
    elif best >= ACT_STANDS:
        acts = acts & leant & _ADDED  # of what it leant to, the model may confirm what changes no state
    elif best >= _RATHER:
        acts = acts & (leant | frozenset(_SAYS if "ask_words" in leant else ()))
    elif best >= _LOST:
        acts = acts & (leant | _ADDED)
    else:
        acts = acts - _WEIGHTY | acts & leant
    if not acts:
        return held.acts
    if best >= ACT_STANDS:
        news = {a: max(shares[a], SURE) for a in acts if score >= _TAKEN}
    else:
        news = {a: max(shares.get(a, 0.0), score) for a in acts}
        if score >= _TAKEN:
            news |= {a: share / 2 for a, share in shares.items() if a not in acts}
    shares |= news
    purpose = max((s for a, s in shares.items() if a in PURPOSES), default=0.0)
    if purpose >= SURE and not any(a in ASKS and s > LEAST for a, s in shares.items()):
        shares["ask_words"] = purpose
    return tuple(sorted(shares.items(), key=lambda x: -x[1]))


def _matters(held: Clause, made: Clause, said: Sequence[str], score: float) -> tuple[tuple[str, float], ...]:
    """What a clause is about: of the matters `said`, the likeliest first, those that the built-in reading leant to, or
    that what the clause was `made` to do leaves open; what ends a talk only where it leant to that."""
    shares = dict(held.matters)
    best = held.matters[0][1] if held.matters else 0.0
    if best >= MATTER_STANDS or best >= score:
        return held.matters
    does = [a for a, s in made.acts if s >= LEAST]
    left = {m for a in does for m in ALLOWED.get(a, TEXTS if a == "ask_words" else ())}
    left |= set() if any(a in ASKS for a in does) else _QUIET
    taken = [m for m in said if m in left or m in shares]
    taken = [m for m in taken if shares.get(m, 0.0) >= LEAST or not _is_weighty(m, made)]
    if said and score >= _TAKEN:  # what only one of two readings sees is no more than a guess
        shares = {m: s if m in said else s / 2 for m, s in shares.items()}
    for matter, weight in zip(taken, (score, score / 2), strict=False):
        shares[matter] = max(shares.get(matter, 0.0), weight)
    return tuple(sorted(shares.items(), key=lambda x: -x[1]))


def _is_weighty(matter: str, made: Clause) -> bool:
    """Whether a matter would change how the talk stands by an act that its clause does not lean to, or write what
    cannot be taken back."""
    act = DOES.get(matter, "")
    brings = bool(act) and act not in _ADDED and made.share(act) < LEAST
    return brings or matter in _WEIGHTY_TEXTS or matter == COMPLAINT


def _terms(r: Reading, said: Sequence[Mapping[str, Any]], clauses: Sequence[Clause], asked: Asked) -> list[TermMention]:
    """The terms as the model has them, and those in whose words it finds one that was not read."""
    terms = list(r.terms)
    for t in said:
        if 1 <= t["term"] <= len(terms):
            terms[t["term"] - 1] = _term(_whole(terms[t["term"] - 1], t, r, asked), t, clauses)
    for t in (x for x in said if x["well"] and x["words"].strip() and not x["term"]):
        start, end = _span_of(t["words"], r, asked)
        torn = [x for x in terms if start <= x.start and x.end <= end and not (x.told and x.side != t["side"])]
        terms = [x for x in terms if x not in torn]
        if start < 0 or any(x.start < end and start < x.end and x.told for x in terms):
            continue
        terms = [x for x in terms if not (x.start < end and start < x.end)]
        found = TermMention(start, end, r.text[start:end], t["kind"], "none", 0.0, t["score"])
        terms.append(_term(found, t, clauses))
    return sorted(terms, key=lambda x: x.start)


def _whole(held: TermMention, said: Mapping[str, Any], r: Reading, asked: Asked) -> TermMention:
    """A term of the list in the words that a model which reads well copies for it, if they stand there."""
    start, end = _span_of(said["words"], r, asked, held.start) if said["well"] else (-1, -1)
    if start < 0 or not (start < held.end and held.start < end):
        start, end = held.start, held.end
    for a in r.amounts if said["well"] else ():  # no figure is torn
        if start < a.amount.end and a.amount.start < end:
            start, end = min(start, a.amount.start), max(end, a.amount.end)
    return replace(held, start=start, end=end, words=r.text[start:end])


def _span_of(words: str, r: Reading, asked: Asked, near: int = 0) -> tuple[int, int]:
    """Where copied words stand in the message, the place next to `near` of several; (-1, -1) where they do not."""
    plain = _AMOUNT.sub(lambda m: _text_of(r, m), asked.mask.shown(words)).strip()
    pattern = r"\s+".join(map(re.escape, plain.split()))
    found = [m.span() for m in re.finditer(pattern, r.text, re.I)] if plain else []
    return min(found, key=lambda x: abs(x[0] - near), default=(-1, -1))


def _text_of(r: Reading, stand_in: re.Match[str]) -> str:
    """The amount that a number stands in for, as the message has it."""
    n = int(stand_in[1])
    return r.amounts[n - 1].text if 1 <= n <= len(r.amounts) else stand_in[0]


def _term(held: TermMention, said: Mapping[str, Any], clauses: Sequence[Clause]) -> TermMention:
    """The term on the side that the model tells, where the built-in reading is not sure; a yes, a no or a giving up of
    it only where its clause leans to that."""
    clause = next((c for c in clauses if c.start <= held.start < c.end), None)
    needs = _SETTLED.get(said["side"], ())
    told = not needs or (clause is not None and any(clause.share(a) >= LEAST for a in needs))
    told = told or said["well"] >= MANY
    if said["side"] == "none" and ((said["score"] >= STANDS and held.real < _HARDLY) or said["well"] >= MANY):
        return replace(held, side="none", score=said["score"], told=bool(said["well"]))
    if said["well"] or held.kind_score < min(STANDS, said["score"]):
        pay = held.pay if said["kind"] == held.kind else None  # another term brings no salary
        held = replace(held, kind=said["kind"], kind_score=said["score"], pay=pay)
    if said["well"] and told:
        whose = _OWNERS.get(said["whose"], said["whose"] - 1) if said["whose"] else None
        real = max(held.real, said["score"])
        return replace(held, side=said["side"], score=said["score"], real=real, owner=whose, told=True)
    if held.score >= TERM_STANDS or said["score"] < _TAKEN or not told:
        return held
    return replace(held, side=said["side"], score=said["score"])


def _named(r: Reading, said: Mapping[str, Any], asked: Asked) -> Reading:
    """The reading with a name that it lacked: it stands in the message, beside nothing else that was read there."""
    words = asked.mask.shown(said["words"]).strip()
    if said["of"] == "no" or said["part"] == SELF:
        return _of_nobody_else(r, words, said, asked)
    start = _place_of(words, r.text)
    if said["score"] < _TAKEN or start < 0 or not words:
        return r
    end = start + len(words)
    if said["of"] == "company" and _is_plain_person(r, start, end, asked):
        said = {**said, "of": "person"}
    found = asked.names.find(words)
    match said["of"]:
        case "role":
            known = next((m.role for m in found.roles if m.role), "")
            told = r.text[start:end] if said["well"] and said["part"] in _OF_JOB else ""
            if r.role or not (known or told):
                return r
            return replace(r, role=asked.names.role_name(known) if known else told, title=told)
        case "place":
            known = next((p.name for p in found.places if not p.unknown and not p.weak), "")
            known = known or (r.text[start:end] if said["well"] and said["part"] in ("job", "mine") else "")
            return r if r.place or not known else replace(r, place=known)
    if said["of"] == "person" and said["well"]:  # who is named already, with whom they speak for
        of = tuple(replace(p, part=said["part"]) if p.start < end and start < p.end else p for p in r.persons)
        r = replace(r, persons=of)
    if said["well"] and said["of"] == "company":  # what was taken for a person, a role or a place
        r = replace(r, persons=tuple(p for p in r.persons if not (p.start < end and start < p.end)))
    if _taken(r, start, end, named=not said["well"]) or not (said["well"] or _strange(r.text[start:end])):
        return r
    if said["of"] == "person":
        part = said["part"] if said["well"] else ""
        people = tuple(replace(p, part=part) for p in persons_at(r.text, start, end, r.text[start:end]))
        return replace(r, persons=(*r.persons, *people))
    called = asked.names.called(words)
    options = tuple(called.options) if called else ()
    name = asked.names.company_name(options[0]) if len(options) == 1 else r.text[start:end]
    calls = called_by(r.text, (start, end), figures_and_names(r))
    company = CompanyPart(start, end, name, options, said["part"], said["score"], called=calls)
    return replace(r, companies=(*r.companies, company))


def _is_plain_person(r: Reading, start: int, end: int, asked: Asked) -> bool:
    """Whether words that a model calls a company are a person who is called by a first name, which is no company's that
    a guide has: the model sees only a stand-in for it."""
    named = any(p.start < end and start < p.end for p in r.persons)
    called = asked.names.called(r.text[start:end])
    return named and is_first_name(r.text[start:end].split()[0]) and not (called and called.options)


def _place_of(words: str, text: str) -> int:
    """Where words stand in a text, as written before in another case, -1 where they do not."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None
    found = found or (re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.I) if words else None)
    return found.start() if found else -1


def _of_nobody_else(r: Reading, words: str, said: Mapping[str, Any], asked: Asked) -> Reading:
    """The reading in which words that were taken for somebody on the other side are nobody's name, or the person's own,
    as a model that reads well says; they stand in the message, or the talk holds them for a person."""
    held = {n.casefold() for n in people_of(asked.dialogue)}
    start = _place_of(words, r.text)
    own = said["of"] == "person"
    known = start >= 0 or (not own and words.casefold() in held)
    if not said["well"] or not known or said["of"] not in ("no", "person"):
        return r
    end = start + len(words)
    persons = tuple(p for p in r.persons if not (start >= 0 and p.start < end and start < p.end))
    if own:
        return replace(r, persons=persons, own_name=r.text[start:end])
    return replace(r, persons=persons, nobody=(*r.nobody, words))


def _of_the_job(r: Reading, names: Sequence[Mapping[str, Any]], asked: Asked) -> Reading:
    """The reading without a role, a level or a place that the model does not name as those of the job, where the talk
    holds one already or the model says that the words are of somebody or something else."""
    deal = asked.dialogue.deal

    def stays(of: str, said: str, held: str) -> bool:
        alike = [n for n in names if said and _shares(asked.mask.shown(n["words"]), said)]
        theirs = any(n["of"] == of and (of != "role" or n["part"] in _OF_JOB) for n in alike)
        return not said or theirs or not (held or any(n["of"] in ("no", of) for n in alike))

    if not stays("role", r.title or r.role, deal.role):
        r = replace(r, role="", title="", titles=())
    if not stays("level", r.level, deal.level):
        r = replace(r, level="")
    return r if stays("place", r.place, deal.region) else replace(r, place="")


def _shares(words: str, said: str) -> bool:
    """Whether two names have a word in common."""
    return bool(set(words.casefold().split()) & set(said.casefold().split()))


def _in_a_place(r: Reading, names: Sequence[Mapping[str, Any]]) -> Reading:
    """The reading without a place that is written as words of every day, and that the model names none."""
    at = r.text.find(r.place) if r.place else -1
    everyday = at >= 0 and r.place.islower() and all(map(is_word, r.place.split()))
    told = any(n["of"] == "place" and r.place in n["words"].casefold() for n in names)
    return replace(r, place="") if everyday and not told else r


def _of_named(r: Reading, known: int, others: Set[int]) -> Reading:
    """The reading whose amounts of `others` are of a company that it did not know before, if that is the one named last
    before them in their clause."""
    amounts = list(r.amounts)
    for n, a in enumerate(r.amounts):
        clause = next((c for c in r.clauses if c.start <= a.amount.start < c.end), None)
        near = [i for i, c in enumerate(r.companies) if clause and clause.start <= c.start < a.amount.start]
        last = max(near, key=lambda i: r.companies[i].start, default=-1)
        if n + 1 in others and last >= known:
            amounts[n] = replace(a, owner=last, owner_score=r.companies[last].score)
    return replace(r, amounts=tuple(amounts))


def _taken(r: Reading, start: int, end: int, *, named: bool) -> bool:
    m = r.mentions if named else None
    spans = (
        [(c.start, c.end) for c in r.companies]
        + [(p.start, p.end) for p in r.persons]
        + [(a.amount.start, a.amount.end) for a in r.amounts]
    )
    if m:
        spans += [(m.words[x.first].start, m.words[x.last - 1].end) for x in m.roles]
        spans += [(m.words[p.first].start, m.words[p.last - 1].end) for p in m.places if not p.unknown]
    return any(s < end and start < e for s, e in spans)


def _strange(words: str) -> bool:
    """Whether words can be a name at all: written with a capital, and none that English has in small letters."""
    return all(w[:1].isupper() and not is_word(w.casefold()) for w in words.split() if w[:1].isalpha())


def _is_no_deadline(before: Reading, after: Reading) -> bool:
    """Whether the day that was read stands in a line that, the model says, tells no deadline."""
    for held, now in zip(before.clauses, after.clauses, strict=True):
        if before.deadline and day_in(held.text) == before.deadline and held.share("deadline") >= SURE:
            return now.share("deadline") < SURE
    return False


def _deadline(said: Any, before: Reading, after: Reading) -> str:  # noqa: ANN401 - as above
    """The day in the words that the model copied, if they stand in a line of the message that tells a deadline.

    The built-in reading leans to it, or was lost there and the model says so of the line, too: a day on which something
    happened is none.
    """
    words = said.strip() if isinstance(said, str) else ""
    start = before.text.casefold().find(words.casefold()) if words else -1
    if start < 0:
        return ""
    for held, now in zip(before.clauses, after.clauses, strict=True):
        if held.start <= start < held.end:
            lost = not held.acts or held.acts[0][1] < _LOST
            told = held.share("deadline") >= LEAST or (lost and now.share("deadline") >= SURE)
            return day_in(words) if told else ""
    return ""
