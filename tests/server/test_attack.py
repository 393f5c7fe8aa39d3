"""Whoever knows another's session, path or name gets nothing by it; what is sent without end, ends."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from coach.conversations.database import open_database
from coach.reply import Citation, Reply
from coach.server import connection
from coach.server.identity import SignedIn, identity_of
from coach.server.limits import Uploads, sweep
from coach.server.origins import Origins
from coach.server.owned import Owned
from coach.server.owner import Cookies
from coach.server.users import add
from coach.ui.gate import Gate
from coach.ui.panel import bubble, plain, typed
from coach.ui.service import Service
from coach.ui.shell import REFUSED
from tests.server.test_login import WORD, built
from tests.server.visitor import Visitor
from tests.ui.conftest import free_port, running

TOLD = "Northwind offered me 187,431 base as a data engineer in New York, and I am afraid of the Zanzibar audit"
KINDS: tuple[Any, ...] = ("", None, 7, ["x"], {"do": "open", "id": "x"})


@pytest.fixture(scope="module", params=["anonymous", "signed in"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[httpx.Cookies | None]]]:  # fmt: skip
    """The service in a process of its own, and the cookies of two people, if they need any."""
    folder, port = tmp_path_factory.mktemp("attack"), free_port()
    cookies: list[httpx.Cookies | None] = [None, None]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_RATE", "100000/minute")
        if request.param == "signed in":
            for name in ("ann", "bob"):
                add(folder / "users.yaml", name, WORD)
            patch.setenv("COACH_AUTH", str(folder / "users.yaml"))
        with running(["-m", "tests.ui.stage", str(port), str(folder / "c.sqlite")], port, folder / "log") as at:
            if request.param == "signed in":
                for n, name in enumerate(("ann", "bob")):
                    with httpx.Client(base_url=at) as client:
                        client.post("/login", data={"name": name, "password": WORD, "to": "/"})
                        cookies[n] = client.cookies
            patch.undo()  # the process has its environment, and no other test is to have it
            yield at, cookies


def _sent(visitor: Visitor, function: int, data: list[Any], session: str) -> str:
    body = {"data": data, "fn_index": function, "session_hash": session, "trigger_id": 1, "event_data": {"index": 0, "value": "x"}}  # fmt: skip
    answer = visitor.client.post("/gradio_api/queue/join", json=body)
    return str(answer.json().get("event_id", "")) if answer.status_code == 200 else ""


def _heard(visitor: Visitor, session: str, events: set[str]) -> str:
    """Everything that is told of the events, once they are over, or until there is nothing of that name."""
    said, left = [], set(events)
    while left:
        with (
            suppress(httpx.RemoteProtocolError),  # so Gradio ends a stream that is not there
            visitor.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream,
        ):
            for line in stream.iter_lines():
                said.append(line)
                told = json.loads(line[5:]) if line.startswith("data:") else {}
                if told.get("msg") == "process_completed":
                    left.discard(told["event_id"])
                if told.get("msg") == "unexpected_error":
                    return "\n".join(said)
    return "\n".join(said)


def test_another_session_gives_nothing_by_any_function(served: tuple[str, list[httpx.Cookies | None]]) -> None:
    """Every function of the pages with every kind of argument, in another's name: none of their words come back, and theirs goes on."""
    at, cookies = served
    victim = Visitor(at, cookies[0])
    assert "187,431" in victim.ask(TOLD)
    begun = victim.send("_typed", f"dawdle over {TOLD}")  # so that words are held that are kept nowhere yet
    assert "Zanzibar" in json.dumps([next(begun) for _ in range(5)])
    other = Visitor(at, cookies[1])
    said = ""
    for kind in KINDS if cookies[0] is None else KINDS[:2]:
        events = {
            event for d in other.config["dependencies"] if (event := _sent(other, d["id"], [kind] * len(d["inputs"]), victim.session))
        }  # fmt: skip
        assert events
        said += _heard(other, victim.session, events)
    figure = re.compile(
        r"(?<![0-9A-Za-z.-])187,?431(?![0-9A-Za-z])"
    )  # as a number of its own, not inside a stamp or a hash
    assert not [word for word in ("Zanzibar", "187,431") if word in said]
    assert not figure.search(said)
    assert "Zanzibar" not in other.opened()
    assert any(m["msg"] == "process_generating" for m in begun)
    assert "Zanzibar" in Visitor(at, victim.client.cookies).opened()


def test_another_stream_beat_and_answer_are_not_there(served: tuple[str, list[httpx.Cookies | None]]) -> None:
    """While an answer is on its way: its stream cannot be read, stopped or ended by whoever knows session and event."""
    at, cookies = served
    victim, other = Visitor(at, cookies[0]), Visitor(at, cookies[1])
    body = {"data": [TOLD, None, "", *[""] * 30], "session_hash": victim.session, "trigger_id": 1}
    wanted = victim.events["_typed"]
    body |= {"fn_index": wanted["id"], "data": body["data"][: len(wanted["inputs"])]}  # type: ignore[index]
    event = victim.client.post("/gradio_api/queue/join", json=body).json()["event_id"]
    stolen = _heard(other, victim.session, {event})
    assert "Zanzibar" not in stolen
    assert '"session_not_found":true' in stolen
    stop = {"session_hash": victim.session, "fn_index": wanted["id"], "event_id": event}
    assert other.client.post("/gradio_api/cancel", json=stop).status_code == 404
    assert other.client.get(f"/gradio_api/call/_typed/{event}").status_code == 404
    assert "Zanzibar" in _heard(victim, victim.session, {event})


def test_another_letter_is_neither_fetched_nor_read(served: tuple[str, list[httpx.Cookies | None]]) -> None:
    """By its path, which its owner alone was told, nor by sending the same; nor is a file of the machine or an address of
    elsewhere."""
    at, cookies = served
    victim, other = Visitor(at, cookies[0]), Visitor(at, cookies[1])
    letter = b"Offer of employment by Northwind Traders: your base salary is $187,431 a year."
    path = victim.client.post("/gradio_api/upload", files={"files": ("a.txt", letter)}).json()[0]
    assert victim.client.get(f"/gradio_api/file={path}").status_code == 200
    same = other.client.post("/gradio_api/upload", files={"files": ("a.txt", letter)}).json()[0]
    assert same != path  # the same words by the same name, and another's file
    assert other.client.get(f"/gradio_api/file={same}").content == letter
    assert victim.client.get(f"/gradio_api/file={path}").content == letter
    assert other.client.get(f"/gradio_api/file={path}").status_code == 404
    given = other.events["_given"]
    for wrong in (
        path,
        path.replace("a.txt", "./a.txt"),
        path.rpartition("/")[0] + "/./" + path.rpartition("/")[2],
        "/etc/hostname",
        "http://127.0.0.1:1/a.txt",
    ):
        data = ["", {"path": wrong, "meta": {"_type": "gradio.FileData"}}, *[None] * (len(given["inputs"]) - 2)]
        body = {"data": data, "fn_index": given["id"], "session_hash": other.session}
        assert other.client.post("/gradio_api/queue/join", json=body).status_code == 404


def test_no_text_ends_a_page(served: tuple[str, list[httpx.Cookies | None]]) -> None:
    """Half a character, controls, a run: each gets an answer, and the page goes on; what is no JSON is told so."""
    at, cookies = served
    visitor = Visitor(at, cookies[0])
    wanted = visitor.events["_typed"]
    for text in ("\ud800", "a\udfff 9\x00", "s" * 990, "9" * 3900, "\n" * 3900, "\u202e" * 50, "😀" * 900):
        body = {"data": [text, *[""] * (len(wanted["inputs"]) - 1)], "fn_index": wanted["id"], "session_hash": visitor.session, "trigger_id": 1}  # fmt: skip
        event = visitor.client.post("/gradio_api/queue/join", content=json.dumps(body), headers={"content-type": "application/json"}).json()["event_id"]  # fmt: skip
        assert '"success":true' in _heard(visitor, visitor.session, {event}).replace(" ", "")
    assert "$170K–$215K" in visitor.ask("what base does northwind pay a data engineer in new york?")
    for body, status in ((b"[" * 100_000, 400), (b"{" * 9, 400), (b"9" * 5000 + b"x", 400), (b'{"a":"' + b"x" * 600_000 + b'"}', 413)):  # fmt: skip
        wrong = visitor.client.post("/gradio_api/queue/join", content=body, headers={"content-type": "application/json"})  # fmt: skip
        assert wrong.status_code == status
        assert ("500,000 bytes" in wrong.text) == (status == 413)


def test_a_call_that_no_function_takes_is_told_so(served: tuple[str, list[httpx.Cookies | None]]) -> None:
    """A function that is not there, and too few values for one that is: a sentence, and no error of the service."""
    at, cookies = served
    with httpx.Client(base_url=at, cookies=cookies[0]) as client:
        for number in (-1, 99_999, 2**70):
            body = {"data": [], "fn_index": number, "session_hash": "s"}
            answer = client.post("/gradio_api/queue/join", json=body)
            assert (answer.status_code, answer.text) == (422, "There is no such function.\n")
        for path in ("call/ask", "run/ask"):
            answer = client.post(f"/gradio_api/{path}", json={"data": []})
            assert (answer.status_code, answer.text) == (422, "ask takes 2 values in “data”, and got 0.\n")
        assert client.post("/gradio_api/call/ask", json={"data": ["hello", None]}).status_code == 200


@pytest.mark.parametrize(("cause", "raises"), [(HTTPException(404), False), (ValueError(), True)])
def test_a_stream_of_nothing_is_no_fault_and_a_fault_is_one(cause: Exception, *, raises: bool) -> None:
    """A stream that ends because what it tells of is gone leaves no error; any other fault is still one."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError from cause

    client = TestClient(Owned(app, lambda request: "ann"), raise_server_exceptions=True)
    with pytest.raises(RuntimeError) if raises else suppress(AssertionError):  # the client misses an answer
        client.get("/gradio_api/queue/data?session_hash=x")


def test_letters_come_few_at_a_time(tmp_path: Path) -> None:
    """Of one visitor so many a minute, at one address so many with any cookie; and what nobody reads is gone after a while."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("kept")(scope, receive, send)

    client = TestClient(Cookies(Uploads(app, 2_000_000, tmp_path / "letters")))

    def sent(token: str) -> int:
        return client.post("/gradio_api/upload", files={"files": ("a.txt", b"x")}, headers={"cookie": f"coach={token}"}).status_code  # fmt: skip

    assert [sent("a" * 32) for _ in range(16)] == [200] * 12 + [429] * 4
    assert [sent(secrets.token_urlsafe(24)) for _ in range(60)].count(200) < 60
    many = [("files", (f"{n}.txt", b"x")) for n in range(13)]
    assert client.post("/gradio_api/upload", files=many, headers={"cookie": f"coach={'b' * 32}"}).status_code == 429
    folder = tmp_path / "letters" / "one"
    folder.mkdir(parents=True)
    (folder / "old.txt").write_bytes(b"x" * 100)
    os.utime(folder / "old.txt", (1, 1))
    os.utime(folder, (1, 1))
    (tmp_path / "letters" / "new.txt").write_bytes(b"x" * 10)
    assert sweep(tmp_path / "letters") == 10
    assert not (folder / "old.txt").exists()


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    """It is answered once its time is over."""
    told: list[Message] = []

    async def never() -> Message:
        await asyncio.sleep(30)
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        told.append(message)

    async def app(*_: object) -> None:
        raise AssertionError

    scope = {"type": "http", "method": "POST", "path": "/gradio_api/queue/join", "headers": []}
    asyncio.run(Uploads(app, 1000, seconds=0.05)(scope, never, send))
    assert told[0]["status"] == 408


def test_a_head_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is closed, a second one on it too; one that answers for longer stays."""
    monkeypatch.setattr(connection, "SECONDS", 0.3)

    async def slow(request: Request) -> PlainTextResponse:
        await asyncio.sleep(0.8)
        return PlainTextResponse("done")

    port = free_port()
    config = uvicorn.Config(Starlette(routes=[Route("/", slow)]), port=port, http=connection.Connection, log_config=None, ws="none")  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        head = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
        with socket.create_connection(("127.0.0.1", port), timeout=5) as silent:
            silent.sendall(head)
            assert silent.recv(100) == b""
        with socket.create_connection(("127.0.0.1", port), timeout=5) as good:
            good.sendall(head + b"\r\n")
            said = b""
            while b"done" not in said:
                said += good.recv(1000)
            begin = time.perf_counter()
            good.sendall(head)
            assert good.recv(100) == b""
            assert time.perf_counter() - begin < connection.SECONDS + 3  # and not only by uvicorn’s own 5 seconds
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def identity(tmp_path: Path) -> Iterator[SignedIn]:
    """One user, ann, who may sign in."""
    add(tmp_path / "users.yaml", "ann", WORD)
    engine = open_database(f"sqlite:///{tmp_path / 'c.sqlite'}")
    made = identity_of(str(tmp_path / "users.yaml"), engine)
    assert isinstance(made, SignedIn)
    yield made
    engine.dispose()


def test_wrong_passwords_lock_nobody_out_where_they_are_known(identity: SignedIn) -> None:
    """Of another address, of another browser at the same one; while whoever is not known waits, and the known are counted too."""
    app = built(identity)

    def tried(client: TestClient, word: str) -> int:
        return client.post("/login", data={"name": "ann", "password": word}, follow_redirects=False).status_code

    home, afar = TestClient(app, client=("192.0.2.1", 1)), TestClient(app, client=("198.51.100.1", 1))
    assert tried(home, WORD) == 303
    assert 429 in [tried(afar, "not her password") for _ in range(11)]
    assert tried(afar, WORD) == 429
    assert tried(TestClient(app, client=("192.0.2.1", 2)), WORD) == 303
    beside = TestClient(app, client=("192.0.2.1", 3))
    assert 429 in [tried(beside, "not her password") for _ in range(12)]
    assert tried(home, WORD) == 303
    assert [tried(home, "not her password") for _ in range(11)][-1] == 429


def test_strangers_of_many_addresses_lock_nobody_out(identity: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who knows a name alone makes its user wait at a new browser, longer and longer but for seconds, and no more; only
    more of them at once than the line holds do. A forged mark is a stranger's."""
    waited: list[float] = []

    async def slept(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("coach.server.signin.asyncio.sleep", slept)
    monkeypatch.setattr("coach.server.signin.time", SimpleNamespace(monotonic=lambda: 1e6))  # all at one moment
    app = built(identity)

    def tried(address: str, word: str, **cookies: str) -> int:
        client = TestClient(app, client=(address, 1), cookies=cookies)
        return client.post("/login", data={"name": "ann", "password": word}, follow_redirects=False).status_code

    assert {tried(f"198.51.100.{n}", "not her password") for n in range(30)} == {401}
    assert tried("203.0.113.5", WORD) == 303
    assert waited[:10] == [0.0] * 10
    assert waited[10:] == sorted(waited[10:])
    assert 5 < waited[-1] < 60
    assert tried("203.0.113.6", WORD, coach_known="a" * 32 + "." + "b" * 64) == 303
    assert waited[-1] > 5
    assert {tried("203.0.113.5", WORD)} == {303}
    assert waited[-1] == 0.0  # known since
    assert 429 in [tried(f"192.0.2.{n}", "not her password") for n in range(60)]
    assert tried("203.0.113.5", WORD) == 303


@pytest.mark.parametrize(
    ("headers", "who"),
    [
        ({}, "ann"), ({"origin": "http://localhost:7860"}, "ann"), ({"origin": "http://localhost:9"}, "nobody"), ({"origin": "null"}, "nobody"),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, "nobody"), ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, "ann"),
        ({"origin": "https://coach.example", "sec-fetch-site": "same-origin"}, "ann"), ({"origin": "https://coach.example", "sec-fetch-site": "same-site"}, "nobody"),
    ],
)  # fmt: skip
def test_a_page_of_another_port_gets_no_credentials(headers: dict[str, str], who: str) -> None:
    """Neither cookie nor name reach the coach with it, and no browser lets it read what it gets."""

    def page(request: Request) -> PlainTextResponse:
        name = request.cookies.get("who", "") or request.headers.get("x-user", "")
        return PlainTextResponse(name or "nobody", headers={"access-control-allow-credentials": "true", "access-control-allow-origin": "*"})  # fmt: skip

    app = Origins(Starlette(routes=[Route("/", page)]), "X-User")
    for known in ({"cookie": "who=ann"}, {"x-user": "ann"}):
        answer = TestClient(app).get("/", headers={"host": "localhost:7860", **headers, **known})
        assert answer.text == who
        assert ("access-control-allow-credentials" in answer.headers) == (who == "ann")


def test_foreign_local_origins_get_no_credentials(served: tuple[str, list[httpx.Cookies | None]]) -> None:
    """From the real service, to a request and to the question before it."""
    at, cookies = served
    with httpx.Client(base_url=at, cookies=cookies[0], headers={"origin": "http://localhost:9"}) as client:
        answers = client.get("/config"), client.options("/gradio_api/queue/join", headers={"access-control-request-method": "POST"})  # fmt: skip
    assert not any("access-control-allow-credentials" in a.headers for a in answers)


def test_an_address_is_a_link_only_where_a_source_has_it() -> None:
    """Not what a person or a model wrote, in any of the ways that Markdown knows; and what was typed can be had back."""
    wild = "see http://evil.example/x, HTTPS://evil.example, www.evil.example, ftp://evil.example, a@evil.example, <http://evil.example>, [x](http://evil.example)"
    safe = plain(wild)
    assert not [w for w in ("://", "www.e", "a@", "<h", "](") if w in safe]
    assert typed(safe) == wild
    cited = Citation(1, "a/b", "Sources", (1, 1), "Survey: https://good.example/pay?x=1 (2026)")
    shown = bubble(
        Reply("At https://good.example/pay?x=1, not https://good.example/pay [1]", "x", citations=(cited,)), 1
    )
    assert "https://good.example/pay?x=1," in shown
    assert "https:\\//good.example/pay " in shown


def test_long_texts_stand_in_a_line_of_their_own() -> None:
    """A short question is let in beside any number of them; and their gate rests between two while others wait."""
    service = Service(gate=Gate(1), long=Gate(1, rests=True))
    with service.reading(4000):
        with service.reading(40):
            pass
        begin = time.perf_counter()
        behind = threading.Thread(target=lambda: service.reading(4000).__enter__())
        behind.start()
        while not service.long.waiting:
            time.sleep(0.01)
        time.sleep(0.2)
    behind.join(5)
    assert time.perf_counter() - begin > 0.5
    assert service.line(40, before=50_000) is service.long


def test_values_that_no_page_sends_are_told_so(served: tuple[str, list[httpx.Cookies | None]]) -> None:
    """A text that is a list or an object, and an event without what it tells of: a sentence, and no error of the service;
    null is a box that nobody has typed into."""
    at, cookies = served
    visitor = Visitor(at, cookies[0])
    wanted = visitor.events["_typed"]
    rest = [""] * (len(wanted["inputs"]) - 1)
    for wrong in (["x"], {"do": "x"}):
        body = {"data": [wrong, *rest], "fn_index": wanted["id"], "session_hash": visitor.session}
        for path in ("queue/join", "run/predict"):
            answer = visitor.client.post(f"/gradio_api/{path}", json=body)
            assert (answer.status_code, answer.text) == (422, "Value 1 in “data” is a text and nothing else.\n")
    nothing = {"data": [None, *rest], "fn_index": wanted["id"], "session_hash": visitor.session, "trigger_id": 1}
    event = visitor.client.post("/gradio_api/queue/join", json=nothing).json()["event_id"]
    assert '"success":true' in _heard(visitor, visitor.session, {event}).replace(" ", "")
    named = ("like", "undo", "retry", "edit", "select")
    taken = [e for e in visitor.config["dependencies"] if any(t[1] in named for t in e["targets"])]
    assert taken
    answers = []
    for e in taken:
        body = {"data": [""] * len(e["inputs"]), "fn_index": e["id"], "session_hash": visitor.session, "event_data": None}  # fmt: skip
        answers.append(visitor.client.post("/gradio_api/queue/join", json=body))
    assert 422 in [a.status_code for a in answers]
    assert {a.text for a in answers if a.status_code == 422} == {"That is no event of this page.\n"}


def test_an_answer_that_was_read_has_no_stream_any_more(served: tuple[str, list[httpx.Cookies | None]]) -> None:
    """Nor has one that never was: whoever asks for it again is told so at once."""
    at, cookies = served
    with httpx.Client(base_url=at, cookies=cookies[0], timeout=20) as client:
        event = client.post("/gradio_api/call/ask", json={"data": ["what does northwind pay?", None]}).json()["event_id"]  # fmt: skip
        assert "event: complete" in client.get(f"/gradio_api/call/ask/{event}").text
        for _ in range(2):
            again = client.get(f"/gradio_api/call/ask/{event}")
            assert (again.status_code, "read already" in again.text) == (410, True)


def test_a_direct_call_that_comes_too_fast_is_told_so() -> None:
    """With 429 and the reason, where Gradio calls it an error of the server's."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].endswith("/ask"):
            scope[REFUSED]["reason"] = "That was quick."
        await PlainTextResponse('{"error": null}', 500)(scope, receive, send)

    client = TestClient(Owned(app, lambda request: "ann"))
    answers = [client.post(f"/gradio_api/run/{name}", json={"data": []}) for name in ("ask", "other")]
    assert [(a.status_code, a.text) for a in answers] == [(429, "That was quick.\n"), (500, '{"error": null}')]
