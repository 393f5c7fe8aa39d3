"""Words that are due -> one script for the deal in focus, with or without a guide, shown as it can be sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256

from coach.answers.beside import AGREED, beside_of, left_out
from coach.answers.desk import Desk
from coach.answers.package import lowered_in
from coach.answers.scripts import answer_script, named_lever
from coach.answers.text_changed import facts_changed
from coach.answers.text_grounds import grounds_of, told_by_grounds
from coach.answers.text_kind import SURE_PURPOSE, UNSURE, is_theirs, kind_wanted
from coach.answers.text_points import is_raise, kind_dictated, left_of, points_of
from coach.answers.text_style import style_wanted
from coach.answers.text_without import dropped_parts, hidden_of, unbarred, with_deeds, without_figures, without_left_out
from coach.dialogue.barred import barred_in
from coach.dialogue.counters import counter_at
from coach.dialogue.ordered import order_of
from coach.dialogue.resolve import PAY
from coach.dialogue.revision import Put, Revision
from coach.dialogue.view import situation_of
from coach.dialogue.wanted import Wanted
from coach.evidence.levers import argued_lever, rank_levers
from coach.phrasing import Style, Tone
from coach.phrasing.style import channel_told, style_of
from coach.phrasing.terms import called_alike, content_of
from coach.phrasing.texts import GREETS
from coach.phrasing.texts import words as words_of_texts
from coach.reply.draft import SLOT
from coach.scripts import Script
from coach.scripts.beside import Beside
from coach.scripts.document import document_of
from coach.scripts.layout import TITLE
from coach.scripts.notes import MISSING
from coach.scripts.own import (
    figures_in,
    ground_sentence,
    put_into,
    says_alike,
    sentence_about,
    sentence_of,
    sentences_out,
    topic_of,
)
from coach.scripts.revise import with_revisions
from coach.scripts.revise.work import Held
from coach.scripts.words import write_words
from coach.standing.answer import later_pay
from coach.understanding.days import day_asked_in, day_in, tells_span
from coach.understanding.firstnames import is_first_name
from coach.understanding.intents.cues import asks_for_pay
from coach.understanding.reading import LIKELY, SURE, Clause, Reading
from coach.understanding.reasons import reason_in
from coach.understanding.sayable import quoted_in, sayable_in
from coach.understanding.situation import Situation
from index.guide import Guide

_TONES: tuple[Tone, ...] = ("warm", "direct", "formal")
_TIMES = ("first_response", "more_time_final", "pushback_deadline")  # texts that ask for a day
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_FULL_NAME = 2  # words
_FEW_WORDS = 3
_HEAD = 2  # paragraphs of an e-mail before its body: the subject and the greeting
_BESIDE = ("term", "condition")
_TELLS = ("news", "offer", "granted", "refused", "pay", "deed")  # acts that tell, and want nothing
_TO_BOSS = ("decline_present", "counter_present", "stay_if", "resigning")  # texts to the present employer
_AGREED = ("accepting", "closing")  # texts that repeat what was agreed


def write_script(desk: Desk, refused: frozenset[str]) -> bool:
    """Write what to say or send, each of several texts that one message asks for. False where nothing is known to write
    about."""
    if desk.now.wanted.written and desk.now.wanted.turn != desk.now.turn:
        return False  # the text stands, and this message wants neither another one nor a change of it
    each = [replace(desk, now=desk.now.model_copy(update={"wanted": w})) for w in _each_wanted(desk)]
    written = [_write_one(d, refused) for d in each]
    return any(written)


def _each_wanted(desk: Desk) -> tuple[Wanted, ...]:
    """The texts that the message asks for: one for each clause that wants words of a purpose or to a company of its
    own."""
    wanted, reading = desk.now.wanted, desk.reading
    if wanted.turn != desk.now.turn or wanted.edits or wanted.dictated:
        return (wanted,)
    found: list[Wanted] = []
    for c in reading.clauses:
        purpose, likely = max(
            ((a.removeprefix("say_"), s) for a, s in c.acts if a.startswith("say_")),
            key=lambda x: x[1],
            default=("", 0.0),
        )
        if c.share("ask_words") < SURE or likely < SURE or c.share("leave_out") >= LIKELY:
            continue
        told = {"purpose": purpose, "likely": likely, "words": c.text}
        to = next((x.name for x in reading.persons if c.start <= x.start < c.end), wanted.to)
        named = [x.name for x in reading.companies if c.start <= x.start < c.end]
        at = [d.company for d in desk.now.deals if any(d.is_of(n, ()) for n in named)]
        if found and purpose in _BESIDE and to == found[-1].to:
            continue  # what is asked beside a yes or a counter to the same person stands in that text
        found.append(wanted.model_copy(update={**told, "to": to, "about": at[0] if len(at) == 1 else wanted.about}))
    apart = {(w.purpose, w.about) for w in found}
    return tuple(found) if len(apart) > 1 and len(apart) == len(found) else (wanted,)


def _as_said(desk: Desk, situation: Situation) -> Situation:
    """The situation without labels for names, with the role as the person writes it, and as a raise where it is one."""
    said = {"role": desk.now.deal.role_said} if desk.now.deal.role_said else {}
    talk = {"talk": "raise"} if is_raise(desk) else {}
    return _without_labels(desk, situation).model_copy(update={**said, **talk})


def _write_one(desk: Desk, refused: frozenset[str]) -> bool:
    """Write one text; a lever that is named keeps the guide's own way. False where nothing is known to write
    about."""
    asked_of, desk = desk, _with_later_pay(_turned(desk))
    deal, turned = desk.now.deal, desk is not asked_of
    hidden = hidden_of(desk.now.wanted, deal.company)
    wanted = unbarred(desk.now.wanted, hidden, deal.offer or desk.now.current)
    desk = replace(desk, now=desk.now.model_copy(update={"wanted": wanted}))
    said = wanted.words or desk.reading.text
    evident = desk.evidence.guides[0] if desk.evidence.guides and not turned else None
    guide = desk.row[0] if desk.row else evident
    known = deal.offer or desk.now.current or desk.now.target
    if guide and not wanted.dictated:
        meant = named_lever(said, guide)
        more = not known and _asks_for_more(desk)
        unsure = not known and wanted.likely < (SURE_PURPOSE if wanted.purpose == "term" else SURE)
        bare = desk.library.names.find(said).without_names(said) if not meant and (more or unsure) else ""
        argued = argued_lever(guide, bare)  # of words that the text is not sure to be for: the levers are read for them
        if meant or more or argued:
            answer_script(desk.evidence, desk.situation, desk.draft, meant or argued, wanted.style)
            return True
    if not (deal.company or known or guide or (wanted.purpose and not desk.evidence.gaps)):
        return False  # who is named has no guide, and nothing else is known
    kind = kind_wanted(desk)
    style = style_wanted(desk, wanted, kind)
    kind = kind_dictated(desk, kind, style.channel)
    points = points_of(desk, kind)
    if turned and kind != "two_clocks":  # the date was told of the employer in focus
        desk = replace(desk, situation=desk.situation.model_copy(update={"deadline": ""}))
    desk = _with_boss(desk, kind)
    deal = desk.now.deal
    needs = tuple(dict.fromkeys((*_needs(desk), *_beside_words(desk.reading))))
    situation = with_deeds(desk, without_left_out(desk.situation, wanted))
    situation, sayings = _with_sayings(desk, situation, kind)
    told = told_by_grounds(wanted, desk.now.grounds)
    sayings = tuple(w for w in sayings if w not in told and not any(words_ in w for _, words_ in points))
    why = _why(desk)
    grounds = grounds_of(desk, hidden, style, why)
    situation = _as_said(desk, situation)
    above = tuple(p for p in wanted.dictated if not is_theirs(p, deal.offer))
    if kind not in _AGREED and (above or kind == "accept_open"):
        wanted = wanted.model_copy(update={"dictated": above})  # "happy with 212" asks for nothing
    asked = {p.component for p in wanted.dictated}
    if kind in _AGREED:
        dictated = tuple(p for p in wanted.dictated if not deal.offer or is_theirs(p, deal.offer))
        wanted = wanted.model_copy(update={"dictated": dictated})  # a yes is to what they offer
        asked = {p.component for p in dictated}
        offer = (*(p for p in situation.offer if p.component not in asked), *wanted.dictated)
        situation = situation.model_copy(update={"offer": tuple(sorted(offer, key=lambda p: PAY.index(p.component)))})
    of_guide, band = desk.row or (None, None)
    if wanted.mute:
        (situation, wanted), of_guide, band = without_figures(situation, wanted), None, None
    dictated = wanted.dictated or (lowered_in(desk.now, put_right=True) if kind == "letter_differs" else ())
    write = partial(
        write_words, kind, situation, of_guide, band, draft=desk.draft,
        needs=needs, asking=_asking(desk) if (wanted.dictated and not wanted.edits) or wanted.yes else (),
        asked=deal.asked,
        refused=(refused | dropped_parts(hidden)) - asked, dictated=dictated, why=why,
        until=_day_of(desk, kind),
        either=wanted.either or None, to=_addressee(desk, kind), minutes=wanted.minutes, fallback=wanted.fallback,
        instead=wanted.instead, beside=_beside(desk, kind), put_in=sayings,
        others=bool(desk.situation.competing), told_so=True,
        signed=wanted.signed.title() if wanted.signed.islower() else wanted.signed,
        hidden=(*hidden, *sentences_out(wanted.leave_out)),
        ready=wanted.condition or deal.status == "accepted", grounds=grounds, points=points,
    )  # fmt: skip
    changes = desk.reading.does("ask_edit", "leave_out", "put_in", "correct") and wanted.turn == desk.now.turn
    if wanted.revisions or wanted.points or (changes and desk.before.wanted.written):
        write = partial(_with_revisions, desk, write, style)
    style, script, key = _another(desk, style, write) if changes else _told_so(desk, style, write)
    style, script, key = _warmer(desk, style, script, key) if changes else (style, script, key)
    if _is_there(desk, script, key, changes=changes):
        return True
    desk.say.said.append(key)
    _show(desk, script)
    if note := left_out(desk, kind):
        desk.draft.note(note)
    if not known and not guide:
        _say_without_guide(desk)
    _offer_more(desk, guide, style)
    return True


def _is_there(desk: Desk, script: Script, key: str, *, changes: bool) -> bool:
    """Whether a text is in this reply already, as two of those that a message asks for are one, or was shown before,
    which is said."""
    if key in desk.say.said:
        return True
    if key not in desk.say.shown or (changes and _differs_now(desk, script)):
        return False
    _say_same(desk, script, changes=changes)
    return True


def _with_revisions(desk: Desk, write: Callable[..., Script], usual: Style, *, style: Style) -> Script:
    """The text that stands with what this message changes of it, also of what it is made from; where it is to sound
    otherwise than is `usual` here, or to go another way, a text made anew with all changes since it was ordered, and
    one of another kind with its greeting and its close."""
    made, wanted, before = write(style=style), desk.now.wanted, desk.before.wanted
    fresh = bool(wanted.revisions) and before.revisions != wanted.revisions
    last = wanted.revisions[-1] if fresh else Revision()
    to = _addressee(desk, made.kind)
    to = to if to != _addressee(replace(desk, now=desk.before), made.kind) else ""
    told = tuple(said for form, words_ in desk.now.grounds if (said := ground_sentence(form, words_)))
    asks = frozenset(p.high for p in (*wanted.dictated, *wanted.fallback, *desk.now.target, *desk.now.deal.asked))
    held = Held(asks, wanted.signed, to, before.earlier, told)
    text = document_of(made.sendable.read(desk.draft.figures), made.sendable.channel) if made.sendable else None
    left = left_of(desk, made.kind, tuple(map(text.at, text.sentences))) if text else Revision()
    order = (left,) if left else ()
    if not before.written or not ((before.turn and fresh) or before.revisions or to):
        return with_revisions(made, (), (*wanted.revisions, *order), held, desk.draft)
    if made.kind != before.kind:
        of_letters = tuple(r.of_letter() for r in wanted.revisions)
        return with_revisions(made, (), (*of_letters, last.of_questions(), *order), held, desk.draft)
    new = facts_changed(desk, made)
    if not wanted.anew and style == usual:
        return with_revisions(made, before.written, (new, last) if new else (last,), held, desk.draft)
    return with_revisions(made, (), wanted.revisions, held, desk.draft)


def _told_so(desk: Desk, style: Style, write: Callable[..., Script]) -> tuple[Style, Script, str]:
    """A text in a style, and the key that it is known by: whom it goes to, and its words; a greeting and a subject of
    the person's own are words of it."""
    script = write(style=style)
    head = 0 if desk.now.wanted.revisions or style.channel != "email" else _HEAD
    said = (_addressee(desk, script.kind), *script.paragraphs[head:])
    read = _as_read(desk, " ".join(said))
    return style, script, f"text {sha256(f'{style.channel} {read}'.encode()).hexdigest()[:12]}"


def _another(desk: Desk, style: Style, write: Callable[..., Script]) -> tuple[Style, Script, str]:
    """A text that was not shown yet: as it is wanted, else shorter where that is wanted, else in another tone where it
    is to be said otherwise; the one that was shown where there is no other."""
    first = _told_so(desk, style, write)
    asked = style_of((desk.reading.text,))
    others = [replace(style, length="one")] if asked.length == "short" else []
    anew = _is_open(asked) and _wants_anew(desk) and not desk.before.wanted.revisions  # what was changed stays
    others += [replace(style, tone=t) for t in _TONES if t != style.tone] if anew else []
    tried = (_told_so(desk, other, write) for other in others if first[2] in desk.say.shown)
    return next((t for t in tried if t[2] not in desk.say.shown), first)


def _wants_anew(desk: Desk) -> bool:
    """Whether a text is surely to be said otherwise, and nothing particular of it to be changed."""
    changing = [c for c in desk.reading.clauses if not c.passes_text]
    anew = [c for c in changing if _is_anew(desk.reading, c)]
    return bool(anew) and not any(c.puts_right for c in changing if c not in anew)


def _is_anew(reading: Reading, clause: Clause) -> bool:
    """Whether a clause wants the text said otherwise, or misses in it what is to be said."""
    return order_of(reading, clause) in ("redo", "judge") or clause.share("put_in") == 1.0


def _warmer(desk: Desk, style: Style, script: Script, key: str) -> tuple[Style, Script, str]:
    """A text that is to be warmer and has no warmer words of its own, with a sentence of thanks before the rest; any
    other one as it is."""
    if key not in desk.say.shown or style_of((desk.reading.text,)).tone != "warm":
        return style, script, key
    line = words_of_texts().warmer["raise" if is_raise(desk) else "offer"]
    put = Put(form="quote", words=line, place="first")
    warmer = with_revisions(script, (), (Revision(put=(put,)),), Held(), desk.draft)
    return _told_so(desk, style, lambda style: warmer)


def _differs_now(desk: Desk, script: Script) -> bool:
    """Whether a text that was shown before is another one than the one that stands."""
    return (
        bool(desk.before.wanted.written)
        and tuple(_as_read(desk, p) for p in script.paragraphs) != desk.before.wanted.written
    )


def _say_same(desk: Desk, script: Script, *, changes: bool) -> None:
    """In the place of a text that was shown already: where it says what this message wants of it, or that the change
    did not fit in; `changes` says that one was wanted."""
    if not changes:
        desk.draft.say(desk.say.say("text_same"))
    elif barred_in(desk.reading, written=True):
        desk.draft.say(desk.say.say("edit_barred"))
    elif there := _there(desk, script):
        desk.draft.say(desk.say.say("edit_there", said=there))
    else:
        desk.draft.say(desk.say.say("edit_same"))


def _there(desk: Desk, script: Script) -> str:
    """The sentence of a text that says what this message wants said in it, "" where none does."""
    wanted = [c.text for c in desk.reading.clauses if max(c.share("put_in"), c.share("ask_edit")) >= LIKELY]
    said = [s for p in script.paragraphs for s in _SENTENCE.split(p) if len(s.split()) > _FEW_WORDS]
    return next((s for words_ in wanted for s in said if says_alike(words_, _as_read(desk, s))), "")


def _as_read(desk: Desk, text: str) -> str:
    """A paragraph with its figures in place."""
    return SLOT.sub(lambda m: desk.draft.figures[int(m[1]) - 1].text, text)


def _is_open(asked: Style) -> bool:
    """Whether a message asks for no tone, length or way of sending a text of its own."""
    plain = Style()
    return (asked.tone, asked.length, asked.channel) == (plain.tone, plain.length, plain.channel)


def _offer_more(desk: Desk, guide: Guide | None, style: Style) -> None:
    """What can be asked for after a text: the guide's own lever, and another length or tone."""
    lever = ranked[0].lever if guide and desk.row and (ranked := rank_levers(guide, desk.situation)) else None
    if lever:
        desk.choices.append(f"Script for “{lever.title}”")
    if "Write the message" in desk.choices:
        desk.choices.remove("Write the message")
    desk.choices.append("Shorter" if style.length == "full" else "Warmer")


def _with_later_pay(desk: Desk) -> Desk:
    """The desk with the pay that they have named for a later day as what is asked for now, where the text is to ask for
    more and names no figure: they have said themselves that it can be paid."""
    wanted, (later, _) = desk.now.wanted, later_pay(desk.now.deal)
    asks = kind_wanted(desk) in ("counter", "pushback_best", "raise_case", "raise_talk")
    if later is None or wanted.dictated or not asks or desk.now.deal.status not in ("answered", "refused"):
        return desk
    held = wanted.model_copy(update={"dictated": (later,), "purpose": "counter", "likely": 1.0})
    return replace(desk, now=desk.now.model_copy(update={"wanted": held}))


def _why(desk: Desk) -> tuple[str, ...]:
    """The person's own reasons for what they want, in their words, the latest first."""
    told = [e.words for e in desk.now.told if e.kind in ("wish_told", "term_wished") and e.words]
    tagged = (x.words for t in reversed(told) for x in sayable_in(t, ("wish", "need")) if x.form == "why")
    joined = (words for t in reversed(told) if (words := reason_in(t)))
    return tuple(dict.fromkeys((*desk.now.wanted.why, *joined, *tagged)))


def _beside(desk: Desk, kind: str) -> Beside:
    """The terms of the text, without those that the person has a sentence of their own for, or takes in place of
    another ask."""
    beside, wanted = beside_of(desk, kind), desk.now.wanted
    later, words_of_later = later_pay(desk.now.deal)
    if later is not None and later in wanted.dictated:  # asked for from the first day, else on its day and in writing
        given = tuple(t for t in beside.given if t != words_of_later)
        beside = replace(
            beside, given=given, instead=(*beside.instead, f"{words_of_later} with its date in the letter")
        )
    own = (*wanted.put_in, *wanted.instead)
    asked = tuple(
        (k, p)
        for k, p in beside.asked
        if k == "writing" or not (style_of((p,)) != Style() or any(called_alike(p, words_) for words_ in own))
    )
    told_so = [w.casefold() for w in wanted.put_in if put_into(w)]
    told = [t for t in desk.now.deal.terms if any(t.words.casefold() in words_ for words_ in told_so)]
    said = {t.phrase for t in told}  # a sentence of the person's own has them
    asked = tuple((k, p) for k, p in asked if p not in said)
    beside = replace(beside, given=tuple(p for p in beside.given if p not in said))
    if kind == "letter_differs":  # the pay is what is set against what was said
        beside = replace(beside, given=())
    if kind == "accept_open":
        asked = tuple((k, p) for k, p in asked if k != "start")
    if kind == "accepting":  # the first day is told with the yes, and is no condition of it
        asked = (*asked, *((t.kind, t.phrase) for t in desk.now.deal.open_terms if t.kind == "start" and t not in told))
    asked = tuple((k, p) for k, p in asked if k == "writing" or not _is_of_ground(desk, p))
    given = tuple(p for p in beside.given if not _is_of_ground(desk, p))
    other = (*beside.other, *(p for _, p in beside.asked))
    return replace(beside, asked=asked, given=given, other=other)


def _is_of_ground(desk: Desk, phrase: str) -> bool:
    """Whether a term is nothing but words of what speaks for the person."""
    named = content_of(phrase)
    return bool(named) and any(named <= content_of(words_) for _, words_ in desk.now.grounds)


def _asks_for_more(desk: Desk) -> bool:
    """Whether the words are to ask for more, so that the guide's levers give the reason.

    A raise is meant only where the talk is about one: "a script for my negotiation" tells no more than that, and a
    purpose that the words hardly tell is none.
    """
    purpose = desk.now.wanted.purpose if desk.now.wanted.likely >= UNSURE else ""
    return purpose in ("", "counter") or (purpose == "raise" and desk.now.deal.kind != "raise")


def _asking(desk: Desk) -> tuple[str, ...]:
    """The words that a text with figures was asked for in, without what tells of the other side."""
    if desk.now.wanted.turn != desk.now.turn:
        return (desk.now.wanted.words,)
    told = (any(c.share(act) >= SURE for act in _TELLS) for c in desk.reading.clauses)
    return (" ".join(c.text for c, tells in zip(desk.reading.clauses, told, strict=True) if not tells),)


def _without_labels(desk: Desk, situation: Situation) -> Situation:
    """The situation without what the person calls an employer between us: that is no name for a text."""
    labels = {d.company for d in desk.now.deals if d.label}
    others = tuple(
        o.model_copy(update={"company": "another company"}) if o.company in labels else o for o in situation.competing
    )
    company = "" if situation.company in labels else situation.company
    return situation.model_copy(update={"company": company, "competing": others})


def _with_sayings(desk: Desk, situation: Situation, kind: str) -> tuple[Situation, tuple[str, ...]]:
    """(the situation with the deeds that the text is to tell first, what else it is to say); what is put in takes the
    place of a deed that says the same, and a yes says nothing anew of a term that they have granted or refused."""
    put = [said for w in desk.now.wanted.put_in if (said := put_into(w))]
    deeds = _deeds_named(desk)
    rest = tuple(x for x in situation.achievements if x not in deeds)
    named, own = (tuple(x for x in xs if not any(says_alike(x, said) for said in put)) for xs in (deeds, rest))
    sayings = _put_in(desk, named)
    if kind in AGREED:
        answered = desk.now.deal.terms_of("granted", "refused")
        sayings = tuple(w for w in sayings if not any(called_alike(w, t.phrase) for t in answered))
    return situation.model_copy(update={"achievements": (*named, *own)}), sayings


def _put_in(desk: Desk, named: tuple[str, ...]) -> tuple[str, ...]:
    """What the text is to say in words that fit into one; of two that say the same the later. What fits into none is
    kept while it is new, so that it can be named, unless it names deeds or the figures that the text asks for."""
    wanted = desk.now.wanted
    asked = {p.high for p in (*wanted.dictated, *wanted.fallback)}
    rivals = [o.company.casefold() for o in desk.situation.competing if o.company]
    out: list[str] = []
    for w in wanted.put_in:
        said = put_into(w)
        if said and (quoted_in(w) or not _is_no_saying(said)):
            out = [x for x in out if not says_alike(put_into(x), said)]
            out.append(w)
        elif (
            w in desk.reading.text
            and not (named or wanted.why)
            and not (figures_in(w) & asked or any(r in w.casefold() for r in rivals))
        ):
            out.append(w)
    return tuple(dict.fromkeys((*out, *(f"“{x}”" for x in named))))


def _is_no_saying(said: str) -> bool:
    """Whether what came of words is a question for what the terms have already."""
    return said.endswith("?")


def _deeds_named(desk: Desk) -> tuple[str, ...]:
    """The deeds that the text is to tell and that are only named ("put the refund thing in"), as they were told; where
    the name tells of none, the one that was told last."""
    told = tuple(e.words for e in desk.now.told if e.kind == "deed_told" and e.words)
    wanted = desk.now.wanted
    paid = {p.high for p in (*wanted.dictated, *wanted.fallback)}
    asked = [w for w in wanted.put_in if not put_into(w) and not figures_in(w) & paid]
    last = next((s for w in reversed(told) if (s := sentence_of(w))), "")
    return tuple(dict.fromkeys(said for w in asked if (said := sentence_about(told, w) or last)))


def _needs(desk: Desk) -> tuple[str, ...]:
    """The clauses that want something, without what speaks for the person."""
    wanting = (c.text for c in desk.reading.clauses if max(c.share("need"), c.share("wish")) >= LIKELY)
    return tuple(w for w in wanting if not any(words_.casefold() in w.casefold() for _, words_ in desk.now.grounds))


def _beside_words(reading: Reading) -> tuple[str, ...]:
    """The clauses after the one that wants words that do nothing else for sure: "two lines to say yes, start 3
    March"."""
    asks = [n for n, c in enumerate(reading.clauses) if c.share("ask_words") >= LIKELY]
    rest = reading.clauses[asks[0] + 1 :] if asks else ()
    after = (c.text for c in rest if max((share for _, share in c.acts), default=0.0) < SURE)
    within = (piece.strip() for n in asks for piece in reading.clauses[n].text.split(",")[1:])
    return tuple(piece for piece in (*within, *after) if topic_of(piece))


def _turned(desk: Desk) -> Desk:
    """The desk as it is for the employer that the text is about, where that is not the one in focus."""
    at = next(
        (i for i, d in enumerate(desk.now.deals) if desk.now.wanted.about and d.company == desk.now.wanted.about), None
    )
    return desk if at is None or at == desk.now.focus else _at(desk, at)


def _with_boss(desk: Desk, kind: str) -> Desk:
    """The desk as it is for the present employer, for a text that goes there."""
    at = counter_at(desk.now)
    return desk if kind not in _TO_BOSS or at is None or at == desk.now.focus else _at(desk, at)


def _at(desk: Desk, at: int) -> Desk:
    """The desk as it is for another employer of the talk."""
    now = desk.now.model_copy(update={"focus": at})
    return replace(desk, now=now, situation=situation_of(now), row=None)


def _day_of(desk: Desk, kind: str) -> str:
    """The day that a text asks for, "" where it asks for none: of a meeting the one that was named last."""
    wanted = desk.now.wanted
    if kind == "raise_meeting":
        days = (day_asked_in(said, "") for said in (*reversed(wanted.edits), wanted.words))
        return next((d for d in days if any(x.isalpha() for x in d) and not d[:1].isdigit()), "").partition(",")[0]
    words = " ".join((wanted.words, *wanted.edits))
    if kind == "resigning":  # the day that a notice names is the last one
        return next((d for d in (day_asked_in(words, ""), day_in(words)) if d and not tells_span(d)), "")
    return day_asked_in(words, desk.now.deadline) if kind in _TIMES else ""


def _addressee(desk: Desk, kind: str) -> str:
    """Whom a text goes to: as told for it, else whom the talk is with there; one to the present employer goes to nobody
    of the new one."""
    wanted, deal = desk.now.wanted, desk.now.deal
    if kind not in _TO_BOSS or deal.kind in ("raise", "counter"):
        return _whom(wanted.to, deal.person, *(deal.people if len(deal.people) == 1 else ()))
    theirs = {x.casefold() for x in (deal.person, *deal.people) if x}
    boss = next((d.person for d in desk.now.deals if d.kind == "counter" and d.person), "")
    named = [p.name for p in desk.reading.persons if p.name.casefold() not in theirs]
    return _whom("" if wanted.to.casefold() in theirs else wanted.to, boss, *(named if len(named) == 1 else ()))


def _whom(*people: str) -> str:
    """The first of people who is somebody and no way of writing ("a LinkedIn message")."""
    return next((_named(p) for p in people if p and not channel_told(p)), "")


def _named(person: str) -> str:
    """A name as a letter writes it: from its title on; of a first and a last name the first."""
    person = GREETS.sub("", person.title() if person.islower() else person)
    if titled := TITLE.search(person):
        return person[titled.start() :]
    parts = person.split()
    return parts[0] if len(parts) == _FULL_NAME or (len(parts) > 1 and is_first_name(parts[0])) else person


def _say_without_guide(desk: Desk) -> None:
    """Where a text about pay is wanted for an employer without a guide: that none of their figures can be in it."""
    mentions = desk.question.mentions
    named = [m.name for m in mentions.companies if not m.options]
    if named and asks_for_pay(mentions.without_names(desk.reading.text)):
        desk.draft.note(f"I have no guide for {named[0]}, so no figure of their pay is in it.")


def _show(desk: Desk, script: Script) -> None:
    deal = desk.now.deal
    kept = next((d.company for d in desk.now.deals if d.kind == "counter" and d.company), "your boss")
    at = kept if script.kind in _TO_BOSS and deal.kind not in ("raise", "counter") else deal.company
    at = "your boss" if is_raise(desk) else at
    whom = _addressee(desk, script.kind) or at
    to = f", to {whom}" if whom else ""
    title = deal.role_said or deal.role
    about = f" about the {title} role" if title and desk.row else ""
    desk.draft.say(f"**{script.title}**{to}{about}:")
    desk.draft.send(script.paragraphs, script.sendable)
    for note in script.notes:
        if (key := f"note {note}") not in desk.say.shown or note.startswith(MISSING):
            desk.draft.note(note)
            desk.say.said.append(key)
