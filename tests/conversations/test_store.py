"""What is kept comes back whole, only to its owner, and is gone once deleted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import event, text

from coach.conversations.database import open_database, settle
from coach.conversations.export import to_json, to_markdown
from coach.conversations.store import Conversations
from coach.conversations.values import Conversation, Desk, Exchange, Kept
from coach.dialogue.turn import Turn
from coach.reply import Gap
from coach.turn import Coach
from coach.understanding.situation import Part, Situation
from index.errors import Unwritable, UserError
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


def test_steps_at_the_same_moment_all_stay(kept: Conversations) -> None:
    """An edit, a switch and an answer that are kept at once wait for one another: none is laid over what another has just kept."""
    steps = [{"tone": "warm"}, {"length": "one"}, {"channel": "email"}, {"order": ("market",)}, {"left_out": ("plan",)}, {"scripts": (Kept(title="t", text="x"),)}]  # fmt: skip
    steps += [{"situation": Situation(**{name: "Friday"})} for name in ("company", "role", "region", "deadline")]
    wanted = Desk(**{k: v for step in steps[:6] for k, v in step.items()}, situation=Situation(company="Friday", role="Friday", region="Friday", deadline="Friday"))  # fmt: skip
    for _ in range(5):
        key = kept.keep("ann", "", Desk())
        at_once(lambda n, key=key: kept.keep("ann", key, Desk(**steps[n]), base=Desk()), len(steps))  # type: ignore[misc]
        assert kept.read("ann", key).desk == wanted


def test_an_answer_and_an_edit_of_one_offer_both_stay(kept: Conversations) -> None:
    """Where an answer reads another base while the bonus is edited, the offer has both; what one of them took out stays out."""

    def offer(**parts: float) -> Situation:
        return Situation(offer=tuple(Part(component=c, low=v, high=v) for c, v in parts.items()))  # type: ignore[arg-type]

    base = Desk(situation=offer(base=181_000, signing=20_000))
    key = kept.keep("ann", "", base)
    kept.keep("ann", key, Desk(situation=offer(base=181_000, bonus=10, signing=20_000)), base=base)
    kept.keep("ann", key, Desk(situation=offer(base=190_000)), base=base)
    assert kept.read("ann", key).desk.situation == offer(base=190_000, bonus=10)


@pytest.mark.parametrize(
    ("pragma", "reason"), [("query_only = ON", "readonly"), ("max_page_count = 1", "full")], ids=["read-only", "full"]
)
def test_a_database_that_takes_nothing_says_so_and_is_read_all_the_same(
    kept: Conversations, file: Path, said: Exchange, pragma: str, reason: str
) -> None:
    """On a full disk, or one that may only be read, keeping is one plain sentence; what was kept is there, and more is once it can be."""
    key = kept.keep("ann", "", Desk(), (said,))
    engine = open_database(f"sqlite:///{file}")
    refused = Conversations(engine)
    event.listen(engine, "checkout", lambda connection, *_: connection.execute(f"PRAGMA {pragma}"))

    def keep_on(keeping: Callable[[], object]) -> None:
        for _ in range(100):
            keeping()

    for keeping in (lambda: refused.keep("ann", key, Desk(), (said,) * 40), lambda: refused.start("ann", Desk())):
        with pytest.raises(Unwritable, match=rf"{reason}.*COACH_DATABASE"):
            keep_on(keeping)
    assert refused.read("ann", key).talk[0] == said
    engine.dispose()
    assert kept.add("ann", key, Desk(), said)[0] == key


def test_a_database_from_before_gets_what_it_lacks(file: Path) -> None:
    """A column that came later is added to it, empty; what is asked from then on has its moment."""
    engine = open_database(f"sqlite:///{file}")
    store = Conversations(engine)
    reply = Coach(Shelf()).reply(Turn(ASKED))
    key, _ = store.add("ann", "", Desk(), Exchange(ASKED, reply))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE exchanges DROP COLUMN at"))
    engine.dispose()
    engine = open_database(f"sqlite:///{file}")
    store = Conversations(engine)
    assert store.read("ann", key).talk[0].at is None
    now = datetime(2026, 11, 26, 12, 30, tzinfo=UTC)
    store.add("ann", key, Desk(), Exchange("And in Chicago?", reply, at=now))
    assert store.read("ann", key).talk[1].at == now
    engine.dispose()


def test_a_path_is_a_sqlite_file(tmp_path: Path) -> None:
    """Who names a file gets that file, wherever it is, and for its owner alone."""
    file = tmp_path / "kept here" / "talks.sqlite"
    engine = open_database(str(file))
    engine.dispose()
    assert file.read_bytes().startswith(b"SQLite format 3")
    assert file.stat().st_mode & 0o077 == 0


def test_no_file_holds_the_words_of_a_deleted_talk(kept: Conversations, file: Path, said: Exchange) -> None:
    """Neither the database nor what lies beside it, while it is open."""
    key = kept.keep("ann", "", Desk(), (said,))
    words = b"171,717"
    assert any(words in f.read_bytes() for f in file.parent.iterdir())
    kept.delete("ann", key)
    assert not any(words in f.read_bytes() for f in file.parent.iterdir())
    assert not kept.entries("ann")


def test_an_end_leaves_no_log_beside_the_file(kept: Conversations, file: Path, said: Exchange) -> None:
    """What stands in it is in the database by then; somebody at the file for seconds is no fault."""
    key = kept.keep("ann", "", Desk(), (said,))
    engine = open_database(f"sqlite:///{file}")
    settle(engine)
    assert [f.stat().st_size for f in file.parent.glob("*-wal")] == [0]
    with engine.connect() as reader:
        reader.execute(text("SELECT 1 FROM conversations"))
        kept.delete("ann", key)
    settle(engine)
    engine.dispose()
    assert not any(b"171,717" in f.read_bytes() for f in file.parent.iterdir())


@pytest.mark.parametrize("title", ["![x](https://far.example/a.png)", "Offer ![x](http://far.example/a.png) now"])
def test_a_title_fetches_nothing_from_afar(title: str, said: Exchange) -> None:
    """In the file of a conversation a picture in its name, or in a script's, is words."""
    talk = Conversation("k", title, (said,), Desk(scripts=(Kept(title=title, text=title),)))
    assert "![" not in to_markdown(talk)
    assert "!\\[x](http" in to_markdown(talk)
