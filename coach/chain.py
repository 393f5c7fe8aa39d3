"""A turn becomes a reply: understand | retrieve | write | render | ground, as one LangChain runnable."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.runnables import Runnable, RunnableLambda

from coach.answer import Setting, write
from coach.draft import Draft, render
from coach.extract import revised
from coach.ground import ground
from coach.intents.cues import claims_figure, says_offered
from coach.question import Question, Turn, understand
from coach.rates import Rates
from coach.reply import Figure, Reply
from coach.retrieve import Evidence, Library, retrieve
from coach.situation import Situation


@dataclass(frozen=True, slots=True)
class Walk:
    """One turn on its way; each step fills in the next field. Times are in milliseconds."""

    turn: Turn
    question: Question | None = None
    situation: Situation = field(default_factory=Situation)
    noted: str = ""
    evidence: Evidence | None = None
    draft: Draft | None = None
    reply: Reply | None = None
    timings: dict[str, float] = field(default_factory=dict)


class Coach:
    """Answers turns from one library. `today` decides what counts as overdue."""

    def __init__(self, library: Library, today: Callable[[], date] = date.today, rates: Rates | None = None) -> None:
        """Use `library` for every answer; it may pick up new guides between turns. `rates` allow conversions."""
        self._rates = rates
        self.library = library
        self._today = today
        self.chain: Runnable[Turn, Reply] = (
            RunnableLambda(self._understand)
            | RunnableLambda(self._retrieve)
            | RunnableLambda(self._write)
            | RunnableLambda(self._ground)
        )

    def reply(self, turn: Turn) -> Reply:
        """Answer one turn."""
        return self.chain.invoke(turn)

    def stream(self, turn: Turn) -> Iterator[Reply]:
        """Answer one turn in growing parts: each reply holds one paragraph more, the last is whole."""
        whole = self.reply(turn)
        paragraphs = whole.text.split("\n\n")
        for count in range(1, len(paragraphs)):
            yield replace(whole, text="\n\n".join(paragraphs[:count]))
        yield whole

    def _understand(self, turn: Turn) -> Walk:
        start = time.perf_counter()
        self.library.refresh()
        names = self.library.names
        before = turn.situation
        for words in (content for role, content in turn.history if role == "user"):
            before = revised(before, words, names)
        situation = revised(before, turn.message, names)
        question = understand(turn, names, situation)
        if question.intent == "orders" or (claims_figure(turn.message) and not says_offered(turn.message)):
            situation = before  # what an order or a rumour says of pay is not the user's situation
        return Walk(turn, question, situation, _noted(before, situation), timings={"understand": _since(start)})

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

    def _ground(self, walk: Walk) -> Reply:
        start = time.perf_counter()
        assert walk.draft is not None  # noqa: S101 - as above
        words = [walk.turn.message, *(content for role, content in walk.turn.history if role == "user")]
        reply = ground(render(walk.draft), words)
        said = walk.situation.model_dump(exclude_defaults=True, mode="json")
        return replace(reply, situation=said, timings_ms={**walk.timings, "ground": _since(start)})


def _noted(before: Situation, after: Situation) -> str:
    """The situation in one line where a message has told something new of the user; names of a job alone are no news."""
    about = {"company", "role", "region", "level", "talk", "skills", "achievements", "concerns"}
    if after.model_dump(exclude=about) == before.model_dump(exclude=about):
        return ""
    return after.summary()


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
