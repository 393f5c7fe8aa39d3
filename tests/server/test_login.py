"""COACH_AUTH: users of a file sign in, a trusted proxy may name them, and nobody else comes in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher, Type
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from typer.testing import CliRunner

from coach.cli import app as cli
from coach.conversations.database import open_database
from coach.programs.tools import Tools
from coach.server.identity import Anonymous, Proxied, SignedIn, Trusting, identity_of, is_keeper
from coach.server.logins import Logins
from coach.server.signin import Door, signin
from coach.server.users import Users, add, remove
from coach.turn import Coach
from index.errors import UserError
from tests.shelf import Shelf
from tests.ui.conftest import free_port, running

WORD = "correct horse battery"


def built(identity: SignedIn | Proxied, proxies: frozenset[str] = frozenset()) -> FastAPI:
    """One page that says who is there, behind the door."""
    app = FastAPI()
    if isinstance(identity, SignedIn):
        app.include_router(signin(identity))

    @app.get("/page")
    def page(request: Request) -> PlainTextResponse:
        return PlainTextResponse(identity.who(request) or "nobody")

    app.add_middleware(Door, who=identity.who, login=isinstance(identity, SignedIn))
    app.add_middleware(Trusting, proxies=proxies, header=identity.header)
    return app


@pytest.fixture
def users(tmp_path: Path) -> Path:
    """A file with one user, ann."""
    path = tmp_path / "users.yaml"
    add(path, "ann", WORD)
    return path


@pytest.fixture
def identity(users: Path, tmp_path: Path) -> Iterator[SignedIn]:
    """Her file, and a database of logins."""
    engine = open_database(f"sqlite:///{tmp_path / 'c.sqlite'}")
    made = identity_of(str(users), engine)
    assert isinstance(made, SignedIn)
    yield made
    engine.dispose()


def test_a_password_is_slow_to_guess(hasher: PasswordHasher) -> None:
    """By no less memory and time than OWASP asks for."""
    assert hasher.memory_cost >= 19 * 1024
    assert hasher.time_cost >= 2
    assert (hasher.type, hasher.salt_len >= 16) == (Type.ID, True)


def entered(client: TestClient, word: str = WORD, to: str = "/page", **headers: str) -> httpx.Response:
    return client.post("/login", data={"name": "ann", "password": word, "to": to}, headers=headers, follow_redirects=False)  # fmt: skip


def test_nobody_comes_in_without_a_login(identity: SignedIn) -> None:
    """A page leads to the sign-in page and back; anything else is refused; a guessed cookie opens nothing."""
    client = TestClient(built(identity))
    asked = client.get("/page", headers={"accept": "text/html"}, follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?to=/page")
    assert client.get("/page").status_code == client.post("/page").status_code == 401
    client.cookies.set("coach_login", "x" * 43)
    assert client.get("/page").status_code == 401


def test_the_right_password_opens_the_page_until_the_login_ends(identity: SignedIn) -> None:
    """A wrong one says so and sets nothing; signing out ends the login on the server, not only in the browser."""
    client = TestClient(built(identity))
    wrong = entered(client, "not her password")
    assert wrong.status_code == 401
    assert "not right" in wrong.text
    assert "set-cookie" not in wrong.headers
    right = entered(client)
    assert (right.status_code, right.headers["location"]) == (303, "/page")
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert client.get("/page").text == "user:ann"
    token = client.cookies["coach_login"]
    client.post("/logout")
    client.cookies.set("coach_login", token)
    assert client.get("/page").status_code == 401


def test_a_login_ends_with_the_password_or_the_user(identity: SignedIn, users: Path) -> None:
    """Another password and a removal sign out at once, without a restart."""
    client = TestClient(built(identity))
    entered(client)
    add(users, "ann", "another password")
    assert client.get("/page").status_code == 401
    assert entered(client, "another password").status_code == 303
    assert client.get("/page").status_code == 200
    remove(users, "ann")
    assert client.get("/page").status_code == 401


def test_a_login_outlives_the_process_and_is_known_to_every_worker(users: Path, tmp_path: Path) -> None:
    """Two applications on the same database know the same browser; the database holds no token that would open them."""
    url = f"sqlite:///{tmp_path / 'c.sqlite'}"
    first, second = open_database(url), open_database(url)
    one, two = (SignedIn(Users(users), Logins(engine)) for engine in (first, second))
    client = TestClient(built(one))
    entered(client)
    token = client.cookies["coach_login"]
    other = TestClient(built(two), cookies={"coach_login": token})
    assert other.get("/page").text == "user:ann"
    first.dispose()
    second.dispose()
    assert token.encode() not in b"".join(f.read_bytes() for f in tmp_path.glob("c.sqlite*"))


def test_the_form_leads_nowhere_else_and_is_taken_from_nowhere_else(identity: SignedIn) -> None:
    """Other hosts are no place to go on to; a form of another page is refused; what was typed is escaped."""
    client = TestClient(built(identity))
    for to in ("https://far.example", "//far.example", "/\\far.example", "/a\nb"):
        assert entered(client, to=to).headers["location"] == "/"
    assert entered(client, origin="https://far.example").status_code == 403
    shown = client.post("/login", data={"name": '"><script>', "password": "x"})
    assert "<script>" not in shown.text
    assert client.post("/login", content=b"x" * 6000).status_code == 413


def test_to_sign_out_needs_a_button(identity: SignedIn) -> None:
    """The address alone asks; only its form ends the login."""
    client = TestClient(built(identity))
    entered(client)
    asked = client.get("/logout", follow_redirects=False)
    assert asked.status_code == 200
    assert '<form method="post" action="/logout">' in asked.text
    assert 'name="password"' not in asked.text
    assert client.get("/page").text == "user:ann"
    assert client.post("/logout", follow_redirects=False).status_code == 303
    assert client.get("/page").status_code == 401


@pytest.mark.parametrize(
    "held", [b"{{{{ : bad", b"- ann", b"ann: 5", b"users: {ann: 5}", b"\xff\xfe\x00\x01", b"a: \x00", b"[" * 5000]
)
def test_a_users_file_that_breaks_lets_nobody_in_and_says_so(held: bytes, identity: SignedIn, users: Path, caplog: pytest.LogCaptureFixture) -> None:  # fmt: skip
    """One sentence and 503, for whoever is signed in and at the form; the log names the file and nothing in it, once."""
    client, whole = TestClient(built(identity)), users.read_bytes()
    entered(client)
    users.write_bytes(held)
    for answer in (client.get("/page"), entered(client), client.get("/page")):
        assert answer.status_code == 503
        assert "file of users cannot be read" in answer.text
    told = [r for r in caplog.records if r.getMessage() == "the users file cannot be read"]
    assert [r.at.split(":")[0] for r in told] == [str(users)]  # type: ignore[attr-defined]
    users.write_bytes(whole)
    assert client.get("/page").text == "user:ann"


def test_guessing_is_slowed_down(identity: SignedIn) -> None:
    """After ten tries even the right password has to wait."""
    client = TestClient(built(identity))
    for _ in range(10):
        assert entered(client, "not her password").status_code == 401
    assert entered(client).status_code == 429


def test_only_a_trusted_proxy_may_say_who_is_there() -> None:
    """The header counts from the proxy alone, once, and never from a visitor."""
    identity = Proxied("X-Forwarded-User")
    trusted = TestClient(built(identity, frozenset({"10.0.0.1"})), client=("10.0.0.1", 1))
    assert trusted.get("/page", headers={"x-forwarded-user": "ann"}).text == "user:ann"
    assert trusted.get("/page").status_code == 401
    assert trusted.get("/page", headers=[("x-forwarded-user", "ann"), ("x-forwarded-user", "bob")]).status_code == 401
    stranger = TestClient(built(identity, frozenset({"10.0.0.1"})), client=("10.0.0.2", 1))
    forged = {"x-forwarded-user": "ann", "x-forwarded-for": "10.0.0.1"}
    assert stranger.get("/page", headers=forged).status_code == 401


def test_keepers_are_users_by_name() -> None:
    """A browser whose cookie spells a keeper's name is none."""
    assert is_keeper("user:ann", frozenset({"ann"}))
    assert not is_keeper("user:bob", frozenset({"ann"}))
    assert not is_keeper("anon:ann", frozenset({"ann"}))


def test_what_cannot_be_a_setting_says_what_to_do(tmp_path: Path) -> None:
    """No file, a header without a name, a password that is no hash, and a file of nobody."""
    engine = open_database(f"sqlite:///{tmp_path / 'c.sqlite'}")
    assert isinstance(identity_of("", engine), Anonymous)
    plain, empty, broken = tmp_path / "plain.yaml", tmp_path / "empty.yaml", tmp_path / "broken.yaml"
    plain.write_text("users: {ann: secret}")
    empty.write_text("users: {}")
    broken.write_text("users:\n  - [")
    for auth, said in (
        (str(tmp_path / "none.yaml"), "coach users add"), ("header:", "names no header"), (str(plain), "not an argon2 hash"),
        (str(empty), "nobody"), (str(broken), r"broken.yaml:\d+"),
    ):  # fmt: skip
        with pytest.raises(UserError, match=said):
            identity_of(auth, engine)
    engine.dispose()


def test_users_are_kept_by_the_command(tmp_path: Path) -> None:
    """add, list, remove; the file holds no password and is its owner's alone."""
    path = tmp_path / "users.yaml"
    run = CliRunner()
    added = run.invoke(cli, ["users", "add", "ann", "--file", str(path), "--password-stdin"], input=f"{WORD}\n")
    assert "ann is added" in added.output
    assert path.stat().st_mode & 0o077 == 0
    assert WORD not in path.read_text()
    assert run.invoke(cli, ["users", "list", "--file", str(path)]).output == "ann\n"
    short = run.invoke(cli, ["users", "add", "bob", "--file", str(path), "--password-stdin"], input="short\n")
    assert isinstance(short.exception, UserError)
    run.invoke(cli, ["users", "remove", "ann", "--file", str(path)])
    assert run.invoke(cli, ["users", "list", "--file", str(path)]).output == ""
    assert isinstance(run.invoke(cli, ["users", "remove", "ann", "--file", str(path)]).exception, UserError)


def test_the_real_pages_are_behind_the_door(users: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page, no handler, no file and no function of the API answers before one has signed in; the probes do."""
    monkeypatch.setenv("COACH_AUTH", str(users))
    port = free_port()
    with (
        running(["-m", "tests.ui.stage", str(port), str(tmp_path / "c.sqlite")], port, tmp_path / "log") as at,
        httpx.Client(base_url=at) as client,
    ):
        pages = ["/", "/scripts", "/guides", "/config", "/gradio_api/info", "/gradio_api/call/ask/1", "/gradio_api/file=x", "/healthx"]  # fmt: skip
        assert {client.get(p).status_code for p in pages} == {401}
        assert client.post("/gradio_api/queue/join", json={"data": [], "fn_index": 0}).status_code == 401
        assert client.post("/gradio_api/upload", files={"files": ("a.txt", b"x")}).status_code == 401
        assert client.get("/health").status_code == client.get("/ready").status_code == 200
        sent = client.post("/login", data={"name": "ann", "password": WORD, "to": "/scripts"})
        assert sent.headers["location"] == "/scripts"
        assert client.get("/scripts").status_code == 200
        held = client.get("/config").json()
    public = {d["api_name"] for d in held["dependencies"] if d["api_visibility"] == "public"}
    assert public == {f.__name__ for f in Tools(Coach(Shelf())).all()}
