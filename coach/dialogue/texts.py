"""The text that a message wants."""

from __future__ import annotations

from coach.dialogue.after import OPEN
from coach.dialogue.barred import bars_part
from coach.dialogue.change import SURE_PART, Change
from coach.dialogue.people import employer_of, is_anybody, is_boss
from coach.dialogue.pleas import take_grounds
from coach.dialogue.resolve import component_of, part, same_value
from coach.dialogue.said import either
from coach.dialogue.tells import is_fallback
from coach.dialogue.view import stage_tags
from coach.dialogue.wanted import Asks, Wanted, wanted_after
from coach.dialogue.ways import ways_of
from coach.phrasing.terms import called_alike
from coach.understanding.lexicon import components_at
from coach.understanding.reading import LEAST, LIKELY, SURE, AmountMention, Clause
from coach.understanding.sayable import sayable_in
from coach.understanding.situation import Part
from index.guide import Component


def take_words(c: Change) -> None:
    """The text that is wanted; one to another employer of the talk moves the focus there."""
    take_grounds(c)
    for i, x in enumerate(c.reading.companies):
        to = next((y for y in c.reading.clauses if y.start <= x.start < y.end and y.does("ask_words")), None)
        other = c.of.get(i, c.now.focus)
        if to and x.part == "job" and x.score > SURE_PART and other != c.now.focus and c.deal(other).offer:
            c.set(focus=other)
            c.note("focus_moved", x.name, x.name)
    fallback = tuple(
        value
        for a in c.reading.amounts
        if a.role in ("wish", "more", "asked", "offer") and is_fallback(c, a)
        and (value := part(a, _component(c, a), c.now, c.now.deal, "target"))
    )  # fmt: skip
    dictated = _dictated(c)
    asked = (*dictated, *c.now.target)
    fallback = tuple(p for p in fallback if not any(p.component == q.component and p.high == q.high for q in asked))
    if not dictated and c.now.deal.status == "refused":
        dictated, fallback = fallback, ()  # after a no, what would do instead is what is asked
    if put_off := _put_off(c):
        told = dictated or c.now.wanted.dictated or c.now.target
        dictated = tuple(p for p in told if p not in put_off)
        fallback = tuple(dict.fromkeys((*fallback, *put_off)))
    named = _addressed(c)
    asks = Asks(
        dictated, fallback, _terms(c), _first_way(c), bool(ways_of(c.reading).second), _cut(c),
        open=_is_open(c), elsewhere=named is not None and named != c.now.focus, due=_due(c), stage=stage_tags(c.now),
    )  # fmt: skip
    before = c.now.wanted.to
    wanted = c.now.wanted if _asks_a_view(c) else wanted_after(c.now.wanted, c.reading, c.now.turn, asks)
    if c.now.wanted.written and wanted.barred:  # what is blamed in a text bars nothing that the person wants asked for
        own = (*c.now.target, *wanted.dictated)
        kept = tuple(b for b in wanted.barred if not any(bars_part((b,), p) for p in own))
        wanted = wanted.model_copy(update={"barred": kept})
    if wanted.turn == c.now.turn:
        wanted = _about_another(c, wanted)
    if wanted.turn == c.now.turn and named is not None and named != c.now.focus:
        wanted = wanted.model_copy(update={"about": c.deal(named).company})
    if wanted.turn == c.now.turn:
        wanted = _for_time(c, wanted, named).model_copy(update={"yes": _is_yes(c)})
        at = employer_of(c, wanted.to) if wanted.to else None
        if at is not None and at != c.now.focus and named is None:
            wanted = wanted.model_copy(update={"about": c.deal(at).company})
    c.set(wanted=_as_advised(c, wanted))
    boss = is_boss(c, wanted.to) and c.now.deal.kind != "raise"
    theirs = bool(wanted.to) and not (boss or wanted.about or wanted.purpose == "boss" or is_anybody(c, wanted.to))
    if wanted.turn == c.now.turn and theirs and c.now.deals:
        again = bool(before) and before != wanted.to  # a text that was for somebody else
        c.put(c.now.focus, person=wanted.to if again else c.now.deal.person or wanted.to)


def _put_off(c: Change) -> tuple[Part, ...]:
    """The wishes that are to be asked for only after a no, where a clause about the text says so: "the sign-on only
    if he says no"."""
    held = (*c.now.wanted.dictated, *c.now.target)
    put_off: list[Part] = []
    for x in c.reading.clauses:
        if x.share("fallback") < SURE or not c.now.wanted.written:
            continue
        named = {component for _, component in components_at(x.text)}
        put_off += [p for p in held if p.component in named]
    return tuple(dict.fromkeys(put_off)) if len({p.component for p in held}) > 1 else ()


_HAPPENED = (
    "offer_made offer_revised part_dropped they_answered refused granted accepted declined withdrawn focus_moved "
    "term_granted term_refused"
).split()


def _is_open(c: Change) -> bool:
    """Whether the text before may still be worked on: it is of the turns just before, and nothing has happened
    since."""
    since = c.now.wanted.turn
    happened = any(e.turn > since and e.kind in _HAPPENED for e in (*c.now.events, *c.events))
    return bool(since) and c.now.turn - since <= OPEN and not happened


def _due(c: Change) -> str:
    """The day on which an answer is due, as it was told before this message."""
    return next((e.words for e in reversed(c.now.events) if e.kind == "deadline_set"), "")


def _is_yes(c: Change) -> bool:
    """Whether the words that are wanted name what they offer, after their last word and as the only figure: then they
    say yes to it."""
    asking = [n for n, x in enumerate(c.reading.clauses) if x.does("ask_words")]
    named = [a for a in c.reading.amounts if a.clause in asking and a.role in ("wish", "asked", "more", "offer")]
    theirs = all(any(same_value(a, p) for p in c.now.deal.offer) for a in named)
    return bool(named) and theirs and c.now.deal.status in ("answered", "refused")


def _asks_a_view(c: Change) -> bool:
    """Whether a message that puts something right wants a view and no text: no word of it is on one."""
    views = c.reading.does("ask_verdict", "ask_should", "ask_risk", "ask_compare")
    on_text = ("ask_words", "ask_edit", "put_in", "leave_out")
    return views and max((x.share(act) for x in c.reading.clauses for act in on_text), default=0.0) < LEAST


def _for_time(c: Change, wanted: Wanted, to: int | None) -> Wanted:
    """A text to an employer that wants an answer by a day, while another takes longer, asks for time unless the person
    says no to it."""
    waits = to is not None and any(c.of.get(whose, -1) == to for _, whose in c.reading.due)
    others = to is not None and any(d.offer for n, d in enumerate(c.now.deals) if n != to)
    counters = max((x.about("words_counter") for x in c.reading.clauses), default=0.0) >= LIKELY
    if not (waits and others) or counters or c.reading.does("declined", "accepted"):
        return wanted
    return wanted.model_copy(update={"purpose": "time"})


_HURRIES = ("", "time", "chase", "rival", "other")


def _about_another(c: Change, wanted: Wanted) -> Wanted:
    """The text with the employer that it is about, where the words that want it name one that is not in focus."""
    asking = [y for y in c.reading.clauses if y.does("ask_words")]
    to = {
        c.of[i]
        for i, x in enumerate(c.reading.companies)
        if i in c.of and any(y.start <= x.start < y.end for y in asking)
    }
    if len(to) != 1:
        return wanted
    at = to.pop()
    deal = c.deal(at)
    elsewhere = deal.company.casefold() != c.now.employer.casefold() and deal.kind != "raise"
    if wanted.purpose == "boss" and elsewhere and any(d.status == "accepted" for d in c.now.deals):
        # Who is told after a yes and is not the boss is turned down.
        wanted = wanted.model_copy(update={"purpose": "decline"})
    ends = wanted.purpose in ("decline", "withdraw")
    hurries = wanted.purpose in _HURRIES and not deal.offer and elsewhere
    return wanted.model_copy(update={"about": deal.company}) if at != c.now.focus and (ends or hurries) else wanted


# What a text does that is asked for right after a view, where the words do not tell: what the view was about.
_AFTER_VIEW = {
    "view_rival": "rival", "view_match": "rival", "view_time": "time", "view_wait": "time", "view_pay": "pay",
    "view_trust": "writing", "check_letter": "fix",
}  # fmt: skip


def _as_advised(c: Change, wanted: Wanted) -> Wanted:
    """A text that is asked for in the message after a question, without a word on what for, does what the question was
    about: "should I tell them?", "write it"."""
    open_ = wanted.turn == c.now.turn and not wanted.dictated and wanted.matter in ("", "words_unclear")
    if open_ and c.now.shown[-1:] == ("renege_go",):  # the view was that a yes is taken back
        return wanted.model_copy(update={"purpose": "withdraw", "likely": 1.0})
    if not open_ or c.now.asked_at != c.now.turn - 1 or wanted.likely >= LIKELY:
        return wanted
    purpose = next((_AFTER_VIEW[m] for m, _ in c.now.asked_about if m in _AFTER_VIEW), "")
    return wanted.model_copy(update={"purpose": purpose}) if purpose else wanted


def _addressed(c: Change) -> int | None:
    """The deal of the one company that a text is to go to, as the words say: "an email to Databricks"."""
    to = [
        c.of[i]
        for i, x in enumerate(c.reading.companies)
        if i in c.of
        and c.reading.text[: x.start].rstrip().casefold().endswith((" to", " tell"))
        and any(y.start <= x.start < y.end and y.share("ask_words") >= LEAST for y in c.reading.clauses)
    ]
    return to[0] if len(to) == 1 else None


def _dictated(c: Change) -> tuple[Part, ...]:
    """The figures that the message wants asked for: those told now, and those of the person's own that it says
    again."""
    doubted = {x.text[:300] for x in c.reading.clauses if _dictates_nothing(x)}
    told = [e.after for e in c.events if e.after and e.kind in ("wish_told", "asked") and e.words not in doubted]
    for a in c.reading.amounts:
        of_part = sorted(c.now.target, key=lambda p: p.component != a.component)
        again = next((p for p in of_part if same_value(a, p)), None)
        if c.reading.clauses and _dictates_nothing(c.reading.clauses[a.clause]):
            continue
        if again and a.role in ("wish", "asked", "more", "offer") and not is_fallback(c, a) and again not in told:
            told.append(again)
    return _one_a_part(c, tuple(told))


def _one_a_part(c: Change, told: tuple[Part, ...]) -> tuple[Part, ...]:
    """The figures told, of each part but one unless two ways are told: that of another employer's offer is no ask, nor
    what they offer already; of the others the last."""
    whole = {p.high for p in told if p.component == "total"}
    told = tuple(p for p in told if p.component != "base" or p.high not in whole)  # one figure is not both
    if ways_of(c.reading).second or any(map(either, c.reading.clauses)):
        return told
    theirs = {(p.component, p.high) for d in c.now.deals for p in d.offer}
    own = tuple(p for p in told if (p.component, p.high) not in theirs)
    kept = {p.component: p for p in (*(p for p in told if p.component not in {q.component for q in own}), *own)}
    return tuple(p for p in dict.fromkeys(told) if kept[p.component] is p)


_DOUBTS = ("ask_should", "ask_verdict", "ask_risk", "ask_room", "ask_target")


def _dictates_nothing(clause: Clause) -> bool:
    """Whether a figure is named only: "62 is not possible", "should I accept 62?"."""
    doubts = any(map(clause.does, _DOUBTS)) and clause.share("ask_words") < LIKELY
    return doubts or clause.share("refused") >= SURE


def _terms(c: Change) -> tuple[tuple[str, str], ...]:
    """The terms beside pay that the message wants, each (kind, as a thing)."""
    told = (e.term for e in c.events if e.term and e.kind in ("term_wished", "term_asked") and not e.term.instead)
    again = (
        t for t in (*c.now.deal.open_terms, *c.now.deal.terms_of("refused")) for said in c.reading.terms
        if said.side in ("wish", "ask") and called_alike(said.words, t.words)
    ) if c.now.deals else ()  # fmt: skip
    return tuple(dict.fromkeys((t.kind, t.phrase) for t in (*told, *again)))


def _component(c: Change, a: AmountMention) -> Component:
    """The part of pay of a second-best ask: that of the first of two ways, where its own is not named."""
    ways = ways_of(c.reading)
    if a.amount.start in ways.second and not a.component_said:
        first = [x for x in c.reading.amounts if x.amount.start in ways.first and x.role in ("wish", "more", "asked")]
        if first:
            return component_of(first[-1], c.now, c.now.deal, "target")
    return component_of(a, c.now, c.now.deal, "target")


def _cut(c: Change) -> tuple[str, ...]:
    """What is taken back right after a text, and is nothing of the offer: it is to go out of the text."""
    if c.now.wanted.turn != c.now.turn - 1 or any(e.kind in ("part_dropped", "taken_back") for e in c.events):
        return ()
    less = any(e.kind in ("refused", "term_dropped") for e in c.events)
    sure = (x for x in c.reading.clauses if max(x.share("takeback"), x.about("told_drop")) >= SURE)
    back = tuple(x.text for x in sure if x.does("takeback"))
    return tuple(words for words in back if less or sayable_in(words, ("leave_out",)))


def _first_way(c: Change) -> tuple[str, ...]:
    """The terms of the first of two ways, as things."""
    first = ways_of(c.reading).first
    said = tuple(t.words for t in c.reading.terms if t.start in first and t.side in ("wish", "ask"))
    return tuple(phrase for _, phrase in _terms(c) if any(called_alike(phrase, words) for words in said))
