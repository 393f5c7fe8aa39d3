"""Write or check docs/modules.md: one line each, from the module's own docstring.

python -m benchmarks.modules          # writes
python -m benchmarks.modules --check  # exit 1 if it is behind
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "modules.md"
START, END = "<!-- modules -->", "<!-- end -->"


def lines() -> list[str]:
    """One list item per module, packages by their own docstring."""
    out = []
    for folder in ("index", "coach"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
            name = str(path.relative_to(ROOT).with_suffix("")).removesuffix("/__init__")
            if said:
                first = " ".join(said.split("\n\n", 1)[0].split())
                out.append(f"- `{name}` {first}")
    return out


def main() -> int:
    text = LIST.read_text(encoding="utf-8")
    head, rest = text.split(START, 1)
    tail = rest.split(END, 1)[1]
    new = f"{head}{START}\n" + "\n".join(lines()) + f"\n{END}{tail}"
    if "--check" in sys.argv:
        if new != text:
            print("docs/modules.md is behind the modules: run `python -m benchmarks.modules`.")
        return int(new != text)
    LIST.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
