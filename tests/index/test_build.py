"""A folder becomes an index incrementally, survives being killed, and readers follow it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from index import versions
from index.build import SHIPPED, Report, build
from index.catalog import PayQuery
from index.errors import IndexMismatch, NoIndex, UserError
from index.parse import parse_guide
from index.reader import Index, open_index
from index.settings import Backend, Settings

from .conftest import lend, write_guide

BUILD = """
import sys
from index.build import build
from index.settings import Settings
store, guides, model = sys.argv[1:]
settings = Settings(store=store, guides=guides, embedding_model=model, embedding_backend="static")
build(settings, lambda stage, done, total: print(stage, done, total, flush=True))
"""


def start_build(settings: Settings) -> subprocess.Popen[str]:
    """Run a build in a process of its own."""
    command = [sys.executable, "-c", BUILD, str(settings.store), str(settings.guides), settings.embedding_model]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def contents(index: Index) -> dict[str, list[str]]:
    """Everything that is indexed: chunk ids by guide."""
    return {row.slug: [c.id for c in index.chunks(row.slug)] for row in index.guides()}


def assert_whole(settings: Settings) -> None:
    """The index holds exactly the folder's guides, and both rankings find every chunk."""
    index = open_index(settings)
    slugs = {f"{p.parent.name}/{p.stem}" for p in settings.guides.glob("*/*.md")}
    assert {row.slug for row in index.guides()} == slugs
    assert index.version.vectors
    for slug, ids in contents(index).items():
        passages = index.search("signing bonus", (slug,), k=len(ids))
        assert {p.chunk.id for p in passages} == set(ids)
    opened = index._opened.vectors()
    assert opened is not None
    assert opened.store.ids() == {id_ for ids in contents(index).values() for id_ in ids}


def test_general_craft_comes_with_a_folder_that_has_none(settings: Settings, guides: Path) -> None:
    """The documents that ship are in the index of a folder of guides; one with documents of its own keeps to these."""
    settings = settings.model_copy(update={"craft": True})
    build(settings)
    general = {slug for slug in contents(open_index(settings)) if slug.startswith("_playbook/")}
    assert general == {f"_playbook/{p.stem}" for p in (SHIPPED / "_playbook").glob("*.md")}
    (guides / "_playbook").mkdir()
    shutil.copy(SHIPPED / "_playbook" / "deadlines.md", guides / "_playbook")
    report = build(settings)
    assert report.removed == len(general) - 1
    assert_whole(settings)


def test_a_first_build_indexes_every_guide(settings: Settings) -> None:
    """After one build, figures, passages and the guides themselves can be asked for."""
    report = build(settings)
    assert (report.read, report.removed, report.unchanged, report.published) == (3, 0, 0, True)
    assert_whole(settings)
    index = open_index(settings)
    assert index.guide("acme/data-scientist").company == "acme"
    assert len(index.pays(PayQuery(places=("london",), components=("base",)))) == 3
    assert "acme/product-manager" in {p.chunk.guide for p in index.search("who owns pricing experiments?", k=3)}
    assert {p.chunk.kind for p in index.search("where do the figures come from", kinds=("source",))} == {"source"}


def test_nothing_changed_means_nothing_done(settings: Settings) -> None:
    """A second build reads no guide, publishes no version, and does not even touch times."""
    first = build(settings)
    os.utime(settings.guides / "acme" / "data-scientist.md")
    second = build(settings)
    assert (second.read, second.unchanged, second.embedded, second.published) == (0, 3, 0, False)
    assert second.version == first.version


def test_only_what_changed_is_read_and_embedded(settings: Settings) -> None:
    """An edit costs its own guide and its own chunks; an addition and a removal cost theirs."""
    build(settings)
    write_guide(settings.guides, "acme/data-scientist", "Data scientists at Acme now own pricing.")
    edited = build(settings)
    assert (edited.read, edited.removed, edited.unchanged) == (1, 0, 2)
    assert 0 < edited.embedded < 4
    write_guide(settings.guides, "initech/swe", low=120)
    (settings.guides / "globex" / "data-scientist.md").unlink()
    moved = build(settings)
    assert (moved.read, moved.removed, moved.unchanged) == (1, 1, 2)
    assert_whole(settings)
    assert not any(p.chunk.guide.startswith("globex") for p in open_index(settings).search("Globex causal inference"))


def test_an_incremental_index_equals_a_fresh_one(settings: Settings, tmp_path: Path) -> None:
    """Whatever way the folder came to be what it is, the index is the same."""
    build(settings)
    for round_ in range(3):
        write_guide(settings.guides, f"new-{round_}/swe", f"Round {round_}.")
        write_guide(settings.guides, "acme/data-scientist", f"Edited {round_} times.")
        build(settings)
    shutil.copytree(settings.store / "models", tmp_path / "fresh" / "models")
    fresh = settings.model_copy(update={"store": tmp_path / "fresh"})
    build(fresh)
    one, two = open_index(settings), open_index(fresh)
    assert contents(one) == contents(two)
    for query in ("signing bonus", "who decides fast?", "Round 2"):
        assert [p.chunk.id for p in one.search(query)] == [p.chunk.id for p in two.search(query)]


def test_equal_texts_and_known_texts_are_embedded_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store whose versions are lost finds its vectors again by content."""
    build(settings)
    shutil.rmtree(settings.store / "versions")
    (settings.store / "current").unlink()
    monkeypatch.setattr("index.embed._Static.embed", None)
    assert build(settings).version.vectors


def test_a_bad_file_is_reported_and_the_rest_is_built(settings: Settings) -> None:
    """A binary file and a file beyond all sense are problems of the report, not of the build."""
    (settings.guides / "acme" / "binary.md").write_bytes(b"\0\1\2" * 50)
    report = build(settings)
    assert [(p.file, p.severity) for p in report.problems] == [("acme/binary.md", "error")]
    assert (report.version.guides, report.version.unreadable) == (3, 1)
    assert build(settings).problems == report.problems
    assert "acme/binary" not in {row.slug for row in open_index(settings).guides()}


def test_a_fault_of_the_reader_is_a_finding(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a bug in reading one guide leaves the rest built, and is named."""
    from index import prepare

    def faulty(path: Path, root: Path) -> object:
        if path.stem == "product-manager":
            raise ZeroDivisionError("on purpose")
        return parse_guide(path, root)

    monkeypatch.setattr(prepare, "parse_guide", faulty)
    report = build(settings)
    assert "ZeroDivisionError: on purpose" in report.problems[0].message
    assert report.version.guides == 2


@pytest.mark.parametrize("what", ["missing", "empty"])
def test_a_missing_or_empty_folder_does_not_empty_the_index(settings: Settings, what: str) -> None:
    """A wrong path is refused; the index that was there still answers."""
    build(settings)
    shutil.rmtree(settings.guides)
    if what == "empty":
        settings.guides.mkdir()
    with pytest.raises(UserError, match="guide"):
        build(settings)
    assert len(open_index(settings).guides()) == 3


def test_a_store_without_index_says_how_to_get_one(settings: Settings) -> None:
    """Opening before building names the command."""
    with pytest.raises(NoIndex, match="coach index build"):
        open_index(settings)


def test_another_model_is_refused_until_the_index_is_built_again(
    settings: Settings, made: Callable[[Backend], Path]
) -> None:
    """An index is not searched with another model's vectors; a build brings it over."""
    build(settings)
    lend(made("onnx"), "onnx", settings.store)
    onnx = settings.model_copy(update={"embedding_backend": "onnx"})
    reader = open_index(settings)
    with pytest.raises(IndexMismatch, match="coach index build"):
        open_index(onnx)
    report = build(onnx)
    assert (report.read, report.unchanged) == (0, 3)
    assert_whole(onnx)
    with pytest.raises(IndexMismatch):
        open_index(settings)
    assert reader.refresh()
    assert reader.search("signing bonus")


def test_a_reader_follows_new_versions(settings: Settings) -> None:
    """A running reader sees a new build at its next question, and searches go on during it."""
    build(settings)
    index = open_index(settings)
    index.preload()
    assert not index.refresh()
    for round_ in range(4):
        write_guide(settings.guides, f"round-{round_}/swe", f"Zebra number {round_} grazes here.")
        before = contents(index)
        build(settings)
        assert index.search("zebra", tuple(before), k=3)
        assert contents(index) == before
        assert index.refresh()
        assert f"round-{round_}/swe" in {p.chunk.guide for p in index.search(f"zebra number {round_}")}
    assert len(list((settings.store / "versions").iterdir())) == 2


def test_it_answers_before_the_vectors_are_there(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures and keywords answer as soon as the guides are read; the same reader then gains the vectors."""
    monkeypatch.setattr("index.build._AT_ONCE", {"static": 0})
    seen: list[str] = []

    def look(stage: str, done: int, total: int) -> None:
        if stage == "embedding" and not seen:
            index = open_index(settings)
            assert not index.version.vectors
            assert len(index.pays(PayQuery(components=("base",)))) == 6
            seen.append(index.search("pricing experiments")[0].chunk.guide)
            readers.append(index)

    readers: list[Index] = []
    build(settings, look)
    assert seen == ["acme/product-manager"]
    assert readers[0].refresh()
    assert readers[0].version.vectors
    assert_whole(settings)


def test_a_second_build_waits_for_the_first(settings: Settings) -> None:
    """While another build holds the store, a build says that it waits, and then runs."""
    settings.store.mkdir(exist_ok=True)
    with FileLock(settings.store / "build.lock"):
        process = start_build(settings)
        assert process.stdout is not None
        assert process.stdout.readline().split()[0] == "waiting"
        assert not (settings.store / "current").exists()
    assert process.wait(60) == 0
    process.stdout.close()
    assert_whole(settings)


def test_two_builds_at_once_both_end_well(settings: Settings) -> None:
    """Builds started together leave one whole index."""
    processes = [start_build(settings) for _ in range(2)]
    assert [p.wait(60) for p in processes] == [0, 0]
    for process in processes:
        assert process.stdout is not None
        process.stdout.close()
    assert_whole(settings)


def test_a_killed_build_leaves_the_old_index_and_the_next_completes(settings: Settings) -> None:
    """Killed at whatever moment, a build leaves a version that answers, and no later build stumbles."""
    build(settings)
    draw = random.Random(20)
    for round_ in range(5):
        before = open_index(settings)
        held = contents(before)
        for n in range(12):
            write_guide(settings.guides, f"kill-{n}/swe", f"Round {round_} of {n}.")
        process = start_build(settings)
        time.sleep(draw.uniform(0.2, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        after = open_index(settings)
        assert contents(after) == held or len(after.guides()) == 15
        assert after.search("signing bonus")
        build(settings)
        assert_whole(settings)
        assert not list((settings.store / "versions").glob("*.building"))


def test_half_made_versions_are_swept(settings: Settings) -> None:
    """What a killed build left at each of its steps is gone after the next one."""
    build(settings)
    current = versions.read_current(settings.store)
    (settings.store / "versions" / f"{current.number + 1:06d}").mkdir()
    (settings.store / "versions" / f"{current.number + 1:06d}.building").mkdir()
    (versions.folder_of(settings.store, current.number) / "chroma.building").mkdir()
    write_guide(settings.guides, "initech/swe")
    build(settings)
    assert_whole(settings)
    names = {p.name for p in (settings.store / "versions").iterdir()}
    assert names == {f"{current.number:06d}", f"{current.number + 1:06d}"}


def test_a_version_that_vanished_is_built_again(settings: Settings) -> None:
    """A store that lost its folders says so to readers and is mended by a build."""
    build(settings)
    shutil.rmtree(settings.store / "versions")
    with pytest.raises(NoIndex):
        open_index(settings)
    build(settings)
    assert_whole(settings)


def test_on_a_server_the_same_build_keeps_one_collection(settings: Settings, server: str) -> None:
    """Vectors on a Chroma server: the same answers, and nothing stale is left there."""
    remote = settings.model_copy(update={"chroma_url": server, "chroma_collection": "build"})
    build(remote)
    assert_whole(remote)
    (settings.guides / "globex" / "data-scientist.md").unlink()
    write_guide(settings.guides, "acme/data-scientist", "Edited on the server.")
    report = build(remote)
    assert (report.read, report.removed) == (1, 1)
    assert_whole(remote)
    assert not (versions.folder_of(remote.store, report.version.number) / "chroma").exists()


def test_a_store_moves_to_a_server_and_back(settings: Settings, server: str) -> None:
    """Changing where vectors lie is a build that reads and embeds nothing."""
    build(settings)
    remote = settings.model_copy(update={"chroma_url": server, "chroma_collection": "moved"})
    reports: list[Report] = [build(remote), build(settings)]
    assert [r.read for r in reports] == [0, 0]
    assert_whole(settings)


def test_without_its_server_keywords_answer(settings: Settings, server: str, caplog: pytest.LogCaptureFixture) -> None:
    """An index whose Chroma server is gone finds what its words find, and says so in the log."""
    build(settings.model_copy(update={"chroma_url": server, "chroma_collection": "gone"}))
    index = open_index(settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"}))
    for guides in (None, ["acme/data-scientist", "globex/data-scientist"]):
        assert index.search("causal inference", guides)[0].chunk.guide == "globex/data-scientist"
    assert {r.getMessage() for r in caplog.records if r.name == "index"} == {
        "Chroma does not answer; keywords rank alone"
    }


COLD = """
import sys
from index.catalog import PayQuery
from index.reader import open_index
from index.settings import Settings
store, guides, model, backend = sys.argv[1:]
index = open_index(Settings(store=store, guides=guides, embedding_model=model, embedding_backend=backend))
index.pays(PayQuery(components=("base",)))
index.guide("acme/data-scientist")
heavy = {"torch", "transformers", "sentence_transformers", "chromadb", "onnxruntime", "model2vec", "bm25s"}
print(sorted(heavy & sys.modules.keys()))
index.search("signing bonus")
print(sorted({"torch", "transformers", "sentence_transformers"} & sys.modules.keys()))
"""


@pytest.mark.parametrize("backend", ["static", "onnx"])
def test_a_cold_pay_question_loads_nothing_heavy_and_a_search_no_torch(
    settings: Settings, made: Callable[[Backend], Path], backend: Backend
) -> None:
    """Figures need neither Chroma nor a model; passages need no torch."""
    lend(made(backend), backend, settings.store)
    chosen = settings.model_copy(update={"embedding_backend": backend})
    build(chosen)
    command = [sys.executable, "-c", COLD, str(chosen.store), str(chosen.guides), chosen.embedding_model, backend]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]
