"""Dialogue + Reading -> the moves of a good coach, in order: one table, a row an act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.dialogue.change import UNSURE
from coach.dialogue.claimed import with_claims
from coach.dialogue.counters import counter_at
from coach.dialogue.deals import Dialogue, Event
from coach.dialogue.figures import SETTLED
from coach.dialogue.lettered import IN_LETTER
from coach.dialogue.resolve import same_value, voiced
from coach.policy.circumstances import with_circumstances
from coach.policy.claims import with_claims_answered
from coach.policy.move import ENDED, Move
from coach.policy.owed import with_repayment
from coach.policy.pieces import with_risks
from coach.policy.table import LOOK_UP, ROWS, Kind, Need, complains, concerns, looks_up, matters_of, told_by
from coach.understanding.claims import expects_figure
from coach.understanding.matters import TALK, TEXTS, TOLD
from coach.understanding.matters import matters_of as matters_of_words
from coach.understanding.reading import ASKS, LEAST, LIKELY, POSSIBLE, SURE, AmountMention, Clause, Reading
from coach.understanding.situation import Part

# What is answered, judged and advised comes in the order in which it is asked.
_ORDER: dict[Kind, int] = {
    "acknowledge": 0, "answer": 1, "judge": 1, "advise": 1, "words": 2, "reassure": 3, "ask": 4,
}  # fmt: skip
_PAY = 20.0  # "195" may be pay, "4" is not
# What the guides are not asked about: these are a coach's from the first word on.
_OPEN = frozenset({"", "open_question", "craft", "small_talk", "help", "professional"})
_AS_GOOD = 0.5  # of the likeliest's share: what the words may be about as well
MOST = 4  # answers of one reply; a phone shows no more
_BY_ACT = ("craft", "decision")
_ROUND = ("acknowledge", "reassure")  # what stands before and after the answers
_LOOKED_UP = ("craft", LOOK_UP)  # rooms that look up where nothing else was asked
_VIEWS = ("answered", "verdict", "room", "words", "closing")  # rooms that say what to do with an answer


# Acts that a reply must not take for granted: so sure they are at least, also where nothing else is likelier.
_LEAST = {
    "accepted": 0.5, "declined": 0.5, "withdraw": 0.5, "granted": 0.4, "condition": 0.6, "feeling": LIKELY,
    "put_in": LIKELY, "leave_out": LIKELY,
}  # fmt: skip
_ANSWERS = frozenset("offer_revised part_dropped refused they_answered term_refused".split())
# Views of the offer as it stands: one of them is enough.
_POSITIONS = frozenset("view_take view_push view_ask view_walk told_lean".split())
# What ends a talk is congratulated on only where it was taken for that.
_ENDS = {"accepted": "accepted", "declined": "declined", "withdraw": "withdrawn"}
_OWN = frozenset("need feeling story deed pay wish limit".split())
_STORIES = ("story", "deed", "need", "news", "offer")
_A_STORY = 5  # words
_PLANNED = {"accepted": "told_lean", "declined": "told_lean", "withdraw": "told_lean"}
_CONTRADICTS = frozenset((*TALK, "told_correct", "told_info"))
_OF_GUIDES = frozenset(("band", "lookup", "sum", "pro"))
# What is asked beside a figure that is only thought of, and is not what to do if it came.
_NOT_IF = _OF_GUIDES | frozenset(
    "view_match view_rival view_pay view_bluff view_first view_quit why meta_wrong".split()
)
_ANSWERED = ("answered", "refused")
_NO = ("refused", "accepted")  # acts that what a clause tells parts further
# Beside a counter-offer: views that are one view then, and steps that it takes the place of.
_CHOICES = frozenset(
    "view_good view_take view_push view_choose view_walk view_stay view_wait what_next told_lean told_later told_rival "
    "view_part view_ask granted why meta_wrong".split()
)
# Rooms that say what to do now, those of them that know what was answered, and the views that do.
_RECOMMENDS = ("answered", "ask", "expects", "what_if", "differs", "renege", "next_step", "plan", "pending")
_KNOWING = ("differs", "renege", "answered", "what_if")
_TO_DO = _POSITIONS | frozenset(("view_stay", "view_choose", "view_wait"))
_STEPS = ("verdict", "answered", "ask", "next_step", "clocks", "later")
_ON_WORRIES = ("feeling", "need", "craft", "next_step", LOOK_UP, "check")  # a view of the term itself says more
_IN_TEXT = ("plan", "ask", "trade")  # what a text says anyway
_FIGURES = frozenset(
    "offer_made offer_revised part_dropped refused granted corrected taken_back "
    "pay_told wish_told asked limit_told left_told deadline_set "
    "ceiling_told term_minded term_offered term_wished term_asked term_granted term_refused term_dropped term_told "
    "repay_told allowance_told".split()
)


def moves_of(reading: Reading, before: Dialogue, after: Dialogue, intent: str = "") -> tuple[Move, ...]:
    """The moves of the reply; a look-up alone where nothing of a negotiation is told, or the question is one of the
    guides (`intent`)."""
    reading = with_repayment(with_risks(with_claims(before, reading)), after)
    fresh = after.of_turn(after.turn)
    words = any(c.does("ask_words") and c.share("ask_words") >= LIKELY for c in reading.clauses) or (
        reading.does("ask_edit") and bool(before.wanted.turn)
    )
    an_order = intent == "orders" and not _only_tells(reading)
    open_ = intent in _OPEN or words or bool(reading.talk or expects_figure(reading))
    open_ = open_ or _is_coached(reading, after)
    if an_order or (not _negotiates(after) and not open_):
        return (Move("answer", LOOK_UP),)
    told = any(e.kind == "offer_made" and e.company == after.deal.company for e in fresh)
    moves = [Move("acknowledge", "news")] if _tells(fresh) else []
    if any(c.turn == "reject" for c in reading.clauses):
        moves.append(Move("acknowledge", "rejected"))
        if not reading.asks and after.wanted.turn != after.turn:
            return tuple(moves)
    moves = _called_for([*moves, *_by_table(reading, before, after, told=told)], reading, after)
    moves = _less_than_agreed(moves, fresh, after)
    moves = _with_view_of_answer(moves, after, told=told or answered_now(fresh))
    if any(e.kind in ("offer_made", "offer_revised") for e in fresh):
        moves = [m for m in moves if m.room != "pending"]  # they have said something: it is the person's turn
    moves = _with_next_step(moves, after, told=told)
    if _unsure(reading, fresh, after):
        moves = [m for m in moves if m.kind in ("answer", "words", "reassure") and m.room != "sum"]
        moves.append(Move("ask", "which_figure"))
    moves = with_claims_answered(moves, reading, before, after) or _where_nothing_is_asked(reading, after)
    if not words:
        moves = _with_what_troubles(moves, fresh, after)
    if _negotiates(after):  # before that, the guides may have it, with its source
        moves = with_circumstances(moves, reading)
    if any(m.kind == "words" for m in moves):
        moves = _beside_words(moves, reading)
    new = not _negotiates(before) and not after.deal.offer and not after.deal.company and not before.topic.companies
    if words and new and any(m.kind == "words" for m in moves):
        text = next(m.act for m in moves if m.kind == "words")
        moves.insert(0, Move("answer", "craft", text))  # who begins with how to ask is told how, and given the words
    moves = _of_letter(moves, reading, after)
    moves = _each_view_once(_stay_or_go(moves, reading, after), after, told=told)
    return _in_order(_one_recommendation(moves, set(wanted_in(reading))))


def _by_table(reading: Reading, before: Dialogue, after: Dialogue, *, told: bool) -> list[Move]:
    """The move of each act and of each matter, by the table; `told` says that an offer is news."""
    unheld = _denies_alone(reading, after) and not any(c.finds_fault for c in reading.clauses)  # they put us right
    reading = replace(reading, clauses=tuple(c for c in reading.clauses if not _only_denies(c, after)))
    ended = any(e.kind in ENDED for e in after.of_turn(after.turn))
    refused = any(e.kind == "refused" and e.component for e in after.of_turn(after.turn))
    acts = [
        _as_held(act, ended=ended)
        for clause in reading.clauses
        for act, share in clause.acts
        if act in ROWS and clause.does(act) and share >= _LEAST.get(act, 0) and not (act in _NO and told_by(clause))
        if act != "granted" or not refused  # they have said no to a part
        if act not in _ENDS or _ENDS[act] == after.deal.status or _ends(after, _ENDS[act])
    ]
    wanted = wanted_in(reading, _meant(before) if any(map(complains, reading.clauses)) else ())
    if not wanted:
        acts += [matter for clause in reading.clauses if (matter := told_by(clause))]
    thought_of = False
    if (
        _has("offer", reading, after)
        and wanted
        and any(a.role == "hyp" and not any(same_value(a, p) for p in _real(after, wanted)) for a in reading.amounts)
        and not set(wanted) & (_NOT_IF if after.deal.kind == "raise" else _NOT_IF | {"view_stay"})
    ):
        wanted, thought_of = [], True  # an if is answered by what it would mean, and what to say then
    if "band" in wanted and "sum" in wanted and not reading.amounts:
        wanted.remove("sum")  # what a job pays is looked up; nothing is there to reckon with
    moves = [Move("acknowledge", "unheld")] if unheld and not wanted else []
    moves += [Move("acknowledge", "again")] if wanted and any(map(complains, reading.clauses)) else []
    moves += [Move("answer", "what_if")] if thought_of else []
    for act in dict.fromkeys((*acts, *wanted)):
        # Who tells an offer and asks for the band wants to know where it lies; "is it better?" asks beside today's pay.
        alone = act == "view_choose" and not _has("two", reading, after) and bool(after.deal.offer and after.current)
        act = "view_stay" if alone else act
        row = ROWS["view_good" if act == "band" and told else act]
        room = row.room if all(_has(need, reading, after) for need in row.needs) else row.without
        if act == "what_next" and after.deal.offer and after.deal.status in _ANSWERED:
            room = "answered"  # what to do once they have answered hangs on their answer
        if room == "verdict" and after.deal.status in ENDED:
            room = "craft"  # the yes or no was said: what is asked now is how to live with it
        moves.append(Move(row.kind, room, act))
    return moves


def _real(after: Dialogue, wanted: Sequence[str]) -> tuple[Part, ...]:
    """The figures that are there and not only thought of: today's pay, and theirs where it is asked whether it is
    good."""
    return (*after.current, *(after.deal.offer if "view_good" in wanted else ()))


def _only_denies(clause: Clause, after: Dialogue) -> bool:
    """Whether a clause says that something is not so and nothing more: what it undid is told as news, and what is not
    held is not asked about."""
    undid = any(e.undoes and e.words == clause.text[:300] for e in after.of_turn(after.turn))
    names = clause.denies and clause.denial is not None and clause.denial.of("said") < SURE
    asks = any(a in ASKS and share >= SURE for a, share in clause.acts)
    return not asks and (undid or (names and (clause.matter in _CONTRADICTS or _is_end(clause))))


def _denies_alone(reading: Reading, after: Dialogue) -> bool:
    """Whether all that a message does is to say that some one thing is not so: it asks and tells nothing, and puts
    nothing right."""
    if reading.asks or after.wanted.turn == after.turn or _tells(after.of_turn(after.turn)):
        return False
    denied = (c.denial.things[0] for c in reading.clauses if c.denial is not None and _only_denies(c, after))
    return any(thing != "said" and share >= SURE for thing, share in denied)


def _is_end(clause: Clause) -> bool:
    return any(clause.does(act) for act in ("accepted", "declined", "withdraw"))


def _as_held(act: str, *, ended: bool) -> str:
    """A yes that is only planned is a leaning; a no that is only planned is none yet."""
    return _PLANNED.get(act, act) if not ended else act


def _ends(after: Dialogue, end: str) -> bool:
    return any(e.kind == end for e in after.of_turn(after.turn))


def wanted_in(reading: Reading, last: tuple[str, ...] = ()) -> list[str]:
    """The matters that a message wants something about, each once; `last` are those of the message before."""
    asking = [c for c in reading.clauses if any(a in ASKS and s >= LEAST for a, s in c.acts) or complains(c)]
    again = any(map(complains, reading.clauses))
    if again and any(not complains(c) and _asks_surely(c) for c in asking):
        asking = [c for c in asking if not complains(c)]  # what was missed is asked once more
    found: list[str] = []
    for clause in asking or reading.clauses:
        wanted = matters_of(_otherwise(clause, last) if again else clause, last)
        if wanted and set(wanted) <= {*found}:  # a second question is hardly the first one again
            wanted = tuple(m for m, s in clause.matters if s >= LIKELY and m in ROWS and m not in TOLD)
        found += [m for m in wanted if m not in found]
    return found


def _asks_surely(clause: Clause) -> bool:
    return clause.matter in ROWS and clause.matter not in TOLD and clause.about(clause.matter) >= SURE


def _meant(before: Dialogue) -> tuple[str, ...]:
    """What the last question was about, now that its answer missed it: of one thing asked, and answered, what else its
    words may be about."""
    asked = tuple((m, words) for m, words in before.asked_about if m != "edit" and m not in TEXTS)
    if len(asked) != 1:
        return tuple(matter for matter, _ in asked)
    ((matter, words),) = asked
    (found,) = matters_of_words(words, (Clause(0, len(words), words, ()),))
    held = next((share for m, share in found if m == matter), 0.0)
    others = (m for m, share in found if m != matter and m in ROWS and m not in TOLD and share >= held * _AS_GOOD)
    return (next(others, matter),)


def _otherwise(clause: Clause, last: tuple[str, ...]) -> Clause:
    """A clause of a message that says the last answer missed the question: it is about something else than what was
    answered, where anything else is likely."""
    left = tuple((m, share) for m, share in clause.matters if m not in last)
    whole = sum(share for _, share in left)
    if complains(clause) or not left or left == clause.matters or whole < LEAST:
        return clause
    return replace(clause, matters=tuple((m, share / whole) for m, share in left))


def _called_for(moves: list[Move], reading: Reading, after: Dialogue) -> list[Move]:
    """The moves without congratulation for who asks or doubts, and with the text where one is wanted."""
    if any(m.room in ("craft", "decision") for m in moves):
        moves = [m for m in moves if m.room != "closing"]
    if after.wanted.turn == after.turn and after.wanted.turn and not any(m.kind == "words" for m in moves):
        # "As an e-mail" is an edit, no more; what a clause beside it asks is answered.
        anew = not after.wanted.edits
        asked = {matter for c in reading.clauses if c.turn == "ask" for matter in matters_of(c)}
        kept = (
            m
            for m in moves
            if m.room in ("news", "again", "rejected")
            or m.act in asked
            or (anew and m.kind == "answer" and m.room not in _LOOKED_UP)
        )
        return [*kept, Move("words", "words")]
    return moves


def _of_letter(moves: list[Move], reading: Reading, after: Dialogue) -> list[Move]:
    """Who tells that their letter says less than was said is told what to do about it, or gets the text that is
    wanted."""
    if not after.deal.letter or all(a.role != IN_LETTER for a in reading.amounts):
        return moves
    ordered = [m for m in moves if m.kind == "words" and after.wanted.turn == after.turn]
    return [*(m for m in moves if m.kind in ("acknowledge", "reassure")), *(ordered or [Move("advise", "differs")])]


def _less_than_agreed(moves: list[Move], fresh: tuple[Event, ...], after: Dialogue) -> list[Move]:
    """After a yes of both sides a lower figure, or a part that is gone, is no answer: what they wrote is not what was
    agreed."""
    less = any(
        e.kind == "part_dropped"
        or (e.kind == "offer_revised" and e.before and e.after and e.after.high < e.before.high)
        for e in fresh
    )
    if not less or after.deal.status not in SETTLED:
        return moves
    kept = [m for m in moves if m.kind in ("acknowledge", "answer", "words") and m.room not in ("craft", LOOK_UP)]
    return [*kept, Move("advise", "differs")]


def answered_now(fresh: tuple[Event, ...]) -> bool:
    """Whether the other side's answer is among what a message tells."""
    return any(e.kind in _ANSWERS for e in fresh)


def _with_view_of_answer(moves: list[Move], after: Dialogue, *, told: bool) -> list[Move]:
    """The moves with a view of an answer that is news, and without waiting for it; what is asked beside it is answered
    after the view."""
    if not told or after.deal.status not in _ANSWERED:
        return moves
    later = "later" if after.deal.kind == "raise" and after.deal.offer else ""  # the view names the day to come
    moves = [m for m in moves if m.room not in ("pending", later)]
    if not after.deal.offer or any(m.room in _VIEWS or m.act in _POSITIONS for m in moves):
        return moves
    at = next((n for n, m in enumerate(moves) if m.kind != "acknowledge"), len(moves))
    return [*moves[:at], Move("advise", "answered"), *moves[at:]]


def _with_next_step(moves: list[Move], after: Dialogue, *, told: bool) -> list[Move]:
    """The moves with a view of an offer that is news, and a next step at their end."""
    judged = any(m.kind in ("judge", "words") or m.room == "answered" for m in moves)
    if told and after.deal.status not in ENDED and not judged:
        at = next((n for n, m in enumerate(moves) if m.kind not in _ROUND), len(moves))
        moves = [*moves[:at], Move("judge", "verdict"), *moves[at:]]  # a view of the news comes before what follows
    if moves and not any(m.kind in ("answer", "judge", "advise", "words") for m in moves):
        moves = [*moves, Move("advise", "next_step")]
    judged = any(m.room == "verdict" for m in moves) and not any(m.kind in ("advise", "words") for m in moves)
    judged = judged and not any(
        m.act == "view_wish" for m in moves
    )  # whether their own number may be asked is the step
    if judged and not begins(after) and after.deal.status not in ("asked", *_ANSWERED):
        moves = [*moves, Move("advise", "ask")]  # a view ends in a next step
    return moves


def _with_what_troubles(moves: list[Move], fresh: tuple[Event, ...], after: Dialogue) -> list[Move]:
    """The moves with a view of what troubles the person in the terms, in place of one on how that feels or what it
    counts."""
    here = any(e.kind == "term_minded" and e.company in ("", after.deal.company) for e in fresh)
    if not here or after.deal.status in ENDED:
        return moves
    moves = [m for m in moves if m.room not in _ON_WORRIES and m.kind != "words"]
    at = next((n for n, m in enumerate(moves) if m.kind not in ("acknowledge", "answer")), len(moves))
    return [*moves[:at], Move("answer", "minded"), *moves[at:]]


def _where_nothing_is_asked(reading: Reading, after: Dialogue) -> list[Move]:
    """The moves for what calls for none by itself."""
    polite = reading.does("thank", "bye", "greet")
    if not polite and after.deal.offer + after.current and not _looks_elsewhere(reading, after):
        # What was told changed nothing (no other offer, a hope, a worry); it may still be a matter of the craft.
        # That it was asked calls for no advice on how.
        asked = any(c.matter == "told_asked" for c in reading.clauses) or any(
            a.role == "asked" for a in reading.amounts
        )
        craft = [Move("answer", "craft")] if reading.does("need", "feeling", "wish") and not asked else []
        return [*craft, Move("advise", "next_step")]
    told = any(c.share(act) >= POSSIBLE for c in reading.clauses for act in _STORIES if c.does(act))
    tells = told and len(reading.text.split()) >= _A_STORY
    if tells and not reading.asks:
        # A story that begins: what the craft says of it, and it is asked for its figures.
        return [Move("answer", "craft"), Move("advise", "next_step")]
    return [Move("answer", LOOK_UP)]


def _looks_elsewhere(reading: Reading, after: Dialogue) -> bool:
    """Whether a message names a role, a place or a company that is none of the talk's."""
    mentions = reading.mentions
    if mentions is None or not reading.mentions_names:
        return False
    strange = [x for x in reading.companies if not any(d.is_of(x.name, x.options) for d in after.deals)]
    return bool(strange or mentions.roles or any(not p.weak for p in mentions.places))


def _beside_words(moves: list[Move], reading: Reading) -> list[Move]:
    """What stays beside a text: what is asked in other clauses; what else could be advised is in the text."""
    asked = set(wanted_in(reading))
    return [m for m in moves if m.room not in _IN_TEXT and (m.act in asked or m.room not in ("craft", "decision"))]


def _stay_or_go(moves: list[Move], reading: Reading, after: Dialogue) -> list[Move]:
    """Beside a counter-offer that is not answered every view of what to take is one: stay or go."""
    at = counter_at(after)
    if at is None or not after.deals[at].offer or after.deals[at].status in ENDED:
        return moves
    wants = any(c.share("ask_words") >= SURE for c in reading.clauses) or reading.does("ask_edit")
    return [
        Move("advise", "decision", "view_stay")
        if m.act in _CHOICES or (not m.act and m.room in _STEPS) or (m.kind == "words" and not wants)
        else m
        for m in moves
    ]


def _each_view_once(moves: list[Move], after: Dialogue, *, told: bool) -> list[Move]:
    """The moves without those that another one says in other words."""
    rooms = {m.room for m in moves}
    position = any(m.act in _POSITIONS and m.room == "decision" for m in moves)
    if position and not told and after.deal.status not in _ANSWERED:
        moves = [m for m in moves if m.room != "verdict"]  # one view is enough, and what to do is the answer
    if position or rooms & {"verdict", "room"} or ("closing" in rooms and after.deal.status == "agreed"):
        moves = [m for m in moves if m.room != "answered"]  # they say what to do with the answer
    return moves


def _one_recommendation(moves: list[Move], asked: set[str]) -> list[Move]:
    """The moves with one that says what to do: take, ask once for something or wait. What was asked for comes before
    what a coach adds, and a view of their answer before one that does not know it; a view of the figure that ends in
    none of these stays beside it."""
    saying = [m for m in moves if m.room in _RECOMMENDS or (m.room == "decision" and m.act in _TO_DO)]
    if len(saying) < 2:
        return moves
    best = min(saying, key=lambda m: (m.act not in asked, m.room not in _KNOWING, saying.index(m)))
    return [m for m in moves if m is best or m not in saying]


def _in_order(moves: list[Move]) -> tuple[Move, ...]:
    """The moves as a reply makes them: what is asked in turn, each room once (views and the craft once an act), no more
    answers than a phone shows."""
    first: dict[str, Move] = {}
    for move in sorted(moves, key=lambda m: _ORDER[m.kind]):
        first.setdefault(f"{move.room} {move.act}" if move.room in _BY_ACT else move.room, move)
    held = tuple(first.values())
    answers = tuple(m for m in held if m.kind not in _ROUND)[:MOST]
    return tuple(m for m in held if m.kind in _ROUND or m in answers)


def _is_coached(reading: Reading, after: Dialogue) -> bool:
    """Whether a message in a talk without guides tells or asks something that no guide is needed for."""
    guided = after.deal.options or after.topic.companies or any(x.options for x in reading.companies)
    return not guided and concerns(reading) and not looks_up(reading)


def _only_tells(reading: Reading) -> bool:
    """Whether every clause surely tells something of the person's own: then nothing in it is an order to the
    software."""
    return bool(reading.clauses) and all(
        any(act in _OWN and share >= SURE for act, share in c.acts) for c in reading.clauses
    )


def _tells(fresh: tuple[Event, ...]) -> bool:
    return any(e.kind in _FIGURES or e.kind in ("they_answered", "deed_told") for e in fresh)


def _negotiates(dialogue: Dialogue) -> bool:
    """Whether any figure of a negotiation is held."""
    return bool(
        dialogue.current
        or dialogue.target
        or dialogue.floor
        or any(d.offer or d.status or d.terms for d in dialogue.deals)
    )


def begins(dialogue: Dialogue) -> bool:
    """Whether an offer is all that is known: then its view says which part to push, and the figure waits for more."""
    return dialogue.turn <= 1 and not (dialogue.current or dialogue.target or dialogue.floor)


def _unsure(reading: Reading, fresh: tuple[Event, ...], dialogue: Dialogue) -> bool:
    """Whether a figure of pay was told of which nothing says for sure what it is, and nothing else was taken from the
    message."""
    open_ones = [
        a
        for a in reading.amounts
        if a.role_score < UNSURE
        and a.amount.kind in ("money", "bare")
        and a.amount.high >= _PAY
        and not _known(a, dialogue)
    ]
    return bool(open_ones) and not any(e.kind in _FIGURES for e in fresh)


def _known(amount: AmountMention, dialogue: Dialogue) -> bool:
    """Whether a figure is one that the talk holds, or one that the coach has named: then it is only said again."""
    held = (*dialogue.current, *dialogue.target, *dialogue.floor, *(p for d in dialogue.deals for p in d.offer))
    return any(same_value(amount, p) for p in held) or voiced(amount, dialogue)


def _has(need: Need, reading: Reading, dialogue: Dialogue) -> bool:
    match need:
        case "offer":
            return bool(dialogue.deal.offer or dialogue.current)
        case "two":
            return sum(bool(d.offer) for d in (dialogue.deal, *dialogue.others)) >= 2
        case "text":
            return bool(dialogue.wanted.turn)
        case "rival":
            return bool(dialogue.deal.offer) and any(d.company for d in dialogue.others)
        case "figure":
            return bool(reading.amounts or dialogue.deal.offer or dialogue.current)
