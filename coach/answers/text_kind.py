"""The talk and what a text is wanted for -> the kind of text: what it is for, else the stage of the talk."""

from __future__ import annotations

import re

from coach.answers.counter import is_mine
from coach.answers.desk import Desk
from coach.answers.package import lowered_in
from coach.answers.premises import fitting, is_agreed, premises_of
from coach.answers.text_style import asking_of, style_wanted
from coach.answers.text_without import hidden_of
from coach.dialogue.counters import counter_at
from coach.dialogue.wanted import Wanted
from coach.phrasing.texts import words
from coach.scripts.beside import Beside, topic_of_kind
from coach.scripts.kinds import kind_of_words, nearest
from coach.scripts.layout import pieces_hidden
from coach.scripts.own import needs_of
from coach.standing.ask import is_cut
from coach.understanding.keeping import kept_by
from coach.understanding.reading import LIKELY, SURE
from coach.understanding.situation import Part

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
_FEW = 2  # words that can tell what a text is for
_SENTENCES = re.compile(r"(?<=[.!?;,])\s+")
_TOLD_PURPOSE = 0.8  # a probability from which the purpose stands, whatever examples are near
_NEAR_PIECE = 0.55  # the same for one sentence of several
_NEAR_TEXT = 0.5  # so near to an example, in cosine, that it tells what kind of text is wanted
_STAYING = ("counter_present", "decline_present", "stay_if")  # texts to an employer who wants to keep the person
_NEAR = 0.4  # so near to an example, in cosine, that the finer kind is told
_OTHERWISE = {"pushback": "pushback_best", "term": "ask_terms", "time": "more_time_final"}
SURE_PURPOSE = 0.9  # a probability
_NOT_ASKING = frozenset(
    ("", "term", "pushback", "time", "chase", "thank", "expect", "other")
)  # purposes that ask for no figure
_WORDED = frozenset("holiday hours level relocation remote review start".split())  # topics with a text of their own
_MATTERS = {"pushback": "pushback", "term": "term", "time": "time"}
_ANSWERING = ("pushback", "said_before", "expectations")  # how the kinds are called that answer what they may say
_TO_BOSS = {"words_resign": "resigning", "words_decline_boss": "decline_present", "words_boss": "counter_present"}
# Where the words do not say what they are for, the stage of the talk does.
_STAGES = {
    "accepted": "accept",
    "agreed": "writing",
    "declined": "decline",
    "withdrawn": "withdraw",
    "refused": "pushback",
}


_BY_CHANNEL = ("raise_talk", "raise_case")  # one kind, said or written
_OF_RAISE = (*_BY_CHANNEL, "raise_meeting")  # a meeting is asked for in writing, and what is said in it is the ask
_TO_LEAVE = ("", "boss", "decline", "thank", "withdraw", "other", "raise")  # purposes of a text to the boss who is left
_ENDING = ("accept", "condition", "decline", "withdraw", "thank")
_HURRIES = ("", "time", "chase", "rival", "counter", "other")


def kind_wanted(desk: Desk) -> str:
    """The kind of text: that of the text which is changed, else what the words are for, else the stage of the talk; and
    only one whose words are true in this talk."""
    kept = _kept_kind(desk)
    put_right = any(c.puts_right or c.denies for c in desk.reading.clauses)
    kind = kept if kept and not put_right else fitting(desk, kept or _new_kind(desk))
    meets = bool(desk.now.wanted.minutes) or desk.now.wanted.meeting
    if meets and "offer" not in premises_of(desk):
        kind = "raise_meeting"  # who asks the boss for a talk asks for no figure yet
    if kind not in _OF_RAISE:
        return kind
    if style_wanted(desk, desk.now.wanted).channel == "call":
        return "raise_talk"
    return "raise_meeting" if meets else "raise_case" if kind in _BY_CHANNEL else kind


def _kept_kind(desk: Desk) -> str:
    """The kind of the text that this message changes, "" where it wants one of its own: what asks for a thing beside
    pay asks for all, once there is more to ask for."""
    wanted = desk.now.wanted
    if not wanted.kind or wanted.turn != desk.now.turn:
        return ""
    if wanted.kind.startswith("ask_") and _asks_above(wanted, desk.now.deal.offer or desk.now.current):
        return "counter"
    return "ask_terms" if wanted.kind.startswith("ask_") and wanted.added else wanted.kind


def _new_kind(desk: Desk) -> str:
    """The kind of a text that is no change of another one; the finer kind is that of the nearest examples."""
    wanted, deal = desk.now.wanted, desk.now.deal
    waits = not deal.offer and any(d.offer for d in desk.now.others)
    if waits and wanted.about == deal.company and wanted.purpose in _HURRIES:
        return "two_clocks"  # who has not decided yet is asked to do so before the other's date
    if _declines_counter(desk):
        return "decline_present"
    if wanted.yes and not wanted.dictated and wanted.likely < SURE:
        return "accept_open" if wanted.terms or needs_of((wanted.words,)).listed else "accepting"
    purpose = _purpose_told(desk)
    if _is_about_repaying(desk, purpose):
        return "ask_clawback"
    if not purpose and desk.now.deal.differing and not wanted.terms:
        return "letter_differs"
    if kind := _kind_told(desk):
        return kind
    if not purpose and (answers := kind_of_words("pushback", _matter(desk, wanted), _VERY_NEAR)):
        return answers
    return _kind_of(desk, _purpose_held(desk, purpose or _STAGES.get(deal.status, "")))


def _kind_of(desk: Desk, purpose: str) -> str:
    """The kind of a text that is for this."""
    wanted, deal = desk.now.wanted, desk.now.deal
    if purpose == "boss" and deal.kind == "raise" and not any(d.offer for d in desk.now.others):
        purpose = "raise"  # nothing was offered to stay: who writes to the boss asks for it
    if deal.kind == "raise" and (kind := _of_raise(desk, purpose)):
        return kind
    if purpose == "raise":
        return "raise_talk"
    if purpose in ("term", "pushback") and len({*wanted.dictated, *wanted.terms}) > 1:
        return "counter" if wanted.dictated else "ask_terms"  # several things: one text asks for all of them
    if purpose == "term" and (kind := _of_terms(wanted, still_open=bool(deal.open_terms))):
        return kind
    if purpose == "boss":
        leaves = any(d.status == "accepted" for d in (deal, *desk.now.others))  # who has said yes elsewhere is leaving
        asking = [c.text for c in desk.reading.clauses if c.share("ask_words") >= SURE]
        _, near = max((_near_boss(said) for said in asking), default=(0.0, ""))
        return near or _TO_BOSS.get(wanted.matter) or ("resigning" if leaves else "counter_present")
    if purpose in _MATTERS:
        return kind_of_words(_MATTERS[purpose], _matter(desk, wanted), _NEAR) or _OTHERWISE[purpose]
    if purpose in _KINDS:
        return _KINDS[purpose]
    return "counter" if deal.offer or desk.now.target else "first_response"


def _is_about_repaying(desk: Desk, purpose: str) -> bool:
    """Whether what was talked of last is what has to be given back on leaving, and nothing else is to be asked for."""
    held, wanted = desk.now.deal.repayment, desk.now.wanted
    last = held is not None and held.turn >= desk.now.turn - 1 and not wanted.dictated and not wanted.terms
    return last and (wanted.likely < SURE_PURPOSE or purpose == "term") and purpose not in _ENDING


def _declines_counter(desk: Desk) -> bool:
    """Whether a text turns down what the present employer offers for staying: it was decided so, or is asked for now,
    and the words are not for the new employer."""
    now, wanted = desk.now, desk.now.wanted
    if any(c.about("words_decline_boss") >= SURE for c in desk.reading.clauses) and wanted.turn == now.turn:
        return True
    if wanted.purpose == "decline" and _goes_to_mine(desk):
        return True
    at = counter_at(now)
    if at is None or now.deals[at].status in ("accepted", "withdrawn") or at == now.focus:
        return False
    asking = [c for c in desk.reading.clauses if c.share("ask_words") >= LIKELY]
    to_new = wanted.about == now.deal.company != "" or any(
        now.deal.is_of(x.name, x.options) and any(c.start <= x.start < c.end for c in asking)
        for x in desk.reading.companies
    )
    declines = wanted.matter == "words_decline_boss" or (wanted.purpose == "decline" and not to_new)
    to_boss = wanted.purpose == "boss" or wanted.matter in _TO_BOSS
    told = (c for c in desk.reading.clauses if c.matter == "told_lean")
    leans = to_boss and any(kept_by(desk.reading, c, "choice") == "go" for c in told)
    decided = now.deals[at].status == "declined" and wanted.purpose in _TO_LEAVE and not to_new
    return declines or leans or (decided and not any(e.kind in ("asked", "wish_told") for e in desk.fresh))


def _near_boss(said: str) -> tuple[float, str]:
    """(how near, the kind of a text to the present employer that words are clearly an example of), "" where they are of
    none."""
    kind, score = nearest("text", said)
    return (score, kind) if kind in (*_STAYING, "resigning") and score >= _NEAR_TEXT else (0.0, "")


def _goes_to_mine(desk: Desk) -> bool:
    """Whether a text is to somebody of the present employer, who has offered something for staying."""
    to = desk.now.wanted.to.casefold()
    mine = (d for d in desk.now.deals if is_mine(desk, d) and d.offer)
    return bool(to) and any(to in (x.casefold() for x in (d.person, *d.people)) for d in mine)


def _kind_told(desk: Desk) -> str:
    """The kind whose examples the wish for words is nearest to, where its purpose is not sure and the talk allows it;
    "" where the talk decides."""
    wanted, deal = desk.now.wanted, desk.now.deal
    agreed = is_agreed(desk)
    sure = wanted.likely >= _TOLD_PURPOSE and (wanted.purpose != "writing" or agreed)
    kind = _nearest_text(desk)
    if sure and not (wanted.purpose == "accept" and kind == "accept_open"):
        kind = ""
    if kind == "closing" and not agreed:
        kind = "ask_writing"
    if kind == "pushback_current" and _hides_pay(wanted):
        return ""
    if wanted.purpose == "pushback" and not kind.startswith(_ANSWERING):
        return ""  # an answer to what they may say is no text of another kind
    act = _ACTS.get(kind, "")
    if act and wanted.turn == desk.now.turn and not any(c.share(act) for c in desk.reading.clauses):
        return ""  # what the reading takes for impossible is no kind of text
    made = words().kinds.get(kind)
    if made is None or (_asks_above(wanted, deal.offer or desk.now.current) and not made.answers and kind != "stay_if"):
        return ""  # figures that are dictated are asked for, whatever else is
    if deal.kind == "raise":
        return kind if _fits_raise(desk, kind) else ""
    if made.talk == "raise" and kind != "resigning":
        return ""
    if kind in _STAYING and not desk.now.others and deal.kind != "counter":
        return ""
    if kind == "withdrawing" and deal.status not in ("accepted", "agreed", "withdrawn"):
        return ""
    return kind


def _fits_raise(desk: Desk, kind: str) -> bool:
    """Whether a kind of text has its place in a talk about a raise; in which form that is asked for, the channel
    tells."""
    if kind in _STAYING:
        return "counter" in premises_of(desk)  # else nobody has offered anything for staying
    return kind != "raise_talk" and words().kinds[kind].talk != "new_offer"


def _nearest_text(desk: Desk) -> str:
    """The kind of text that one of the sentences of the wish is clearly an example of, "" where none is."""
    said = asking_of(desk)
    whole, *pieces = dict.fromkeys((said, *_SENTENCES.split(said)))
    denied = [c.text for c in desk.reading.clauses if c.denies]
    pieces = [p for p in pieces if not any(p.strip(" .!,") in d for d in denied)]
    found = [(*nearest("text", whole), _NEAR_TEXT)]
    found += [(*nearest("text", piece), _NEAR_PIECE) for piece in pieces if len(piece.split()) > _FEW]
    fit = (f for f in found if f[0] != "open" and f[1] >= f[2])
    return max(fit, key=lambda f: f[1], default=("",))[0]


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
    if purpose == "pay" and _hides_pay(wanted):
        purpose = ""  # "no mention of what I make" is about this text, and no answer to their question
    only = not desk.now.target and not deal.asked and any(t.kind != "writing" for t in deal.open_terms)
    if (wanted.terms or only) and not wanted.dictated and deal.kind != "raise" and purpose in ("", "counter"):
        purpose = "term"
    if purpose == "writing" and not is_agreed(desk):
        purpose = "" if deal.kind == "raise" or wanted.dictated else "written"
    if purpose == "raise" and deal.kind != "raise" and deal.offer and wanted.likely < SURE_PURPOSE:
        purpose = "counter"  # who has an offer asks them for more, and nobody else
    if purpose in ("proof", "rival") and not desk.now.others and wanted.likely < SURE_PURPOSE:
        purpose = _STAGES.get(deal.status, "")  # there is no other offer to speak of
    if not purpose and deal.kind != "raise" and (lowered_in(desk.now) or deal.differing):
        purpose = "fix"
    present = desk.now.others or deal.kind in ("raise", "counter") or deal.status == "accepted"
    if purpose == "boss" and not present and wanted.likely < SURE_PURPOSE:
        purpose = ""  # nobody but the employer who makes the offer is in this talk
    if purpose == "withdraw" and wanted.likely < SURE and deal.status == "accepted":
        purpose = "accept"  # nobody takes a yes back by the way
    unsure = wanted.likely < SURE_PURPOSE and purpose in _NOT_ASKING
    if unsure and purpose == "term" and not wanted.terms and desk.now.target:
        purpose = ""  # the pay that is wanted is asked for with what is wanted beside it
    if unsure and _asks_above(wanted, deal.offer or desk.now.current):
        purpose = "raise" if deal.kind == "raise" else "counter"
    said_yes = deal.status in ("accepted", "agreed") and purpose in ("", "counter")
    if said_yes and wanted.dictated and all(is_theirs(p, deal.offer) for p in wanted.dictated):
        purpose = "accept"
    return "condition" if wanted.condition and purpose == "accept" else purpose


def _hides_pay(wanted: Wanted) -> bool:
    """Whether present pay is what the text is not to tell."""
    return "pay" in pieces_hidden((*wanted.style.left_out, *hidden_of(wanted)))


def _of_raise(desk: Desk, purpose: str) -> str:
    """The kind of a text about a raise, "" where it is none of a raise's own."""
    wanted, deal = desk.now.wanted, desk.now.deal
    if purpose in ("counter", "raise", "pushback", "term", "") and is_cut(desk.situation):
        return "pay_cut"
    if purpose in ("counter", "raise", "pushback", "") and deal.offer and wanted.dictated:
        return "raise_answer"
    if purpose in ("counter", "raise", ""):
        return "raise_talk" if style_wanted(desk, wanted).channel == "call" else "raise_case"
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


def is_theirs(part: Part, offer: tuple[Part, ...]) -> bool:
    """Whether a part is as they offer it."""
    return any(
        part.component == p.component and part.high == p.high and part.currency in ("", p.currency) for p in offer
    )


def _matter(desk: Desk, wanted: Wanted) -> str:
    """The words that tell what a text answers or asks: what they said last where the wish for words does not tell
    it."""
    names = asking_of(desk)
    said = [e.words for e in desk.now.told if e.kind in ("refused", "they_answered")]
    return names if len(names.split()) > 4 or not said else said[-1]
