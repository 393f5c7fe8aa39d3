"""Moves -> a draft: each move's room writes its part, in order; what no room can do is looked up in the guides."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from coach.answers import Setting, entities_of, say_how_fresh, write
from coach.answers.advice import write_craft
from coach.answers.asking import aims_by_guide, write_ask, write_next, write_why
from coach.answers.by_hour import write_weeks_apart
from coach.answers.coaching import ROOMS
from coach.answers.counter import stays
from coach.answers.decision import weigh_rest, write_room
from coach.answers.desk import Desk
from coach.answers.either import write_either
from coach.answers.invoiced import weigh_invoices
from coach.answers.misquoted import set_right
from coach.answers.owned import own_error
from coach.answers.package import MOVED, refused_of
from coach.answers.scales import on_scale, says_scale
from coach.answers.side_by_side import answer_side_by_side
from coach.answers.sum_asked import write_sum
from coach.answers.verdict import write_verdict
from coach.answers.views import write_decision, write_else, write_how, write_no_band, write_on_scale, write_stance
from coach.answers.words import write_script
from coach.dialogue.deals import Dialogue
from coach.dialogue.resolve import component_of, part
from coach.evidence.job import job_of
from coach.evidence.retrieve import Evidence, Library
from coach.phrasing.spoken import Sayings, sayings_of
from coach.policy.move import Move
from coach.policy.table import LOOK_UP, ROWS, VERDICTS, concerns, looks_up
from coach.reply.draft import Draft
from coach.understanding.matters import TOLD, VIEWS
from coach.understanding.question import Question
from coach.understanding.rates import Rates
from coach.understanding.reading import LIKELY, SURE, Clause, Reading
from coach.understanding.situation import Part, Situation
from index.errors import UserError
from index.guide import Band, Guide

_ANYBODYS = frozenset("offer market hyp asked wish".split())
_NO_COMPANY = "no_company"  # the gap that asks for the company, and the key that says it was asked for
_OF_PAY = ("verdict", "decision", "ask", "next_step")
_OF_TURNOVER = ("view_good", "view_take", "view_choose")  # what the two figures beside each other answer
_BY_THEIR_OWN = {"hourly": "hour", "monthly": "month"}  # a sum, and the period that a figure for it has already
_KNOWN = {"sum", LOOK_UP}  # rooms that say what is so, in one way
_LIKE_A_SUM = 0.45  # so near to an example, in cosine, that the words name the sum


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reply is made from: the message read, the dialogue before and after it, and what was looked up."""

    reading: Reading
    before: Dialogue
    now: Dialogue
    situation: Situation
    question: Question
    evidence: Evidence
    moves: tuple[Move, ...]


def _drop_apology(desk: Desk, done: list[str]) -> None:
    """Take an apology out where nothing is answered with it, or only what was said before; where that is what was
    looked up or reckoned, what is wanted is asked for in place of the same again."""
    rooms = set(done) - {"again", "news"}
    if "again" not in done or (rooms and _says_new(desk, rooms)):
        return
    if rooms and rooms <= _KNOWN and not desk.say.spent("missed"):
        desk.draft.parts.clear()
        desk.draft.say(desk.say.say("missed"))
        return
    if said := next((p for p in desk.draft.parts if p in sayings_of("again")), ""):
        desk.draft.parts.remove(said)
    done.remove("again")


def _says_new(desk: Desk, rooms: set[str]) -> bool:
    """Whether a reply has a figure that the talk has not had, a text, a passage of a guide, or anything else to say but
    a sum that was not said before."""
    draft = desk.draft
    own = (f for f in draft.figures if f.kind != "user")
    if draft.text is not None or draft.citations or any(f.low not in desk.before.voiced for f in own):
        return True
    return rooms != {"sum"} and bool({*desk.say.said} - {"again"} - {*desk.say.shown})


def write_moves(heard: Heard, library: Library, today: date, rates: Rates | None) -> tuple[Draft, tuple[str, ...]]:
    """(the draft, the keys of what it says): the look-up alone where that is all, else room by room."""
    if _takes_leave(heard):
        said = Sayings(heard.now.shown)
        draft = Draft("small_talk", entities_of(heard.question, heard.evidence, library.names))
        draft.say(said.say("leave"))
        return draft, tuple(said.said)
    return _by_room(heard, library, today, rates)


def _by_room(heard: Heard, library: Library, today: date, rates: Rates | None) -> tuple[Draft, tuple[str, ...]]:
    guideless = _guideless(heard, library)
    if [m.room for m in heard.moves] == [LOOK_UP] and not guideless:
        return _looked_up(heard, library, today, rates), _asked_for(heard)
    row = row_of(heard, library)
    if _of_another_job(heard, row):
        return _looked_up(heard, library, today, rates), _asked_for(heard)
    draft = Draft(_intent(heard), entities_of(heard.question, heard.evidence, library.names))
    desk = Desk(
        heard.reading, heard.before, heard.now, heard.situation, heard.question, heard.evidence, library, today, draft,
        Sayings(heard.now.shown), rates, row,
    )  # fmt: skip
    on_scale(desk)  # told once, it is known in the whole talk
    set_right(desk)
    done = [move.room for move in heard.moves if _room(move, desk, heard)]
    if not set(done) - {"again"} and any(c.turn == "fault" for c in heard.reading.clauses):
        draft.parts.clear()
        draft.say(desk.say.say("missed"))
        return draft, tuple(desk.say.said)
    _drop_apology(desk, done)
    if not set(done) - {"news"}:
        deal = heard.now.deal
        asked = any(m.room in ("craft", LOOK_UP) for m in heard.moves) and (deal.offer or heard.now.current)
        polite = heard.reading.does("thank", "bye", "greet")
        if asked and not polite and (guideless or not heard.reading.mentions_names) and heard.moves[0].room != "news":
            if not any(write_how(desk, m.act) for m in heard.moves) and not write_stance(desk):
                draft.say(desk.say.say("no_craft"))
            return draft, tuple(desk.say.said)
        looked = any(m.kind in ("answer", "judge", "words") for m in heard.moves) or not (
            deal.offer or heard.now.current
        )
        if looked and not guideless:
            return _with_news(desk, heard, library, today, rates)
        if not polite and not write_next(desk) and (guideless or not heard.reading.mentions_names) and not draft.parts:
            if not (heard.reading.asks and (deal.offer or heard.now.current) and write_stance(desk)):
                draft.say(desk.say.say("heard"))
            draft.suggestions.extend(("What should I ask for?", "Write the message"))
    if not draft.parts and _NO_COMPANY in heard.now.shown:
        draft.say(desk.say.say("no_craft" if "no_craft" not in desk.say.shown else "heard"))
    if not draft.parts:
        return _looked_up(heard, library, today, rates), _asked_for(heard)
    own_error(desk)
    draft.abstained = draft.abstained or set(done) == {"professional"}
    draft.suggestions.extend(c for c in desk.choices if c not in draft.suggestions)
    _how_found(desk)
    return draft, tuple(desk.say.said)


def _how_found(desk: Desk) -> None:
    """How old the guides are that the reply rests on, and once in a talk how names and places were matched to them."""
    cited = dict.fromkeys(c.guide for c in desk.draft.citations)
    for guide in (desk.library.guide(slug) for slug in cited):
        if not guide.is_playbook:
            say_how_fresh(guide, desk.today, desk.draft)
    rests = any(g.slug in cited and not g.is_playbook for g in desk.evidence.guides)
    of_guides = desk.evidence.notes if rests else ()
    for note in (*desk.question.notes, *of_guides) if rests else ():
        if (key := f"note {note}") not in desk.say.shown:
            desk.draft.note(note)
            desk.say.said.append(key)


def _room(move: Move, desk: Desk, heard: Heard) -> bool:
    """Let the room of a move write; False where it has nothing to say."""
    if move.room in _OF_PAY and not heard.now.current and weigh_invoices(desk) and move.act in _OF_TURNOVER:
        return True
    match move.room:
        case "words":
            return write_script(desk, refused_of(desk))
        case "others" | "answered" | "sum" | "next_step" | "professional" if _moves_on_scale(desk, move.room):
            return True
        case "sum":
            return write_sum(desk)
        case "craft":
            return _craft(desk, move.act)
        case "ask" if move.act == "what_ask":
            return _what_to_ask(desk, move.act)
        case "decision":
            return _decision(desk, move.act)
        case "verdict" | "room" | "why":
            return write_on_scale(desk, move.act or move.room) or _judged(desk, move)
        case _ if move.room == LOOK_UP and _guideless(heard, desk.library):
            return _without_guide(desk, move.act)
        case _:
            return move.room in ROOMS and ROOMS[move.room](desk)


def _moves_on_scale(desk: Desk, room: str) -> bool:
    """What can move where the message says that pay goes by a scale: that others get the same is no argument there, and
    the table's figure is no end of the person's own. What they put off is answered for itself."""
    of_table = room in ("others", "answered")  # a figure of the table
    if desk.reading.sums or not (on_scale(desk) if of_table else says_scale(desk)):
        return False
    moved = room == "answered" and any(e.kind in MOVED for e in desk.fresh)
    if moved or any(c.matter == "told_later" for c in desk.reading.clauses):
        return False
    return any(write_on_scale(desk, view) for view in ("view_take", "room", "what_ask", "why"))


def _craft(desk: Desk, act: str) -> bool:
    """A question of how: the coach's own view first, then what the craft has that fits; before a talk has begun the
    guides may have it."""
    begun = bool(desk.now.deal.offer or desk.now.current)
    if begun and write_on_scale(desk, act):
        return True
    viewed = begun and write_how(desk, act)
    return write_craft(desk, act) or viewed


def _decision(desk: Desk, act: str) -> bool:
    """A view of what to do; between two offers the table once, with what it says, and the view where it was seen."""
    if act != "view_choose" or stays(desk):
        return write_decision(desk, "view_stay" if act == "view_choose" else act)
    if write_weeks_apart(desk):
        return True
    said: list[str] = []
    if "choose" in desk.say.shown or not answer_side_by_side(desk.now, desk.draft, said=said):
        return write_decision(desk, act)
    done = weigh_rest(desk)
    desk.say.said.extend(said)
    return done


def _judged(desk: Desk, move: Move) -> bool:
    """A view of a figure, of the room above it, or of why it is that one."""
    match move.room:
        case "room":
            return write_room(desk) or write_how(desk, "room")
        case "why":
            return write_why(desk)
        case _ if _names_part(desk, move.act):
            return write_decision(desk, "view_part")
        case _:
            return write_verdict(desk, move.act)


def _without_guide(desk: Desk, act: str) -> bool:
    """What would be looked up, where no guide has it."""
    view = _view_beside(desk)
    if view in VERDICTS and (write_on_scale(desk, view) or write_verdict(desk, view)):
        return True
    if view:
        return write_decision(desk, view)
    if act == "band":
        return write_no_band(desk, act) or write_craft(desk, act)
    return write_craft(desk, act) or (not desk.reading.does("ask_words") and write_no_band(desk, act))


def _view_beside(desk: Desk) -> str:
    """The view that the words may ask for as well as for a look-up, "" where none is likely."""
    found = ((share, m) for c in desk.reading.clauses for m, share in c.matters if m in VIEWS and share >= LIKELY)
    return max(found, default=(0.0, ""))[1]


def _names_part(desk: Desk, matter: str) -> bool:
    """Whether a wish that is to be judged is one for another part than base, without a figure."""
    named = any(p in ("signing", "stock", "bonus") for _, p in desk.reading.components)
    return matter == "view_wish" and named and not desk.reading.amounts and bool(desk.now.deal.offer)


def _what_to_ask(desk: Desk, act: str) -> bool:
    """The ask; once they have answered, what else there is beside money."""
    if desk.reading.does("fallback") and not desk.reading.amounts and desk.now.deal.offer and write_else(desk):
        return True
    if write_either(desk):
        return True
    done = write_on_scale(desk, act) or write_ask(desk)
    if not done and aims_by_guide(desk):
        return False  # the place is open, and the guide says what to go for in each
    if desk.now.deal.status not in ("answered", "refused"):
        return done or write_craft(desk, act)
    if not write_craft(desk, act) and not desk.say.spent("ask_else"):
        desk.draft.say(desk.say.say("ask_else"))
    return True


def _looked_up(heard: Heard, library: Library, today: date, rates: Rates | None) -> Draft:
    asked = replace(heard.question, intent="small_talk") if _asks_nothing(heard) else heard.question
    return write(asked, heard.evidence, library, Setting(heard.situation, today, rates, _named(heard)))


def _asks_nothing(heard: Heard) -> bool:
    """Whether a message asks for nothing and names nothing that a guide could be asked for: then no company is missing
    to answer it."""
    if not any(g.kind == _NO_COMPANY for g in heard.evidence.gaps) or heard.reading.asks or heard.reading.amounts:
        return False
    if any(map(_wants, heard.reading.clauses)):
        return False
    topic, named = heard.question.topic, heard.question.mentions
    return not (topic.level_text or topic.components or topic.roles or named.places)


def _wants(clause: Clause) -> bool:
    """Whether a clause rather wants something than tells it, whatever that is."""
    return sum(share for matter, share in clause.matters if matter in ROWS and matter not in TOLD) >= SURE


def _named(heard: Heard) -> tuple[Part, ...]:
    """The message's figures of pay that may be anybody's, each once, where it says of which part of pay they are."""
    deal = heard.now.deal
    found: dict[str, Part] = {}
    for a in heard.reading.amounts:
        if a.role not in _ANYBODYS or not a.component_said:
            continue
        component = component_of(a, heard.now, deal, "offer")
        made = part(a, component, heard.now, deal, "offer")
        if made and component != "other":
            found.setdefault(component, made)
    return tuple(found.values())


def _with_news(
    desk: Desk, heard: Heard, library: Library, today: date, rates: Rates | None
) -> tuple[Draft, tuple[str, ...]]:
    """The look-up, with what the rooms have said before it; its figures are numbered after theirs."""
    found = _looked_up(heard, library, today, rates)
    if not desk.draft.parts:
        return found, _asked_for(heard)
    begun = [_moved(p, len(found.figures), len(found.citations)) for p in desk.draft.parts]
    found.parts[:0] = begun
    found.figures.extend(desk.draft.figures)
    found.citations.extend(desk.draft.citations)
    return found, (*desk.say.said, *_asked_for(heard))


def _asked_for(heard: Heard) -> tuple[str, ...]:
    """The key that says that a look-up has asked for the company, where it does."""
    return () if _asks_nothing(heard) else tuple({g.kind for g in heard.evidence.gaps if g.kind == _NO_COMPANY})


def _moved(text: str, figures: int, citations: int) -> str:
    text = re.sub(r"\[\[F(\d+)\]\]", lambda m: f"[[F{int(m[1]) + figures}]]", text)
    return re.sub(r"(?<!\[)\[(\d+)\](?!\])", lambda m: f"[{int(m[1]) + citations}]", text)


def _guideless(heard: Heard, library: Library) -> bool:
    """Whether the talk is about an employer without guides and the message names none that has any: then the craft is
    all there is to look up.
    """
    if _needs_no_company(heard):
        return True
    deal = heard.now.deal
    talks = deal.offer or deal.status or heard.now.current or heard.now.target or deal.kind == "raise"
    if not talks or any(library.names.roles_at(o) for o in deal.options):
        return False
    if not deal.company and heard.question.topic.companies:
        return False
    return not any(c.options for c in heard.reading.companies) and not heard.evidence.guides


def _needs_no_company(heard: Heard) -> bool:
    """Whether no guide is known to be meant and none is needed: all but a look-up of a guide's figures, which asks for
    the company once in a talk, and what is clearly no negotiation."""
    gaps = heard.evidence.gaps
    if heard.evidence.guides or not gaps or gaps[0].kind not in (_NO_COMPANY, "company"):
        return False
    if looks_up(heard.reading):
        return gaps[0].kind == _NO_COMPANY and _NO_COMPANY in heard.now.shown
    begun = bool(heard.before.told or heard.before.years or heard.before.grounds)
    return concerns(heard.reading) or bool(heard.reading.talk or heard.reading.amounts) or (begun and _goes_on(heard))


def _takes_leave(heard: Heard) -> bool:
    """Whether a message of a talk that has begun is friendly, asks for nothing and calls for nothing else."""
    begun = bool(heard.before.told)
    alone = [m.room for m in heard.moves] == [LOOK_UP] and not heard.reading.asks
    return begun and alone and heard.reading.does("thank", "bye") and not any(map(_wants, heard.reading.clauses))


def _goes_on(heard: Heard) -> bool:
    """Whether a message of a talk that has begun may belong to it, where it tells nothing surely."""
    return not any(c.share(act) >= SURE for c in heard.reading.clauses for act in ("chat", "other", "order"))


def row_of(heard: Heard, library: Library) -> tuple[Guide, Band] | None:
    """The guide and the pay row of the job in focus; None where there is none or several may be meant."""
    try:
        return job_of(heard.situation, library)
    except UserError:  # no guide, or several rows may be meant: then there is no band to stand in
        bands = heard.evidence.bands
        same = len(bands) == 1 and bands[0][0].company in heard.now.deal.options
        return (bands[0][0], bands[0][1][0]) if same and len(bands[0][1]) == 1 else None


def _of_another_job(heard: Heard, row: tuple[Guide, Band] | None) -> bool:
    """Whether advice on what to ask for names another job or place than the one in focus: the guides answer it, not its
    figures.
    """
    if (
        row is None
        or not {m.room for m in heard.moves} <= {"ask", "decision", "plan"}
        or not heard.reading.mentions_names
    ):
        return False
    guide, band = row
    found = [g.slug for g in heard.evidence.guides]
    if guide.slug not in found:
        return bool(found or heard.evidence.gaps)
    rows = [b for held, bands in heard.evidence.bands if held.slug == guide.slug for b in bands]
    return bool(rows) and band not in rows


_INTENTS = {"verdict": "offer_evaluation", "words": "lever_script", "ask": "strategy_target", "craft": "craft"}


def _intent(heard: Heard) -> str:
    main = next((m.room for m in heard.moves if m.room != "news"), "news")
    return _INTENTS.get(main, main)
