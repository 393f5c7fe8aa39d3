"""Words that are due -> one script for the deal in focus, with or without a guide, shown as it can be sent."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

from coach.answers.beside import beside_of, left_out
from coach.answers.desk import Desk
from coach.answers.pay import job
from coach.answers.scripts import answer_script, named_lever
from coach.dialogue.resolve import PAY
from coach.dialogue.view import situation_of
from coach.dialogue.wanted import Wanted
from coach.evidence.levers import argued_lever, rank_levers
from coach.phrasing import Style
from coach.phrasing.style import channel_told, style_of
from coach.phrasing.terms import called_alike
from coach.phrasing.texts import words
from coach.reply.draft import SLOT
from coach.scripts import Script
from coach.scripts.beside import Beside, topic_of_kind
from coach.scripts.kinds import kind_of_words, nearest
from coach.scripts.layout import body_of
from coach.scripts.own import hidden_in, needs_of, sentence_of, topic_of
from coach.scripts.words import write_words
from coach.standing.answer import later_pay
from coach.standing.ask import is_cut
from coach.understanding.amounts import amounts_in
from coach.understanding.days import day_in
from coach.understanding.firstnames import is_first_name
from coach.understanding.intents.cues import asks_for_pay
from coach.understanding.lexicon import components_at
from coach.understanding.reading import LEAST, LIKELY, SURE, Clause, Reading
from coach.understanding.sayable import sayable_in
from coach.understanding.situation import Part, Situation
from index.guide import Component

# The kind of text for what the words are for; where there are several, the labelled examples of that matter decide.
_KINDS = {
    "counter": "counter", "accept": "accepting", "condition": "accept_open", "decline": "declining",
    "withdraw": "withdrawing", "writing": "closing", "written": "ask_writing",
    "fix": "letter_differs", "thank": "thanks", "chase": "chasing",
    "pay": "pushback_current", "expect": "expectations", "rival": "rival_news", "proof": "pushback_writing",
}  # fmt: skip
_VERY_NEAR = 0.6  # so near that it tells what the words are for
_ACTS = {
    "letter_differs": "say_fix",
    "thanks": "say_thank",
    "accepting": "say_accept",
    "declining": "say_decline",
    "chasing": "say_chase",
}
_LETTERS = ("accept", "condition", "decline", "withdraw", "writing", "fix", "thank", "chase", "time")  # mostly written
_FEW = 2  # words that can tell what a text is for
_SENTENCES = re.compile(r"(?<=[.!?;,])\s+")
_TOLD_PURPOSE = 0.8  # a probability from which the purpose stands, whatever examples are near
_NEAR_CHANNEL = 0.4
_NEAR_PIECE = 0.55  # the same for one sentence of several
_NEAR_TEXT = 0.5  # so near to an example, in cosine, that it tells what kind of text is wanted
_STAYING = ("counter_present", "decline_present", "stay_if")  # texts to an employer who wants to keep the person
_NEAR = 0.4  # so near to an example, in cosine, that the finer kind is told
_OTHERWISE = {"pushback": "pushback_best", "term": "ask_terms", "time": "more_time_final"}
_NAMING = frozenset("name names named naming".split())
_OF_TEXTS = ("ask_words", "ask_edit", "leave_out", "put_in")  # what is said of a text is no deed
_TIMES = ("first_response", "more_time_final", "pushback_deadline")  # texts that ask for a day
_AGREED = ("accepting", "closing")  # texts that repeat what was agreed
_SURE_PURPOSE = 0.9  # a probability
_NOT_ASKING = frozenset(
    ("", "term", "pushback", "time", "chase", "thank", "expect", "other")
)  # purposes that ask for no figure
_WORDED = frozenset("holiday hours level relocation remote review start".split())  # topics with a text of their own
_MATTERS = {"pushback": "pushback", "term": "term", "time": "time"}
_TO_BOSS = {"words_resign": "resigning", "words_decline_boss": "decline_present", "words_boss": "counter_present"}
# Where the words do not say what they are for, the stage of the talk does.
_STAGES = {
    "accepted": "accept",
    "agreed": "writing",
    "declined": "decline",
    "withdrawn": "withdraw",
    "refused": "pushback",
}


def write_script(desk: Desk, refused: frozenset[str]) -> bool:
    """Write what to say or send, each of several texts that one message asks for. False where nothing is known to write
    about."""
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
        if c.share("ask_words") < SURE or likely < SURE:
            continue
        told = {"purpose": purpose, "likely": likely, "words": c.text}
        to = next((x.name for x in reading.persons if c.start <= x.start < c.end), wanted.to)
        named = [x.name for x in reading.companies if c.start <= x.start < c.end]
        at = [d.company for d in desk.now.deals if any(d.is_of(n, ()) for n in named)]
        found.append(wanted.model_copy(update={**told, "to": to, "about": at[0] if len(at) == 1 else wanted.about}))
    apart = {(w.purpose, w.about) for w in found}
    return tuple(found) if len(apart) > 1 and len(apart) == len(found) else (wanted,)


def _write_one(desk: Desk, refused: frozenset[str]) -> bool:
    """Write one text; a lever that is named keeps the guide's own way. False where nothing is known to write
    about."""
    asked_of, desk = desk, _with_later_pay(_turned(desk))
    deal, wanted = desk.now.deal, desk.now.wanted
    said = wanted.words or desk.reading.text
    evident = desk.evidence.guides[0] if desk.evidence.guides and desk is asked_of else None
    guide = desk.row[0] if desk.row else evident
    known = deal.offer or desk.now.current or desk.now.target
    if guide and not wanted.dictated:
        meant = named_lever(said, guide)
        argued = None if meant or known else argued_lever(guide, desk.library.names.find(said).without_names(said))
        if meant or (
            not known
            and (
                _asks_for_more(desk)
                or (argued and wanted.likely < (_SURE_PURPOSE if wanted.purpose == "term" else SURE))
            )
        ):
            answer_script(desk.evidence, desk.situation, desk.draft, meant or argued, wanted.style)
            return True
    if not (deal.company or known or guide or wanted.purpose):
        return False
    kind, style = kind_wanted(desk), _style(desk, wanted)
    if desk is not asked_of and kind != "two_clocks":  # the date was told of the employer in focus
        desk = replace(desk, situation=desk.situation.model_copy(update={"deadline": ""}))
    needs = tuple(dict.fromkeys((*_needs(desk.reading), *_beside_words(desk.reading))))
    situation = _more(desk, _less(desk.situation, wanted))
    if kind not in _AGREED and (above := tuple(p for p in wanted.dictated if not _is_theirs(p, deal.offer))):
        wanted = wanted.model_copy(update={"dictated": above})  # "happy with 212" asks for nothing
    asked = {p.component for p in wanted.dictated}
    if kind in _AGREED:
        dictated = tuple(p for p in wanted.dictated if not deal.offer or _is_theirs(p, deal.offer))
        wanted = wanted.model_copy(update={"dictated": dictated})  # a yes is to what they offer
        asked = {p.component for p in dictated}
        offer = (*(p for p in situation.offer if p.component not in asked), *wanted.dictated)
        situation = situation.model_copy(update={"offer": tuple(sorted(offer, key=lambda p: PAY.index(p.component)))})
    of_guide, band = desk.row or (None, None)
    dictated = wanted.dictated or (lowered_of(desk) if kind == "letter_differs" else ())
    script = write_words(
        kind, situation, of_guide, band, style, desk.draft,
        needs=(*needs, said) if wanted.dictated and not wanted.edits else needs, asked=deal.asked,
        refused=(refused | _dropped(hidden_in(wanted.leave_out))) - asked, dictated=dictated, why=_why(desk),
        until=day_in(wanted.words) if kind in _TIMES else "",
        either=wanted.either or None, to=_whom(wanted.to, deal.person), fallback=wanted.fallback,
        instead=wanted.instead, beside=_beside(desk, kind), put_in=wanted.put_in,
        others=bool(desk.situation.competing),
        signed=_named(wanted.signed), leave_out=wanted.leave_out,
        ready=wanted.condition or deal.status in ("accepted", "agreed"),
    )  # fmt: skip
    read = SLOT.sub(lambda m: desk.draft.figures[int(m[1]) - 1].text, " ".join(body_of(script)))
    shown = f"{style.channel} {read}"
    key = f"text {sha256(shown.encode()).hexdigest()[:12]}"
    changes = wanted.edits or desk.reading.does("ask_edit", "leave_out", "put_in")
    if key in desk.say.shown and changes and wanted.turn == desk.now.turn:
        desk.draft.say(desk.say.say("edit_same"))
        return True
    desk.say.said.append(key)
    _show(desk, script)
    if note := left_out(desk, kind):
        desk.draft.note(note)
    if not known and not guide:
        _say_without_guide(desk)
    lever = ranked[0].lever if guide and desk.row and (ranked := rank_levers(guide, desk.situation)) else None
    if lever:
        desk.choices.append(f"Script for “{lever.title}”")
    if "Write the message" in desk.choices:
        desk.choices.remove("Write the message")
    desk.choices.append("Shorter" if style.length == "full" else "Warmer")
    return True


def _with_later_pay(desk: Desk) -> Desk:
    """The desk with the pay that they have named for a later day as what is asked for now, where the text is to ask for
    more and names no figure: they have said themselves that it can be paid."""
    wanted, (later, _) = desk.now.wanted, later_pay(desk.now.deal)
    asks = kind_wanted(desk) in ("counter", "pushback_best", "raise_case", "raise_talk")
    if later is None or wanted.dictated or not asks or desk.now.deal.status not in ("answered", "refused"):
        return desk
    held = wanted.model_copy(update={"dictated": (later,), "purpose": "counter", "likely": 1.0})
    return replace(desk, now=desk.now.model_copy(update={"wanted": held}))


def lowered_of(desk: Desk) -> tuple[Part, ...]:
    """What was spoken of before they wrote less of it or left it out, without a word on it since."""
    held = {p.component: p for p in desk.now.deal.offer}
    spoken: dict[str, Part] = {}
    for e in desk.now.events:
        if e.company not in ("", desk.now.deal.company):
            continue
        if e.kind == "part_dropped" and e.before:
            spoken[e.before.component] = e.before
        elif e.kind == "offer_revised" and e.before and e.after and e.after.high < e.before.high:
            spoken.setdefault(e.before.component, e.before)
    lost = (p for c, p in spoken.items() if c not in held or held[c].high < p.high)
    return tuple(sorted(lost, key=lambda p: PAY.index(p.component)))


def _why(desk: Desk) -> tuple[str, ...]:
    """The person's own reasons for what they want, in their words, the latest first."""
    told = [e.words for e in desk.now.events if e.kind in ("wish_told", "term_wished") and e.words]
    return tuple(x.words for t in reversed(told) for x in sayable_in(t, ("wish", "need")) if x.form == "why")


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
    if kind == "letter_differs":  # the pay is what is set against what was said
        beside = replace(beside, given=())
    if kind == "accept_open":
        asked = tuple((k, p) for k, p in asked if k != "start")
    if kind == "accepting":  # the first day is told with the yes, and is no condition of it
        asked = (*asked, *((t.kind, t.phrase) for t in desk.now.deal.open_terms if t.kind == "start"))
    return replace(beside, asked=asked, other=(*beside.other, *(p for _, p in beside.asked)))


def _asks_for_more(desk: Desk) -> bool:
    """Whether the words are to ask for more, so that the guide's levers give the reason.

    A raise is meant only where the talk is about one: "a script for my negotiation" tells no more than that.
    """
    purpose = desk.now.wanted.purpose
    return purpose in ("", "counter") or (purpose == "raise" and desk.now.deal.kind != "raise")


def _needs(reading: Reading) -> tuple[str, ...]:
    return tuple(c.text for c in reading.clauses if max(c.share("need"), c.share("wish")) >= LIKELY)


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
    if at is None or at == desk.now.focus:
        return desk
    now = desk.now.model_copy(update={"focus": at})
    return replace(desk, now=now, situation=situation_of(now), row=None)


def kind_wanted(desk: Desk) -> str:
    """The kind of text: what the words are for, else the stage of the talk; the finer kind is that of the nearest
    examples."""
    wanted, deal = desk.now.wanted, desk.now.deal
    if kind := _kind_told(desk):
        return kind
    purpose = _purpose_told(desk)
    if not purpose and (answers := kind_of_words("pushback", _matter(desk, wanted), _VERY_NEAR)):
        return answers
    purpose = _purpose_held(desk, purpose or _STAGES.get(deal.status, ""))
    if purpose == "boss" and deal.kind == "raise" and not any(d.offer for d in desk.now.others):
        purpose = "raise"  # nothing was offered to stay: who writes to the boss asks for it
    if deal.kind == "raise" and (kind := _of_raise(desk, purpose)):
        return kind
    if purpose == "raise":
        return "raise_talk"
    if purpose in ("term", "pushback") and len({*wanted.dictated, *wanted.terms}) > 1:
        return "counter"  # several things are asked for: one text asks for all of them
    if purpose == "term" and (kind := _of_terms(wanted, still_open=bool(deal.open_terms))):
        return kind
    if purpose == "boss":
        leaves = any(d.status == "accepted" for d in (deal, *desk.now.others))  # who has said yes elsewhere is leaving
        return _TO_BOSS.get(wanted.matter) or ("resigning" if leaves else "counter_present")
    if purpose in _MATTERS:
        return kind_of_words(_MATTERS[purpose], _matter(desk, wanted), _NEAR) or _OTHERWISE[purpose]
    if purpose in _KINDS:
        return _KINDS[purpose]
    return "counter" if deal.offer or desk.now.target else "first_response"


def _kind_told(desk: Desk) -> str:
    """The kind whose examples the wish for words is nearest to, where its purpose is not sure and the talk allows it;
    "" where the talk decides."""
    wanted, deal = desk.now.wanted, desk.now.deal
    agreed = _is_agreed(desk)
    sure = wanted.likely >= _TOLD_PURPOSE and (wanted.purpose != "writing" or agreed)
    kind = _nearest_text(desk)
    if sure and not (wanted.purpose == "accept" and kind == "accept_open"):
        kind = ""
    if kind == "closing" and not agreed:
        kind = "ask_writing"
    act = _ACTS.get(kind, "")
    if act and wanted.turn == desk.now.turn and not any(c.share(act) for c in desk.reading.clauses):
        return ""  # what the reading takes for impossible is no kind of text
    made = words().kinds.get(kind)
    if made is None or (_asks_above(wanted, deal.offer or desk.now.current) and not made.answers and kind != "stay_if"):
        return ""  # figures that are dictated are asked for, whatever else is
    if deal.kind == "raise":
        if kind == "raise_talk":
            return ""  # in which form it is asked for, the channel tells
        return kind if made.talk != "new_offer" or kind in _STAYING else ""
    if made.talk == "raise" and kind != "resigning":
        return ""
    if kind in _STAYING and not desk.now.others and deal.kind != "counter":
        return ""
    if kind == "withdrawing" and deal.status not in ("accepted", "agreed", "withdrawn"):
        return ""
    return kind


def _nearest_text(desk: Desk) -> str:
    """The kind of text that one of the sentences of the wish is clearly an example of, "" where none is."""
    said = _asking(desk)
    whole, *pieces = dict.fromkeys((said, *_SENTENCES.split(said)))
    found = [(*nearest("text", whole), _NEAR_TEXT)]
    found += [(*nearest("text", piece), _NEAR_PIECE) for piece in pieces if len(piece.split()) > _FEW]
    fit = (f for f in found if f[0] != "open" and f[1] >= f[2])
    return max(fit, key=lambda f: f[1], default=("",))[0]


def _asking(desk: Desk) -> str:
    """How the text was asked for, without the names in it."""
    wanted = desk.now.wanted
    said = wanted.words if wanted.turn == desk.now.turn else desk.reading.text
    return desk.library.names.find(said).without_names(said)


def _is_agreed(desk: Desk) -> bool:
    """Whether they have said yes to something, or the person to them."""
    deal = desk.now.deal
    granted = any(e.kind in ("granted", "term_granted") and e.company in ("", deal.company) for e in desk.now.events)
    return granted or deal.status in ("agreed", "accepted")


def _asks_above(wanted: Wanted, offer: tuple[Part, ...]) -> bool:
    """Whether a figure is dictated that is more than what they offer of that part."""
    held = {p.component: p for p in offer}
    return any(p.component in held and p.high > held[p.component].high for p in wanted.dictated)


def _purpose_told(desk: Desk) -> str:
    """What the words are for, as the message or its figures say; "" where they do not."""
    wanted = desk.now.wanted
    if wanted.purpose or not wanted.dictated:
        return wanted.purpose
    if desk.now.deal.status != "accepted":
        return "counter"
    return "condition" if wanted.condition else "accept"


def _purpose_held(desk: Desk, purpose: str) -> str:
    """What the words are for where the talk knows better: nothing of pay is asked, or nothing that is not offered, or a
    figure of their own that is above the offer."""
    wanted, deal = desk.now.wanted, desk.now.deal
    only = not desk.now.target and not deal.asked and any(t.kind != "writing" for t in deal.open_terms)
    if (wanted.terms or only) and not wanted.dictated and deal.kind != "raise" and purpose in ("", "counter"):
        purpose = "term"
    if purpose == "writing" and not _is_agreed(desk):
        purpose = "" if deal.kind == "raise" or wanted.dictated else "written"
    if purpose in ("proof", "rival") and not desk.now.others and wanted.likely < _SURE_PURPOSE:
        purpose = _STAGES.get(deal.status, "")  # there is no other offer to speak of
    if not purpose and deal.kind != "raise" and lowered_of(desk):
        purpose = "fix"
    present = desk.now.others or deal.kind in ("raise", "counter") or deal.status == "accepted"
    if purpose == "boss" and not present and wanted.likely < _SURE_PURPOSE:
        purpose = ""  # nobody but the employer who makes the offer is in this talk
    if purpose == "withdraw" and wanted.likely < SURE and deal.status == "accepted":
        purpose = "accept"  # nobody takes a yes back by the way
    unsure = wanted.likely < _SURE_PURPOSE and purpose in _NOT_ASKING
    if unsure and purpose == "term" and not wanted.terms and desk.now.target:
        purpose = ""  # the pay that is wanted is asked for with what is wanted beside it
    if unsure and _asks_above(wanted, deal.offer or desk.now.current):
        purpose = "raise" if deal.kind == "raise" else "counter"
    said_yes = deal.status in ("accepted", "agreed") and purpose in ("", "counter")
    if said_yes and wanted.dictated and all(_is_theirs(p, deal.offer) for p in wanted.dictated):
        purpose = "accept"
    return "condition" if wanted.condition and purpose == "accept" else purpose


def _of_raise(desk: Desk, purpose: str) -> str:
    """The kind of a text about a raise, "" where it is none of a raise's own."""
    wanted, deal = desk.now.wanted, desk.now.deal
    if purpose in ("counter", "raise", "pushback", "term", "") and is_cut(desk.situation):
        return "pay_cut"
    if purpose in ("counter", "raise", "pushback", "") and deal.offer and wanted.dictated:
        return "raise_answer"
    if purpose in ("counter", "raise", ""):
        return "raise_talk" if _style(desk, wanted).channel == "call" else "raise_case"
    return ""


def _of_terms(wanted: Wanted, *, still_open: bool) -> str:
    """The kind of a text about terms beside pay, "" where no topic is told; `still_open`: earlier ones wait."""
    if not wanted.terms and still_open:
        return "ask_terms"
    told = needs_of((wanted.words,), beside=Beside(wanted.terms)).by_topic
    topics = {t for t, _ in told} - {"writing", "sign"}
    if len(topics) > 1 or (topics and wanted.condition):
        return "ask_terms"
    if not wanted.terms or not topics:
        return ""
    topic = topic_of_kind(wanted.terms[0][0])
    return f"ask_{topic}" if topic in _WORDED else "ask_terms"


def _whom(*people: str) -> str:
    """The first of people who is somebody and no way of writing ("a LinkedIn message")."""
    return next((_named(p) for p in people if p and not channel_told(p)), "")


def _named(person: str) -> str:
    """A name as a letter writes it; of a first and a last name the first."""
    person = person.title() if person.islower() else person
    parts = person.split()
    return parts[0] if len(parts) > 1 and is_first_name(parts[0]) else person


def _is_theirs(part: Part, offer: tuple[Part, ...]) -> bool:
    return any(
        part.component == p.component and part.high == p.high and part.currency in ("", p.currency) for p in offer
    )


def _matter(desk: Desk, wanted: Wanted) -> str:
    """The words that tell what a text answers or asks: what they said last where the wish for words does not tell
    it."""
    names = _asking(desk)
    said = [e.words for e in desk.now.events if e.kind in ("refused", "they_answered")]
    return names if len(names.split()) > 4 or not said else said[-1]


def _style(desk: Desk, wanted: Wanted) -> Style:
    fresh = wanted.turn == desk.now.turn
    style = wanted.style if fresh else style_of((desk.reading.text,))
    if style.channel == "call" and not _says_call(desk):
        style = replace(style, channel="email")
    return replace(style, mention="") if wanted.put_in else style


def _says_call(desk: Desk) -> bool:
    """Whether it is to be spoken: what was said last on it names a call, or is nearer to examples of one than of a
    letter."""
    for text in reversed(desk.now.wanted.edits):
        if told := channel_told(text):
            return told == "call"
        if told := kind_of_words("channel", text, _NEAR_CHANNEL):
            return told == "call"
    least = _NEAR_TEXT if desk.now.wanted.purpose in _LETTERS else 0.0
    return kind_of_words("channel", _asking(desk), least) == "call"


def _less(situation: Situation, wanted: Wanted) -> Situation:
    """The situation without what the text must not say: another employer, a figure of the person's own, a part, a
    date."""
    hidden = hidden_in(wanted.leave_out)
    dropped = _dropped(hidden)
    asked = {p.component for p in wanted.dictated}
    figures = {a.high for words in hidden for a in amounts_in(words)}
    due = situation.deadline.casefold().split()
    situation = situation.model_copy(
        update={
            "target": tuple(
                p
                for p in situation.target
                if (p.component not in dropped or p.component in asked) and not {p.high, p.high / 1000} & figures
            ),
            "deadline": "" if any(word in words.casefold() for word in due for words in hidden) else situation.deadline,
        }
    )
    for phrase in wanted.leave_out:
        low = phrase.casefold()
        if set(low.split()) & _NAMING:  # the name has to go, what they offer may stay
            nameless = tuple(o.model_copy(update={"company": "another company"}) for o in situation.competing)
            situation = situation.model_copy(update={"competing": nameless})
            continue
        others = tuple(o for o in situation.competing if o.company.casefold() not in low and "offer" not in low)
        current = tuple(p for p in situation.current if not _names(p, low))
        situation = situation.model_copy(update={"competing": others, "current": current})
    return situation


def _dropped(hidden: tuple[str, ...]) -> frozenset[Component]:
    """The parts of pay that the text must not ask for; what they earn now or are offered is not meant by a part's
    name."""
    return frozenset(c for words in hidden for _, c in components_at(words) if c in ("signing", "stock", "bonus"))


def _more(desk: Desk, situation: Situation) -> Situation:
    """The situation with what this message tells of the person's own work, wherever in it that stands."""
    told = [
        c.text
        for c in desk.reading.clauses
        if c.share("deed") >= LEAST
        and not any(map(c.does, _OF_TEXTS))
        and not _has_pay(desk, c)
        and sentence_of(c.text)
    ]
    return situation.model_copy(update={"achievements": tuple(dict.fromkeys((*told, *situation.achievements)))})


def _has_pay(desk: Desk, clause: Clause) -> bool:
    return any(
        clause.start <= a.amount.start < clause.end and a.role not in ("none", "deed") for a in desk.reading.amounts
    )


def _names(part: Part, words: str) -> bool:
    shown = {f"{part.high:g}", f"{part.high / 1000:g}", f"{part.high:,.0f}"}
    return any(s in words for s in shown) or "current" in words or "what i make" in words or "my pay" in words


def _say_without_guide(desk: Desk) -> None:
    """Where a text about pay is wanted for an employer without a guide: that none of their figures can be in it."""
    mentions = desk.question.mentions
    named = [m.name for m in mentions.companies if not m.options]
    if named and asks_for_pay(mentions.without_names(desk.reading.text)):
        desk.draft.note(f"I have no guide for {named[0]}, so no figure of their pay is in it.")


def _show(desk: Desk, script: Script) -> None:
    deal = desk.now.deal
    people = (p for p in (desk.now.wanted.to, deal.person) if p and not channel_told(p))
    whom = next(people, deal.company)
    to = f", to {whom}" if whom else ""
    about = f" about the {job(desk.row[0]).removeprefix(desk.row[0].company_name).strip()} role" if desk.row else ""
    desk.draft.say(f"**{script.title}**{to}{about}:")
    desk.draft.send(script.paragraphs, script.sendable)
    for note in script.notes:
        desk.draft.note(note)
