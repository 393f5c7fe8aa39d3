"""The page's API by its own client, and by a real MCP client where that package is there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.conftest import lend
from tests.shelf import TEXTS
from tests.ui.conftest import free_port, running

QUESTION = "What base does Northwind pay a data engineer in New York?"
NAMES = {"ask", "find_guides", "get_band", "compare", "evaluate_offer", "draft_script", "rehearse"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, served_model: Path) -> Iterator[str]:
    """A coach on the small guides, with MCP."""
    pytest.importorskip("mcp", reason="the package mcp is not installed; the dev group brings it")
    folder = tmp_path_factory.mktemp("api")
    lend(served_model, "static", folder / "store")
    for slug, text in TEXTS.items():
        path = folder / "guides" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    port = free_port()
    command = ["-c", "from coach.cli import main; main()", "serve", "--mcp", "--guides", str(folder / "guides")]
    with running([*command, "--store", str(folder / "store"), "--port", str(port)], port, folder / "log") as at:
        yield at


def test_the_named_endpoints(served: str) -> None:
    """Each function under its own name, typed, with errors in words."""
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(served, verbose=False)
    ends = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert {e.strip("/") for e in ends} == NAMES
    assert "$170K–$215K" in client.predict(QUESTION, None, api_name="/ask")["text"]
    with pytest.raises(AppError, match="no guide for Hooli"):
        client.predict("Hooli", "designer", "", "", api_name="/get_band")


def test_the_events_of_an_answer_stream(served: str) -> None:
    """One after another, the whole reply with the last."""
    from gradio_client import Client

    client = Client(served, verbose=False)
    events = [*client.submit(QUESTION, None, api_name="/ask_events")]
    kinds = [e["event"] for e in events]
    assert kinds[0] == "understood"
    assert "sentence" in kinds
    assert kinds[-1] == "done"
    assert "$170K–$215K" in events[-1]["reply"]["text"]


def test_a_real_mcp_client(served: str) -> None:
    """Lists the tools with their descriptions, calls one, and is told of a mistake."""
    tools, answer, wrong = asyncio.run(_called(f"{served}gradio_api/mcp/"))
    assert set(tools) == NAMES
    assert all(tools.values())
    told = json.loads(answer)
    assert "$170K–$215K" in json.loads(told[0]["text"])["text"]
    assert "no guide for Hooli" in wrong


async def _called(address: str) -> tuple[dict[str, str], str, str]:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async with streamable_http_client(address) as (read, write, _), ClientSession(read, write) as session:
        await session.initialize()
        tools = {t.name: t.description or "" for t in (await session.list_tools()).tools}
        answer = await session.call_tool("ask", {"question": QUESTION})
        wrong = await session.call_tool("get_band", {"company": "Hooli", "role": "designer"})
    return (
        tools,
        json.dumps([c.model_dump(mode="json") for c in answer.content], ensure_ascii=False),
        str(wrong.content),
    )
