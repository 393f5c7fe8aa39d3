"""A turn becomes a reply: understand | retrieve | write | reread | word | ground, as one LangChain runnable."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.runnables import Runnable, RunnableLambda

from coach.answer import Setting, write
from coach.budget import within
from coach.draft import Draft, render
from coach.extract import revised
from coach.ground import ground
from coach.intents.cues import claims_figure, says_offered
from coach.question import Question, Turn, understand
from coach.rates import Rates
from coach.reply import Figure, Reply
from coach.retrieve import Evidence, Library, retrieve
from coach.situation import Situation
from coach.whose import asking_whose
from coach.writer.check import Grounds, prose
from coach.writer.restate import restated
from coach.writer.told import told
from coach.writer.wording import Worded, Writer, finished

_OF_MINE = re.compile(r"\b(?:I|I['’]\w+|my|me|mine|they|we|us)\b", re.I)
# Said exactly as written: scripts are the user's to say, refusals and talk about the coach are ours.
_AS_IS = frozenset({"lever_script", "orders", "sources"})


@dataclass(frozen=True, slots=True)
class Walk:
    """One turn on its way; each step fills in the next field. Times are in milliseconds."""

    turn: Turn
    cut: str = ""
    question: Question | None = None
    situation: Situation = field(default_factory=Situation)
    noted: str = ""
    evidence: Evidence | None = None
    draft: Draft | None = None
    worded: Worded | None = None
    engine: str = "built-in"
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
        self.chain: Runnable[Turn, Reply] = (
            RunnableLambda(self._understand)
            | RunnableLambda(self._retrieve)
            | RunnableLambda(self._write)
            | RunnableLambda(self._reread)
            | RunnableLambda(self._word)
            | RunnableLambda(self._ground)
        )

    @property
    def today(self) -> date:
        """The day that decides what is overdue."""
        return self._today()

    def reply(self, turn: Turn) -> Reply:
        """Answer one turn."""
        return self.chain.invoke(turn)

    def stream(self, turn: Turn) -> Iterator[Reply]:
        """Answer one turn in growing parts: each reply holds one paragraph more, the last is whole."""
        walk = self._reread(self._write(self._retrieve(self._understand(turn))))
        if self._writer is None or not _wordable(walk):
            whole = self._ground(walk)
            paragraphs = whole.text.split("\n\n")
            for count in range(1, len(paragraphs)):
                yield replace(whole, text="\n\n".join(paragraphs[:count]))
            yield whole
            return
        last = walk
        for last in self._worded(walk):
            # While it grows, only what has passed is shown; what is built in follows with the end.
            if last.worded and last.worded.sentences:
                yield self._ground(replace(last, draft=_growing(last)))
        yield self._ground(_filled(last))

    def _understand(self, turn: Turn) -> Walk:
        start = time.perf_counter()
        self.library.refresh()
        names = self.library.names
        turn, cut = within(turn, names)
        before = turn.held or turn.situation
        if turn.held is None:
            for words in (content for role, content in turn.history if role == "user"):
                before = revised(before, words, names)
        situation = revised(before, turn.message, names)
        situation = self._told(turn, situation)
        question = understand(turn, names, situation)
        if question.intent == "orders" or (claims_figure(turn.message) and not says_offered(turn.message)):
            situation = before  # what an order or a rumour says of pay is not the user's situation
        question = asking_whose(question, before, situation, names)
        if question.whose:
            situation = before
        return Walk(turn, cut, question, situation, _noted(before, situation), timings={"understand": _since(start)})

    def _told(self, turn: Turn, situation: Situation) -> Situation:
        """The situation with what a model makes of amounts that the words alone do not place; without one as it is."""
        if self._writer is None or not _OF_MINE.search(turn.message):
            return situation
        return told(turn.message, situation, self._writer.model, self._writer.mask(self.library.names))

    def _retrieve(self, walk: Walk) -> Walk:
        start = time.perf_counter()
        assert walk.question is not None  # noqa: S101 - the step before has filled it
        evidence = retrieve(walk.question, self.library)
        return replace(walk, evidence=evidence, timings={**walk.timings, "retrieve": _since(start)})

    def _write(self, walk: Walk) -> Walk:
        start = time.perf_counter()
        assert walk.question is not None  # noqa: S101 - as above
        assert walk.evidence is not None  # noqa: S101 - as above
        draft = write(walk.question, walk.evidence, self.library, Setting(walk.situation, self._today(), self._rates))
        if walk.noted:
            draft.note(f"Noted: {walk.noted}. Tell me what is wrong in it and I will correct it.")
            for figure in walk.situation.figures():
                draft.add(Figure(**figure, kind="user", company="", role="", region=""))
        return replace(walk, draft=draft, timings={**walk.timings, "write": _since(start)})

    def _reread(self, walk: Walk) -> Walk:
        """Where nothing was found in the words as they are, the walk of the plain question that a model makes of them."""
        assert walk.draft is not None  # noqa: S101 - as above
        if self._writer is None or not (walk.draft.abstained or walk.draft.clarify) or walk.draft.intent == "orders":
            return walk
        start = time.perf_counter()
        question = restated(walk.turn, self._writer.model, self.library.names, self._writer.mask(self.library.names))
        timings = {**walk.timings, "restate": _since(start)}
        if not question:
            return replace(walk, timings=timings)
        again = self._write(self._retrieve(self._understand(replace(walk.turn, message=question))))
        if again.draft is None or again.draft.abstained or again.draft.clarify:
            return replace(walk, timings=timings)
        again.draft.note(f"I read your message as: {question}")
        return replace(
            again,
            turn=replace(again.turn, message=f"{walk.turn.message}\n{question}"),
            cut=walk.cut,
            timings={**again.timings, "restate": timings["restate"]},
        )

    def _word(self, walk: Walk) -> Walk:
        steps = list(self._worded(walk)) if self._writer and _wordable(walk) else [walk]
        return _filled(steps[-1])

    def _worded(self, walk: Walk) -> Iterator[Walk]:
        """The walk with one more sentence of the model each time."""
        assert walk.draft is not None  # noqa: S101 - as above
        assert self._writer is not None  # noqa: S101 - asked only with one
        start = time.perf_counter()
        grounds = Grounds(walk.draft, walk.situation, walk.turn.message, self.library.names)
        for worded in self._writer.words(grounds):
            yield replace(
                walk, worded=worded, engine=self._writer.engine, timings={**walk.timings, "word": _since(start)}
            )

    def _ground(self, walk: Walk) -> Reply:
        start = time.perf_counter()
        assert walk.draft is not None  # noqa: S101 - as above
        words = [walk.turn.message, *(content for role, content in walk.turn.history if role == "user")]
        words += (walk.situation.summary(), *walk.situation.achievements, *walk.situation.skills)
        reply = ground(render(walk.draft), words)
        said = walk.situation.model_dump(exclude_defaults=True, mode="json")
        if walk.cut:
            reply = replace(reply, caveats=(walk.cut, *reply.caveats))
        if walk.worded and walk.worded.failed:
            reply = replace(reply, caveats=(*reply.caveats, f"The built-in writer answered: {walk.worded.failed}."))
        elif walk.worded:
            reply = replace(
                reply, engine=walk.engine, repaired=walk.worded.repaired, replaced=walk.worded.replaced, tokens=dict(walk.worded.tokens),
                cost=self._writer.price.of(walk.worded.tokens) if self._writer and self._writer.price else "",
            )  # fmt: skip
        return replace(reply, situation=said, timings_ms={**walk.timings, "ground": _since(start)})


def _wordable(walk: Walk) -> bool:
    """Whether a model may word the draft: it has prose and sources, and is no refusal, question back or script."""
    draft = walk.draft
    if draft is None or draft.abstained or draft.clarify or draft.intent in _AS_IS:
        return False
    return bool(draft.citations and prose(draft))


def _growing(walk: Walk) -> Draft:
    """The draft as it stands while the model still speaks: its checked sentences alone."""
    assert walk.draft is not None  # noqa: S101 - as above
    assert walk.worded is not None  # noqa: S101 - as above
    return replace(walk.draft, parts=finished(walk.draft, walk.worded)[:1], notes=[])


def _filled(walk: Walk) -> Walk:
    """The walk whose draft says what the model has said and everything that it left out."""
    if walk.draft is None or walk.worded is None or walk.worded.failed:
        return walk
    return replace(walk, draft=replace(walk.draft, parts=finished(walk.draft, walk.worded)))


def _noted(before: Situation, after: Situation) -> str:
    """The situation in one line where a message has told something new of the user; names of a job alone are no news."""
    about = {"company", "role", "region", "level", "talk", "skills", "achievements", "concerns"}
    if after.model_dump(exclude=about) == before.model_dump(exclude=about):
        return ""
    return after.summary()


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
