"""Letters with the fields they state -> how many of them are read, field by field.

python -m benchmarks.letters FOLDER [--as pdf|docx]
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from coach.understanding.letters import LetterParts, Pay, letter_parts, looks_like_letter, read_letter
from index.names import Job, Names, learn_names
from index.places import read_region


@cache
def _corpus(guides: str) -> Names:
    from index.parse import parse_guide

    jobs, words = [], set()
    for path in sorted(Path(guides).rglob("*.md")):
        guide = parse_guide(path, Path(guides))
        if not guide.is_playbook:
            jobs.append(Job(guide.company, guide.role, guide.company_name, guide.role_name, guide.ticker))
        words |= {w for w in path.read_text(encoding="utf-8").casefold().split() if w.isalpha()}
    return learn_names(jobs, frozenset(words))


def fields(expected: Mapping[str, Any], found: LetterParts) -> Iterator[tuple[str, bool, str]]:
    """(field, whether it was read, what was expected and what was found) for each field that a letter states."""
    for key, value in (
        ("company", found.company),
        ("role", found.role),
        ("place", found.place),
        ("level", found.level),
        ("talk", found.talk),
    ):
        wanted = str(expected.get(key, ""))
        yield key, _same_name(key, wanted, value), f"{wanted!r} / {value!r}"
    for key, day in (("start_date", found.start), ("deadline", found.deadline)):
        wanted, value = expected.get(key, ""), day.isoformat() if day else ""
        yield key, wanted == value, f"{wanted!r} / {value!r}"
    for group, held in (("components", found.offer), ("current", found.current)):
        for wanted in expected.get(group, []):
            mine = next((p for p in held if p.component == wanted["component"]), None)
            name = wanted["component"] if group == "components" else f"was {wanted['component']}"
            yield name, _same_pay(wanted, mine), f"{_words(wanted)} / {mine.words() if mine else None}"
            if wanted.get("instalments") and mine:
                told = sorted(i["amount"] for i in wanted["instalments"])
                yield (
                    f"{name} parts",
                    sorted(i.amount for i in mine.instalments) == told,
                    f"{told} / {mine.instalments}",
                )
            if wanted.get("units") and mine:
                yield f"{name} units", mine.units == wanted["units"], f"{wanted['units']} / {mine.units}"
    for key, wanted in expected.get("clauses", {}).items():
        kinds = {
            "non-solicit": ("non_solicit",),
            "notice": ("notice", "at_will") if "will" in wanted else ("notice",),
        }.get(key, (key,))
        told = [c for c in found.clauses if c.kind in kinds]
        yield (
            f"clause {key}",
            _same_clause(str(wanted), " ".join(f"{c.value} {c.line}" for c in told)),
            f"{wanted!r} / {[(c.value, c.line[:80]) for c in told]}",
        )
    said = {c["component"] for c in expected.get("components", [])}
    allowed = {c["low"] for c in (*expected.get("components", []), *expected.get("current", []))}
    more = [p.words() for p in found.offer if p.component not in said]
    wrong = [
        p.words()
        for p in (*found.offer, *found.current)
        if any(
            abs(p.low - n) < 1e-3 * p.low or abs(p.high - n) < 1e-3 * p.high
            for n in expected.get("must_not", [])
            if n not in allowed
        )
    ]
    yield "nothing invented", not more and not wrong, f"{more} {wrong}"


def _same_name(key: str, wanted: str, value: str) -> bool:
    if key == "place":
        a, b = (set(read_region(x).places) for x in (wanted, value))
        return (
            wanted.casefold() == value.casefold()
            or (bool(wanted) and wanted.casefold() in value.casefold())
            or bool(a & b)
        )
    if key == "level":
        strip = re.compile(r"^(?:level|grade|band|l(?=\d))\s*|[^a-z0-9]", re.I)
        return strip.sub("", wanted).casefold() == strip.sub("", value).casefold()
    squashed = [re.sub(r"[^a-z0-9]", "", x.casefold()) for x in (wanted, value)]
    return squashed[0] == squashed[1] or (
        key == "company" and len(squashed[0]) > 3 and squashed[1].startswith(squashed[0])
    )


def _same_pay(wanted: Mapping[str, Any], mine: Pay | None) -> bool:
    if mine is None or wanted["low"] is None:  # a grant without a worth is no pay
        return mine is None and wanted["low"] is None
    ways = [(wanted["low"], wanted["high"], wanted["currency"], wanted["period"])]
    ways += [
        (w["low"], w["high"], w.get("currency", wanted["currency"]), w.get("period", wanted["period"]))
        if isinstance(w, dict)
        else (w[0], w[0], wanted["currency"], wanted["period"])
        for w in wanted.get("accept_also", [])
    ]
    return any(
        abs(low - mine.low) < 1
        and abs(high - mine.high) < 1
        and currency in ("", mine.currency)
        and (period == mine.period or (wanted["component"] not in ("base", "stock", "total")))
        for low, high, currency, period in ways
    )


_NUMBERS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve twenty-four".split(),
        (*map(str, range(1, 13)), "24"),
        strict=True,
    )
)


def _same_clause(wanted: str, told: str) -> bool:
    """Whether a clause is there, with the first number that is expected of it, where there is one."""
    digits = re.findall(r"\d+(?:[.,]\d+)*", wanted)
    plain = told.replace(",", "").casefold()
    for word, number in reversed(_NUMBERS.items()):
        plain = re.sub(rf"\b{word}\b", number, plain)
    return bool(told) and (
        not digits or re.search(rf"(?<!\d){re.escape(digits[0].replace(',', ''))}(?!\d)", plain) is not None
    )


def _words(wanted: Mapping[str, Any]) -> str:
    return f"{wanted['low'] or 0:g}-{wanted['high'] or 0:g} {wanted['currency']} {wanted['period']}"


def text_as(text: str, kind: str) -> str:
    """The text as it comes out of a file of the kind."""
    if not kind:
        return text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"letter.{kind}"
        if kind == "pdf":
            _as_pdf(text, path)
        else:
            _as_word(text, path)
        return read_letter(path)


def _as_pdf(text: str, path: Path) -> None:
    from fpdf import FPDF

    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=9)
    made.multi_cell(
        0,
        4,
        text=text.translate(
            {0x20AC: "EUR", 0x2019: "'", 0x2013: "-", 0x2014: "-", 0x201C: '"', 0x201D: '"', 0x20B9: "INR "}
        )
        .encode("latin-1", "replace")
        .decode("latin-1"),
    )
    made.output(str(path))


def _as_word(text: str, path: Path) -> None:
    from docx import Document

    made, rows = Document(), list[list[str]]()

    def put() -> None:
        if rows:
            table = made.add_table(0, max(len(r) for r in rows))
            for row in rows:
                cells = table.add_row().cells
                shift = len(cells) - len(row) if row[0] else 0
                for i, cell in enumerate(row):
                    cells[i + (shift if i else 0)].text = cell
            rows.clear()

    for line in text.split("\n"):
        cells = [c.strip() for c in re.split(r"\t| {3,}", line.rstrip())]
        if len(cells) > 1:
            rows.append(cells)
        else:
            put()
            made.add_paragraph(line)
    put()
    made.save(str(path))


def main(said: Sequence[str] | None = None) -> None:
    """Print the misses of each letter and the share of each field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as", dest="kind", default="", choices=("", "pdf", "docx"))
    parser.add_argument("--guides", default="", help="a folder of guides whose names are known")
    parser.add_argument("--only", default="")
    args = parser.parse_args(said)
    names = _corpus(args.guides) if args.guides else learn_names((), frozenset())
    right, told = Counter[str](), Counter[str]()
    for path in sorted(args.folder.glob(f"{args.only}*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        text = text_as(path.with_suffix(".txt").read_text(encoding="utf-8"), args.kind)
        found = letter_parts(text, names)
        rows = [*fields(expected, found), ("seen as letter", looks_like_letter(text), "")]
        for name, good, _ in rows:
            told[name] += 1
            right[name] += good
        print(f"{path.stem}: {sum(g for _, g, _ in rows)} of {len(rows)}")
        for name, good, words in rows:
            if not good:
                print(f"    {name}: {words}")
    print("\n" + "\n".join(f"{name:24} {right[name]:3} of {told[name]:3}" for name in told))
    print(f"all {sum(right.values())} of {sum(told.values())} ({sum(right.values()) / max(1, sum(told.values())):.0%})")


if __name__ == "__main__":
    main()
