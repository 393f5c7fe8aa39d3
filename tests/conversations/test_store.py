"""What is kept comes back whole, only to its owner, and is gone once deleted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text

from coach.chain import Coach
from coach.conversations.database import open_database
from coach.conversations.export import to_json, to_markdown
from coach.conversations.store import Conversations
from coach.conversations.values import Desk, Exchange, Kept
from coach.question import Turn
from coach.reply import Gap
from coach.situation import Part, Situation
from index.errors import UserError
from tests.shelf import Shelf

ASKED = "What does Northwind pay a data engineer in New York? I was offered a base of 171,717."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "c.sqlite"


@pytest.fixture
def kept(file: Path) -> Iterator[Conversations]:
    engine = open_database(f"sqlite:///{file}")
    yield Conversations(engine)
    engine.dispose()


@pytest.fixture(scope="module")
def said() -> Exchange:
    reply = Coach(Shelf()).reply(Turn(ASKED))
    assert reply.citations
    assert reply.figures
    return Exchange(ASKED, reply, Situation(company="Contoso"))


def test_what_is_kept_comes_back_whole_after_a_restart(kept: Conversations, file: Path, said: Exchange) -> None:
    """Replies with their figures and citations, the situation, the desk."""
    desk = Desk(situation=Situation(company="Northwind", offer=(Part(component="base", low=1, high=2),)), since=1, order=("market",), scripts=(Kept(title="t", text="x"),))  # fmt: skip
    key = kept.keep("ann", "", desk, (said,))
    engine = open_database(f"sqlite:///{file}")
    again = Conversations(engine).latest("ann")
    engine.dispose()
    assert (again.id, again.desk, again.talk) == (key, desk, (said,))
    assert again.title.startswith("What does Northwind pay")


def test_nobody_reaches_what_is_anothers(kept: Conversations, said: Exchange) -> None:
    """By no call, even with the key."""
    key = kept.keep("ann", "", Desk(), (said,))
    calls = [
        lambda: kept.open("bob", key), lambda: kept.read("bob", key), lambda: kept.add("bob", key, Desk(), said), lambda: kept.keep("bob", key, Desk(), ()), lambda: kept.rename("bob", key, "mine"),
        lambda: kept.delete("bob", key), lambda: kept.judge("bob", key, 1, "Like"),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(UserError, match="not there"):
            call()
    assert kept.latest("bob").id == ""
    assert kept.entries("bob") == []
    assert kept.open("ann", key).talk == (said,)


def test_what_is_deleted_is_gone_from_the_file(kept: Conversations, file: Path, said: Exchange) -> None:
    """Not only from the list: its words are nowhere in the database's files."""
    key = kept.keep("ann", "", Desk(), (said,))
    kept.judge("ann", key, 1, "Dislike", "said 171,717 wrong")
    assert b"171,717" in _bytes(file)
    kept.delete("ann", key)
    with kept._session() as session:
        session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    assert b"171,717" not in _bytes(file)
    assert kept.judgements() == []
    with pytest.raises(UserError):
        kept.keep("ann", key, Desk(), (said,))


def _bytes(file: Path) -> bytes:
    return b"".join(p.read_bytes() for p in file.parent.glob("c.sqlite*"))


def test_a_retried_answer_replaces_the_one_it_was_and_what_followed(kept: Conversations, said: Exchange) -> None:
    """Keeping a shorter talk drops the rest."""
    other = Exchange("And in London?", said.reply)
    key = kept.keep("ann", "", Desk(), (said, other, said))
    kept.keep("ann", key, Desk(), (other,))
    assert kept.open("ann", key).talk == (other,)


def test_search_looks_through_titles_questions_and_answers(kept: Conversations, said: Exchange) -> None:
    """Each word must be found; upper and lower case are the same."""
    first = kept.keep("ann", "", Desk(), (said,))
    second = kept.keep("ann", "", Desk(), (Exchange("Something else", said.reply),))
    assert kept.rename("ann", second, "  Plan   B ") == "Plan B"
    assert [e.id for e in kept.entries("ann")] == [second, first]
    assert [e.id for e in kept.entries("ann", "plan b")] == [second]
    assert [e.id for e in kept.entries("ann", "OFFERED york")] == [first]
    with pytest.raises(UserError, match="name"):
        kept.rename("ann", first, "  ")


def test_a_verdict_reaches_the_keeper_without_the_question(kept: Conversations, said: Exchange) -> None:
    """The guide lines it cites and the reason; taken back, it is gone."""
    key = kept.keep("ann", "", Desk(), (said,))
    kept.judge("ann", key, 1, "Dislike", "old")
    kept.judge("ann", key, 1, "Wrong figure", "the bonus")
    (held,) = kept.judgements()
    assert (held.verdict, held.reason) == ("Wrong figure", "the bonus")
    assert held.sources
    assert held.sources[0].startswith("northwind/data-engineer:")
    assert "171" not in repr(held)
    assert kept.open("ann", key).talk[0].verdict == "Wrong figure"
    kept.judge("ann", key, 1, "")
    assert kept.judgements() == []


def test_what_no_guide_holds_is_counted_by_name(kept: Conversations) -> None:
    """The most asked first."""
    zyx = Coach(Shelf()).reply(Turn("What does Zyxcorp pay a data engineer?")).gaps
    assert zyx == (Gap("company", "Zyxcorp", "", "Data Engineer"),)
    kept.missed((Gap("role", "plumber", "Northwind"),))
    kept.missed(zyx)
    kept.missed(zyx)
    assert [(w.gap.name, w.count) for w in kept.wanted()] == [("Zyxcorp", 2), ("plumber", 1)]


def test_an_export_holds_everything_said(kept: Conversations, said: Exchange) -> None:
    """In Markdown the typed words cannot become headings; in JSON each reply follows the contract."""
    evil = Exchange("# not a heading\n[9] x", said.reply)
    held = kept.open("ann", kept.keep("ann", "", Desk(situation=Situation(company="Northwind")), (said, evil)))
    markdown = to_markdown(held)
    assert "Situation: Northwind" in markdown
    assert "> # not a heading" in markdown
    assert f"[1] {said.reply.citations[0].guide}.md" in markdown
    told = json.loads(to_json(held))
    assert told["exchanges"][0]["reply"] == said.reply.to_json()


def test_a_database_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    """With the setting to look at; a driver that is not there with how to get it."""
    (tmp_path / "file").write_text("no database at all, but quite a long text instead of one " * 40)
    for url in (f"sqlite:///{tmp_path}/file", "nonsense", "postgresql://127.0.0.1:1/none"):
        with pytest.raises(UserError, match="COACH_DATABASE"):
            open_database(url)


def at_once(step: Callable[[int], object], times: int = 12) -> list[object]:
    """Take a step many times at the same moment; what fails raises."""
    ready = Barrier(times)

    def one(n: int) -> object:
        ready.wait()
        return step(n)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_what_many_miss_at_once_is_counted_for_each(kept: Conversations) -> None:
    """No count is lost, and nobody's answer fails for it."""
    at_once(lambda n: kept.missed((Gap("company", "Initech", "", ""),)))
    assert [(w.gap.name, w.count) for w in kept.wanted()] == [("Initech", 12)]


def test_two_windows_of_one_conversation_lose_nothing(kept: Conversations, said: Exchange) -> None:
    """Answers that are done at the same moment get a place each; reading it writes nothing."""
    key = kept.keep("ann", "", Desk(), (said,))
    places = at_once(lambda n: kept.add("ann", key, Desk(), replace(said, message=f"question {n}")), 4)
    assert sorted(p for _, p in places) == [2, 3, 4, 5]  # type: ignore[misc]
    before = kept.read("ann", key)
    assert {e.message for e in before.talk} == {ASKED, *(f"question {n}" for n in range(4))}
    assert kept.read("ann", key).updated == before.updated


def test_steps_of_two_pages_do_not_undo_each_other(kept: Conversations) -> None:
    """Each keeps what it changed since it read the desk, field by field and within the situation too."""
    key = kept.keep("ann", "", Desk(situation=Situation(company="Northwind", region="Chicago")))
    base = kept.read("ann", key).desk
    kept.keep("ann", key, base.model_copy(update={"order": ("market",), "tone": "warm"}), base=base)
    moved = base.situation.model_copy(update={"region": "New York"})
    kept.keep("ann", key, base.model_copy(update={"situation": moved, "left_out": ("plan",)}), base=base)
    late = base.situation.model_copy(update={"deadline": "Friday"})
    kept.keep("ann", key, base.model_copy(update={"situation": late}), base=base)
    now = kept.read("ann", key).desk
    assert (now.order, now.tone, now.left_out) == (("market",), "warm", ("plan",))
    assert (now.situation.region, now.situation.deadline) == ("New York", "Friday")
