"""Whatever happens to a file of a store: it is named, what can answer goes on, and a build puts it right."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.build import build
from index.catalog import PayQuery
from index.check import check
from index.errors import Damaged, NoIndex, Unwritable, UserError
from index.reader import Index, open_index
from index.settings import Settings
from index.store import VectorStore, digest_of, open_folder

from .conftest import lend, write_guide

QUERY = "causal inference"
_DRAW = bytes(range(7, 256)) * 9


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def halved(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garbled(file: Path) -> None:
    """Other bytes in the middle half, the size and the head as they were."""
    held = file.read_bytes()
    first, last = len(held) // 4, 3 * len(held) // 4
    other = bytes(b ^ _DRAW[i % len(_DRAW)] for i, b in enumerate(held[first:last]))
    file.write_bytes(held[:first] + other + held[last:])


def gone(file: Path) -> None:
    file.unlink()


DAMAGES = (emptied, halved, garbled, gone)
# Chroma makes the files of a segment that it never wrote out anew at each opening; an empty cache, or none, lacks nothing;
# and an empty file is as it was when it is emptied, halved or garbled.
HARMLESS = {
    *(f"{name}.bin {d.__name__}" for name in ("data_level0", "header", "length", "link_lists") for d in DAMAGES),
    "vectors.sqlite emptied", "vectors.sqlite gone",
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path, made: Callable[[Any], Path]) -> Settings:
    """A store that was built and read, and the folder that it was built from; tests copy it."""
    root = tmp_path_factory.mktemp("whole")
    write_guide(root / "guides", "acme/data-scientist", "Data scientists at Acme own the forecast of demand.")
    write_guide(root / "guides", "globex/data-scientist", "Globex hires for causal inference and credit risk.", low=160)
    lend(made("static"), "static", root / "store")
    settings = Settings(store=root / "store", guides=root / "guides", embedding_model=str(tiny_model), craft=False)
    build(settings)
    answers(open_index(settings))
    return settings


@pytest.fixture
def store(whole: Settings, tmp_path: Path) -> Settings:
    """A copy of the whole store, to be damaged."""
    shutil.copytree(whole.store, tmp_path / "store")
    return whole.model_copy(update={"store": tmp_path / "store"})


def files(store: Path) -> list[str]:
    """Each file of a store, by a name that is the same in every build of it."""
    names = (p.relative_to(store) for p in store.rglob("*") if p.is_file())
    return sorted(map(str, names))


def answers(index: Index) -> tuple[Any, ...]:
    """What figures, names and keywords say; all of it holds without vectors."""
    first = index.search(QUERY, k=1)[0].chunk
    return index.pays(PayQuery(places=("london",))), index.guide("acme/data-scientist"), first, index.names.find("Globex").companies  # fmt: skip


def test_every_damage_to_every_file_is_met_plainly_and_healed(
    whole: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Emptied, halved, garbled or gone: the reader answers the same or says one sentence, and a build puts all of it right."""
    expected, harmless, stopped = answers(open_index(whole)), set(), set()
    for name in files(whole.store):
        for damage in DAMAGES:
            case = f"{name.rpartition('/')[2]} {damage.__name__}"
            settings = whole.model_copy(update={"store": tmp_path / case})
            shutil.copytree(whole.store, settings.store)
            damage(settings.store / name)
            caplog.clear()
            wrong = check(settings.store)
            stops = met(settings, expected)
            said = stops or [r.getMessage() for r in caplog.records if r.name == "index"]
            assert all("coach index build" in line and "\n" not in line for line in said), case
            assert len(said) <= 1, case
            if not wrong:
                assert not said, case
                harmless.add(case)
            elif stops:
                stopped.add(wrong[0].part)
            report = build(settings)
            assert set(report.healed) == set(wrong), case
            assert check(settings.store) == (), case
            index = open_index(settings)
            assert answers(index) == expected, case
            assert index._opened.vectors() is not None, case
            shutil.rmtree(settings.store)
    assert stopped == {"catalogue"}  # nothing else keeps figures and keywords from answering
    assert {case for case in harmless if "lock" not in case} == HARMLESS


def met(settings: Settings, expected: tuple[Any, ...]) -> list[str]:
    """What stops a reader of a store; nothing where it answers, which must be as expected."""
    try:
        index = open_index(settings)
    except (Damaged, NoIndex) as error:
        return [str(error)]
    assert answers(index) == expected
    return []


def test_a_built_store_is_whole_and_stays_so_when_it_is_read(store: Settings) -> None:
    """Reading changes rows of Chroma's own; these are no damage."""
    for _ in range(2):
        answers(open_index(store))
        assert check(store.store) == ()
    report = build(store)
    assert (report.published, report.healed) == (False, ())


def test_a_lost_index_is_told_to_whoever_asks_and_what_is_open_goes_on(store: Settings) -> None:
    """A reader whose store was deleted knows it; its open files still answer."""
    index = open_index(store)
    expected = answers(index)
    assert index.damage() == ()
    shutil.rmtree(store.store)
    assert {d.part for d in index.damage()} >= {"catalogue", "keywords", "vectors", "model"}
    assert not index.refresh()
    assert answers(index) == expected


def test_a_damage_while_it_serves_is_noticed(store: Settings) -> None:
    """What was whole when it was opened is looked at again once it is touched."""
    index = open_index(store)
    assert index.damage() == ()
    garbled(store.store / "versions" / "000001" / "catalog.sqlite")
    assert [d.part for d in index.damage()] == ["catalogue"]
    build(store)
    assert index.damage() == ()
    assert index.version.number == 2


def test_vectors_that_were_written_out_are_checked_and_not_changed_by_reading(tmp_path: Path) -> None:
    """Once Chroma has written its files, each of them counts."""
    rows = np.random.default_rng(1).standard_normal((1200, 8)).astype(np.float32)
    held = open_folder(tmp_path / "chroma")
    held.upsert([f"c{i}" for i in range(1200)], rows)
    held.close()
    digest = digest_of(tmp_path / "chroma")
    opened = open_folder(tmp_path / "chroma")
    opened.search(rows[0], 3)
    opened.close()
    assert digest_of(tmp_path / "chroma") == digest
    segment = next((tmp_path / "chroma").glob("*/index_metadata.pickle")).parent
    for file in (p for p in segment.iterdir() if p.stat().st_size):
        kept = file.read_bytes()
        for damage in DAMAGES:
            damage(file)
            assert digest_of(tmp_path / "chroma") != digest
            file.write_bytes(kept)
    assert digest_of(tmp_path / "chroma") == digest


def test_a_store_that_is_a_file_is_told(settings: Settings) -> None:
    """Readers and builds say that it is no folder."""
    shutil.rmtree(settings.store)
    settings.store.write_text("no folder")
    with pytest.raises(UserError, match="is a file, not a folder"):
        open_index(settings)
    with pytest.raises(UserError, match="--store"):
        build(settings)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("at", ["keywords", "catalogue", "model", "vectors", "cache", "publish"])
def test_a_build_without_room_says_so_and_leaves_what_answered(
    store: Settings, monkeypatch: pytest.MonkeyPatch, at: str, code: int
) -> None:
    """Wherever the disk refuses, it is one sentence; the index that was there answers, and nothing half made stays."""
    expected = answers(open_index(store))
    shutil.copytree(store.guides, store.store.parent / "guides")
    store = store.model_copy(update={"guides": store.store.parent / "guides"})
    write_guide(store.guides, "initech/swe")
    sqlite_said = "database or disk is full" if code == errno.ENOSPC else "attempt to write a readonly database"

    def refused(*args: object, **kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    def refused_by_sqlite(*args: object, **kwargs: object) -> None:
        raise sqlite3.OperationalError(sqlite_said)

    where: dict[str, tuple[str, Callable[..., None]]] = {
        "keywords": ("index.keywords.Keywords.save", refused),
        "catalogue": ("shutil.copyfile", refused),
        "model": ("index.build.prepare", refused),
        "vectors": ("shutil.copytree", refused),
        "cache": ("index.vectors.VectorCache.embed", refused_by_sqlite),
        "publish": ("index.versions.write_sealed", refused),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*where[at])
        with pytest.raises(Unwritable, match=r"cannot be written to .*--store") as said:
            build(store)
    assert (os.strerror(code) if at != "cache" else sqlite_said) in str(said.value)
    assert answers(open_index(store)) == expected
    assert [p.name for p in (store.store / "versions").iterdir()] == ["000001"]
    assert check(store.store) == ()


@pytest.mark.parametrize("refusal", ["read-only", "full"])
def test_a_disk_that_takes_nothing_is_read_all_the_same(
    store: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, refusal: str
) -> None:
    """Chroma opens nothing that it cannot write to: its vectors are read from a copy, and without room for one keywords rank alone."""
    expected, chroma = answers(open_index(store)), store.store / "versions" / "000001" / "chroma"

    def full(folder: Path) -> VectorStore:
        if folder == chroma:
            raise Unwritable("Chroma cannot write its vectors: database or disk is full")
        return open_folder(folder)

    if refusal == "read-only":
        monkeypatch.setattr("index.store.os.access", lambda *_: False)
    else:
        monkeypatch.setattr("index.store.open_folder", full)
    index = open_index(store)
    assert answers(index) == expected
    assert index._opened.vectors() is not None
    assert not caplog.records

    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("index.store.shutil.copytree", no_room)
    index = open_index(store)
    for _ in range(2):
        assert answers(index) == expected
    assert index._opened.vectors() is None
    (said,) = (r.getMessage() for r in caplog.records)
    assert "cannot be opened" in said
    assert "keywords rank alone" in said


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mounts a folder of memory, for a test that may."""
    point = tmp_path / "mounted"
    point.mkdir()

    def mount(*options: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(point)]
        if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("mounting is not allowed here")
        return point

    yield mount
    subprocess.run(["umount", "--lazy", str(point)], check=False, capture_output=True)


def test_on_a_full_disk_answers_go_on_and_a_build_says_so(
    whole: Settings, mounted: Callable[..., Path], tmp_path: Path
) -> None:
    """A real disk without a free block: everything answers as before, a build is one sentence, and with room it is done."""
    expected, disk = answers(open_index(whole)), mounted("size=8m")
    shutil.copytree(whole.store, disk / "store")
    shutil.copytree(whole.guides, tmp_path / "guides")
    settings = whole.model_copy(update={"store": disk / "store", "guides": tmp_path / "guides"})
    write_guide(settings.guides, "initech/swe")
    with suppress(OSError), (disk / "fill").open("wb") as fill:
        while True:
            fill.write(bytes(4096))
            fill.flush()
    index = open_index(settings)
    assert answers(index) == expected
    assert index._opened.vectors() is not None
    with pytest.raises(Unwritable, match="cannot be written to"):
        build(settings)
    assert check(settings.store) == ()
    assert answers(open_index(settings)) == expected
    (disk / "fill").unlink()
    assert build(settings).read == 1


def test_on_a_read_only_disk_answers_go_on_and_a_build_says_so(whole: Settings, mounted: Callable[..., Path]) -> None:
    """A real disk that may only be read: everything answers as before, and a build is one sentence."""
    expected, disk = answers(open_index(whole)), mounted("size=8m")
    shutil.copytree(whole.store, disk / "store")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    settings = whole.model_copy(update={"store": disk / "store"})
    index = open_index(settings)
    assert answers(index) == expected
    assert index._opened.vectors() is not None
    assert check(settings.store) == ()
    with pytest.raises(Unwritable, match="cannot be written to"):
        build(settings)
