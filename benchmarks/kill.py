"""Kill -9 a build at random moments: the old index must answer, and the next build must complete.

    python -m benchmarks.kill GUIDES [--guides 60] [--rounds 20] [--backend static]

Every round edits a third of the guides, starts a build in a process of its own, and kills it at a random
moment. Then the index is opened and compared with
what it was before (or, where the build had got so far, with what it was to become), asked a question,
built again and compared with the folder.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from index.build import build
from index.catalog import PayQuery
from index.embed import prepare
from index.reader import open_index
from index.settings import Settings

BUILD = """
import sys
from index.build import build
from index.settings import Settings
settings = Settings(store=sys.argv[1], guides=sys.argv[2], embedding_backend=sys.argv[3])
build(settings, lambda stage, done, total: print(stage, done, total, flush=True))
"""


def edit_some(root: Path, share: float, draw: random.Random, round_: int) -> None:
    """Add a sentence to some guides, and take one away."""
    paths = sorted(root.glob("*/*.md"))
    for path in draw.sample(paths, int(len(paths) * share)):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n\nRound {round_} added this sentence about the signing bonus.\n")
    draw.choice(paths).unlink()


def contents(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Open the index afresh, ask it for a figure and a passage, and return its chunk ids by guide."""
    index = open_index(settings)
    held = {row.slug: tuple(c.id for c in index.chunks(row.slug)) for row in index.guides()}
    if not index.pays(PayQuery(components=("base",))) or not index.search("signing bonus"):
        raise SystemExit("The index was opened but did not answer.")
    return held


def main() -> None:
    """Run the rounds and print what was under way at each kill."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("guides", type=Path)
    parser.add_argument("--guides", dest="count", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--backend", default="static", choices=("static", "onnx", "onnx-int8", "torch"))
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()

    work = Path(tempfile.mkdtemp(prefix="coach-kill-"))
    draw = random.Random(options.seed)  # noqa: S311 - moments, not secrets
    for path in draw.sample(sorted(options.guides.glob("*/*.md")), options.count):
        copy = work / "guides" / path.relative_to(options.guides)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    settings = Settings(store=work / "store", guides=work / "guides", embedding_backend=options.backend)
    prepare(settings)
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", BUILD, settings.store, settings.guides, options.backend],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    span = time.perf_counter() - begin
    outcomes: Counter[str] = Counter()
    round_ = 0
    while outcomes.total() < options.rounds:
        round_ += 1
        before = contents(settings)
        edit_some(settings.guides, 1 / 3, draw, round_)
        log = work / "log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", BUILD, settings.store, settings.guides, options.backend], stdout=out
            )
            time.sleep(draw.uniform(0.1, span))
            process.send_signal(signal.SIGKILL)
            ended = process.wait() == 0
        if ended:  # the moment drawn was after its end: no kill, so it does not count
            continue
        after = contents(settings)
        lines = log.read_text().splitlines()
        stage = lines[-1].split()[0] if lines else "starting"
        report = build(settings)
        wanted = contents(settings)
        slugs = {f"{p.parent.name}/{p.stem}" for p in settings.guides.glob("*/*.md")}
        kept = "old" if after == before else "new" if after == wanted else "NEITHER"
        whole = set(wanted) == slugs and report.version.vectors and not build(settings).published
        outcomes[
            f"killed while {stage}: the {kept} index answered, the next build {'completed' if whole else 'FAILED'}"
        ] += 1
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:3} x {outcome}")
    bad = sum(n for o, n in outcomes.items() if "NEITHER" in o or "FAILED" in o)
    print(f"{options.rounds - bad} of {options.rounds} rounds held.")
    shutil.rmtree(work)
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
