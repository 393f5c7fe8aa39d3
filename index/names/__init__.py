"""What people type -> companies, roles, places and levels of the index; nothing unsure is taken silently."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from index.held import Held
from index.names import companies as _companies
from index.names import roles as _roles
from index.names.companies import Companies, CompanyMention, Form, also_called, how_said
from index.names.context import Sentence, Span
from index.names.learned import how_usual, odds
from index.names.lexicon import Slips, is_word, slips_of, zipf
from index.names.reading import Candidate, best_set
from index.names.regions import UNKNOWN, PlaceMention, find_places
from index.names.roles import RoleMention, Roles
from index.names.spans import (
    company_spans,
    joined,
    masks_of,
    meanings,
    place_span,
    role_spans,
    unknown_spans,
    with_companies,
)
from index.names.words import PAY_WORDS, Word, breaks, correct, sentence_ends, words_of
from index.places import fold, gazetteer

_Read = CompanyMention | RoleMention | PlaceMention
_WORDS, _KEPT = 100, 20_000  # words that a reading counts beside its own, and of all readings that are kept
_SURE, _DOUBT = 1.5, 5.0  # odds of a company that the others are read beside, and up to which they are read again
_BEYOND_DOUBT, _CLOSE, _MOST_RIVALS = (
    2.5,
    0.5,
    3,
)  # odds from which no other words rival a company; how near others come
_BY_LETTERS = 1.5  # how much more the context must say for a part, a listing or initials
_USUAL = 1.8  # how much less a word is a company that stands in ten times as many messages as a plain word
_LEAST = -3.0  # the odds from which what stands around a name may still make it likely
_AROUND, _USUALLY_AROUND = 0.25, 4.0  # how much that counts, and the odds that speak neither for nor against a name
_OPEN = 1.0  # how unlikely a company may be that another one may still make likely, or that is still its rival
_WHOLE = 1.5  # how much more a name of several words is one, all of which stand there
_SURER, _FAR_SURER = 2.0, 4.0  # a company so much surer than an ordinary word, or than another name, makes it none
_HARDLY = 0.5  # odds of a name that is hardly a company beside one that is far surer
_ORDINARY = 3.0  # the Zipf value of a word that anybody knows
_LIKELIEST = -2.6  # the least odds of a company, where no other is named and a role is
_AS_LIKELY_AS_NOT = -0.5  # the least odds of a role in a talk about a company, where the message names none
_LIKELIEST_ALONE = 0.0  # the same where no role is named either
_KNOWN_PLACE = 3.0  # a city of the gazetteer is rarely a company; half of those that are learned from were
_KNOWN_ROLE = 1.5
_OWN = ("exact", "name")
_CALLED = ("exact", "name", "alias", "bracket")
_LIKELIEST_PLACE = 0.0  # the same for one that is called as a place is
_DOUBTFUL_PLACE = -2.5  # a name that is rarely a place is still kept, for a guide that has that place


@dataclass(frozen=True, slots=True)
class Job:
    """What the gazetteer needs of one guide."""

    company: str
    role: str
    company_name: str
    role_name: str
    ticker: str = ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything a text names. `words` are its words, with slips corrected."""

    words: tuple[Word, ...]
    companies: tuple[CompanyMention, ...]
    roles: tuple[RoleMention, ...]
    places: tuple[PlaceMention, ...]

    def corrected(self, text: str) -> str:
        """The text with its slips put right, for reading what is asked."""
        for word in reversed(self.words):
            if word.slip:
                text = text[: word.start] + word.slip + text[word.end :]
        return text

    def without_names(self, text: str) -> str:
        """The corrected text with its names blanked, so that "Target" or "Scale" is no word of the question."""
        return self._with(
            text, {i: "" for spans in self._spans().values() for first, last in spans for i in range(first, last)}
        )

    def masked(self, text: str) -> str:
        """The corrected text with each name as "xcompanyx", "xrolex" or "xplacex": what is asked, whatever it is asked
        of."""
        masks: dict[int, str] = {}
        for kind, spans in self._spans().items():
            for first, last in spans:
                masks |= dict.fromkeys(range(first, last), "") | {first: f"x{kind}x"}
        return self._with(text, masks)

    def _spans(self) -> dict[str, list[tuple[int, int]]]:
        return {
            "company": [(m.first, m.last) for m in self.companies],
            "role": [(m.first, m.last) for m in self.roles],
            "place": [(m.first, m.last) for m in self.places if not m.weak],
        }

    def _with(self, text: str, masks: dict[int, str]) -> str:
        for i, word in reversed(list(enumerate(self.words))):
            fill = f" {masks[i]} " if i in masks else word.slip
            if fill:
                text = text[: word.start] + fill + text[word.end :]
        return text


def _plainness(words: Sequence[Word], span: Span, style: str) -> float:
    """How far a role's short form is a plain word by how it is written: "am" among words that have their capitals."""
    written = words[span.first].written
    if style != "m" or not written.islower() or span.last - span.first > 1:
        return 0.0
    return max(0.0, zipf(written) - _PLAIN_WORD) * _PLAIN_COUNTS


_PLAIN_WORD, _PLAIN_COUNTS = 5.5, 4.0  # a Zipf value; log-odds for each one above it


def _held() -> Held[tuple[str, tuple[str, ...]], Mentions]:
    """Room for the readings of some texts, by their words: a turn asks for the same text more than once."""
    return Held(_KEPT, lambda key, found: _WORDS + len(found.words))


@dataclass(frozen=True)
class Names:
    """The names of an index, ready to be found in text."""

    companies: Companies
    roles: Roles
    slips: Slips
    known: frozenset[str]
    _kept: Held[tuple[str, tuple[str, ...]], Mentions] = field(default_factory=_held, compare=False, repr=False)

    def company_name(self, slug: str) -> str:
        """A company folder as people read it."""
        return self.companies.display.get(slug, slug)

    def role_name(self, slug: str) -> str:
        """A role folder as people read it."""
        return self.roles.display.get(slug, slug)

    def roles_at(self, company: str) -> frozenset[str]:
        """The roles a company has guides for."""
        return self.roles.by_company.get(company, frozenset())

    def find(self, text: str, companies: tuple[str, ...] = ()) -> Mentions:
        """Read a text's names. `companies` are those the conversation is about, for their special roles."""
        key = (text, companies)
        found = self._kept.get(key)
        if found is None:
            found = self._read(text, companies)
            self._kept.keep({key: found})
        return found

    def _read(self, text: str, companies: tuple[str, ...]) -> Mentions:
        words = correct(words_of(text), self.slips, self.known)
        places = find_places(words)
        forms, longest = self.companies.forms, self.companies.longest
        dotted = joined(text, words, forms, longest)
        titles = [t for t in _roles.read_words(words, self.roles) if not _parts(dotted, t[0], t[1])]
        also = meanings(words, self.roles, titles, places)
        sentence = Sentence(text, tuple(words), masks_of(text, words, forms, longest, self.roles, titles, places))
        ends, apart = sentence_ends(text, words), breaks(text, words)
        spans = [
            x
            for x in company_spans(words, forms, longest, also, dotted)
            if not ends & set(range(x[0].first, x[0].last - 1))
        ]
        held = {i for span, form in spans if form.options and form.kind in _OWN for i in range(span.first, span.last)}
        strange = [
            s
            for s in unknown_spans(words, sentence.style, sentence.masks, also)
            if not (ends | apart) & set(range(s.first, s.last - 1))
        ]
        spans += [(s, Form("unknown", ())) for s in strange if not held & set(range(s.first, s.last))]
        scored = _with_brackets(self._companies(sentence, spans), text, words)
        for span, form in spans:
            if form.kind == "unknown" and span.last - span.first <= 2:
                typed = " ".join(w.written for w in words[span.first : span.last])
                place = PlaceMention(typed, (UNKNOWN + typed,), span.first, span.last)
                scored.append(Candidate(span.first, span.last, odds("place", sentence, span), place))
        for span, phrase in role_spans(titles, words, self.roles, also):
            role = _roles.mention_of(words, span.first, span.last, phrase, self.roles)
            known = -_plainness(words, span, sentence.style) if span.kind == "weak" else _KNOWN_ROLE
            score = odds("role", sentence, span) + known
            scored.append(Candidate(span.first, span.last, score, role))
        for place in places:
            score = odds("place", sentence, place_span(place, also)) + (0 if place.weak else _KNOWN_PLACE)
            scored.append(Candidate(place.first, place.last, score, replace(place, weak=False)))
        read = best_set(_outside_full_titles(_outside_full_names(scored), {i for i in also if "rank" in also[i]}))
        if not companies and not any(isinstance(c.what, CompanyMention) and c.what.options for c in read):
            jobs = any(isinstance(c.what, RoleMention) for c in read) or bool(_roles.unknown_titles(words))
            read = _with_likeliest(read, scored, _LIKELIEST if jobs else _LIKELIEST_ALONE)
        named = [c.what for c in read if isinstance(c.what, CompanyMention)]
        quoted = _quoted(words, text)
        outside = any(m.first not in quoted for m in named) or bool(companies)
        named = [m for m in named if m.first not in quoted or (m.options and not outside)]
        kept = _explained(named, text, words)
        told = {(m.first, m.last) for m in named if m not in kept}
        named, scored = kept, [c for c in scored if (c.first, c.last) not in told]
        sure = {m.options[0] for m in named if len(m.options) == 1}
        if any(m.own and m.score > _BEYOND_DOUBT for m in named):
            named = [m for m in named if m.own or m.score > _BEYOND_DOUBT]
        # Where one is named for sure, what may stand for several by a part or by letters is none of them.
        named = [m for m in named if len(m.options) < 2 or not (sure & set(m.options) or (sure and m.how != "name"))]
        named = _without_plain(named, words)
        open_ones = _outside(scored, [c for c in read if not isinstance(c.what, CompanyMention)])
        named = [replace(m, rivals=_rivals(m, open_ones)) if m.score < _BEYOND_DOUBT else m for m in named]
        if not any(isinstance(c.what, RoleMention) for c in read) and (companies or any(m.options for m in named)):
            read = _with_role(read, scored, _LIKELIEST if any(m.options for m in named) else _AS_LIKELY_AS_NOT)
        theirs = tuple(o for m in named for o in m.options) or companies
        taken = {i for m in named for i in range(m.first, m.last)}
        roles = _roles.with_company(
            [c.what for c in read if isinstance(c.what, RoleMention)], _without(words, taken), self.roles, theirs
        )
        named = self._with_the_role(named, roles)
        sites = [c.what for c in read if isinstance(c.what, PlaceMention)]
        used = (
            taken
            | {i for r in roles for i in range(r.first, r.last)}
            | {i for p in sites for i in range(p.first, p.last)}
        )
        doubtful = [c.what for c in scored if isinstance(c.what, PlaceMention) and _DOUBTFUL_PLACE < c.score <= 0]
        sites += [replace(p, weak=True) for p in doubtful if not p.unknown and not used & set(range(p.first, p.last))]
        roles = roles or _roles.unknown_role(words, used)
        return Mentions(tuple(words), tuple(named), tuple(roles), tuple(sorted(sites, key=lambda p: p.first)))

    def called(self, name: str) -> Form | None:
        """The companies that a whole text, as of a field or a letter's head, is a name of; slips are not read."""
        return self.companies.forms.get("".join(w.folded for w in words_of(name)))

    def spelt(self, text: str) -> Mentions:
        """Whatever a text may name by its letters alone, likely or not: for checks, to which one too many is no
        harm."""
        words = words_of(text)
        companies = []
        for span, form in company_spans(words, self.companies.forms, self.companies.longest, {}):
            strange = any(w.written[:1].isupper() or not is_word(w.folded) for w in words[span.first : span.last])
            if form.kind in _CALLED and strange and not span.respaced:
                typed = " ".join(w.written for w in words[span.first : span.last])
                companies.append(
                    CompanyMention(
                        form.name or typed, form.options, how_said(form.kind, slip=False), span.first, span.last
                    )
                )
        places = tuple(p for p in find_places(words) if not p.weak or p.name.isupper())
        return Mentions(tuple(words), tuple(companies), (), places)

    def _companies(self, sentence: Sentence, spans: list[tuple[Span, Form]]) -> list[Candidate[_Read]]:
        """The odds of each span; those in doubt are looked at once more, with the sure ones known."""
        alone = [self._company(sentence, span, form, odds("company", sentence, span)) for span, form in spans]
        sure = [(c.first, c.last, c.score) for c in alone if c.score > _SURE]

        def beside(n: int, others: list[tuple[int, int]]) -> Candidate[_Read]:
            span, form = spans[n]
            apart = [(a, b) for a, b in others if b <= span.first or span.last <= a]
            if not apart or abs(alone[n].score) >= _DOUBT:
                return alone[n]
            again = replace_masks(sentence, apart)
            return self._company(again, span, form, odds("company", again, span))

        # One that is itself the surer of two is not doubted for the other's sake.
        out = [beside(n, [(a, b) for a, b, score in sure if score > c.score]) for n, c in enumerate(alone)]
        for one, two in _open_pairs(alone):
            both = (
                beside(one, [(alone[two].first, alone[two].last)]),
                beside(two, [(alone[one].first, alone[one].last)]),
            )
            if min(c.score for c in both) > 0:
                out[one], out[two] = both
        return out

    def _company(self, sentence: Sentence, span: Span, form: Form, score: float) -> Candidate[_Read]:
        score -= _BY_LETTERS if form.kind in ("part", "ticker", "initials") else 0
        score -= _USUAL * min(how_usual(w.read) for w in sentence.words[span.first : span.last])
        if form.options and form.kind in _OWN and span.last - span.first > 1 and not span.respaced:
            score += _WHOLE
        if form.options and _LEAST < score < _BEYOND_DOUBT:
            score += _AROUND * (odds("company", *sentence.named_otherwise(span)) - _USUALLY_AROUND)
        typed = " ".join(w.written for w in sentence.words[span.first : span.last])
        how = how_said(form.kind, slip=span.slip)
        siblings = self._namesakes(typed, form) if form.options else ()
        mention = CompanyMention(
            form.name or typed,
            form.options,
            how,
            span.first,
            span.last,
            siblings,
            (typed, *also_called(typed)),
            score,
            form.kind in _CALLED,
        )
        return Candidate(span.first, span.last, score, mention)

    def _with_the_role(self, named: list[CompanyMention], roles: list[RoleMention]) -> list[CompanyMention]:
        """The companies, where one has not the role that is named and a single namesake has: the two are decided
        together."""
        wanted = {r.role for r in roles if r.role}
        out = []
        for m in named:
            theirs = [s for s in m.siblings if wanted & self.roles_at(s)]
            alone = len(m.options) == len(theirs) == 1 and bool(wanted) and not wanted & self.roles_at(m.options[0])
            out.append(replace(m, options=(theirs[0],), siblings=m.options) if alone else m)
        return out

    def _namesakes(self, typed: str, form: Form) -> tuple[str, ...]:
        """The other companies whose names begin as what was typed: "Contoso Cloud" beside "Contoso"."""
        said = fold(typed)
        alike = self.companies.by_first.get(said.split()[0], ()) if said else ()
        return tuple(s for s in alike if s not in form.options and fold(self.company_name(s)).startswith(f"{said} "))


def _open_pairs(alone: list[Candidate[_Read]]) -> list[tuple[int, int]]:
    """The pairs of companies with a guide, called by names of their own, of which neither is sure: each may be what
    makes the other one ("Meadow or Harbor?")."""
    held = [
        n
        for n, c in enumerate(alone)
        if isinstance(c.what, CompanyMention) and c.what.options and c.what.own and -_OPEN < c.score <= _SURE
    ]
    likeliest = sorted(held, key=lambda n: -alone[n].score)[:_MOST_RIVALS]
    return list(combinations(sorted(likeliest), 2))


def _outside_full_names(scored: list[Candidate[_Read]]) -> list[Candidate[_Read]]:
    """The readings but for those within a likely company's name of several words: "Traders" of "Northwind Traders" is
    no role."""
    full = [
        (c.first, c.last)
        for c in scored
        if isinstance(c.what, CompanyMention) and c.what.options and c.what.how == "name"
        if c.last - c.first > 1 and c.score > 0
    ]
    return [c for c in scored if not any(a <= c.first and c.last <= b and c.last - c.first < b - a for a, b in full)]


def _outside_full_titles(scored: list[Candidate[_Read]], ranks: set[int]) -> list[Candidate[_Read]]:
    """The readings but for what lies within a likely longer title: "software engineer" of "sr. software engineer", a
    company "Product" of "product manager", and one in doubt of "principal" before a title."""
    full = [(c.first, c.last) for c in scored if isinstance(c.what, RoleMention) and c.score > 0]
    return [
        c
        for c in scored
        if isinstance(c.what, PlaceMention)
        or not any(a <= c.first and c.last <= b and c.last - c.first < b - a for a, b in full)
        if c.score > _BEYOND_DOUBT or not (set(range(c.first, c.last)) <= ranks and any(c.last == a for a, _ in full))
    ]


def _with_brackets(scored: list[Candidate[_Read]], text: str, words: list[Word]) -> list[Candidate[_Read]]:
    """The readings, where a name in brackets is as likely as the letters before it that it explains: "MS
    (Microsoft)"."""
    found = [c for c in scored if isinstance(c.what, CompanyMention) and c.what.options]
    letters = [c for c in found if isinstance(c.what, CompanyMention) and c.what.how != "name"]
    out = []
    for c in scored:
        before = text[: words[c.first].start].rstrip()
        inside = before.endswith("(") and text[words[c.last - 1].end :].lstrip().startswith(")")
        told = [o.score for o in letters if inside and words[o.last - 1].end == len(before[:-1].rstrip())]
        raised = bool(told) and isinstance(c.what, CompanyMention) and c.what.own and bool(c.what.options)
        out.append(replace(c, score=max(c.score, *told)) if raised else c)
    return out


def _explained(named: list[CompanyMention], text: str, words: list[Word]) -> list[CompanyMention]:
    """The companies but for those that a bracket behind them explains: "MS (Microsoft)" is Microsoft."""
    told = {
        i
        for i, (one, two) in enumerate(pairwise(named))
        if one.how != "name" and text[words[one.last - 1].end : words[two.first].start].strip() == "("
        if text[words[two.last - 1].end :].lstrip().startswith(")")
    }
    return [m for i, m in enumerate(named) if i not in told]


def _with_role(read: list[Candidate[_Read]], scored: list[Candidate[_Read]], least: float) -> list[Candidate[_Read]]:
    """Beside a company "pm" may be less than likely a role, where no other is named."""
    used = {i for c in read for i in range(c.first, c.last)}
    likely = [c for c in scored if isinstance(c.what, RoleMention) and c.score > least]
    free = [c for c in likely if not used & set(range(c.first, c.last))]
    return [*read, max(free, key=lambda c: (c.score, c.last - c.first))] if free else read


def _outside(scored: list[Candidate[_Read]], read: list[Candidate[_Read]]) -> list[Candidate[_Read]]:
    """The readings that share no word with a role or a place that was read: "Marketing" of "Marketing Manager" is no
    rival."""
    used = {i for c in read for i in range(c.first, c.last)}
    return [c for c in scored if not used & set(range(c.first, c.last))]


def _without_plain(named: list[CompanyMention], words: list[Word]) -> list[CompanyMention]:
    """The companies without those in doubt beside one that is far surer: "at noon" beside "Northwind". An ordinary word
    has to be surer than another name, but where it stands right beside one: "Target and Northwind". Nor is a word of
    some language an alias beside a company's own name: "Sie" beside "Oracle"."""
    surest = max((m.score for m in named if m.options), default=0.0)
    by_name = any(m.options and m.how == "name" for m in named)

    def least(mention: CompanyMention) -> float:
        known = [w.read for w in words[mention.first : mention.last]]
        alias = mention.how == "alias"
        beside = any(
            m.options and (mention.first - m.last in (0, 1) or m.first - mention.last in (0, 1)) for m in named
        )
        ordinary = _PLAIN_WORD if beside else _ORDINARY
        if not all(how_usual(w) or zipf(w) >= ordinary or (alias and is_word(w)) for w in known):
            return min(surest - _FAR_SURER, _HARDLY)
        if alias and by_name:
            return _BEYOND_DOUBT
        return min(surest - _FAR_SURER, _SURE) if beside else min(surest - _SURER, _BEYOND_DOUBT)

    return [m for m in named if m.score > least(m)]


def _rivals(mention: CompanyMention, scored: list[Candidate[_Read]]) -> tuple[str, ...]:
    """The companies that other words of the message may name about as well; beside a likely one, what is beyond doubt
    is a second company rather than a rival."""
    most = _BEYOND_DOUBT if mention.score > _SURE else math.inf
    close = [
        c.what
        for c in scored
        if isinstance(c.what, CompanyMention) and c.what.own and len(c.what.options) == 1
        if max(mention.score - _CLOSE, -_OPEN) < c.score <= most
        and (c.last <= mention.first or mention.last <= c.first)
    ]
    return tuple(dict.fromkeys(m.options[0] for m in close if m.options[0] not in mention.options))[:_MOST_RIVALS]


def _with_likeliest(
    read: list[Candidate[_Read]], scored: list[Candidate[_Read]], least: float
) -> list[Candidate[_Read]]:
    """Where nothing says what a message is about, a company with a guide by its own name may be less than likely; its
    odds are more than `least`."""
    used = {i for c in read if not isinstance(c.what, PlaceMention) for i in range(c.first, c.last)}
    places = {i for c in read if isinstance(c.what, PlaceMention) for i in range(c.first, c.last)}
    likely = [
        c
        for c in scored
        if isinstance(c.what, CompanyMention) and c.what.own and (c.what.options or c.what.how == "alias")
        if not used & set(range(c.first, c.last))
        if c.score > (_LIKELIEST_PLACE if places & set(range(c.first, c.last)) else least)
    ]
    if not likely:
        return read
    best = max(likely, key=lambda c: (c.score, c.last - c.first))
    return [*(c for c in read if c.last <= best.first or best.last <= c.first), best]


def _parts(dotted: Iterable[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a span begins or ends within a name that is written in one: "ai engineer" of "x.ai engineer"."""
    return any(a < first < b or a < last < b for a, b in dotted)


def replace_masks(sentence: Sentence, companies: list[tuple[int, int]]) -> Sentence:
    """The sentence with some spans known to be companies."""
    return sentence.masked_by(with_companies(sentence.masks, companies))


def _without(words: list[Word], spans: set[int]) -> list[Word]:
    """The words with a company's own words made unreadable, so that positions stay."""
    return [Word(w.written, "\0", w.start, w.end) if i in spans else w for i, w in enumerate(words)]


def _quoted(words: list[Word], text: str) -> set[int]:
    """The words within quotation marks, two or more together: somebody's title rather than names of what the message is
    about."""
    inside: set[int] = set()
    opened = -1
    for at, sign in enumerate(text):
        if sign not in '"“”':
            continue
        if opened < 0:
            opened = at
            continue
        held = {i for i, w in enumerate(words) if opened < w.start < at}
        inside |= held if len(held) > 1 else set()
        opened = -1
    return inside


def learn_names(jobs: Iterable[Job], plain: frozenset[str]) -> Names:
    """Build the gazetteer of an index. `plain` are ordinary words that are never taken for slips."""
    held = list(jobs)
    companies = _companies.learn(tuple((j.company, j.company_name, j.ticker) for j in held))
    roles = _roles.learn(tuple((j.company, j.role, j.role_name) for j in held))
    known = gazetteer()
    usual = gazetteer(with_spellings=False).by_name  # what other languages write is no target of slips
    places = frozenset(w for n in usual for w in n.split() if len(w) >= 6)
    vocabulary = companies.words | roles.words | places | PAY_WORDS
    single = frozenset(companies.forms) | frozenset(roles.seniority) | frozenset(known.by_name)
    return Names(companies, roles, slips_of(vocabulary), frozenset(plain | vocabulary | single))
