"""The service around the pages: policy, owners, limits, health, downloads; and the line at the gate."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from docx import Document
from fastapi import FastAPI
from starlette.testclient import TestClient

from coach.conversations.database import open_database
from coach.conversations.store import Conversations
from coach.conversations.values import Desk, Kept
from coach.phrasing import Style
from coach.playbook.arrange import moved, order_of, playbook_of
from coach.playbook.cards import cards_of
from coach.server.health import Warmth, health
from coach.server.metrics import Counted
from coach.server.owner import COOKIE, anonymous
from coach.server.settings import load_server_settings
from coach.turn import Coach
from coach.ui.gate import Gate
from coach.ui.preview import preview
from coach.ui.script_cards import shown
from coach.ui.service import Allowance, Service
from coach.ui.shell import Site, counted
from coach.understanding.situation import Part, Situation
from index.check import Damage
from index.errors import UserError
from tests.shelf import Shelf
from tests.ui.conftest import free_port, running

OFFER = Situation(company="Northwind", role="Data Engineer", region="New York", offer=(Part(component="base", low=181_000, high=181_000),))  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Conversations]]:
    """The address of the real service in a process of its own, and its store."""
    folder, port = tmp_path_factory.mktemp("service"), free_port()
    engine = open_database(f"sqlite:///{folder / 'c.sqlite'}")
    with running(["-m", "tests.ui.stage", str(port), str(folder / "c.sqlite")], port, folder / "log") as at:
        yield at, Conversations(engine)
    engine.dispose()


def browser(served: tuple[str, Conversations]) -> httpx.Client:
    return httpx.Client(base_url=served[0])


def test_no_script_stands_in_a_page_without_its_nonce(served: tuple[str, Conversations]) -> None:
    """The policy names a nonce that is new each time, allows no other host, and every script carries it."""
    with browser(served) as client:
        first, second = client.get("/"), client.get("/scripts")
    policy = first.headers["content-security-policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert policy != second.headers["content-security-policy"]
    assert "http" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert first.text.count("<script") == first.text.count(f'<script nonce="{nonce}"') > 2
    assert 'src="https://' not in first.text
    assert first.headers["cache-control"] == "no-store"


def test_a_page_comes_packed_and_with_its_frame(served: tuple[str, Conversations]) -> None:
    """The frame is first in the body, and no sheet to be fetched holds it up; who takes no packed page gets it plain; the microphone is asked for here alone."""
    with browser(served) as client:
        packed = client.get("/")
        plain = client.get("/scripts", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text.index("<body") < packed.text.index('id="frame-box"') < packed.text.index("<gradio-app")
    assert 'id="frame"' in plain.text
    assert "<textarea" not in plain.text
    sheets = re.findall(r"<link[^>]*stylesheet[^>]*>", packed.text)
    assert sheets
    assert all('media="print" data-late' in s for s in sheets)
    assert "microphone=(self)" in packed.headers["permissions-policy"]


def test_a_deadline_is_a_file_for_the_calendar(served: tuple[str, Conversations]) -> None:
    """Of its owner alone; without a day there is none."""
    store = served[1]
    mine, other = browser(served), browser(served)
    mine.get("/")
    other.get("/")
    owner = anonymous(type("Request", (), {"cookies": {COOKIE: mine.cookies[COOKIE]}}))  # type: ignore[arg-type]
    key = store.keep(str(owner), "", Desk(situation=OFFER.model_copy(update={"deadline": "December 4, 2031"})))
    found = mine.get(f"/saved/{key}/deadline.ics")
    assert found.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20311204" in found.text
    assert "SUMMARY:Answer Northwind" in found.text
    assert other.get(f"/saved/{key}/deadline.ics").status_code == 404
    none = store.keep(str(owner), "", Desk(situation=OFFER))
    assert mine.get(f"/saved/{none}/deadline.ics").status_code == 409
    assert mine.get(f"/saved/{none}/playbook.ics").status_code == 409
    mine.close()
    other.close()


def test_each_browser_is_an_owner_of_its_own(served: tuple[str, Conversations]) -> None:
    """By a cookie that scripts cannot read; a made-up one that is too short counts as none."""
    owners = set()
    for _ in range(2):
        with browser(served) as client:
            answer = client.get("/")
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert "SameSite=Lax" in answer.headers["set-cookie"]
        owners.add(answer.cookies[COOKIE])
    assert len(owners) == 2
    with browser(served) as client:
        assert "set-cookie" in client.get("/", headers={"cookie": f"{COOKIE}=short"}).headers


def test_what_is_too_large_or_no_letter_is_refused(served: tuple[str, Conversations]) -> None:
    """Before anything of it is kept."""
    bodies = {"a.exe": b"MZ", "b.txt": b"x" * 2_100_000, "c.txt": b"hello"}
    with browser(served) as client:
        said = [client.post("/gradio_api/upload", files={"files": file}).status_code for file in bodies.items()]
    assert said == [415, 413, 200]


def test_a_file_does_not_hide_its_kind(served: tuple[str, Conversations]) -> None:
    """Nor one beside another, nor one whose name stands without quotes, nor one in parts whose length nobody states."""
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename'
    good = head + b'="a.txt"\r\n\r\nhello\r\n'
    bad = [
        good + head + b"=evil.js\r\n\r\n1\r\n",
        good + head + b'="b.exe"\r\n\r\n1\r\n',
        head + b"*=utf-8''a.txt\r\n\r\n1\r\n",
    ]
    kind = {"content-type": "multipart/form-data; boundary=x"}
    with browser(served) as client:
        for body in bad:
            assert client.post("/gradio_api/upload", content=body + b"--x--\r\n", headers=kind).status_code == 415
        assert client.post("/gradio_api/upload", content=good + b"--x--\r\n", headers=kind).status_code == 200
        endless = (b"x" * 100_000 for _ in range(30))
        assert client.post("/gradio_api/upload", content=endless, headers=kind).status_code == 413


def test_nothing_is_fetched_or_taken_that_no_page_needs(served: tuple[str, Conversations]) -> None:
    """The server is no way to other addresses, and takes no recordings."""
    with browser(served) as client:
        assert client.get("/gradio_api/file=https://example.org/x").status_code == 404
        assert client.get("/gradio_api/proxy=https://example.org/x").status_code == 404
        assert client.post("/gradio_api/process_recording", files={"x": b"1"}).status_code == 404


def test_a_page_of_elsewhere_does_not_reach_the_coach_at_this_machine(served: tuple[str, Conversations]) -> None:
    """By a name of its own that leads here, which browsers allow; the machine's own names work."""
    with browser(served) as client:
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400
        assert client.get("/", headers={"host": "localhost:7860"}).status_code == 200


def test_other_cookies_of_this_host_change_nobody(served: tuple[str, Conversations]) -> None:
    """Whatever another program at another port keeps there."""
    with browser(served) as client:
        mine = client.get("/").cookies[COOKIE]
        for odd in ('prefs={"theme":"dark"}', "a=b c", "x", "é=1"):
            answer = httpx.get(f"{served[0]}", headers={"cookie": f"{odd}; {COOKIE}={mine}".encode()})
            assert "set-cookie" not in answer.headers, odd


def test_the_api_keeps_to_the_limits_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its functions counts, by the address that calls it."""
    monkeypatch.setenv("COACH_RATE", "3/minute")
    port, said = free_port(), []
    with (
        running(["-m", "tests.ui.stage", str(port), str(tmp_path / "c.sqlite")], port, tmp_path / "log") as at,
        httpx.Client(base_url=at, timeout=20) as client,
    ):
        for _ in range(5):
            begun = client.post("/gradio_api/call/find_guides", json={"data": ["northwind"]}).json()["event_id"]
            said.append("event: complete" in client.get(f"/gradio_api/call/find_guides/{begun}").text)
    assert said == [True] * 3 + [False] * 2


_PAGES = """
import gradio as gr
from coach.server import sessions
with gr.Blocks() as page:
    gr.Textbox()
held = sessions.Sessions()
held.set_blocks(page)
held.capacity = 3
assert all(held[name].config_values == {} for name in "abcd")
assert set(held.session_data) == set("bcd")
held["b"].is_closed = True
assert "b" in held.session_data
sessions.CLOSED = -1.0
assert held["e"] is not None
assert set(held.session_data) == set("cde")
"""


def test_open_pages_are_forgotten_once_closed() -> None:
    """What is kept of a page is no copy of all pages, and it goes some time after the page, or when there are too many."""
    done = subprocess.run(
        [sys.executable, "-c", _PAGES], capture_output=True, text=True, check=False
    )  # Gradio leaves loops open
    assert done.returncode == 0, done.stderr


def test_health_and_counts(served: tuple[str, Conversations]) -> None:
    """Up, ready, counted; the counts are not for strangers."""
    client = browser(served)
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json()["guides"] == len(Shelf().slugs())
    assert "coach_answers" in client.get("/metrics").text
    client.close()
    app = FastAPI()
    app.include_router(health(Shelf(), open_database("sqlite://"), Warmth(None), Counted(), frozenset()))
    with TestClient(app, client=("203.0.113.9", 1)) as stranger:
        assert stranger.get("/metrics").status_code == 403


def test_ready_says_what_is_damaged() -> None:
    """Without its figures the coach is not ready; with something else damaged it is, and says what."""

    class Damaging(Shelf):
        held: tuple[Damage, ...] = ()

        def damage(self) -> tuple[Damage, ...]:
            return self.held

    library, app = Damaging(), FastAPI()
    app.include_router(health(library, open_database("sqlite://"), Warmth(None), Counted(), frozenset()))
    with TestClient(app) as client:
        assert "damaged" not in client.get("/ready").json()
        library.held = (Damage("keywords", "keywords/vocab.index.json", "is gone"),)
        assert client.get("/ready").json()["damaged"] == ["keywords/vocab.index.json is gone"]
        library.held = (Damage("catalogue", "catalog.sqlite", "is gone"),)
        answer = client.get("/ready")
        assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
        assert answer.json()["damaged"] == ["catalog.sqlite is gone"]


def test_files_are_as_previewed_and_for_their_owner_alone(served: tuple[str, Conversations]) -> None:
    """Order, exclusions and kept scripts come through; another browser gets nothing by the same address."""
    store = served[1]
    mine, other = browser(served), browser(served)
    mine.get("/")
    other.get("/")
    request = type("Request", (), {"cookies": {COOKIE: mine.cookies[COOKIE]}})
    owner = anonymous(request)  # type: ignore[arg-type]
    desk = Desk(
        situation=OFFER,
        left_out=("situation",),
        order=("plan", "market"),
        scripts=(Kept(title="Mine", text="Say <b>this</b> [1]"),),
    )
    key = store.keep(str(owner), "", desk)
    word = mine.get(f"/saved/{key}/playbook.docx")
    assert word.status_code == 200
    text = "\n".join(p.text for p in Document(io.BytesIO(word.content)).paragraphs)
    made = playbook_of(desk, Shelf(), Coach(Shelf()).today)
    titles = [s.title for s in made.sections]
    keys = [s.key for s in made.sections]
    assert keys.index("plan") < keys.index("market")
    assert "situation" not in keys
    assert sorted(titles, key=text.index) == titles
    assert "Say <b>this</b> (1)" in text
    assert "Say &lt;b&gt;this&lt;/b&gt; (1)" in preview(made)
    for kind in ("md", "pdf"):
        assert (
            mine.get(f"/saved/{key}/playbook.{kind}").status_code
            == mine.get(f"/saved/{key}/sheet.{kind}").status_code
            == 200
        )
    assert mine.get(f"/saved/{key}.md").status_code == mine.get(f"/saved/{key}.json").status_code == 200
    for path in (f"{key}.md", f"{key}.json", f"{key}/playbook.docx", f"{key}/sheet.pdf"):
        assert other.get(f"/saved/{path}").status_code == 404
    mine.close()
    other.close()


def test_a_section_keeps_its_place_beside_its_neighbour() -> None:
    """Unnamed ones follow whom they followed, and sources stay last whatever was wanted."""
    assert order_of(("a", "b", "c", "sources"), ("sources", "c", "a")) == ("c", "a", "b", "sources")
    assert moved(("a", "b", "c"), "c", -1) == ("a", "c", "b")
    assert moved(("a", "b"), "a", -1) == ("a", "b")


def test_a_card_holds_only_figures_that_it_traces() -> None:
    """Each figure of the text stands in the list below it; its words can be changed; another length is another text."""
    full, one = (cards_of(OFFER, Shelf(), Style("direct", length, "call")) for length in ("full", "one"))  # type: ignore[arg-type]
    card = full.levers[0]
    assert card.text != one.levers[0].text
    assert any(f.text in card.text for f in card.reply.figures)
    html = shown(full)
    assert 'contenteditable="plaintext-only"' in html
    assert 'class="blank"' not in html
    with pytest.raises(UserError, match="company and role"):
        cards_of(Situation(), Shelf(), Style())


def test_the_line_at_the_gate_is_in_order_and_leaves_no_place_taken() -> None:
    """Who comes third waits for one of two; one who leaves the line early makes room there."""
    gate = Gate(2)
    first, second, third, fourth = (gate.enter() for _ in range(4))
    assert [gate.ahead(t) for t in (first, second, third, fourth)] == [0, 0, 1, 2]
    with third:
        assert next(third.waiting()) == 1
    assert gate.ahead(fourth) == 1
    gate.leave(first)
    gate.leave(first)
    assert list(fourth.waiting()) == []
    assert (gate.busy, gate.waiting) == (2, 0)
    gate.leave(second)


def test_too_many_questions_are_told_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """For one owner, while another may go on; a rate that cannot be read names its setting."""
    rates = Allowance("2/minute")
    rates.check("ann")
    rates.check("ann")
    with pytest.raises(UserError, match=r"try again in \d+ seconds"):
        rates.check("ann")
    rates.check("bob")
    with pytest.raises(UserError, match="COACH_RATE"):
        Allowance("often")
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr("coach.ui.service.time", SimpleNamespace(monotonic=lambda: clock.now))
    brief = Allowance("1/second")
    for n in range(500):
        brief.check(str(n))
    assert len(brief) == 500
    clock.now += 1.1
    brief.check("once more")
    assert len(brief) == 1


def test_a_new_cookie_is_no_new_allowance() -> None:
    """All at one address have ten times what one visitor has; whoever is signed in counts for themselves."""
    site = cast("Site", SimpleNamespace(service=Service(rates=Allowance("2/minute"))))

    def ask(owner: str, address: str = "203.0.113.7") -> None:
        counted(site, cast("Any", SimpleNamespace(username=owner, client=SimpleNamespace(host=address))))

    for n in range(20):
        ask(f"anon:{n}")
    with pytest.raises(UserError, match="20 questions are the most"):
        ask("anon:20")
    ask("anon:21", "203.0.113.8")
    ask("user:ann")


def test_a_wrong_setting_names_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And where it can be put right."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_GENERATIONS", "none")
    with pytest.raises(UserError, match="COACH_GENERATIONS"):
        load_server_settings()
