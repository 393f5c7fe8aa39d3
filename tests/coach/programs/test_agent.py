"""The agent: a model chooses the steps, the coach's own replies are what is shown; and the LangChain retriever."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import RunnableLambda

from coach.dialogue.turn import Turn
from coach.programs.agent import Agent, merged
from coach.programs.retriever import GuideRetriever
from coach.reply.ground import unbacked
from coach.turn import Coach
from tests.coach.writer.models import Scripted
from tests.shelf import Shelf

COACH = Coach(Shelf(), lambda: date(2026, 11, 23))
REQUEST = "Find out what Northwind pays a data engineer in Chicago and in New York, then say how my 155k base in Chicago stands"
CHICAGO, NEW_YORK = (
    "What base does Northwind pay a data engineer in Chicago?",
    "What base does Northwind pay a data engineer in New York?",
)


class Planning(Scripted):
    """Calls the tools it is told to, one a turn, then says its last words."""

    calls: list[tuple[str, dict[str, Any]]]

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        return self

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        self.seen.append(messages)
        number = len(self.seen) - 1
        if number < len(self.calls):
            name, arguments = self.calls[number]
            said = AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": str(number)}])
        else:
            said = AIMessage(self.answers[-1])
        return ChatResult(generations=[ChatGeneration(message=said)])


def agent(*calls: tuple[str, dict[str, Any]], last: str = "done") -> Agent:
    return Agent(COACH, Planning(answers=[last], calls=list(calls)), "test:planning")


def test_several_steps_make_one_reply() -> None:
    """Each step's answer is there with its own citations, numbered through."""
    reply = agent(
        ("ask", {"question": CHICAGO}), ("ask", {"question": NEW_YORK}),
        ("evaluate_offer", {"offer": "Northwind offered me 155k base as a data engineer in Chicago"}),
    ).reply(Turn(REQUEST))  # fmt: skip
    assert all(x in reply.text for x in ("$150K–$190K", "$170K–$215K", "$155K"))
    assert [c.number for c in reply.citations] == list(range(1, len(reply.citations) + 1))
    assert reply.engine == "test:planning"
    assert unbacked(reply, [REQUEST]) == []


def test_what_the_model_says_itself_is_not_shown() -> None:
    """However sure of itself it is."""
    reply = agent(("ask", {"question": CHICAGO}), last="Ask for $400K, Google offered you that.").reply(Turn(REQUEST))
    assert "400" not in reply.text
    assert "Google" not in reply.text


def test_a_mistake_in_a_call_comes_back_in_words_and_another_try_counts() -> None:
    """A tool that cannot do it says why; nothing breaks."""
    reply = agent(("get_band", {"company": "Hooli", "role": "x"}), ("ask", {"question": CHICAGO})).reply(Turn(REQUEST))
    assert "$150K–$190K" in reply.text


def test_without_a_step_the_question_is_answered_as_it_stands() -> None:
    """No tool called, or a model that fails at once."""
    assert "$150K–$190K" in agent().reply(Turn(CHICAGO)).text


def test_endless_planning_ends() -> None:
    """With what was found so far, once."""
    reply = agent(*[("ask", {"question": CHICAGO})] * 50).reply(Turn(REQUEST))
    assert reply.text.count("$150K–$190K") == COACH.reply(Turn(CHICAGO)).text.count("$150K–$190K")


def test_merging_keeps_every_mark_with_its_source() -> None:
    """The mark in the text and the citation it names stay together."""
    both = merged([COACH.reply(Turn(CHICAGO)), COACH.reply(Turn(NEW_YORK))])
    assert {f.citation for f in both.figures if f.citation} <= {c.number for c in both.citations}
    quotes = {c.number: c.quote for c in both.citations}
    second = next(f for f in both.figures if f.text == "$170K–$215K")
    assert "New York" in quotes[second.citation or 0]


def test_the_retriever_in_a_chain_of_ones_own() -> None:
    """Documents with guide, heading and lines; the pay row of the place comes first."""
    retriever = GuideRetriever(library=Shelf())
    chain = retriever | RunnableLambda(lambda docs: [(d.metadata["kind"], d.page_content) for d in docs])
    found = chain.invoke(NEW_YORK)
    assert found[0][0] == "pay"
    assert "$170K–$215K" in found[0][1]
    assert all(
        {"guide", "heading", "lines"} <= set(d.metadata)
        for d in retriever.invoke("telemetry at northwind data engineer")
    )


TOLD = "Sandra Mills (sandra@northwind.example) offered me 155k base at Northwind as a data engineer in Chicago. Is it good, and what is paid in New York?"


def test_nothing_that_tells_who_or_how_much_is_sent() -> None:
    """Neither of the request nor of what the tools return; the tools get the words as they were said."""
    called: list[str] = []
    coach = Coach(Shelf(), lambda: date(2026, 11, 23))
    alone = coach.reply

    def watched(turn: Turn) -> Any:
        called.append(turn.message)
        return alone(turn)

    coach.reply = watched  # type: ignore[method-assign]
    offer = {"offer": "Person A offered me [amount 1] base at Northwind as a data engineer in Chicago"}
    model = Planning(answers=["done"], calls=[("evaluate_offer", offer), ("ask", {"question": NEW_YORK})])
    reply = Agent(coach, model, "t:p").reply(Turn(TOLD))
    assert "Sandra Mills offered me 155k base" in called[0]
    assert "$155K" in reply.text
    assert len(model.seen) == 3
    sent = " ".join(
        f"{m.content} {getattr(m, 'tool_calls', '')}" for seen in model.seen for m in seen if m.type != "system"
    )
    assert "[amount 1]" in sent
    for private in ("Sandra", "Mills", "@", "155", "150K", "170K", "215K"):
        assert private not in sent


def test_a_planner_that_hangs_is_left() -> None:
    """The coach answers alone, with a note."""

    class Hanging(Planning):
        async def _agenerate(self, *args: Any, **kwargs: Any) -> ChatResult:
            await asyncio.sleep(60)
            raise AssertionError

    start = time.monotonic()
    reply = Agent(COACH, Hanging(answers=["x"], calls=[]), "t:p", patience_s=1).reply(Turn(CHICAGO))
    assert time.monotonic() - start < 20
    assert "$150K–$190K" in reply.text
    assert any("too slow" in c for c in reply.caveats)
