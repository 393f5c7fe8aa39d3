"""One LangChain runnable answers a turn: events as they come, sync and async; a tracer sees the steps and the calls; stopping stops."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import date
from typing import Any

import pytest
from langchain_core.runnables import RunnableLambda
from langchain_core.tracers.run_collector import RunCollectorCallbackHandler

from coach.dialogue.turn import Turn
from coach.reply.events import Event
from coach.turn import Coach
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_budget import Endless
from tests.coach.writer.test_misbehaving import BASE, MINE, SHELF
from tests.coach.writer.test_text import GOOD as LETTER
from tests.coach.writer.test_text import MAIL
from tests.coach.writer.test_wording import GOOD

ORDER = ("understood", "move", "sentence", "script", "done")


def coach(*answers: str, **options: Any) -> Coach:
    writer = Writer(Scripted(answers=list(answers)), "t:e", patience_s=5, **options) if answers else None
    return Coach(SHELF, lambda: date(2026, 11, 23), writer=writer)


async def gathered(events: Any) -> list[Event]:
    return [event async for event in events]


@pytest.mark.parametrize("answers", [(), (GOOD,), ("Your base is $400K.",)], ids=["built in", "worded", "wrong"])
@pytest.mark.parametrize("message", [BASE, MINE, "Hello!"])
def test_events_come_in_order_and_end_whole(message: str, answers: tuple[str, ...]) -> None:
    """Understood, then the moves, then what is said, at last the reply that `reply` gives; async as sync."""
    events = list(coach(*answers).events.stream(Turn(message)))
    kinds = [e.kind for e in events]
    assert kinds[0] == "understood"
    assert kinds[-1] == "done"
    assert kinds == sorted(kinds, key=ORDER.index)
    assert events[0].about["intent"]
    whole = coach(*answers).reply(Turn(message))
    assert events[-1].reply is not None
    assert events[-1].reply.text == whole.text
    assert tuple(e.text for e in events if e.kind == "move") == whole.moves
    again = asyncio.run(gathered(coach(*answers).events.astream(Turn(message))))
    assert [(e.kind, e.text) for e in again] == [(e.kind, e.text) for e in events]


def test_what_is_said_adds_up_to_the_reply() -> None:
    """Without a model, every paragraph is one event, and none is told twice."""
    events = list(coach().events.stream(Turn(MINE)))
    whole = events[-1].reply
    assert whole is not None
    assert "\n\n".join(e.text for e in events if e.kind == "sentence") == whole.text


@pytest.mark.parametrize("answers", [(), (LETTER,)], ids=["built in", "worded"])
def test_a_text_to_send_is_a_script(answers: tuple[str, ...]) -> None:
    """Without the signs of the quotation."""
    scripts = [e for e in coach(*answers).events.stream(Turn(MAIL)) if e.kind == "script"]
    assert len(scripts) == 1
    assert "$175K" in scripts[0].text
    assert ">" not in scripts[0].text


def test_a_chain_of_ones_own_gets_the_whole_reply() -> None:
    """Invoked and streamed, by either face of the runnable."""
    after = coach().chain | RunnableLambda(lambda reply: reply.text.upper())
    said = coach().reply(Turn(BASE)).text.upper()
    assert after.invoke(Turn(BASE)) == said
    assert "".join(after.stream(Turn(BASE))) == said
    assert asyncio.run(after.ainvoke(Turn(BASE))) == said
    assert coach().events.batch([Turn(BASE), Turn(MINE)])[0].reply is not None


def test_a_tracer_sees_the_steps_and_the_calls() -> None:
    """Each under the run of the turn, with names and tags, also from the thread that calls run in."""
    for asynchronous in (False, True):
        seen = RunCollectorCallbackHandler()
        events = coach(GOOD).events
        if asynchronous:
            asyncio.run(gathered(events.astream(Turn(BASE), {"callbacks": [seen], "tags": ["mine"]})))
        else:
            list(events.stream(Turn(BASE), {"callbacks": [seen], "tags": ["mine"]}))
        (run,) = seen.traced_runs
        assert run.name == "coach"
        assert {"coach", "mine"} <= set(run.tags or ())
        steps = [child.name for child in run.child_runs]
        assert steps[:4] == ["understand", "retrieve", "write", "reread"]
        calls = [child for child in run.child_runs if child.run_type in ("llm", "chat_model")]
        assert [(c.name, "wording" in (c.tags or ())) for c in calls] == [("coach wording", True)]


def test_json_of_events_holds_the_reply_once() -> None:
    """And no slot."""
    said = [e.to_json() for e in coach(GOOD).events.stream(Turn(BASE))]
    assert [x["event"] for x in said if "reply" in x] == ["done"]
    assert "[[" not in str(said)


def test_the_loop_goes_on_while_it_is_answered() -> None:
    """A turn that waits for a model holds nobody up."""

    async def both() -> int:
        model = Endless(answers=["x"], pause_s=60)
        waiting = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:e", patience_s=1)).events
        task = asyncio.ensure_future(gathered(waiting.astream(Turn(BASE))))
        ticks = 0
        while not task.done():
            await asyncio.sleep(0.02)
            ticks += 1
        return ticks

    assert asyncio.run(both()) > 10


@pytest.mark.parametrize("how", ["closed", "cancelled"])
def test_who_leaves_the_stream_stops_the_model(how: str) -> None:
    """At once, and its line is closed."""
    said, pause = ("In New York the base band is [[F1]] [1]. ", 0.01) if how == "closed" else ("and ", 0.5)
    model = Endless(answers=[said], pause_s=pause, closed=threading.Event())
    answering = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:e", patience_s=30)).events

    async def left() -> None:
        events = answering.astream(Turn(BASE))
        if how == "closed":
            async for event in events:
                if event.kind == "sentence":
                    break
            await events.aclose()  # type: ignore[attr-defined]
            return
        task = asyncio.ensure_future(gathered(events))
        while not model.seen:
            await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    start = time.monotonic()
    asyncio.run(left())
    assert model.closed.wait(2)
    assert time.monotonic() - start < 10
