"""A turn becomes a reply: read | apply | retrieve | write | reread | word | ground, as one LangChain runnable."""

from __future__ import annotations

import hashlib
import time
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda, ensure_config

from coach.answers import entities_of
from coach.answers.advice import passages_for
from coach.answers.known import known as known_in
from coach.answers.letter import headed, letter_of, offered_elsewhere
from coach.answers.rooms import Heard, write_moves
from coach.dialogue.after import with_turns
from coach.dialogue.apply import apply, apply_letter, heard, makes_offer
from coach.dialogue.budget import latest, within
from coach.dialogue.change import UNSURE
from coach.dialogue.deals import Dialogue
from coach.dialogue.edits import with_sentences
from coach.dialogue.lettered import with_letter
from coach.dialogue.levels import with_level
from coach.dialogue.negotiations import turned_to, without_ended
from coach.dialogue.people import with_known
from coach.dialogue.remarks import with_remarks
from coach.dialogue.resolve import same_value
from coach.dialogue.righted import with_pay_righted
from coach.dialogue.stages import with_stages
from coach.dialogue.turn import Turn
from coach.dialogue.units import with_units
from coach.dialogue.view import context_of, dialogue_of, situation_of, state_json, with_situation
from coach.dialogue.weeks import with_weeks
from coach.evidence.craft import FITS, find
from coach.evidence.retrieve import Evidence, Library, retrieve
from coach.policy.moves import moves_of
from coach.policy.table import LOOK_UP, asked_in
from coach.reply import Figure, Reply
from coach.reply.awaited import go_on
from coach.reply.draft import Draft, filled, quotation, render
from coach.reply.events import Event, overlapped, written
from coach.reply.ground import figured, ground
from coach.reply.notation import in_notation
from coach.understanding.amounts import odd_in
from coach.understanding.incoming import LETTER
from coach.understanding.incoming import read as as_read
from coach.understanding.letters import body_of, looks_like_letter, understood
from coach.understanding.likeness import ready_clauses
from coach.understanding.orders import gives_orders, without_orders
from coach.understanding.question import Question, topic_of, understand
from coach.understanding.rates import Rates
from coach.understanding.read import judged, read
from coach.understanding.reading import Clause, Reading
from coach.understanding.situation import Situation
from coach.writer.answering import Answering, Talk, answering
from coach.writer.asked import known
from coach.writer.budget import Budget
from coach.writer.check import Grounds, prose
from coach.writer.mask import with_capitals
from coach.writer.restate import restated
from coach.writer.slots import without_unused
from coach.writer.wording import Worded, Writer, finished
from index.held import Held

_PASSAGES = 2  # passages of craft that the model may say something of
_SURE_WISH = 0.85  # a probability from which a figure is a wish, also where an offer is to be judged
_VOICED = 40  # figures of the last replies that are remembered as the coach's own
_MOST_LINES = 60  # of the talk that are kept
_LINES, _LONGEST_LINE = 6, 1200  # of the talk that the next answer is told; characters of one
_VERSIONS = 4  # of the text that stands, before its last one
_PEOPLE = 40  # names that are kept to be hidden
_KEPT = 256  # dialogues of talks whose words came with the turn
# Said exactly as written: scripts are the user's to say, refusals and talk about the coach are ours.
_AS_IS = frozenset({"lever_script", "orders", "sources"})
_Made = TypeVar("_Made")
_SENT = frozenset({"lever_script"})
_TEXT = "words"  # the room of the move that brings a text to send
_WHO = {"user": "person", "assistant": "coach"}


@dataclass(frozen=True, slots=True)
class Walk:
    """One turn on its way; each step fills in the next field. Times are in milliseconds."""

    turn: Turn
    cut: str = ""
    question: Question | None = None
    reading: Reading = field(default_factory=lambda: Reading(""))
    before: Dialogue = field(default_factory=Dialogue)
    dialogue: Dialogue = field(default_factory=Dialogue)
    situation: Situation = field(default_factory=Situation)
    noted: str = ""
    placed: str = ""
    unread: str = ""
    evidence: Evidence | None = None
    draft: Draft | None = None
    built: Draft | None = None
    moves: tuple[str, ...] = ()
    worded: Worded | None = None
    engine: str = "built-in"
    budget: Budget | None = None
    timings: dict[str, float] = field(default_factory=dict)


class Coach:
    """Answers turns from one library. `today` decides what counts as overdue."""

    def __init__(
        self,
        library: Library,
        today: Callable[[], date] = date.today,
        rates: Rates | None = None,
        writer: Writer | None = None,
    ) -> None:
        """Use `library` for every answer; it may pick up new guides between turns.

        `rates` allow conversions. A `writer` words what the built-in writer has found; without one its own words stand.
        """
        self._rates = rates
        self._writer = writer
        self.library = library
        self._today = today
        self._kept: Held[str, Dialogue] = Held(_KEPT)
        self._like_figures: tuple[int, tuple[str, ...]] = (0, ())
        answering: Runnable[Turn, Event] = RunnableGenerator(self._events, self._aevents, name="coach")
        self.events = answering.with_config(tags=["coach"])
        self.chain: Runnable[Turn, Reply] = self.events | RunnableLambda(_whole, name="reply")

    @property
    def today(self) -> date:
        """The day that decides what is overdue."""
        return self._today()

    @property
    def writer(self) -> Writer | None:
        """What words replies and rehearsals, None where only the built-in words do."""
        return self._writer

    def reply(self, turn: Turn) -> Reply:
        """Answer one turn."""
        return self.chain.invoke(turn)

    def stream(self, turn: Turn) -> Iterator[Reply]:
        """Answer one turn in growing parts: each reply holds a sentence or paragraph more, the last is whole."""
        with closing(self.events.stream(turn)) as events:  # type: ignore[type-var]
            for event in events:
                if event.reply is not None:
                    yield event.reply

    def _events(self, turns: Iterator[Turn]) -> Iterator[Event]:
        for turn in turns:
            yield from self._answering(turn, self._writer.budget() if self._writer else None)

    async def _aevents(self, turns: AsyncIterator[Turn]) -> AsyncIterator[Event]:
        async for turn in turns:
            budget = self._writer.budget() if self._writer else None
            stop = budget.stop if budget else _nothing
            async for event in overlapped(self._answering(turn, budget), stop):
                yield event

    @staticmethod
    def _step(step: Callable[[Walk], _Made], walk: Walk) -> _Made:
        """One step of the walk, as a run of its own where somebody traces it."""
        go_on()
        callbacks = ensure_config().get("callbacks")
        if not getattr(callbacks, "handlers", callbacks):
            return step(walk)
        return RunnableLambda(step, name=step.__name__.strip("_")).invoke(walk)

    def _answering(self, turn: Turn, budget: Budget | None) -> Generator[Event]:
        """The walk of one turn, and what comes of it on the way."""
        walk = self._step(self._understand, Walk(turn, budget=budget))
        yield Event("understood", about=_told(walk))
        for step in (self._retrieve, self._write, self._reread):
            walk = self._step(step, walk)
        yield from (Event("move", move) for move in walk.moves)
        text = walk.draft is not None and (walk.draft.text is not None or self._writes_text(walk))
        shown, sends = "", walk.draft is not None and (text or walk.draft.intent in _SENT)
        if self._writer and walk.draft and text:
            if (
                not self._writer.reads and (head := _before_text(walk.draft)).parts
            ):  # what stands before the text is there at once
                begun = self._ground(replace(walk, draft=head))
                yield from (replace(e, reply=begun) for e in written("", begun, sends=False))
                shown = begun.text
            walk = self._step(self._word, walk)
        elif self._writer and self._can_word(walk):
            last = walk
            with closing(self._worded(walk)) as steps:  # a reply that is stopped stops the model
                for last in steps:
                    # While it grows, only what has passed is shown; what is built in follows with the end.
                    if last.worded and last.worded.sentences:
                        grown = self._ground(replace(last, draft=_growing(last)))
                        yield Event("sentence", grown.text.removeprefix(shown).strip(), grown)
                        shown = grown.text
            walk = _filled(last)
        whole = self._step(self._ground, walk)
        yield from written(shown, whole, sends=sends)
        yield Event("done", reply=whole)

    def _understand(self, walk: Walk) -> Walk:
        return self._heard(walk.turn, walk.budget)

    def _heard(self, turn: Turn, budget: Budget | None) -> Walk:
        start = time.perf_counter()
        self.library.refresh()
        names = self.library.names
        letter = turn.message if looks_like_letter(turn.message[:LETTER]) else ""
        turn, cut = within(turn, names)
        before = self._before(turn)
        walk = self._letter(letter, before) if letter else self._read(turn.message, before, budget)
        assert walk.question is not None  # noqa: S101 - just made
        return replace(
            walk, turn=turn, cut=cut, noted=_noted(situation_of(before), walk.situation), timings={"understand": _since(start)}, budget=budget,
        )  # fmt: skip

    def _opened(self, message: str, before: Dialogue) -> tuple[Dialogue, Reading]:
        """The dialogue with the negotiation open that a message is about, and the message as it is read in that one."""
        reading = self._read_in(before, message)
        turned = turned_to(before, with_known(before, reading))
        if turned is not before:
            before, reading = turned, without_ended(turned, self._read_in(turned, message))
        return before, reading

    def _read_in(self, dialogue: Dialogue, message: str) -> Reading:
        held = tuple(o for d in dialogue.deals for o in d.options)
        return read(message, self.library.names, held, context_of(dialogue))

    def _read(self, message: str, before: Dialogue, budget: Budget | None = None) -> Walk:
        """One message read and taken into the dialogue: what it says, what has changed, what is looked up."""
        names = self.library.names
        before, read_so = self._opened(message, before)
        read_so = with_sentences(before, with_turns(before, read_so))
        ready_clauses(read_so)
        alone = reading = with_remarks(before, with_stages(before, read_so))
        alone = reading = with_level(before, with_units(before, with_weeks(before, without_orders(reading))))
        alone = reading = with_pay_righted(before, reading)
        unread, otherwise = "", False
        if self._writer and budget:
            reading, unread = self._writer.read(alone, before, names, budget)
            otherwise = reading is not alone
            reading = with_level(before, with_units(before, without_orders(reading)))
        reading, alone = with_letter(before, reading), with_letter(before, alone)
        if (
            reading.amounts
            and reading.does("ask_verdict", "ask_should")
            and not any(c.matter == "view_wish" for c in reading.clauses)
            and not any(same_value(a, p) for a in reading.amounts for p in (*before.current, *before.target))
            and not any(
                a.role_score >= (UNSURE if a.role == "offer" else _SURE_WISH) and a.role in ("offer", "wish", "asked")
                for a in reading.amounts
            )
        ):
            asked = understand(message, names, situation_of(before), before.topic if before.turn else None, reading)
            reading = judged(reading) if asked.intent == "offer_evaluation" else reading
        after, ordered = apply(before, reading), gives_orders(reading)
        question = understand(message, names, situation_of(after), before.topic if before.turn else None, reading)
        if ordered or question.intent == "orders":  # the intents alone tell no order
            question = replace(question, intent="orders" if ordered else "open_question")
        if question.intent == "orders":
            after = before.model_copy(update={"turn": after.turn})  # what an order says of pay is not the person's
        after = after.model_copy(update={"topic": question.after})
        # What a model has read otherwise is said back, so that the person can put it right.
        placed = _noted(situation_of(apply(before, alone)), situation_of(after)) if otherwise else ""
        return Walk(
            Turn(message),
            question=question,
            reading=reading,
            before=before,
            dialogue=after,
            situation=situation_of(after),
            placed=placed,
            unread=unread,
        )

    def _letter(self, text: str, before: Dialogue) -> Walk:
        """A letter or mail that was pasted: the same letter as one dropped on the page; its figures are the offer, and
        a view of it is due.
        """
        names = self.library.names
        letter, shown = understood(text, names), as_read(text)
        if not makes_offer(letter.situation, before):
            return self._read(body_of(shown) or shown, before)
        after = apply_letter(before, letter.situation, shown)
        told = situation_of(after)
        topic = replace(topic_of(told, names), intent="offer_evaluation")
        question = Question("", "offer_evaluation", topic, names.find(""), after=topic, notes=letter.notes)
        reading = Reading(shown, (Clause(0, 0, "", (("offer", 1.0), ("ask_verdict", 1.0))),))
        after = after.model_copy(update={"topic": topic})
        return Walk(Turn(""), question=question, reading=reading, before=before, dialogue=after, situation=told)

    def _before(self, turn: Turn) -> Dialogue:
        """The dialogue as it was kept; without one the words before are read once more, each message once for all later
        turns.
        """
        if turn.dialogue is not None:
            kept = turn.dialogue
        else:
            said = tuple(content for role, content in turn.history if role == "user")
            kept = self._folded(turn.situation, said)
        return with_situation(kept, turn.held) if turn.held is not None else kept

    def _folded(self, situation: Situation, said: tuple[str, ...]) -> Dialogue:
        """The dialogue after some messages: on from what is held of their beginning, the latest of the others read
        within the budget of a turn."""
        names = self.library.names
        keys = list(_keys(f"{id(names)} {situation.model_dump_json()}", said))
        held = self._kept.of(keys[1:])
        known = max((n for n, key in enumerate(keys) if key in held), default=0)
        dialogue = held.get(keys[known]) or dialogue_of(situation)
        unread = latest(said[known:])
        for n, words in enumerate(unread, len(said) - len(unread) + 1):
            go_on()
            walk = self._read(words, dialogue)
            if walk.dialogue.wanted.turn == walk.dialogue.turn:  # a text was written, which the next words may change
                walk = self._write(self._retrieve(walk))
            assert walk.question is not None  # noqa: S101 - just read
            entities = entities_of(walk.question, retrieve(walk.question, self.library), names)
            dialogue = heard(walk.dialogue, walk.question.intent, entities, names)
            self._kept.keep({keys[n]: dialogue})
        return dialogue

    def _figured(self) -> tuple[str, ...]:
        """The names of companies with guides that are written like a figure, once for each index."""
        names = self.library.names
        if self._like_figures[0] != id(names):
            self._like_figures = id(names), figured(names.companies.display.values())
        return self._like_figures[1]

    def _retrieve(self, walk: Walk) -> Walk:
        start = time.perf_counter()
        assert walk.question is not None  # noqa: S101 - the step before has filled it
        evidence = retrieve(walk.question, self.library)
        return replace(walk, evidence=evidence, timings={**walk.timings, "retrieve": _since(start)})

    def _write(self, walk: Walk) -> Walk:
        start = time.perf_counter()
        assert walk.question is not None  # noqa: S101 - as above
        assert walk.evidence is not None  # noqa: S101 - as above
        moves = moves_of(walk.reading, walk.before, walk.dialogue, walk.question.intent)
        heard_all = Heard(walk.reading, walk.before, walk.dialogue, walk.situation, walk.question, walk.evidence, moves)
        draft, said = write_moves(heard_all, self.library, self._today(), self._rates)
        dialogue = walk.dialogue.model_copy(update={"shown": (*walk.dialogue.shown, *said)[-200:]})
        if draft.text is not None:
            written_now = draft.text.read(draft.figures)
            held = dialogue.wanted
            before = held.written if held.written != written_now else ()
            earlier = (before, *held.earlier) if before else held.earlier
            stands = {
                "kind": draft.text.kind, "channel": draft.text.channel, "written": written_now,
                "earlier": earlier[:_VERSIONS],
            }  # fmt: skip
            dialogue = dialogue.model_copy(update={"wanted": dialogue.wanted.model_copy(update=stands)})
        if about := asked_in(walk.reading):
            dialogue = dialogue.model_copy(update={"asked_about": about, "asked_at": dialogue.turn})
        walk = replace(walk, moves=tuple(m.room for m in moves), dialogue=dialogue)
        for odd in odd_in(walk.turn.message):
            draft.note(f"“{odd}” is an odd way to write a sum; check that I took it as you mean it.")
        if walk.placed:
            draft.note(f"I took that as: {walk.placed}.")
        if walk.noted:
            for figure in walk.situation.figures():
                draft.add(Figure(**figure, kind="user", company="", role="", region=""))
        return replace(walk, draft=draft, timings={**walk.timings, "write": _since(start)})

    def _reread(self, walk: Walk) -> Walk:
        """Where nothing was found in the words as they are, the walk of the plain question that a model makes of them."""
        assert walk.draft is not None  # noqa: S101 - as above
        if self._answers(walk) or self._writes_text(walk) or walk.draft.text is not None:
            return walk  # a text that is wanted is no question to be put otherwise
        lost = walk.draft.abstained or (walk.draft.clarify and not walk.draft.citations)
        if self._writer is None or not lost or walk.draft.intent == "orders":
            return walk
        start = time.perf_counter()
        assert walk.budget is not None  # noqa: S101 - made with the writer
        names = self.library.names
        question = restated(walk.turn, self._writer.model, names, self._writer.mask(names), walk.budget)
        timings = {**walk.timings, "restate": _since(start)}
        if not question:
            return replace(walk, timings=timings)
        again = self._write(self._retrieve(self._heard(replace(walk.turn, message=question), walk.budget)))
        if again.draft is None or again.draft.abstained or again.draft.clarify:
            return replace(walk, timings=timings)
        again.draft.note(f"I read your message as: {question}")
        return replace(
            again,
            turn=replace(again.turn, message=f"{walk.turn.message}\n{question}"),
            cut=walk.cut,
            # What a plain question looks up is the model's; what the person has told is not.
            dialogue=walk.dialogue.model_copy(update={"topic": again.dialogue.topic, "shown": again.dialogue.shown}),
            situation=walk.situation,
            noted=walk.noted,
            timings={**again.timings, "restate": timings["restate"]},
        )

    def _word(self, walk: Walk) -> Walk:
        if self._writer and walk.draft and (walk.draft.text or self._writes_text(walk)):
            return self._sent(walk)
        steps = list(self._worded(walk)) if self._can_word(walk) else [walk]
        return _filled(steps[-1])

    def _sent(self, walk: Walk) -> Walk:
        """The walk whose text to send is in the model's words, if they pass; everything beside it stays."""
        assert walk.draft is not None  # noqa: S101 - as above
        assert self._writer is not None  # noqa: S101 - asked only with one
        assert walk.budget is not None  # noqa: S101 - made with the writer
        start = time.perf_counter()
        if self._writer.reads:
            return self._lettered(walk, start)
        done = self._writer.text(self._grounds(walk), walk.budget)
        worded = Worded(repaired=done.repaired, failed=done.failed)
        walk = replace(walk, worded=worded, engine=self._writer.engine, timings={**walk.timings, "word": _since(start)})
        if not done.paragraphs or walk.draft is None or walk.draft.text is None:
            return walk
        old, new = quotation(walk.draft.text.paragraphs), quotation(done.paragraphs)
        return replace(walk, draft=replace(walk.draft, parts=[new if p == old else p for p in walk.draft.parts]))

    def _lettered(self, walk: Walk, start: float) -> Walk:
        """The walk whose text to send is the model's own, with its answer to what else was asked."""
        assert walk.draft is not None  # noqa: S101 - asked with one
        assert self._writer is not None  # noqa: S101 - as above
        assert walk.budget is not None  # noqa: S101 - made with the writer
        built, asked = walk.draft, self._answering_of(walk)
        wanted, asked = letter_of(built, asked, walk.reading, walk.before, walk.dialogue)
        done = self._writer.letter(wanted, asked, walk.budget)
        worded = Worded(repaired=done.repaired, replaced=done.replaced, failed=done.failed)
        walk = replace(walk, worded=worded, engine=self._writer.engine, timings={**walk.timings, "word": _since(start)})
        if not done.paragraphs:
            return walk
        to, second = headed(wanted.to)
        title = f"**{'The mail' if done.paragraphs[0].startswith('Subject:') else 'What to say'}**{to}:"
        draft = asked.basis.draft
        text = replace(built.text, paragraphs=done.paragraphs) if built.text else None
        held = walk.dialogue.wanted.model_copy(update={"written": filled(done.paragraphs, draft.figures)})
        lead = [" ".join(s.strip() for s in done.lead)] if done.lead else []
        parts = [*lead, title, quotation(done.paragraphs)]
        if done.second:
            parts += [f"**And the other one**{second}:", quotation(done.second)]
        draft = replace(draft, parts=parts, notes=[], text=text)
        draft = without_unused(draft, len(built.figures) + 1)
        return replace(walk, draft=draft, dialogue=walk.dialogue.model_copy(update={"wanted": held}))

    def _writes_text(self, walk: Walk) -> bool:
        """Whether the model writes the text that a message wants, where there is no built-in one: a change of the text
        that stands may be one that the built-in writer cannot make.
        """
        draft, wanted = walk.draft, walk.dialogue.wanted
        if self._writer is None or not self._writer.reads or draft is None or draft.intent in ("orders", "sources"):
            return False
        ordered = bool(wanted.turn) and wanted.turn == walk.dialogue.turn and _TEXT in walk.moves
        return ordered and not any(p.startswith(">") for p in draft.parts)

    def _answers(self, walk: Walk) -> bool:
        """Whether the model answers by itself: one that reads, once there is a talk or a text in it, and more than a
        look-up.
        """
        draft = walk.draft
        if self._writer is None or not self._writer.reads or draft is None or draft.intent in ("orders", "sources"):
            return False
        if draft.text is not None or any(p.startswith(">") for p in draft.parts) or self._writes_text(walk):
            return False
        d = walk.dialogue
        begun = d.deal.offer or d.current or d.target or d.deal.status or d.wanted.written
        about_text = bool(d.wanted.written) and not walk.reading.asks  # what is said of it looks nothing up
        return bool(begun) and (walk.moves != (LOOK_UP,) or not draft.citations or about_text)

    def _can_word(self, walk: Walk) -> bool:
        return self._writer is not None and (self._answers(walk) or _wordable(walk))

    def _people(self, walk: Walk) -> tuple[str, ...]:
        """Everybody whom the message or the talk names."""
        deals = walk.dialogue.deals
        named = [p.name for p in (*walk.reading.persons, *walk.reading.leaning)]
        named += [*(n for d in deals for n in (d.person, *d.people) if n), *walk.before.people_named]
        named += filter(None, (walk.dialogue.wanted.to, walk.dialogue.wanted.signed))
        none = {*walk.dialogue.no_names, *walk.reading.nobody}
        firms = {w.casefold() for d in deals for w in d.company.split()}
        return tuple(n for n in dict.fromkeys(named) if n not in none and n.casefold() not in firms)

    @staticmethod
    def _message(walk: Walk) -> str:
        """What the person says, the names of people in it as they are written."""
        read, said = walk.reading, walk.turn.message
        return with_capitals(said, (*read.persons, *read.leaning)) if said == read.text else said

    def _answering_of(self, walk: Walk) -> Answering:
        """What the model answers a turn from; the figures of what is known are those of a draft of its own."""
        assert walk.draft is not None  # noqa: S101 - asked with one
        assert walk.question is not None  # noqa: S101 - as above
        assert walk.evidence is not None  # noqa: S101 - as above
        d = walk.draft
        draft = replace(d, figures=list(d.figures), citations=list(d.citations), notes=list(d.notes))  # fmt: skip
        whole = Heard(walk.reading, walk.before, walk.dialogue, walk.situation, walk.question, walk.evidence, ())
        told = known_in(whole, self.library, self._today(), draft)
        said = walk.before.lines or tuple((_WHO.get(role, role), words) for role, words in walk.turn.history)
        earlier = tuple(words for who, words in said[:-_LINES] if who == "person")
        talk = Talk(self._message(walk), said[-_LINES:], self._craft(walk), walk.moves, earlier)
        employers = tuple(dict.fromkeys(d.company for d in walk.dialogue.deals if d.company))
        others = offered_elsewhere(walk.dialogue)
        return answering(walk.draft, draft, told, talk, self.library.names, employers, self._people(walk), others)

    def _craft(self, walk: Walk) -> tuple[str, ...]:
        """The passages of craft that fit a message: of the documents of what is surely asked about, where that is read;
        of all of them else.
        """
        if not walk.moves or walk.moves == (LOOK_UP,):
            return ()
        asked, store = walk.reading, self.library.store
        among = passages_for(asked, walk.dialogue)
        if among or any(c.matter for c in asked.clauses):
            found = find(asked.text, self.library, len(among), store, among) if among else []
        else:
            found = find(walk.turn.message, self.library, _PASSAGES, store)
        return tuple(" ".join(p.chunk.text.split()) for p in found if p.score >= FITS)[:_PASSAGES]

    def _grounds(self, walk: Walk) -> Grounds:
        """What the model's words for a draft may rest on."""
        assert walk.draft is not None  # noqa: S101 - as above
        people, more = self._people(walk), self._craft(walk)
        tone = "warm" if walk.reading.does("feeling") else "plain"
        talk = f"moves: {', '.join(walk.moves) or LOOK_UP}\nknown: {known(walk.before, named=False)}\ntone: {tone}"
        return Grounds(walk.draft, walk.situation, self._message(walk), self.library.names, more=more, people=people, talk=talk)  # fmt: skip

    def _worded(self, walk: Walk) -> Generator[Walk]:
        """The walk with one more sentence of the model each time."""
        assert walk.draft is not None  # noqa: S101 - as above
        assert self._writer is not None  # noqa: S101 - asked only with one
        start = time.perf_counter()
        budget = walk.budget
        assert budget is not None  # noqa: S101 - made with the writer
        if self._answers(walk):
            asked = self._answering_of(walk)
            answers = self._writer.answer(asked, budget)
            walk = replace(walk, built=walk.draft, draft=asked.basis.draft)
        else:
            answers = self._writer.words(self._grounds(walk), budget)
        with closing(answers) as steps:
            for worded in steps:
                yield replace(
                    walk, worded=worded, engine=self._writer.engine, timings={**walk.timings, "word": _since(start)}
                )

    def _ground(self, walk: Walk) -> Reply:
        start = time.perf_counter()
        assert walk.draft is not None  # noqa: S101 - as above
        words = [walk.turn.message, *(content for role, content in walk.turn.history if role == "user")]
        words += (walk.situation.summary(), *walk.situation.achievements, *walk.situation.skills)
        wanted = walk.dialogue.wanted  # what a text says in the person's words was told in an earlier message perhaps
        words += (*wanted.put_in, *wanted.instead, *(t.words for d in walk.dialogue.deals for t in d.terms))
        held = walk.dialogue
        currency = next((p.currency for p in (*held.deal.offer, *held.current, *held.target) if p.currency), "")
        own = walk.worded is not None and not walk.worded.failed and bool(self._writer and self._writer.reads)
        draft = in_notation(walk.draft, full=held.in_full, currency=currency, throughout=own)
        reply = ground(render(draft), words, self._figured())
        after = heard(walk.dialogue, walk.draft.intent, walk.draft.entities, self.library.names)
        named = [end for f in reply.figures if f.kind != "user" for end in (f.low, f.high) if end is not None]
        voiced = tuple(dict.fromkeys((*named, *after.voiced)))[:_VOICED]
        after = after.model_copy(update={"voiced": voiced})
        open_question = {"asked_back": reply.clarify or "", "asked_levels": walk.draft.levels if reply.clarify else ()}
        after = after.model_copy(update=open_question)
        if self._writer and self._writer.reads:
            lines = (*walk.before.lines, ("person", self._message(walk)), ("coach", reply.text))
            last = len(lines) - _LINES  # of the person all is kept: what they say of themselves is theirs to the end
            lines = tuple((w, said[:_LONGEST_LINE]) for n, (w, said) in enumerate(lines) if w == "person" or n >= last)
            lines = lines[-_MOST_LINES:]
            after = after.model_copy(update={"lines": lines, "people_named": self._people(walk)[-_PEOPLE:]})
        if walk.budget and walk.budget.calls:
            after = after.model_copy(update={"spent": walk.budget.added(walk.dialogue.spent)})
        reply = replace(
            reply,
            moves=walk.moves,
            state=state_json(after),
            dialogue=after.model_dump(mode="json", exclude_defaults=True),
        )
        said = walk.situation.model_dump(exclude_defaults=True, mode="json")
        if walk.cut:
            reply = replace(reply, caveats=(walk.cut, *reply.caveats))
        if walk.unread:
            reply = replace(reply, caveats=(*reply.caveats, f"The built-in reading stands: {walk.unread}."))
        if walk.worded and walk.worded.failed:
            reply = replace(reply, caveats=(*reply.caveats, f"The built-in writer answered: {walk.worded.failed}."))
        elif walk.worded:
            reply = replace(reply, engine=walk.engine, repaired=walk.worded.repaired, replaced=walk.worded.replaced)
        if walk.budget and walk.budget.calls and self._writer:
            reply = replace(reply, **self._writer.spent(walk.budget, after.spent))
        return replace(reply, situation=said, timings_ms={**walk.timings, "ground": _since(start)})


def _whole(last: Event) -> Reply:
    """The reply of the last event."""
    assert last.reply is not None  # noqa: S101 - the last one is whole
    return last.reply


def _nothing() -> None:
    """Stop what cannot be stopped."""


def _told(walk: Walk) -> dict[str, Any]:
    """What was heard in a message: its intent, acts and amounts, and what is known by now."""
    return {
        "intent": walk.question.intent if walk.question else "",
        "acts": list(dict.fromkeys(act for c in walk.reading.clauses for act, share in c.acts[:1] if share > 0)),
        "noted": walk.noted,
        "state": state_json(walk.dialogue),
    }


def _wordable(walk: Walk) -> bool:
    """Whether a model may word the draft: it has prose and sources or coaches, and is no refusal, question back or
    script.
    """
    draft = walk.draft
    if draft is None or draft.abstained or draft.clarify or draft.intent in _AS_IS:
        return False
    coached = bool(walk.moves) and walk.moves != (LOOK_UP,)
    return bool(prose(draft)) and (bool(draft.citations) or coached)


def _before_text(draft: Draft) -> Draft:
    """What a draft says before the text to send in it."""
    text = quotation(draft.text.paragraphs) if draft.text else ""
    at = draft.parts.index(text) if text in draft.parts else 0
    return replace(draft, parts=draft.parts[:at], notes=[], text=None)


def _growing(walk: Walk) -> Draft:
    """The draft as it stands while the model still speaks: its checked sentences alone."""
    assert walk.draft is not None  # noqa: S101 - as above
    assert walk.worded is not None  # noqa: S101 - as above
    return replace(walk.draft, parts=finished(walk.draft, walk.worded)[:1], notes=[])


def _filled(walk: Walk) -> Walk:
    """The walk whose draft says what the model has said and, unless that is an answer of its own, everything that it
    left out.
    """
    if walk.draft is None or walk.worded is None:
        return walk
    if walk.worded.failed:
        return replace(walk, draft=walk.built or walk.draft)
    draft = replace(walk.draft, parts=finished(walk.draft, walk.worded))
    if walk.built is None:
        return replace(walk, draft=draft)
    asked = next((s.strip() for s in reversed(walk.worded.sentences) if s.strip().endswith("?")), None)
    draft = replace(draft, clarify=asked, abstained=False, notes=[])
    return replace(walk, draft=without_unused(draft, len(walk.built.figures) + 1))


def _noted(before: Situation, after: Situation) -> str:
    """The situation in one line where a message has told something new of the user; names of a job alone are no news."""
    about = {"company", "role", "region", "level", "talk", "skills", "achievements", "concerns"}
    if after.model_dump(exclude=about) == before.model_dump(exclude=about):
        return ""
    return after.summary()


def _keys(before: str, said: Sequence[str]) -> Iterator[str]:
    """What a talk is known by at its beginning and after each of its messages."""
    digest = hashlib.sha256(before.encode("utf-8", "replace"))
    yield digest.hexdigest()
    for words in said:
        digest.update(f"\0{words}".encode("utf-8", "replace"))
        yield digest.hexdigest()


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
