"""requirements.txt -> the known holes in what it pins, by pip-audit.

Where advisories cannot be reached it is skipped, with the reason.

python -m benchmarks.advisories   # exit 1 where there is a known hole
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PINS = Path(__file__).resolve().parents[1] / "requirements.txt"


def told(said: str, problem: str) -> tuple[int, str]:
    """(exit code, what to say) from what pip-audit wrote as JSON, and what it complained of.

    An index without advisories is told apart from one that has none to tell: there every package is left out.
    """
    try:
        held = json.loads(said)["dependencies"]
    except (ValueError, KeyError):
        last = next((line for line in reversed(problem.splitlines()) if line.strip()), "pip-audit said nothing")
        return 0, f"Advisories: skipped, they cannot be reached: {last.strip()[:300]}"
    left_out = [d for d in held if "skip_reason" in d]
    if len(left_out) == len(held):
        reason = left_out[0]["skip_reason"] if left_out else "there is nothing to look up"
        return 0, f"Advisories: skipped, none of {len(held)} packages is known to the index that was asked ({reason})."
    holes = [
        f"{d['name']} {d['version']}: {v['id']}, mended in {', '.join(v['fix_versions']) or 'no version yet'}"
        for d in held
        for v in d.get("vulns", ())
    ]
    seen = f"Advisories: {len(held) - len(left_out)} packages looked up, {len(left_out)} left out"
    return int(bool(holes)), "\n".join((f"{seen}, {len(holes)} known holes.", *holes))


def main() -> int:
    """Ask, and say what was found."""
    command = [
        sys.executable, "-m", "pip_audit", "-r", str(PINS), "--require-hashes", "--disable-pip", "--timeout", "10",
        "--progress-spinner", "off", "--format", "json",
    ]  # fmt: skip
    try:
        run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        print("Advisories: skipped, they did not come within five minutes.")
        return 0
    code, words = told(run.stdout, run.stderr)
    print(words)
    return code


if __name__ == "__main__":
    sys.exit(main())
