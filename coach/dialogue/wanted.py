"""A message that wants words, or wants words changed -> the text that is wanted: what for, to whom, with what in it and
what not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from coach.dialogue.barred import barred_in, still_barred
from coach.dialogue.dictated import is_text_of_its_own, points_in, with_points
from coach.dialogue.revised import of_text, revision_in
from coach.dialogue.revision import Revision, is_definite, is_whole_text
from coach.dialogue.said import (
    FEW,
    adds,
    asks_otherwise,
    changes,
    either,
    goes_on,
    how_said,
    is_fragment,
    is_sent_to,
    is_signature,
    is_spoken_of,
    left_out,
    named_out,
    put_in,
    questions,
    reasons_told,
    reported,
    said,
    signature_in,
    taken_out,
    whom,
    writes,
)
from coach.phrasing import Style
from coach.phrasing.style import channel_told, length_told, style_of
from coach.phrasing.texts import words
from coach.understanding.channels import channel_in, length_in
from coach.understanding.content import SAID, changes_in
from coach.understanding.days import day_asked_in
from coach.understanding.firstnames import is_first_name
from coach.understanding.reading import LIKELY, SURE, WHAT_TO_SAY, Clause, Reading
from coach.understanding.sayable import quoted_in
from coach.understanding.situation import Part
from coach.understanding.texts import EDIT, order_in, orders_another, purpose_of, purpose_ordered, surely_ordered

_ASKS_MORE = ("counter", "raise", "rival")  # purposes beside which a text may say something else
_TELLING = ("news", "offer", "refused", "granted", "pay", "deadline")
_MINUTES = ("min", "mins", "minute", "minutes")
_SURE_EDIT = 0.8  # a probability
_SURE_CALL = 0.75  # a probability
_SURE_OTHER, _OTHER_TOO = 0.9, 0.8  # probabilities
_ASKING = ("", "counter", "raise", "pushback")  # purposes that ask for more
# What may be asked for in one text: such a purpose alone makes no other text of the one before.
_WORKED_ON = 2  # turns that a text is worked on, whatever else is told beside its changes
_REVISIONS = 12  # that are kept
# What of a wanted text makes another text of it where it changes.
_MADE_FROM = "fallback in_full channel minutes mute meeting either ways".split()
_YES_OR_NO = ("accept", "condition", "decline", "withdraw")
_BESIDE = ("", "term", "time", "writing", "condition", "other", "rival", "counter", "raise")


class Wanted(BaseModel):
    """The text that was last asked for. `purpose` is the likeliest "say_" act without its head, "" where the talk must
    tell it; `likely` is its probability, `matter` the finer thing that was asked for, `ordered` the same where that is
    sure.

    `to` is whom it is for, `about` the employer where it is not the one in focus, `signed` who signs it. `dictated`
    are figures told for it, `fallback` the second-best ones, `instead` what would do instead in the person's words;
    `terms` are terms beside pay, each with its kind, `added` those of later changes; `ways` says that the second-best
    is the second of two ways, `first` are the terms of the first one; `words` is how it was asked for, `edits` what
    was changed since, without what is to be said in it. `in_full`: amounts are to be written out. `barred` are the
    figures, terms, parts and names that no text may say until they are asked for again; `yes` says that all figures
    named for it are what they offer. `channel` is how it goes, as told or as it was written, `length` how
    long it is to be, as told; `kind` and `written` are
    the kind and the paragraphs of the text that stands, "" and none until there is one; `minutes` is how long a meeting
    it asks for, `meeting` that it asks for one and for nothing else, `mute` that it names no figure; `why` are the
    reasons told with it, as they follow "because"; `condition` is that the person has said what they would sign for;
    `rejected` are the kinds of text that the person has turned away; `points` is what the order says that the text
    shall say (`coach.dialogue.dictated`). `revisions` are the changes of the text that stands, message by message,
    `earlier` its versions before, the latest first; `anew`: this message changes what the text is made from, so that it
    is made anew, and all revisions are made in it once more."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    turn: int = 0
    purpose: str = ""
    matter: str = ""
    likely: float = 0.0
    ordered: str = ""
    to: str = ""
    about: str = ""
    signed: str = ""
    words: str = ""
    edits: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    dictated: tuple[Part, ...] = ()
    fallback: tuple[Part, ...] = ()
    instead: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    either: bool = False
    ways: bool = False
    first: tuple[str, ...] = ()
    condition: bool = False
    in_full: bool = False
    barred: tuple[str, ...] = ()
    yes: bool = False
    channel: str = ""
    length: str = ""
    kind: str = ""
    minutes: float = 0.0
    mute: bool = False
    meeting: bool = False
    why: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    revisions: tuple[Revision, ...] = ()
    earlier: tuple[tuple[str, ...], ...] = ()
    anew: bool = False

    @property
    def style(self) -> Style:
        """How it is to sound: what was said last counts."""
        style = style_of((self.words, *self.edits))
        style = replace(style, length=self.length) if self.length else style  # type: ignore[arg-type]
        return replace(style, amounts="full") if self.in_full else style

    def says(self, words: str) -> bool:
        """Whether the text that stands says these very words."""
        return any(words.strip(" .,!?").casefold() in p.casefold() for p in self.written)


@dataclass(frozen=True, slots=True)
class Asks:
    """What a message wants a text to ask for: figures, what would do instead, terms beside pay, those of the first of
    two ways, whether there are two; and what is to go out of the text before. `open`: a text was written
    just now, and nothing has happened since; `elsewhere`: it is for another employer than the text before; `due` is the
    day on which they expect the answer, `stage` where the talk stands (`coach.understanding.texts`)."""

    dictated: tuple[Part, ...] = ()
    fallback: tuple[Part, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    first: tuple[str, ...] = ()
    ways: bool = False
    cut: tuple[str, ...] = ()
    open: bool = False
    elsewhere: bool = False
    due: str = ""
    stage: frozenset[str] = frozenset()


def wanted_after(held: Wanted, reading: Reading, turn: int, asks: Asks) -> Wanted:
    """The wanted text after a message; where no words are wanted it stands as it was, with the figures told since."""
    barred = barred_in(reading, written=bool(held.turn))
    kept = still_barred(held.barred, asks.dictated, tuple(p for _, p in asks.terms))
    signs = held.condition or _signs(reading)
    held = held.model_copy(update={"barred": tuple(dict.fromkeys((*kept, *barred))), "condition": signs})
    revision = revision_in(reading, held.written, held.earlier) if held.written else Revision()
    if held.written and not is_definite(revision, held.written) and (_passes(reading) or asks_otherwise(reading)):
        held = held.model_copy(update={"signed": reading.own_name or held.signed})
        return _with_asks(held, asks)
    signed = signature_in(reading)
    own = bool(reading.own_name) and not asks.open  # who says what they are called later on orders no text
    edits = bool(held.turn) and (bool((signed and not own) or (barred and asks.open)) or _edits(held, reading, asks))
    begins = not held.turn and any(
        c.share("ask_edit") >= SURE for c in reading.clauses
    )  # a change of what nobody has written yet wants it written
    begins = begins or (bool(held.turn) and asks.ways)  # who has texts written and tells two ways wants them asked
    if not any(map(writes, reading.clauses)) and not edits and not begins:
        held = held.model_copy(update={"signed": signed}) if signed else held
        return _with_asks(held, asks) if held.turn or asks.ways else held
    told = _told(held, reading, turn, asks).model_copy(update={"signed": signed or held.signed})
    told = told.model_copy(update={"to": _instead_of(held, reading) or told.to})
    if _goes_into(held, told, reading, edits=edits, asks=asks):
        return _changed(held, told, reading, asks)
    if not held.words and held.ways and not asks.dictated and told.purpose in _ASKING:
        return _with_asks(told, Asks(held.dictated, held.fallback, told.terms, held.first, held.ways))
    return told


def _passes(reading: Reading) -> bool:
    """Whether a message right after a text surely has nothing to do with it: no clause changes it or orders another
    one, and none puts a fact right that it may tell."""
    right = any(c.turn == "fact" and c.puts_right for c in reading.clauses)
    return bool(reading.clauses) and not right and all(c.passes_text for c in reading.clauses)


def _edits(held: Wanted, reading: Reading, asks: Asks) -> bool:
    """Whether a message changes the text that was wanted before."""
    styled = len(reading.text.split()) <= FEW and style_of((reading.text,)) != Style()  # "as an e-mail"
    styled = styled or _told_otherwise(held, reading, asks)
    right = reading.does("correct") and asks.open and _others(asks.dictated, held.dictated)
    changed = reading.does("ask_edit", "put_in", "leave_out") or any(c.share("put_in") == 1.0 for c in reading.clauses)
    likely = asks.open and any(max(c.share("ask_edit"), c.about("edit")) >= LIKELY for c in reading.clauses)
    revised = asks.open and bool(held.written) and bool(revision_in(reading))
    later = bool(held.written and asks.fallback) and any(c.share("fallback") == 1.0 for c in reading.clauses)
    return bool(changed or likely or styled or right or asks.cut or later or revised) or (
        asks.open and _is_about(held, reading, asks)
    )


def _told_otherwise(held: Wanted, reading: Reading, asks: Asks) -> bool:
    """Whether a message right after a text tells nothing but another way for it to go, or another length."""
    told = asks.open and not reading.does(*_TELLING) and not reading.amounts
    channel, length = channel_in(reading.text), length_in(reading.text)
    return told and ((channel not in ("", held.channel)) or length not in ("", held.length))


def _length_told(how: str) -> str:
    """How long a text is to be, "" where words tell nothing of it."""
    return length_in(how) or length_told(how)


def way_told(how: str, least: float = LIKELY) -> str:
    """The channel that words tell, where they name none one that is `least` sure; who surely wants to say it may name
    others ("how do I start the chat with her")."""
    if channel_in(how, _SURE_CALL) == "call":
        return "call"
    return channel_told(how) or channel_in(how, least)


def _is_about(held: Wanted, reading: Reading, asks: Asks) -> bool:
    """Whether a message right after a text is about it though it does not say so: it names whom to greet, a second-best
    ask or another way of sending it, or has a sentence for it and does nothing else for sure."""
    if _instead_of(held, reading):
        return True
    greeted = bool(whom(reading)) and whom(reading) != held.to and not reading.does(*_TELLING)
    second = bool(asks.fallback) or any(c.share("fallback") >= SURE for c in reading.clauses)
    fragments = [] if questions(reading) else [c for c in reading.clauses if is_fragment(c)]
    otherwise = any(channel_told(c.text) for c in fragments)
    said_ = len(fragments) == len(reading.clauses) > 0 and bool(put_in(reading, written=True))
    return greeted or second or otherwise or said_ or any(map(goes_on, reading.clauses))


def _instead_of(held: Wanted, reading: Reading) -> str:
    """Whom the text that stands goes to in place of the one it was for, where a message puts that right; "" else."""
    right = [c for c in reading.clauses if c.puts_right and held.written]
    inside = [p for p in reading.persons if any(c.start <= p.start < c.end for c in right)]
    named = [p.name for p in inside if not is_signature(reading, p) and not is_spoken_of(reading, p)]
    return next((n for n in reversed(named) if n.casefold() != held.to.casefold()), "")


def _told(held: Wanted, reading: Reading, turn: int, asks: Asks) -> Wanted:
    """The text that a message wants by itself."""
    ordering = " ".join(c.text for c in reading.clauses if c.turn != "reject") or reading.text
    ordered, sure = order_in(reading)
    purpose, likely = (purpose_of(ordered), sure) if ordered else purpose_ordered(ordering, asks.stage)
    if (
        not ordered
        and purpose == "time"
        and asks.due
        and day_asked_in(reading.text, "")
        and not day_asked_in(reading.text, asks.due)
    ):
        purpose, likely = "", 0.0  # who names the day on which the answer is due asks for no other one
    if not ordered and max((c.share("say_fix") for c in reading.clauses), default=0.0) >= _SURE_OTHER:
        purpose, likely = "fix", 1.0
    sayings = put_in(reading, written=False)
    if purpose in _ASKS_MORE:
        sayings = tuple(dict.fromkeys((*sayings, *reported(reading))))
    how = how_said(reading, tuple(w for w in sayings if w not in reported(reading)))
    return Wanted(
        turn=turn,
        purpose=purpose,
        matter=ordered or next((c.matter for c in reading.clauses if c.matter.startswith("words_")), ""),
        ordered=ordered,
        likely=likely,
        to=whom(reading),
        words=ordering,
        put_in=sayings,
        leave_out=tuple(dict.fromkeys((*left_out(reading), *taken_out(reading), *asks.cut))),
        dictated=asks.dictated,
        fallback=asks.fallback,
        instead=said(reading, "fallback"),
        terms=asks.terms,
        first=asks.first,
        ways=asks.ways,
        in_full=held.in_full or style_of((reading.text,)).amounts == "full",
        either=any(c.does("condition") or c.does("ask_words") or c.does("wish") for c in reading.clauses if either(c)),
        condition=held.condition or _signs(reading),
        barred=held.barred,
        rejected=held.rejected,
        channel=way_told(how),
        length=_length_told(how),
        minutes=_minutes(reading),
        why=reasons_told(reading),
        mute=_ordered(reading, "mute"),
        meeting=_ordered(reading, "meet"),
        points=points_in(reading),
        revisions=tuple(r for r in (revision_in(reading).of_order(),) if r),
    )


def _orders_anew(held: Wanted, told: Wanted, reading: Reading) -> bool:
    """Whether a message right after a text surely orders another one, for something else, and changes nothing."""
    turns = {c.turn for c in reading.clauses}
    asked = any(c.turns == WHAT_TO_SAY for c in reading.clauses)
    other = asked or told.purpose not in ("", held.purpose)
    return other and "order" in turns and "edit" not in turns and not told.put_in


def _is_read_anew(held: Wanted, told: Wanted, reading: Reading) -> bool:
    """Whether a model that reads well sees an order for the text of another purpose, which the words tell as well."""
    named = {a for c in reading.clauses if writes(c) for a, s in c.acts if s >= _SURE_OTHER and a.startswith("say_")}
    other = told.purpose not in ("", held.purpose) and f"say_{told.purpose}" in named
    trusted = reading.told or told.purpose == "fix"
    return trusted and other and f"say_{held.purpose}" not in named and not reading.does("ask_edit")


def _goes_into(held: Wanted, told: Wanted, reading: Reading, *, edits: bool, asks: Asks) -> bool:
    """Whether a message changes the text before, and wants none of its own: right after a text everything does that
    does not surely want another one."""
    own = is_text_of_its_own(told.points, ordered=any(map(writes, reading.clauses)))
    if not held.turn or asks.elsewhere:
        return False
    if (changed := _is_revised(held, told, reading, own=own, opened=asks.open)) is not None:
        return changed
    if _only_changes(reading):
        return True
    if own or _orders_anew(held, told, reading) or _is_read_anew(held, told, reading):
        return False
    if asks.open and reading.clauses and all(c.turn == "edit" and c.turns[0][1] >= _SURE_EDIT for c in reading.clauses):
        return True  # "write me that as a short note" orders what stands
    adding = [c for c in reading.clauses if c.does("ask_words")]
    if asks.open and told.put_in and adding and all(map(_brings, adding)):
        return True
    changes_it = reading.does("put_in", "leave_out", "ask_edit")
    if told.purpose and not changes_it and orders_another(reading.text, asks.stage, held.kind):
        return False
    bare = not (told.purpose or asks.dictated or asks.terms)  # a way of writing or a person, and nothing else
    restyled = asks.open and style_of((reading.text,)) != Style() and not reading.amounts
    thin = bare and (restyled or (not told.to and len(reading.text.split()) <= FEW))
    if not (edits or thin or asks.open):
        return False
    if not told.purpose or told.purpose == held.purpose or not any(map(writes, reading.clauses)):
        return True
    if asks.open and told.put_in and all(map(_brings, adding)):
        return True
    asks_too = held.purpose in _BESIDE or (held.kind in words().kinds and not words().kinds[held.kind].answers)
    beside = asks.open and told.purpose in _BESIDE and asks_too
    return (any(map(changes, reading.clauses)) or beside) and told.likely < _SURE_OTHER


def _is_revised(held: Wanted, told: Wanted, reading: Reading, *, own: bool, opened: bool) -> bool | None:
    """Whether a message surely changes the text that stands, or surely orders another one; None where neither is sure.
    `own`: what it dictates may be a text of its own, `opened`: nothing has happened since the one that stands."""
    ends = told.purpose in _YES_OR_NO and held.purpose not in _YES_OR_NO
    if ends and not opened and any(c.share("ask_words") >= SURE for c in reading.clauses):
        return False  # they have answered the text that stands: a yes or no to that is another text
    another = told.ordered not in ("", held.ordered) and told.likely >= _OTHER_TOO
    if another and told.to and told.to != held.to:
        return False  # likely for something else, and to somebody else
    revision = revision_in(reading, held.written, held.earlier)
    near = bool(held.written) and told.turn - held.turn <= _WORKED_ON
    anew = own and any(c.share("ask_words") >= SURE for c in reading.clauses)
    if near and (any(map(is_whole_text, revision.put)) or (not anew and is_definite(revision, held.written))):
        return True
    if _is_another(held, told, reading):
        return False
    return True if opened and held.written and revision and not own else None


def _brings(clause: Clause) -> bool:
    """Whether a clause wants something said in the text that stands, and no text of its own."""
    return adds(clause) or (clause.turn == "edit" and clause.share("put_in") >= SURE)


def _is_another(held: Wanted, told: Wanted, reading: Reading) -> bool:
    """Whether a clause surely orders a text, and surely one for something else than the one before; what is surely to
    be said in that one orders none."""
    ordering = (c for c in reading.clauses if c.does("ask_words") and not _brings(c))
    return (
        bool(held.ordered)
        and told.ordered not in ("", held.ordered)
        and any(surely_ordered(c) == told.ordered for c in ordering)
    )


def _only_changes(reading: Reading) -> bool:
    """Whether a message surely wants the text before changed, and surely orders none of its own."""
    sure = {surely_ordered(c) for c in reading.clauses if not c.passes_text}
    return (
        EDIT in sure
        and not sure - {EDIT, ""}
        and not any(c.does("ask_words") and surely_ordered(c) != EDIT for c in reading.clauses)
    )


def _changed(held: Wanted, told: Wanted, reading: Reading, asks: Asks) -> Wanted:
    """The text before with what a message changes of it; all else of it stays. Of a text that nobody has seen yet the
    order goes on."""
    sayings = put_in(reading, written=asks.open)
    how = how_said(reading, sayings)
    if held.written:
        how = _without_said(reading, how)
    after = _with_asks(held, asks).model_copy(
        update={
            "turn": told.turn,
            "to": told.to if _is_addressed(held, told, reading) else held.to,
            "signed": told.signed,
            "in_full": told.in_full,
            "edits": (*held.edits, how)[-8:],
            "instead": told.instead or held.instead,
            "added": tuple(dict.fromkeys((*held.added, *told.terms))),
            "either": told.either or held.either,
            "channel": (_way_changed(reading) if held.written else way_told(how, SURE)) or held.channel,
            "length": _length_told(how) or held.length,
            "minutes": told.minutes if told.minutes and (held.minutes or not held.written) else held.minutes,
            "why": tuple(dict.fromkeys((*told.why, *held.why))),
            "mute": (told.mute and not _blames(reading)) or (held.mute and not asks.dictated),
            "meeting": (told.meeting and not held.written) or (held.meeting and not asks.dictated),
            "condition": told.condition,
        }
    )
    if held.written:
        revision = revision_in(reading, held.written, held.earlier)
        if is_definite(revision, held.written):  # what is said of the text tells no second-best ask, and bars no figure
            kept = {name: getattr(held, name) for name in ("fallback", "either", "ways", "mute")}
            after = after.model_copy(update=kept)
        revisions = (*held.revisions, revision) if revision else held.revisions
        return after.model_copy(update={"revisions": revisions[-_REVISIONS:], "anew": _is_anew(held, after, how)})
    gone = named_out(reading, held.put_in)
    return after.model_copy(
        update={
            "put_in": tuple(dict.fromkeys((*(w for w in held.put_in if w not in gone), *sayings))),
            "leave_out": (*held.leave_out, *told.leave_out),
            "points": with_points(held.points, told.points) if held.points else (),
        }
    )


def _way_changed(reading: Reading) -> str:
    """The channel that a clause names for the text that stands, by its words and by what was learned alike; "" where
    none does."""
    said_ = [f for f in of_text(reading) if f.form in SAID]
    for c in reading.clauses:
        how = _without_said(reading, c.text)
        if any(c.start <= f.start < c.end for f in said_):
            continue  # "tell her that I ..." says what comes in
        if (way := channel_in(how, 0.0)) and channel_told(how) == way:
            return way
    return ""


def _blames(reading: Reading) -> bool:
    """Whether a clause that speaks of figures in the text finds fault with it: "there is not one figure in it"."""
    return any(c.share("mute") == 1.0 and (c.finds_fault or c.puts_right or c.turn == "fault") for c in reading.clauses)


def _without_said(reading: Reading, how: str) -> str:
    """The words that tell how a text is to be, without those that stand in it or shall."""
    spans = (*(f.words for f in of_text(reading)), *(words_ for _, _, words_ in quoted_in(reading.text)))
    for said_ in spans:
        how = how.replace(said_, " ")
    return how


def _is_addressed(held: Wanted, told: Wanted, reading: Reading) -> bool:
    """Whether a change of a text names whom it goes to: where nobody is known yet, where it stands for the name before,
    in the greeting, or behind a word that addresses it; who is only spoken of in it gets no text."""
    if told.to and told.to.casefold() in {n.casefold() for n in (told.signed, reading.own_name) if n}:
        return False  # who signs it is not who gets it
    if not held.to or not held.written:
        return bool(told.to)
    named = (f for f in changes_in(reading.text) if f.form in ("new", "hail"))
    known = is_first_name(told.to.split()[0]) or " " in told.to if told.to else False
    return known and (
        any(told.to.casefold() in f.words.casefold() for f in named)
        or is_sent_to(reading, told.to)
        or _instead_of(held, reading) == told.to
    )


def _is_anew(held: Wanted, after: Wanted, how: str) -> bool:
    """Whether what the text is made from is another after a message: its figures, its terms, its way or its tone."""
    same = all(getattr(held, name) == getattr(after, name) for name in _MADE_FROM)
    return not same or style_of((how,)).tone != Style().tone


def _signs(reading: Reading) -> bool:
    """Whether a message says what the person would sign for; what would do after a no is no such word."""
    return any(c.does("condition") and c.share("fallback") < SURE for c in reading.clauses)


def _ordered(reading: Reading, act: str) -> bool:
    return any(c.share(act) == 1.0 for c in reading.clauses)


def _minutes(reading: Reading) -> float:
    """How long a meeting is asked for, in minutes; 0 where none is."""
    asking = [n for n, c in enumerate(reading.clauses) if max(c.share("ask_words"), c.share("ask_edit")) >= LIKELY]
    counted = (a for a in reading.amounts if a.clause in asking and a.amount.kind == "count")
    return next((a.amount.high for a in counted if a.amount.counted in _MINUTES), 0.0)


def _with_asks(held: Wanted, asks: Asks) -> Wanted:
    """The text with the figures that were told since it was wanted in the place of those of the same parts."""
    components = {p.component for p in asks.dictated}
    kept = () if asks.ways else tuple(p for p in held.dictated if p.component not in components)
    again = {"ways": True, "first": asks.first} if asks.ways else {}
    return held.model_copy(
        update={
            "dictated": (*kept, *asks.dictated) if asks.dictated else held.dictated,
            "fallback": asks.fallback or held.fallback,
            **again,
        }
    )


def _others(told: tuple[Part, ...], held: tuple[Part, ...]) -> tuple[Part, ...]:
    """The figures told now of parts that the text has another figure of."""
    before = {p.component: p for p in held}
    return tuple(p for p in told if p.component in before and p.high != before[p.component].high)
