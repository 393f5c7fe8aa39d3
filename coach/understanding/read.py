"""A message -> its Reading, in one pass: names, amounts, then one run of the net over both."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.understanding.amounts import Amount, amounts_in
from coach.understanding.circumstances import with_burdens
from coach.understanding.context import NOTHING, Context, called_alike
from coach.understanding.days import answer_day_in, day_in, days_at, last_day_in, years_in
from coach.understanding.firstnames import is_first_name
from coach.understanding.labels import Label, is_lettered, labels_in, of_labels
from coach.understanding.lexicon import components_at, denied_at, is_denied
from coach.understanding.likeness import Masked, clause_words, piece_at, ready, words_at
from coach.understanding.marked import Marked
from coach.understanding.matters import ready_pieces, weights_of, with_matters
from coach.understanding.named import called_by, is_described, is_second_name, said_around
from coach.understanding.net import NO_PURPOSE, Scores, reading_net
from coach.understanding.part_named import with_named_part
from coach.understanding.partnews import part_news
from coach.understanding.persons import TITLE, own_name_in, persons_at, typed_name, with_titled
from coach.understanding.rates import without_rate
from coach.understanding.reading import (
    ASKS,
    LEAST,
    LIKELY,
    NAMED,
    ONCE,
    POSSIBLE,
    PURPOSES,
    SURE,
    TELLS,
    WANTS_WORDS,
    AmountMention,
    Clause,
    CompanyPart,
    MayBe,
    Person,
    Reading,
    TermMention,
)
from coach.understanding.salaries import salaries_in
from coach.understanding.seen import Seen, seen
from coach.understanding.senses import SENSED, as_sensed, sentences_at, with_losses, with_senses
from coach.understanding.stated import formulas_in, stated_in
from coach.understanding.terms import Heard, terms_in
from coach.understanding.texts import with_order
from coach.understanding.titles import is_negated, title_of
from index.guide import Component
from index.names import Mentions, Names
from index.names.companies import also_called
from index.names.levels import level_codes
from index.names.lexicon import is_word
from index.names.regions import PlaceMention
from index.names.roles import RoleMention

_Named = tuple[int, int, str, tuple[str, ...]]
_SURE_PART, _TOUCHES = 0.6, 1  # a probability; letters between an amount and a word that stands beside it
_SECOND = 0.1  # a probability from which a figure's second likeliest part may be it
_LIKELY = 0.0  # log-odds
_SPOTTED, _SURELY, _MOST_SPOTTED = 0.5, 1.5, 4
_SPOTTED_RARE, _BESIDE = -1.5, -1.5
_SURE_OWNER, _TWO = 0.7, 3
_PAIR = 2
_THEIRS = ("news", "offer", "takeback", "refused", "correct")  # acts that tell of what the other side does
_LETTERS = 3  # of a role's initials: "PM", "TPM", "SWE"
_RAISING = 0.0  # log-odds
_FAINT = 0.1  # a probability under which the likeliest act is right in less than half of the cases
_SURE_OF_PART = 0.9  # a probability from which the words tell the part
_TELLS_IT = 0.7  # a probability from which a clause's act settles an unsure role
_COUNTED_ALIKE, _NEAR_BY = 2.0, 45  # times; letters
_FEW_WORDS = 4  # beside each name
_SURE_PLAYER = 0.9  # a probability
_AS_A_NAME = 0.65  # a cosine from which the words around a plain word call it a name
_THING = (0.6, 0.7)  # the same from which they call a name a thing's; one that is known as a company's
_FAINTLY, _PLAINLY = -2.5, 0.8  # log-odds; a cosine
_LEANS = -2.0  # log-odds
_SURE_ORDER = 0.8  # a probability
_SURE_TITLE = 0.75  # a probability from which a word behind a role is a rise in rank
_NO_COMPANY = 0.9  # a probability
_UNLISTED, _FIRST_NAME = 2.0, 2.5  # log-odds that a name without a guide, and a first name, is a person's
_SURE_JUDGED = 0.85
_SURELY_PLACE = 0.9  # a probability
_IN_TALK = 1.0  # log-odds more that a new name is a person's where the employer is known
_MONEY, _SALARY = ("money", "bare"), ("base", "total")
_SALARIES = ("offer", "was", "market", "other", "none", "sum")
_SIZES, _PAY_LEAST = 3.0, 0.01  # times; a probability
_DATES = frozenset(
    n.casefold()
    for n in (*month_name, *day_name, *(f"{d}s" for d in day_name), "today", "tomorrow", "yesterday", "tonight")
    if n
)  # a date is written, no name
_SHORT = frozenset(
    [f"{verb}nt" for verb in "are ca could did does do had has have is must need should was were wo would ai".split()]
    + [f"{who}{verb}" for who in "i you they we".split() for verb in ("ve", "ll", "re", "d", "m")]
    + [f"{who}{verb}" for who in "he she it that what who there here how where".split() for verb in ("s", "ll", "d")]
) - frozenset("hell id ill shed shell wed well were".split())  # two words written as one, without their mark
_ON = re.compile(r"\b(?:by|on|until|till?|before|next|this|every|last|from|since)\s+$", re.I)
_SENTENCE = re.compile(r"[.!?…]+[\"'”’)]*\s+|\n+")
_BEGINS = re.compile(r"(?:^|[.!?…][\"'”’)]*\s|\n)\s*$")


def read(text: str, names: Names, held: tuple[str, ...] = (), context: Context = NOTHING) -> Reading:
    """Read one message; `held` are the companies that the talk is about, `context` the figures that it holds."""
    reading, heard = read_pay(text, names, held, context, compared=True)
    terms = with_losses(text, _beside_pay(terms_in(text, reading.clauses, heard), reading.amounts))
    terms = with_burdens(_beside_titles(terms, names.find(text, held)), reading.clauses)
    return replace(reading, terms=terms)


def _beside_pay(terms: tuple[TermMention, ...], amounts: tuple[AmountMention, ...]) -> tuple[TermMention, ...]:
    """The terms without those that are pay with words around it: "34.5K as a planner"."""
    pay = [a for a in amounts if a.component in ("base", "total") and a.role in ("offer", "wish", "pay", "asked")]
    return tuple(t for t in terms if not any(t.start <= a.amount.start < t.end and a.role_score >= SURE for a in pay))


def _beside_titles(terms: tuple[TermMention, ...], mentions: Mentions) -> tuple[TermMention, ...]:
    """The terms but for what may be a rise in rank and may be a named role, or the word behind it that is its title: "a
    PM job"."""
    spans = [(mentions.words[m.first].start, mentions.words[m.last - 1].end) for m in mentions.roles]
    return tuple(
        t
        for t in terms
        if t.kind != "promotion"
        or t.kind_score >= _SURE_TITLE
        or not any(a <= t.start < b or (t.start - 1 == b and " " not in t.words) for a, b in spans)
    )


def read_pay(
    text: str, names: Names, held: tuple[str, ...] = (), context: Context = NOTHING, *, compared: bool = False
) -> tuple[Reading, Heard]:
    """(all that a message says but its terms beside pay, what the net has made of its pieces); `compared` where its
    clauses will be compared with examples, which is then made ready with the rest."""
    mentions = names.find(text, held)
    listed = bool(held) or any(m.options for m in mentions.companies)
    companies = tuple(_companies(text, mentions, names, context))
    found = [(mentions.words[m.first].start, mentions.words[m.last - 1].end) for m in mentions.companies]
    mentions = _settled(mentions, (), (), [f for f in found if f not in {(c[0], c[1]) for c in companies}])
    return _read(text, mentions, companies, names, context, listed=listed, compared=compared)


def judged(reading: Reading) -> Reading:
    """The reading of a message that wants an offer judged and in which no figure was taken for one: the unsure ones are
    the offer."""
    alone = sum(a.amount.kind in ("money", "bare") for a in reading.amounts) == 1
    amounts = tuple(
        replace(a, role="offer", role_score=max(a.role_score, _SURE_JUDGED))
        if a.role in ("offer", "market", "none", "pay", "was", "hyp", "other", "wish")
        and (a.role_score < _SURE_JUDGED or (alone and a.role == "market" and a.role_score < SENSED))
        else a
        for a in reading.amounts
    )
    return replace(reading, amounts=amounts)


def _companies(text: str, mentions: Mentions, names: Names, context: Context) -> list[_Named]:
    out = []
    amounts = amounts_in(text)
    money = [(a.start, a.end) for a in amounts if a.currency]
    scaled = [(a.start, a.end) for a in amounts if a.scaled]
    for m in mentions.companies:
        start, end = mentions.words[m.first].start, mentions.words[m.last - 1].end
        if any(s <= start and end <= e for s, e in money):
            continue  # "CAD 118,000" names a currency
        if any(s < start and end <= e for s, e in scaled):
            continue  # "2k" of "8.2k"
        if _is_title(text, start, end):
            continue  # "Ms Keane" is a person with a title
        if not m.options and (_ROMAN.fullmatch(text[start:end]) or text[start:end].casefold() in _SHORT):
            continue  # "Grade VII" is a rank, "Dont" a verb
        if text[start:end].casefold() in _DATES and (not m.options or _ON.search(text[:start])):
            continue  # "by Monday" is a date
        if not (m.options or m.own) and _is_within(text, start, end):
            continue  # "a practice in Maidstone"
        plain = text[start:end] == text[start:end].lower()
        known = len(m.others) > 1  # a name of the kept list, as it is written there
        written = m.name if plain and known else text[start:end].title() if plain else text[start:end]
        out.append((start, end, names.company_name(m.options[0]) if len(m.options) == 1 else written, m.options))
    called = {name for _, name in context.labels}
    for name in (n for n, _ in context.companies if n not in called):  # an employer is known by its name
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I):
            if not any(s < hit.end() and hit.start() < e for s, e, _, _ in out):
                out.append((hit.start(), hit.end(), name, ()))
    return sorted(out)


def _without_names(text: str, companies: tuple[_Named, ...]) -> str:
    """The text with each company's name blank: "C3.ai" names no level."""
    for start, end, *_ in companies:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _read(
    text: str, mentions: Mentions, companies: tuple[_Named, ...], names: Names, context: Context, *, listed: bool,
    compared: bool,
) -> tuple[Reading, Heard]:  # fmt: skip
    net = reading_net()
    shown, scores = _scored(text, companies, context)
    spotted = _spotted(text, mentions, shown, scores) or _introduced(text, shown, scores)
    names_ = [(s, e) for s, e, _, _ in (*companies, *spotted) if not is_lettered(text[s:e])]
    labels = labels_in(text, names_, shown.amounts, context.labels)
    spotted = [x for x in spotted if not any(s.start < x[1] and x[0] < s.end for s in labels)]
    if spotted or labels:
        companies = _joined(text, sorted((*companies, *spotted, *((x.start, x.end, x.name, ()) for x in labels))))
        shown, scores = _scored(text, companies, context)
    known = {p.casefold(): "who" for p in context.persons}
    kinds = [
        _known_as(named, {} if _is_place(odds) else known, context)
        or _kind(odds, named, text, talks=bool(context.companies))
        for odds, named in zip(scores.kinds, companies, strict=True)
    ]
    kinds = _without_things(text, companies, kinds, shown, scores, context)
    kinds = ["" if not c[3] and is_described(text[c[0] : c[1]]) else k for c, k in zip(companies, kinds, strict=True)]
    called = {(x.start, x.end): x for x in labels}
    kinds = [NAMED[0] if c[:2] in called else k for c, k in zip(companies, kinds, strict=True)]
    persons = tuple(
        p for c, kind in zip(companies, kinds, strict=True) if kind == "who" for p in persons_at(text, *c[:3])
    )
    persons = with_titled(text, persons)
    gone = [(c[0], c[1]) for c, kind in zip(companies, kinds, strict=True) if kind != "company"]
    if gone:
        companies = tuple(c for c, kind in zip(companies, kinds, strict=True) if kind == "company")
        shown, scores = _scored(text, companies, context, persons)
    mentions = _settled(mentions, companies, persons, gone)
    spans = _clauses(text, shown.read, scores)
    told = [shown.clause(first, last, i, len(spans)) for i, (first, last) in enumerate(spans)]
    odds = (
        net.acts(scores.vectors, shown.stage, spans, [words for words, _ in told], [noted for _, noted in told])
        if spans
        else np.zeros((0, len(net.names["act"])), dtype=np.float32)
    )
    clauses = []
    for (first, last), row in zip(spans, odds, strict=True):
        start, end = shown.span(first, last)
        clauses.append(Clause(start, end, text[start:end].strip(), _no_faint_order(_acts(row))))
    _make_ready(text, clauses, companies, shown, compared=compared)
    countered = context.countered or any(
        net.names["part"][int(np.argmax(row))] == "mine" for row in scores.parts[: len(companies)]
    )
    weights = weights_of(
        context.raising + float(scores.raising[0]),
        countered=countered,
        answered=context.answered or not context.turns,
        choice=context.choice,
        begun=bool(context.turns or shown.amounts),
        clocks=context.clocks,
        offered=any(f.slot == "offer" for f in context.figures),
        alone=bool(context.turns) and not companies and not any(part != "job" for _, part in context.companies),
        backed=any(f.slot == "rival" for f in context.figures),
    )
    rival = net.names["part"].index("rival")
    rivals = [s for (s, *_), row in zip(companies, scores.parts, strict=False) if int(np.argmax(row)) == rival]
    clauses = with_order(text, with_matters(text, clauses, weights, rivals), context.stage)
    for acts in (ASKS, TELLS):  # beside a clause that surely asks or tells, a faint guess of another one says nothing
        if any(c.acts and c.acts[0][0] in acts and c.acts[0][1] >= SURE for c in clauses):
            clauses = [
                replace(c, acts=())
                if c.acts and c.acts[0][0] in acts and c.acts[0][1] < _FAINT and c.acts[0][0] != "deed"
                else c
                for c in clauses
            ]
    parts = []
    for i, (start, end, name, options) in enumerate(companies):
        shares = _shares(scores.parts[i])
        best = int(np.argmax(shares))
        may_be = frozenset(_possible_of(shares, net.names["part"]))
        part, sure, denied = net.names["part"][best], float(shares[best]), is_denied(text, start, end)
        parts.append(CompanyPart(start, end, name, options, part, sure, may_be, denied))
    parts = [_as_called(text, p, parts, shown) for p in parts]
    parts = [_as_rival(p, parts, clauses, context) for p in parts]
    parts = [_as_label(p, called.get((p.start, p.end)), context) for p in parts]
    found = tuple(_amount(text, a, i, shown, scores, clauses, odds) for i, a in enumerate(shown.amounts))
    found = with_senses(text, found, clauses)
    clauses = as_sensed(clauses, found)
    found = _as_paid_by(_as_told(found, clauses), parts)
    found = _countered(_one_each(_one_pay(found, clauses), scores), clauses, parts)
    found = _by_arrow(text, _one_salary(found, scores, clauses, parts))
    if not any(f.slot == "pay" for f in context.figures):
        found = _pay_beside(found, scores, clauses)
    found = _of_labels(text, _of_the_whole(_counted_alike(found, text), clauses, context), parts, clauses)
    found = _reckoned(text, found)
    found = with_named_part(found, clauses, components_at(text), denied_at(text))
    parts = _with_offers(parts, found, context)
    job = _role_of_job(mentions, clauses, parts)
    role = (names.role_name(job.role) if job.role else job.name) if job else ""
    if job and not listed and len(job.name) > _LETTERS:
        said = _with_rank(job, mentions, names)
        role = (
            role if said.casefold() in role.casefold() else said
        )  # "installer lead" is no engineering manager where no guide says so
    codes = level_codes(_without_names(text, companies))
    timed = {id(c): _without_terms(c, found) for c in clauses}
    due = _due(clauses, found, parts, timed, context)
    deadline = next((day for day, of in due if of < 0 or parts[of].part == "job"), "")
    titles = tuple((m, title_of(m, mentions, names, text)) for m in mentions.roles)
    title = next((said for m, said in titles if m is job), "")
    reading = Reading(
        text, tuple(clauses), found, tuple(parts), mentions, role, title,
        next((m.name for m in mentions.places if not m.weak and not m.unknown), ""),
        codes[0] if len(codes) == 1 else "", "raise" if scores.raising[0] > _RAISING else "", deadline,
        years_in(text), components_at(text), (*denied_at(text), *_gone(clauses, found, text)), persons,
        float(scores.raising[0]),
        due=due,
        sums=stated_in(text, {i: (a.amount.start, a.amount.end) for i, a in enumerate(found) if a.role == "sum"}),
        salaries=tuple((n, times) for n, c in enumerate(clauses) if (times := salaries_in(c.text))),
        leaning=_leaning(text, (*parts, *persons), mentions, shown, scores, context),
        titles=tuple(
            (names.role_name(m.role) if m.role else m.name, said)
            for m, said in titles
            if said and not is_negated(m, mentions, text)
        ),
        own_name=own_name_in(text, persons),
    )  # fmt: skip
    return reading, Heard(scores.vectors, shown.read.places)


def _acts(odds: NDArray[np.float32]) -> tuple[tuple[str, float], ...]:
    """What a clause does, likeliest first and that in any case; where words are wanted, last what they are likeliest to
    be for."""
    net = reading_net()
    shares = np.where(net.purposes, 0, 1 / (1 + np.exp(-odds)))
    ranked = [int(i) for i in np.argsort(-shares)]
    acted = [(net.names["act"][i], float(shares[i])) for n, i in enumerate(ranked) if n == 0 or shares[i] > LEAST]
    if any(act in WANTS_WORDS for act, _ in acted):
        for_what = _shares(np.append(odds[net.purposes], np.float32(NO_PURPOSE)))
        best = int(np.argmax(for_what))
        if best < len(for_what) - 1:
            acted.append(([a for a in net.names["act"] if a in PURPOSES][best], float(for_what[best])))
    return tuple(acted)


def _no_faint_order(acts: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """The acts without an order to the software that is not sure: taken for one, a person would be refused."""
    return tuple((act, share) for act, share in acts if act != "order" or share >= _SURE_ORDER)


def _gone(clauses: list[Clause], found: tuple[AmountMention, ...], text: str) -> tuple[tuple[int, Component], ...]:
    """The parts of pay that a clause of theirs names without a figure and says to be gone: "only the sign-on's
    gone"."""
    out: list[tuple[int, Component]] = []
    for c in clauses:
        figures = {a.component for a in found if c.start <= a.amount.start < c.end}
        if not any(map(c.leans, _THEIRS)):
            continue
        for at, part in components_at(text):
            if not c.start <= at < c.end or part in figures:
                continue
            start, end = piece_at(text, at, c)
            if part_news(text[start:end].strip()) == "gone":
                out.append((at, part))
    return tuple(out)


def _due(
    clauses: list[Clause],
    found: tuple[AmountMention, ...],
    parts: list[CompanyPart],
    timed: dict[int, str],
    context: Context,
) -> tuple[tuple[str, int], ...]:
    """The days by which somebody wants or gives an answer, each with whose it is, the surest first; where one is held
    already, news with another last day moves it, and after a wish for more time any day that they name."""
    telling = sorted(clauses, key=lambda c: -c.about("told_deadline"))
    out: list[tuple[str, int]] = []
    for c in telling:
        if beside := _beside_names(c, parts):
            out += beside  # "UBS Monday, Wise Thursday"
            continue
        says = c.leans("deadline") or c.about("told_deadline") >= LIKELY
        silent = not any(share >= LIKELY for _, share in c.acts)
        silent = silent or (c.does("news") and c.about("told_pending") < LIKELY)
        day = (day_in(timed[id(c)]) or _span_in(c, found)) if says else answer_day_in(timed[id(c)]) if silent else ""
        if not day and context.due and c.does("news") and (context.asked_time or c.about("told_pending") < LIKELY):
            # "they gave me till Friday"; "Wednesday at the latest"
            day = day_in(timed[id(c)]) if context.asked_time else last_day_in(timed[id(c)])
        if day:
            out.append((day, _decides(clauses, c, parts)))
    return tuple(out)


def _beside_names(clause: Clause, parts: list[CompanyPart]) -> list[tuple[str, int]]:
    """In a clause of little more than names and days, each name with the day right after it."""
    inside = [(p.start - clause.start, i) for i, p in enumerate(parts) if clause.start <= p.start < clause.end]
    days = days_at(clause.text)
    if not inside or not days or len(clause.text.split()) > _FEW_WORDS * len(inside):
        return []
    ends = [*(at for at, _ in inside[1:]), len(clause.text)]
    pairs = (
        (next((day for where, day in days if at < where < end), ""), i)
        for (at, i), end in zip(inside, ends, strict=True)
    )
    return [(day, i) for day, i in pairs if day]


def _decides(clauses: list[Clause], clause: Clause, parts: list[CompanyPart]) -> int:
    """The place of the company that a day in a clause is of: the one named in it, else one that the clause before
    brings in; -1 where none is."""
    inside = [i for i, p in enumerate(parts) if clause.start <= p.start < clause.end]
    at = clauses.index(clause)
    if not inside and at and clauses[at - 1].about("told_rival") >= SURE:
        before = clauses[at - 1]
        inside = [i for i, p in enumerate(parts) if before.start <= p.start < before.end]
    return inside[0] if inside else -1


def _masks(shown: Seen, companies: Iterable[tuple[int, int]]) -> list[Masked]:
    """Where each figure of pay and each company stands, with what it is called instead."""
    spans = [(a.start, a.end, "an amount") for a in shown.amounts if a.kind in ("money", "bare")]
    return spans + [(start, end, "a company") for start, end in companies]


def _make_ready(
    text: str, clauses: list[Clause], companies: tuple[_Named, ...], shown: Seen, *, compared: bool
) -> None:
    """Make ready what the readers of clauses and names look at, and of figures where they are compared: together it
    takes little longer than one of them."""
    named = [(c[0], c[1]) for c in companies]
    spans, own = _masks(shown, named), [c.text for c in clauses]
    pay = [a for a in shown.amounts if a.kind in _MONEY]
    said = [*own, *filter(None, (said_around(text, name, spans) for name in named))]
    if compared and clauses:
        said += clause_words(text, clauses, spans)
        of = ((a, next((c for c in clauses if c.start <= a.start < c.end), clauses[0])) for a in pay)
        said += (words_at(text, a.start, clause, spans) for a, clause in of)
    ready(said)
    told = sentences_at(text, [(a.start, a.end) for a in pay])
    ready_pieces([text, *(text[start:end] for start, end in told), *(filter(str.strip, own) if compared else ())])


def _without_things(
    text: str, companies: tuple[_Named, ...], kinds: list[str], shown: Seen, scores: Scores, context: Context
) -> list[str]:
    """What each name is, where the words around it say that it is no employer's, or that it is a second name of the
    one before it: "Brightloop (health tech startup)". A name with guides, one of the talk and one that surely offers a
    figure stays, and so does a company that is known as one and surely asked about."""
    out = list(kinds)
    spans = _masks(shown, ((c[0], c[1]) for c in companies))
    for i, (start, end, name, options) in enumerate(companies):
        known = bool(options) or any(called_alike(e, name) for e, _ in context.companies)
        if kinds[i] != NAMED[0] or known or is_denied(text, start, end):
            continue
        second = i > 0 and is_second_name(text, companies[i - 1][:2], (start, end))
        sums = (row for a, row in zip(shown.amounts, scores.owners, strict=True) if a.kind == "money" or a.scaled)
        pays = any(_shares(row)[2 + i] >= _SURE_OWNER for row in sums)
        plain = _is_plain(text, start, end)
        least = _AS_A_NAME if plain else _THING[bool(also_called(name))]
        pays = pays or (bool(also_called(name)) and _is_surely_asked(scores.parts[i]))
        said = "" if second or pays else called_by(text, (start, end), spans, least)
        if second or said == "thing" or (plain and not pays and said not in ("offers", "works")):
            out[i] = NAMED[2]
    return out


def _is_surely_asked(odds: NDArray[np.float32]) -> bool:
    """Whether the part that a name has is surely to be asked about: "vodafone welder pay"."""
    shares = _shares(odds)
    best = int(np.argmax(shares))
    return reading_net().names["part"][best] == "cmp" and float(shares[best]) >= _SURE_PLAYER


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether what was taken for a name is one word of the language whose capital is only that of a sentence's first
    word."""
    word = text[start:end]
    return word.isalpha() and is_word(word.casefold()) and word.istitle() and bool(_BEGINS.search(text[:start]))


def _as_called(text: str, company: CompanyPart, parts: list[CompanyPart], shown: Seen) -> CompanyPart:
    """A company with what the words right around it say that it is: where the person works, unless the net is surer of
    another part; and one with guides that is no employer here is just named."""
    said = called_by(text, (company.start, company.end), _masks(shown, ((p.start, p.end) for p in parts)))
    company = replace(company, called=said)
    if company.score >= _SURE_PLAYER or company.part in ("past", "agent"):
        return company
    if said == "works" and company.part != "mine":
        return replace(company, part="mine", score=max(company.score, SURE))
    return replace(company, part="just") if said == "thing" and company.options else company


def _as_label(company: CompanyPart, label: Label | None, context: Context) -> CompanyPart:
    """A company that is told by a letter, by what it is or by its place: in the part that the talk knows it in, else
    one that offers."""
    if label is None:
        return company
    held = next((part for name, part in context.companies if name == label.name), "")
    kept = company.part if company.part in ("job", "rival") and company.score >= SURE else "rival"
    return replace(
        company, part=held or kept, score=max(company.score, _SURE_PLAYER), called="offers", label=True, also=label.also
    )


def _of_labels(
    text: str, found: tuple[AmountMention, ...], parts: list[CompanyPart], clauses: list[Clause]
) -> tuple[AmountMention, ...]:
    """The figures with the employers without a name that they stand beside; one right beside such a one is what it
    offers."""
    labels = [n for n, p in enumerate(parts) if p.label]
    if not labels:
        return found
    spans = [(p.start, p.end) for p in parts]
    owners = of_labels(text, spans, labels, [a.amount for a in found])
    out = list(found)
    paid = [n for n, a in enumerate(found) if a.role == "pay" and a.component in _SALARY]
    theirs = [n for n in paid if n in owners and owners[n] in labels]
    offered = len({owners[n] for n in theirs}) > 1 or len(paid) > len(theirs)  # nobody is paid by two, or twice
    for n, owner in owners.items():
        a = found[n]
        if n in theirs and offered and a.amount.kind in _MONEY:
            out[n] = replace(a, owner=owner, role="offer")
            continue
        if a.role in ("wish", "asked"):
            to = [
                i for i in labels if clauses[a.clause].start <= a.amount.end <= parts[i].start < clauses[a.clause].end
            ]
            out[n] = replace(a, owner=to[0] if to else owner)  # "16.50 from the café"
            continue
        if a.role in ("pay", "floor") or (a.owner >= 0 and not parts[a.owner].label):
            continue
        right_beside = len(text[spans[owner][1] : a.amount.start].split()) <= _PAIR and a.amount.kind in _MONEY
        told = right_beside and a.role in ("none", "sum", "other", "market")
        role = "offer" if told else a.role
        out[n] = replace(
            a, owner=owner, role=role, role_score=max(a.role_score, _SURE_JUDGED) if told else a.role_score
        )
    return tuple(out)


def _with_offers(parts: list[CompanyPart], found: tuple[AmountMention, ...], context: Context) -> list[CompanyPart]:
    """The companies, those told by what they are as no more than named where the talk does not know them and no figure
    is theirs."""
    paying = {parts[a.owner].name for a in found if 0 <= a.owner < len(parts) and a.role in ("offer", "up")}
    known = {*paying, *(name for name, _ in context.companies)}
    return [replace(p, part="just", called="") if p.label and p.name not in known else p for p in parts]


def _reckoned(text: str, found: tuple[AmountMention, ...]) -> tuple[AmountMention, ...]:
    """The figures, those of a sum that is written down as what they are: told as no offer and no pay."""
    spans = formulas_in(text)
    return tuple(
        replace(a, role="sum", role_said=True, role_score=1.0) if any(s <= a.amount.start < e for s, e in spans) else a
        for a in found
    )


def _as_rival(company: CompanyPart, parts: list[CompanyPart], clauses: list[Clause], context: Context) -> CompanyPart:
    """A company with the part that its clause gives it, where the employer is another: "a second process at Wise"."""
    clause = next((c for c in clauses if c.start <= company.start < c.end), None)
    share = clause.about("told_rival") if clause else 0.0
    if (
        company.part in ("job", "rival")
        or "rival" not in company.may_be
        or company.score >= _SURE_PLAYER
        or share < SURE
    ):
        return company
    alone = not context.companies and not any(p.part == "job" for p in parts)
    return company if alone else replace(company, part="rival", score=share)


def _of_the_whole(
    found: tuple[AmountMention, ...], clauses: list[Clause], context: Context
) -> tuple[AmountMention, ...]:
    """Where the talk is of the whole pay and nobody has named a base, a figure that does not name one is of the whole
    too."""
    held = {f.component for f in context.figures if f.slot in ("offer", "pay", "wish")}
    if "total" not in held or "base" in held:
        return found
    return tuple(
        replace(a, component="total")
        if a.component == "base" and a.amount.kind in ("bare", "money") and not _names_base(clauses[a.clause].text)
        else a
        for a in found
    )


def _names_base(words: str) -> bool:
    return any(c == "base" for _, c in components_at(words))


def _counted_alike(found: tuple[AmountMention, ...], text: str) -> tuple[AmountMention, ...]:
    """A bare number right after a count of days is days as well: "they give 24 days and I'd like 30", and so is one
    right before it: "the 35 and 40 hours"."""
    found = tuple(_counted_with(a, after, text) for a, after in zip(found, (*found[1:], None), strict=False))
    out: list[AmountMention] = []
    for a in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.amount.kind == "count"
            and before.amount.counted in ("day", "week", "hour")
            and a.amount.kind == "bare"
            and not (a.amount.scaled or a.amount.period)
            and 1 / _COUNTED_ALIKE <= a.amount.high / (before.amount.high or 1) <= _COUNTED_ALIKE
            and a.amount.start - before.amount.end <= _NEAR_BY
            and not _SENTENCE.search(text, before.amount.end, a.amount.start)
        ):
            amount = replace(a.amount, kind="count", counted=before.amount.counted)
            a = replace(
                a,
                amount=amount,
                component=before.component,
                component_said=True,
                component_score=before.component_score,
            )
        out.append(a)
    return tuple(out)


def _counted_with(a: AmountMention, after: AmountMention | None, text: str) -> AmountMention:
    """A bare number that one word joins to a count of hours or days, as such a count."""
    if after is None or after.amount.counted not in ("day", "week", "hour") or a.amount.kind != "bare":
        return a
    between = text[a.amount.end : after.amount.start].split()
    alike = 1 / _COUNTED_ALIKE <= a.amount.high / (after.amount.high or 1) <= _COUNTED_ALIKE
    if a.amount.scaled or not alike or len(between) != 1 or not between[0].isalpha():
        return a
    amount = replace(a.amount, kind="count", counted=after.amount.counted)
    return replace(
        a, amount=amount, component=after.component, component_said=True, component_score=after.component_score
    )


def _span_in(clause: Clause, found: tuple[AmountMention, ...]) -> str:
    """A span of time in a clause about a deadline: "the letter says two weeks"."""
    spans = (
        a
        for a in found
        if clause.start <= a.amount.start < clause.end
        and a.role == "none"
        and a.component not in ("holiday", "severance")
    )
    return next((f"{a.text} {a.amount.counted}s" for a in spans if a.amount.counted in ("day", "week", "hour")), "")


def _without_terms(clause: Clause, found: tuple[AmountMention, ...]) -> str:
    """The words of a clause without its figures of pay, and without what is counted as a part of the deal: "5 weeks" of
    holiday are no date, nor is "28.50"."""
    text = clause.text
    for a in found:
        if not clause.start <= a.amount.start < clause.end or a.role == "none":
            continue
        figure = rf"(?<![\d.,]){re.escape(a.text)}(?![\d.,]*\d)"
        if a.amount.kind == "count":
            text = re.sub(rf"{figure}\s*{a.amount.counted}s?\b", " ", text)
        elif a.role_score >= SURE:
            text = re.sub(figure, " ", text)
    return text


_ROMAN = re.compile(r"(?:grade|level|band|step|point|scale)\s+(?:[ivx]{1,4}|\d+)", re.I)


def _role_of_job(mentions: Mentions, clauses: list[Clause], parts: list[CompanyPart]) -> RoleMention | None:
    """The role that the message is about: one named where the offer is told, before one where the person tells of
    today; of two in one clause the one nearer to whom the talk is with."""

    def told(m: RoleMention, *acts: str) -> float:
        at = mentions.words[m.first].start
        clause = next((c for c in clauses if c.start <= at < c.end), None)
        return max((clause.share(a) for a in acts), default=0.0) if clause else 0.0

    def away(m: RoleMention) -> int:
        at = mentions.words[m.first].start
        return min((abs(p.start - at) for p in parts if p.part in ("job", "rival")), default=0)

    def fits(m: RoleMention) -> tuple[float, int]:
        return told(m, "offer", "news", "ask_band") - told(m, "pay", "story", "deed") / _PAIR, -away(m)

    def theirs(m: RoleMention) -> bool:
        return m.first > 0 and mentions.words[m.first - 1].folded in _OWNERS

    return max((m for m in mentions.roles if not theirs(m)), key=fits, default=None)


_OWNERS = frozenset(("their", "his", "her"))  # "Steve, their ops manager": whose role it is, grammar tells


def _with_rank(job: RoleMention, mentions: Mentions, names: Names) -> str:
    """A role as the person names it, with the rank that stands before it: "senior product designer"."""
    before = mentions.words[job.first - 1] if job.first else None
    ranked = before is not None and before.read in names.roles.seniority
    beside = before is not None and mentions.words[job.first].start - before.end == 1
    return f"{before.written} {job.name}" if before and ranked and beside else job.name


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether a word is written as a title before a name: "Ms Keane", "ms. keane"."""
    gap = re.match(r"\.?\s+", text[end:])
    if gap is None or not TITLE.fullmatch(text[start : end + gap.end()]):
        return False
    return text[end + gap.end()].isupper() or (gap[0].startswith(".") and text[start:end].islower())


def _known_as(named: _Named, known: dict[str, str], context: Context) -> str:
    """What a name without guides is already known as: a person, or an employer of the talk by its name or a part of
    it."""
    if named[3]:
        return ""
    employer = any(called_alike(e, named[2]) for e, _ in context.companies)
    return NAMED[0] if employer else known.get(named[2].casefold(), "")


def _is_place(odds: NDArray[np.float32]) -> bool:
    """Whether a name is so surely an employer's here that it is no person's, whatever it was taken for before."""
    return bool(_shares(odds)[NAMED.index("company")] >= _SURELY_PLACE)


def _kind(odds: NDArray[np.float32], named: _Named, text: str, *, talks: bool = False) -> str:
    """What a name is; one that guides are of is a person only where its word is a first name and there is little
    doubt."""
    known = bool(named[3])
    titled = TITLE.search(text[max(0, named[0] - 12) : named[0]]) or TITLE.match(f"{named[2].split()[0]} ")
    if not known and titled:
        return "who"  # a title is written before a person's name and no other
    if not known:
        more = _UNLISTED + (_IN_TALK if talks else 0) + (_FIRST_NAME if is_first_name(named[2].split()[0]) else 0)
        odds = odds + np.array([0, more, 0], dtype=np.float32)
    shares = _shares(odds)
    if known and (shares[NAMED.index("who")] < _NO_COMPANY or not is_first_name(named[2].split()[0])):
        return NAMED[0]  # that it is a name was weighed with all other readings of its words
    return NAMED[int(np.argmax(shares))]


def _settled(
    mentions: Mentions, kept: tuple[_Named, ...], persons: tuple[Person, ...], gone: list[tuple[int, int]]
) -> Mentions:
    """The names as the whole message tells them: no company that is none, no role or place inside a company's or a
    person's name."""
    said = [(c[0], c[1]) for c in kept] + [(p.start, p.end) for p in persons]

    def within(first: int, last: int, spans: list[tuple[int, int]]) -> bool:
        start, end = mentions.words[first].start, mentions.words[last - 1].end
        return any(s < end and start < e for s, e in spans)

    return replace(
        mentions,
        companies=tuple(m for m in mentions.companies if not within(m.first, m.last, gone)),
        roles=tuple(m for m in mentions.roles if not within(m.first, m.last, said)),
        places=_where(mentions, tuple(m for m in mentions.places if not within(m.first, m.last, said))),
    )


_IN = ("in", "near")
_WITHIN = [[word] for word in _IN]
_LED = (*_IN, "from", "to", "at", "for", "or", "and", "of", "not", "vs", "versus", "than", "around", "outside", "about")


def _where(mentions: Mentions, places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The places without those that only name what they stand before ("a Palo Alto reseller in London"), where another
    one is where somebody is."""

    def led_by(m: PlaceMention) -> str:
        return mentions.words[m.first - 1].written.casefold() if m.first else ""

    def goes_on(m: PlaceMention) -> bool:
        """Whether a lower-case word follows right behind: it is that which the name is of."""
        word = mentions.words[m.last] if m.last < len(mentions.words) else None
        beside = word is not None and word.start - mentions.words[m.last - 1].end == 1
        return beside and word is not None and word.written.islower() and word.written not in _LED

    if not any(led_by(m) in _IN and not m.weak for m in places):
        return places
    return tuple(m for m in places if led_by(m) in _LED or not goes_on(m))


def _scored(
    text: str, companies: tuple[_Named, ...], context: Context, persons: tuple[Person, ...] = ()
) -> tuple[Seen, Scores]:
    """What the net is shown of a message (the amounts outside names, the names' places), and what it makes of it."""
    named, who = [(s, e) for s, e, _, _ in companies], [(p.start, p.end) for p in persons]
    amounts = tuple(a for a in amounts_in(without_rate(text)) if not any(s <= a.start < e for s, e in (*named, *who)))
    shown = seen(text, amounts, named, context, who)
    return shown, reading_net().scores(shown)


def _spotted(text: str, mentions: Mentions, shown: Seen, scores: Scores) -> list[_Named]:
    """Names of companies and persons that no list has, by how they stand in the sentence: (start, end, name, no
    guides)."""
    words = [(m.first, m.last) for m in mentions.roles] + [(p.first, p.last) for p in mentions.places if not p.weak]
    codes = () if text.isupper() else tuple(p for p in mentions.places if p.weak and p.name.isupper())  # "SEA", "LDN"
    taken = [
        *shown.companies,
        *((a.start, a.end) for a in shown.amounts),
        *((mentions.words[p.first].start, mentions.words[p.last - 1].end) for p in codes),
    ]
    weak = [(mentions.words[first].start, mentions.words[last - 1].end) for first, last in words]
    titles = [
        (mentions.words[m.first].start, mentions.words[m.last - 1].end) for m in mentions.roles if m.last - m.first > 1
    ]
    out: list[_Named] = []
    sure: list[bool] = []
    for (start, end), odds, spelt in zip(shown.read.places, scores.spots, shown.spelt, strict=True):
        rare = spelt[0] > 0 and spelt[1] == 0  # a capital inside a sentence, and no word of the language
        if (
            odds <= _BESIDE
            or not any(c.isalnum() for c in text[start:end])
            or any(s < end and start < e for s, e in taken)
        ):
            continue
        inside = [x for x in (weak if odds <= _SURELY else titles) if x[0] < end and start < x[1]]
        if any(not (odds > _SPOTTED and _ends_title(text, start, end, x)) for x in inside):
            continue  # a role's or a place's word is a name's only where it stands as one
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        if text[start:end].islower() and is_word(text[start:end]):
            odds = _of_word(shown, scores, start, end)
        spotted = bool(odds > (_SPOTTED_RARE if rare else _SPOTTED))
        if out and text[out[-1][1] : start] in ("", " ", "-", "&", " & ") and out[-1][2].casefold() not in _DATES:
            start, spotted = out.pop()[0], sure.pop() or spotted  # what leans to a name beside one is of it
        sure.append(spotted)
        out.append((start, end, text[start:end] if not text[start:end].islower() else typed_name(text[start:end]), ()))
    sites = [
        (mentions.words[p.first].start, mentions.words[p.last - 1].end)
        for p in mentions.places
        if p.last - p.first > 1 and not p.weak and not p.unknown
    ]
    out = [x for x, kept in zip(out, sure, strict=True) if kept and x[2].casefold() not in _SHORT]
    out = [x for x in out if not any(s <= x[0] and x[1] <= e for s, e in sites)]  # "Nova" of "Nova York"
    out = [x for x in out if not _is_within(text, x[0], x[1])]
    out = [x for x in out if not _ROMAN.fullmatch(x[2]) and not _is_title(text, x[0], x[1])]
    return [x for x in out if len(x[2]) > 1 and not x[2].isdigit() and x[2].casefold() not in _DATES][:_MOST_SPOTTED]


def _ends_title(text: str, start: int, end: int, title: tuple[int, int]) -> bool:
    """Whether a piece is of a first name with a capital right behind a title that is written small: "head chef
    Felix"."""
    word = re.match(r"\w+", text[start:])
    before = text[title[0] : start].strip()
    at_end = word is not None and start + word.end() == title[1] and end <= title[1]
    return at_end and before.islower() and word[0].istitle() and is_first_name(word[0])  # type: ignore[index]


def _of_word(shown: Seen, scores: Scores, start: int, end: int) -> float:
    """The log-odds that a word of the language that is typed small is a name: of its pieces together, as one of them
    alone ("land" of "landlady") leans to a name for itself."""
    pieces = zip(shown.read.places, scores.spots, strict=True)
    own = [float(odds) for (s, e), odds in pieces if start <= s < e <= end]
    return sum(own) / len(own)


def _is_within(text: str, start: int, end: int) -> bool:
    """Whether a name that no list has only stands behind "in" or "near": that is where something is, and nobody who
    hires ("a practice in Maidstone")."""
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(text[start:end])}(?!\w)", text)]
    return bool(found) and all(text[:at].split()[-1:] in _WITHIN for at in found)


def _leaning(
    text: str, named: Iterable[CompanyPart | Person], mentions: Mentions, shown: Seen, scores: Scores, context: Context
) -> tuple[Person, ...]:
    """The words typed small that lean to a name and are read as none: none that is `named`, counted, a role, a place or
    part of an employer's name, nor one of the language that nobody is called by."""
    known = [(m.first, m.last) for m in mentions.roles] + [(p.first, p.last) for p in mentions.places if not p.unknown]
    taken = [(x.start, x.end) for x in named] + [(a.start, a.end) for a in shown.amounts]
    taken += [(mentions.words[first].start, mentions.words[last - 1].end) for first, last in known]
    firms = {w for name, _ in context.companies for w in name.casefold().split()}
    out = []
    for (start, end), odds in zip(shown.read.places, scores.spots, strict=True):
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        word = text[start:end]
        if odds <= _LEANS or not (word.isalpha() and word.islower()) or word in _SHORT | _DATES | firms:
            continue
        if (is_first_name(word) or not is_word(word)) and not any(s < end and start < e for s, e in taken):
            out.append(Person(start, end, typed_name(word)))
    return tuple(dict.fromkeys(out))


def _introduced(text: str, shown: Seen, scores: Scores) -> list[_Named]:
    """The likeliest of the words that faintly lean to a name and are typed small, where what stands around it plainly
    brings in an employer: "a startup called trellis"."""
    taken = [*shown.companies, *((a.start, a.end) for a in shown.amounts)]
    best, odds_of = (0, 0), _FAINTLY
    for (start, end), odds in zip(shown.read.places, scores.spots, strict=True):
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        apart = text[start:end].isalpha() and text[start:end].islower() and text[start:end] not in _SHORT | _DATES
        if odds > odds_of and apart and not any(s < end and start < e for s, e in taken):
            best, odds_of = (start, end), float(odds)
    if best[1] - best[0] < _PAIR or called_by(text, best, _masks(shown, shown.companies), _PLAINLY) != "offers":
        return []
    return [(*best, typed_name(text[slice(*best)]), ())]


def _joined(text: str, companies: list[_Named]) -> tuple[_Named, ...]:
    """Names without guides that stand right beside each other are one: "Northside Electrical"."""
    out: list[_Named] = []
    for start, end, name, options in companies:
        before = out[-1] if out else None
        if before and not options and not before[3] and text[before[1] : start] == " ":
            out[-1] = (before[0], end, f"{before[2]} {name}", ())
        else:
            out.append((start, end, name, options))
    return tuple(out)


def _clauses(text: str, read_as: Marked, scores: Scores) -> list[tuple[int, int]]:
    """The stretches of pieces that do one thing each: they begin where the net says so, and after every sentence's
    end."""
    places = read_as.places
    last = len(places) - 1
    if last <= 1:
        return []
    ends = {m.end() for m in _SENTENCE.finditer(text) if not TITLE.search(text[max(0, m.end() - 12) : m.end()])}
    starts = [1]
    for i in range(2, last):
        fresh = scores.starts[i] > _LIKELY or any(places[i - 1][1] <= e <= places[i][0] for e in ends if e)
        if fresh and i - starts[-1] >= 2:
            starts.append(i)
    return list(zip(starts, [*starts[1:], last], strict=True))


def _amount(
    text: str,
    a: Amount,
    i: int,
    shown: Seen,
    scores: Scores,
    clauses: list[Clause],
    odds: NDArray[np.float32],
) -> AmountMention:
    net = reading_net()
    clause = next((n for n, c in enumerate(clauses) if c.start <= a.start < c.end), 0)
    told = net.coupled(scores.roles[i], odds[clause]) if len(odds) else scores.roles[i].copy()
    if a.kind == "money":
        told[net.names["role"].index("none")] = -np.inf  # a sign or a scale is written: it is some money, if not pay
    roles, components, owners = _shares(told), _shares(_possible(a, scores.components[i])), _shares(scores.owners[i])
    role, component, owner = int(np.argmax(roles)), int(np.argmax(components)), int(np.argmax(owners))
    beside = _beside(a, shown)
    if components[component] < _SURE_PART and beside:
        component = net.names["component"].index(beside)
    named = beside == net.names["component"][component] or components[component] >= _SURE_OF_PART
    if owners[owner] < _SURE_OWNER and len(owners) > _TWO:
        before = [
            k
            for k, (s, e) in enumerate(shown.companies)
            if e <= a.start and (not clauses or s >= clauses[clause].start)
        ]
        owner = (
            2 + before[-1] if before else owner
        )  # unsure between several: the one named last before it, in its clause
    beyond = shown.read.amounts[i] < 0  # the message is longer than the net reads
    return AmountMention(
        a, text[a.start : a.end], "none" if beyond else net.names["role"][role], net.names["component"][component],
        bool(scores.said[i][0] > 0), named or bool(scores.said[i][1] > 0), {0: -1, 1: -2}.get(owner, owner - 2),
        float(roles[role]), float(components[component]), float(owners[owner]), clause,
        MayBe(
            frozenset(_possible_of(roles, net.names["role"])),
            frozenset([beside] if named else _possible_of(components, net.names["component"])),
            frozenset({0: -1, 1: -2}.get(int(n), int(n) - 2) for n in np.flatnonzero(owners >= POSSIBLE)),
        ),
    )  # fmt: skip


# What a format can be: a percentage is no salary, a count of days no bonus, a grant over years no bonus either.
_CAN_BE = {
    "percent": frozenset("bonus pension hours stock base total refresher other".split()),
    "grant": frozenset("stock refresher total signing other".split()),
    "shares": frozenset("stock refresher".split()),
    "days": frozenset("holiday hours severance other".split()),
}


def _beside(a: Amount, shown: Seen) -> str:
    """The part of pay whose word stands right beside an amount: "15% bonus", "base 120k"."""
    names = reading_net().names["component"]
    right = [n for s, _, n in shown.lexicon if n in names and 0 <= s - a.end <= _TOUCHES]
    left = [n for _, e, n in shown.lexicon if n in names and 0 <= a.start - e <= _TOUCHES]
    return (right or left or [""])[0]


def can_be(a: Amount, component: str) -> bool:
    """Whether an amount's format leaves a component open."""
    kind = "shares" if a.counted == "shares" else "days" if a.kind == "count" else a.kind
    open_ = _CAN_BE.get(
        kind if kind == "shares" else "grant" if a.period.endswith("yr") and a.kind in ("money", "bare") else kind
    )
    return open_ is None or ("signing" if component == ONCE else component) in open_


def _possible(a: Amount, odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """The log-odds of the components with those left out that the amount's format rules out."""
    open_ = np.array([can_be(a, name) for name in reading_net().names["component"]])
    return np.where(open_, odds, np.float32(-1e4))


def _one_each(found: tuple[AmountMention, ...], scores: Scores) -> tuple[AmountMention, ...]:
    """Two figures that one clause tells of one offer are two parts of it: the less sure one is its base, where no other
    figure is."""
    out = list(found)
    names = reading_net().names["component"]
    for i, a in enumerate(out):
        for k, b in enumerate(out):
            same = (a.clause, a.owner, a.role, a.component) == (b.clause, b.owner, b.role, b.component)
            if i == k or not same or a.role not in ("offer", "wish", "pay") or a.component_score >= b.component_score:
                continue
            share = float(_shares(_possible(a.amount, scores.components[i]))[names.index("base")])
            based = any(c.component in ("base", "total") and (c.owner, c.role) == (a.owner, a.role) for c in out)
            if share > _SECOND and not based:
                out[i] = replace(a, component="base", component_score=share)
            break
    return tuple(out)


def _possible_of(shares: NDArray[np.float32], names: tuple[str, ...]) -> list[str]:
    return [names[int(n)] for n in np.flatnonzero(shares >= POSSIBLE)]


_TOLD = {"pay": "pay", "limit": "floor", "wish": "wish"}


def _as_told(found: tuple[AmountMention, ...], clauses: list[Clause]) -> tuple[AmountMention, ...]:
    """The lone figure of a clause that surely tells pay, a limit or a wish is that, where its own role is unsure."""
    out = []
    for a in found:
        act, share = clauses[a.clause].acts[0] if clauses and clauses[a.clause].acts else ("", 0.0)
        alone = sum(x.clause == a.clause and x.amount.kind in ("money", "bare") for x in found) == 1
        unsure = (
            a.role_score < _SURE_JUDGED and a.amount.kind in ("money", "bare") and a.role not in ("none", "was", "left")
        )
        if alone and a.role == "pay" and a.role_score < SURE and act in ("offer", "news"):
            out.append(replace(a, role="offer"))
            continue
        if act == "wish" and share > _TELLS_IT and unsure and a.role == "offer" and not alone:
            wished = clauses[a.clause].share("offer") < LEAST and clauses[a.clause].share("news") < LEAST
            out.append(replace(a, role="wish") if wished else a)  # "i want 192 + 110k"
            continue
        out.append(replace(a, role=_TOLD[act]) if alone and unsure and share > _TELLS_IT and act in _TOLD else a)
    return tuple(out)


def _pay_beside(found: tuple[AmountMention, ...], scores: Scores, clauses: list[Clause]) -> tuple[AmountMention, ...]:
    """Beside a sure offer another salary of about its size, in a clause that tells no offer, is what the person earns,
    where nothing else is: its likeliest reading after the ones that the message rules out."""
    names = reading_net().names["role"]
    salaries = [
        (i, a)
        for i, a in enumerate(found)
        if a.amount.kind in ("money", "bare") and not a.amount.counted and a.role in _SALARIES
        and (a.component in ("base", "total", "other") or not a.component_said or a.component_score < SURE)
    ]  # fmt: skip
    if any(a.role == "pay" for a in found) or len(salaries) != _PAIR or not clauses:
        return found
    offers = [i for i, a in salaries if a.role == "offer"]
    if not offers:
        return found
    sure = max(offers, key=lambda i: found[i].role_score + clauses[found[i].clause].share("offer"))
    other = next(i for i, _ in salaries if i != sure)
    a, b = found[other], found[sure]
    share = float(_shares(scores.roles[other])[names.index("pay")])
    asked = clauses[a.clause].acts and clauses[a.clause].acts[0][0] in (
        *ASKS,
        "wish",
        "fallback",
        "limit",
        "correct",
        "news",
    )
    near = 1 / _SIZES < a.amount.high / max(b.amount.high, 1) < _SIZES
    if a.clause == b.clause or asked or not near or share < _PAY_LEAST or a.role_score > _SURE_JUDGED:
        return found
    out = list(found)
    out[other] = replace(
        a,
        role="pay",
        component="base" if a.component not in ("base", "total") else a.component,
        component_said=True,
        role_score=max(a.role_score, SURE),
        component_score=SURE,
    )
    return tuple(out)


def _as_paid_by(found: tuple[AmountMention, ...], parts: list[CompanyPart]) -> tuple[AmountMention, ...]:
    """What an employer of the talk that is not the person's own pays is its offer, where the figure's own words leave
    it open."""
    out = []
    for a in found:
        owner = parts[a.owner] if 0 <= a.owner < len(parts) else None
        offers = owner is not None and owner.part in ("job", "rival") and owner.score >= _SURE_PART
        unsure = a.role == "pay" and a.role_score < _SURE_JUDGED and a.owner_score >= _SURE_OWNER
        out.append(replace(a, role="offer") if offers and unsure else a)
    return tuple(out)


def _one_pay(found: tuple[AmountMention, ...], clauses: list[Clause]) -> tuple[AmountMention, ...]:
    """Two salaries that two clauses tell as present pay: one whose clause speaks of an offer is the offer."""
    out = list(found)
    for i, a in enumerate(found):
        twice = any(
            b is not a
            and b.role == a.role == "pay"
            and b.clause != a.clause
            and {a.component, b.component} <= {"base", "total"}
            for b in found
        )
        clause = clauses[a.clause] if clauses else None
        if twice and clause and clause.share("offer") > max(clause.share("pay"), LEAST):
            out[i] = replace(a, role="offer")
        more = [
            b for b in found
            if b.role == a.role == "pay" and b.clause == a.clause and b.component == a.component
            and b.role_score > a.role_score and b.amount.high < a.amount.high
        ]  # fmt: skip
        if more and clause and clause.leans("wish"):
            out[i] = replace(a, role="wish")  # "I make 150k, want 180k"
    return tuple(out)


def _countered(
    found: tuple[AmountMention, ...], clauses: list[Clause], parts: list[CompanyPart]
) -> tuple[AmountMention, ...]:
    """Of two salaries that two clauses offer, the one whose employer is less sure and that is above present pay is the
    present employer's counter-offer, where one is named that offers nothing else."""
    mine = next((i for i, p in enumerate(parts) if p.part == "mine"), None)
    pay = max((a.amount.high for a in found if a.role == "pay" and a.component in ("base", "total")), default=0.0)
    offers = [
        i for i, a in enumerate(found)
        if a.role == "offer" and a.component == "base" and a.role_score > SURE and a.amount.high > pay > 0
    ]  # fmt: skip
    if mine is None or len(offers) != _PAIR or found[offers[0]].clause == found[offers[1]].clause:
        return found
    if found[offers[0]].owner != found[offers[1]].owner or not clauses:
        return found
    less = min(offers, key=lambda i: found[i].owner_score)
    within = clauses[found[less].clause]
    if found[less].owner_score > _SURE_JUDGED or not (within.leans("offer") or within.leans("news")):
        return found
    return tuple(replace(a, owner=mine) if i == less else a for i, a in enumerate(found))


def _one_salary(
    found: tuple[AmountMention, ...], scores: Scores, clauses: list[Clause], parts: list[CompanyPart]
) -> tuple[AmountMention, ...]:
    """Two salaries that two clauses say one employer offers: the less sure one is what else its words may tell, such as
    present pay."""
    out = list(found)
    names = reading_net().names["role"]
    for i, a in enumerate(out):
        for b in out:
            rivals = (
                a.role == b.role == "offer"
                and a.component == b.component == "base"
                and -1 in (a.owner, b.owner, -1 if a.owner == b.owner else 0)
            )
            if not rivals or a.clause == b.clause or a.role_score >= b.role_score or a.amount.high == b.amount.high:
                continue
            shares = _shares(scores.roles[i])
            within = clauses[a.clause] if clauses else None
            if within and any(p.part == "mine" and within.start <= p.start < within.end for p in parts):
                out[i] = replace(a, role="pay")  # "and earn 89,400 at Halden"
                break
            best = max(("pay", "wish", "asked", "floor", "market"), key=lambda role: shares[names.index(role)])
            if shares[names.index(best)] > _SECOND / 2:
                out[i] = replace(a, role=best, role_score=float(shares[names.index(best)]) + _SECOND)
            elif a.role_score < _SURE_JUDGED:
                out[i] = replace(a, role="none")
            break
    return tuple(out)


_ARROW = re.compile(r"\s*(?:->|=>|→|➔)\s*")


def _by_arrow(text: str, found: tuple[AmountMention, ...]) -> tuple[AmountMention, ...]:
    """Two figures with an arrow between them are of one part, the one that is named: "RSU 205->260"."""
    out = list(found)
    for i, (a, b) in enumerate(pairwise(found)):
        if _ARROW.fullmatch(text[a.amount.end : b.amount.start]) and a.component_said and not b.component_said:
            out[i + 1] = replace(b, component=a.component, component_said=True, component_score=a.component_score)
    return tuple(out)


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    odds = np.exp(scores - scores.max())
    result: NDArray[np.float32] = odds / odds.sum()
    return result
