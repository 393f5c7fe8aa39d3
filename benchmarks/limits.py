"""Limits of the code: functions of 12 branches, lines of 120 characters, patterns of 300, nothing that nobody uses.

    python -m benchmarks.limits --check   # exit 1 where something is over
    python -m benchmarks.limits           # lowers the numbers of limits.yaml to what there is now

What was over when the limits came stands in limits.yaml: functions and unused names by name, lines and patterns by
room. It may only fall.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
HELD = Path(__file__).with_name("limits.yaml")
HALVES = ("coach", "index", "benchmarks")
BRANCHES, PATTERN = 12, 300
_READS = frozenset("compile search match fullmatch findall finditer sub subn split".split())
Counts = dict[str, dict[str, int]]


def room_of(path: Path) -> str:
    """The room that a file stands in: "coach/answers", "index/parse"; a file between the rooms is of the house."""
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def _ruff() -> Iterator[tuple[str, str]]:
    """(the room of a line that is too long, or a function that is too complex, and which of the two) as ruff finds
    them."""
    command = [
        sys.executable, "-m", "ruff", "check", "--select", "C901,E501", "--output-format", "json", "--exit-zero",
        "--no-cache",
        "--config", f"lint.mccabe.max-complexity={BRANCHES}", "--config", "lint.ignore=[]", *HALVES,
    ]  # fmt: skip
    found = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    for fault in found:
        path = Path(fault["filename"])
        if fault["code"] == "C901":
            yield f"{path.relative_to(ROOT)} {fault['message'].split('`')[1]}", fault["message"]
        else:
            yield room_of(path), "lines"


def _patterns() -> Iterator[tuple[str, int]]:
    """(room, length) of each pattern that stands in a call of `re`; names in it count for nothing, they are patterns of
    their own."""
    for half in HALVES:
        for path in sorted((ROOT / half).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                    called = node.func.value
                    if isinstance(called, ast.Name) and called.id == "re" and node.func.attr in _READS:
                        yield room_of(path), _length(node.args[0])


def _unused() -> Iterator[str]:
    """Names that vulture finds no use of; what frameworks use is named in pyproject.toml."""
    run = subprocess.run([sys.executable, "-m", "vulture"], cwd=ROOT, check=False, capture_output=True, text=True)
    if run.returncode not in (0, 3):  # 3: it has found something
        raise SystemExit(f"vulture does not run: {run.stderr.strip()}")
    for path, name in re.findall(r"^([^:]+):\d+: unused \w+ '(\w+)'", run.stdout, re.M):
        yield f"{path} {name}"


def _length(node: ast.AST) -> int:
    return sum(len(n.value) for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def counted() -> Counts:
    """What is over each limit now."""
    lines: Counter[str] = Counter()
    functions: dict[str, int] = {}
    for name, said in _ruff():
        if said == "lines":
            lines[name] += 1
        else:
            functions[name] = int(said.rsplit("(", 1)[1].split()[0])
    patterns = Counter(room for room, length in _patterns() if length > PATTERN)
    return {
        "functions": functions, "lines": dict(lines), "patterns": dict(patterns), "unused": dict.fromkeys(_unused(), 1),
    }  # fmt: skip


def over(now: Mapping[str, Mapping[str, int]], held: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What is worse than what is held, a sentence each."""
    what = {
        "functions": "{name} has {n} branches",
        "lines": "{name}: {n} lines beyond 120 characters",
        "patterns": f"{{name}}: {{n}} patterns beyond {PATTERN} characters",
        "unused": "{name} is used by nobody",
    }
    out = []
    for kind, said in what.items():
        for name, n in sorted(now.get(kind, {}).items()):
            most = held.get(kind, {}).get(name, BRANCHES if kind == "functions" else 0)
            if n > most:
                out.append(f"{said.format(name=name, n=n)}; {most} at most.")
    return out


def lowered(now: Mapping[str, Mapping[str, int]], held: Mapping[str, Mapping[str, int]]) -> Counts:
    """What is held with every number as low as it is now; nothing is added, nothing rises."""
    return {
        kind: {name: min(n, now[kind][name]) for name, n in sorted(held.get(kind, {}).items()) if name in now[kind]}
        for kind in now
    }


def main() -> int:
    """Compare, or lower."""
    now = counted()
    if not HELD.exists():
        _write(now)
    held: Counts = yaml.safe_load(HELD.read_text(encoding="utf-8"))
    faults = over(now, held)
    print("\n".join(faults) or "Nothing is over the limits that was not.")
    low = lowered(now, held)
    if "--check" not in sys.argv:
        _write(low)
    elif low != {k: held.get(k, {}) for k in low}:
        print("Some of it is better than limits.yaml says: `python -m benchmarks.limits` keeps that.")
    return int(bool(faults))


def _write(counts: Counts) -> None:
    head = (
        "# What was over the limits when they came (benchmarks/limits.py); the numbers may only fall.\n"
        f"# functions: branches, {BRANCHES} at most; lines: how many are beyond 120 characters; "
        f"patterns: how many are beyond {PATTERN};\n# unused: names that nobody uses.\n"
    )
    HELD.write_text(head + yaml.safe_dump(counts, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
