"""What is installed is pinned, with hashes, the same everywhere; and what is known against it is told."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from benchmarks.advisories import told

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.M)


def _pins(file: str) -> dict[str, str]:
    """{package: version} of a file of pins."""
    return {_name(n): v for n, v in _PIN.findall((ROOT / file).read_text(encoding="utf-8"))}


def _name(said: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=; ]", said)[0]).casefold()


def test_hashed_pins_are_the_constraints() -> None:
    """One version of each. What another system or Python needs, or torch for a graphics card, is hashed alone."""
    hashed, held = _pins("requirements.txt"), _pins("constraints.txt")
    assert not {n: (v, held[n]) for n, v in hashed.items() if n in held and held[n] != v}, "run make hashes"
    everywhere = re.findall(r"^([\w.-]+)==[^\s;]+ \\$", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)
    assert {_name(n) for n in everywhere} - held.keys() == {"setuptools"}


def test_every_dependency_is_pinned() -> None:
    """Those of the product in both files, those of its tests and checks in the constraints."""
    needs = {_name(d) for d in PROJECT["project"]["dependencies"]}
    assert needs <= _pins("requirements.txt").keys(), "run make hashes"
    extras = {_name(d) for some in PROJECT["project"]["optional-dependencies"].values() for d in some}
    develop = {_name(d) for d in PROJECT["dependency-groups"]["dev"]}
    assert needs | extras | develop <= _pins("constraints.txt").keys()


def test_every_pin_has_hashes_and_none_an_index() -> None:
    """Whoever installs chooses where from; what comes is the same."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    blocks = [b for b in re.split(r"\n(?=\S)", text) if _PIN.match(b)]
    assert len(blocks) > 100
    assert not [b for b in blocks if "--hash=sha256:" not in b]
    for file in ("requirements.txt", "constraints.txt"):
        assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links", (ROOT / file).read_text("utf-8"))


def test_a_known_hole_fails_and_says_what_mends_it() -> None:
    """With the version that mends it, where there is one."""
    hole = {"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": []}
    said = json.dumps({"dependencies": [{"name": "a", "version": "2.0", "vulns": [hole]}]})
    code, words = told(said, "")
    assert code == 1
    assert "a 2.0: PYSEC-1, mended in 2.1" in words
    assert told(json.dumps({"dependencies": [{"name": "a", "version": "2.0", "vulns": []}]}), "")[0] == 0


def test_advisories_out_of_reach_are_skipped_with_the_reason() -> None:
    """No network, and an index that holds packages alone: neither is taken for a clean bill."""
    code, words = told("", "Traceback\nConnectionError: no route to host\n")
    assert code == 0
    assert words == "Advisories: skipped, they cannot be reached: ConnectionError: no route to host"
    unknown = {"dependencies": [{"name": "a", "skip_reason": "Dependency not found on PyPI"}]}
    code, words = told(json.dumps(unknown), "")
    assert code == 0
    assert "skipped, none of 1 packages" in words
