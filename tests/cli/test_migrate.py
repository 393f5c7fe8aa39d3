"""coach guides migrate: the body whole, the front matter complete, the file where and what it was."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from coach.cli import app
from index.declared import compare_front_matter
from index.guide import Guide
from index.migrate import migrate_file
from index.parse import parse_guide, parse_text, read_guides
from index.rows import rows_of
from tests.shelf import CONTOSO

run = CliRunner()

EVERYTHING = """### Data Engineer — Contoso Salary Negotiation Guide

Last updated: 2026-02-23
Salary data: Q4 2025

| Region | Level | Base Salary | Stock (RSU/4yr) | Bonus | Retention Grant | Total Comp |
|---|---|---|---|---|---|---|
| Amsterdam (HQ) | L4 | €95K–€135K ($104K–$147K) | €55K–€110K | €9K–€13K (10–15%) | €5K | €160K–€260K |
| São Paulo | L5 | R$20K–R$30K/month | 1,000–2,000 options | 10% | Variable | R$300K–R$400K |

**Level Mapping**

| Contoso | Google |
|---|---|
| C2 | L4 |
| C2 | L5 |

**Evidence & Sources**
- [Levels.fyi](https://www.levels.fyi)
"""


def write(root: Path, text: str | bytes = CONTOSO, name: str = "contoso/data-engineer.md") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def migrate(*words: object) -> Result:
    return run.invoke(app, ["guides", "migrate", *map(str, words)])


def rows_from_front(guide: Guide) -> list[dict[str, Any]]:
    """The pay rows as the front matter alone tells them, in the shape of `rows_of`: what migration must not lose."""
    assert guide.front is not None
    rows = []
    for e in guide.front.compensation:
        held = e.model_dump()
        row = {
            "region": e.region, "level": e.level, "currency": e.currency, "period": e.period or "year",
            "bonus_pct_low": e.bonus_pct_low, "bonus_pct_high": e.bonus_pct_high,
            "stock_annual_low": e.stock_annual_low, "stock_annual_high": e.stock_annual_high,
            "stock_units": e.stock_unit if e.stock_unit in ("options", "shares") else None,
        }  # fmt: skip
        row["stock_period"] = None
        if e.stock_low is not None and not row["stock_units"]:
            row["stock_period"] = "4yr" if e.stock_vest_years == 4 else e.stock_period
        alt: dict[str, Any] = {"currency": e.second_currency}
        for component, key in (
            ("base", "base"), ("stock", "stock"), ("bonus", "bonus"), ("signing", "signing_bonus"), ("total", "total_comp"),
        ):  # fmt: skip
            for end in ("low", "high"):
                row[f"{component}_{end}"] = held[f"{key}_{end}"]
                if held[f"{key}_low_second"] is not None:
                    alt[f"{component}_{end}"] = held[f"{key}_{end}_second"]
        rows.append({**row, "alt": alt if e.second_currency else None})
    return rows


def assert_nothing_lost(guide: Guide) -> None:
    told = rows_from_front(guide)
    for said, row in zip(told, rows_of(guide), strict=True):
        assert said == {key: row[key] for key in said}


def test_everything_a_pay_table_says_is_kept(tmp_path: Path) -> None:
    """Levels, both bonus forms, a second currency, months, options, further columns, and dates that the body states."""
    path = write(tmp_path, EVERYTHING)
    migrate(tmp_path)
    guide = parse_guide(path, tmp_path)
    assert_nothing_lost(guide)
    assert not list(compare_front_matter(guide))
    assert guide.front is not None
    first, second = guide.front.compensation
    assert (first.second_currency, first.bonus_low, first.bonus_pct_high, first.stock_vest_years) == ("USD", 9e3, 15, 4)
    assert first.other == {"Retention Grant": "€5K"}
    assert (second.period, second.base_period, second.stock_unit, second.level) == (None, "month", "options", "L5")
    assert guide.front.level_mapping == {"C2": ["Google: L4", "Google: L5"]}
    assert (str(guide.front.last_updated), guide.front.salary_data_quarter) == ("2026-02-23", "2025-Q4")
    assert not guide.front.data_quality


def test_what_the_body_does_not_state_is_left_out(tmp_path: Path) -> None:
    """No date, quarter or quality is made up."""
    front = migrate_file(write(tmp_path), tmp_path).front
    assert not {"last_updated", "salary_data_quarter", "next_review_due", "data_quality", "role_type"} & set(front)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("marker", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_the_byte_order_mark_are_kept(tmp_path: Path, ending: str, marker: bytes) -> None:
    """The body is the same bytes, the new lines end as its lines do, and a mark stays in front."""
    body = CONTOSO.replace("\n", ending).encode()
    path = write(tmp_path, marker + body)
    assert migrate(path).exit_code == 0
    data = path.read_bytes()
    assert data.startswith(marker + f"---{ending}company: contoso{ending}".encode())
    assert data.endswith(body)
    assert data.count(b"\n") == 0 or ending != "\r"
    assert migrate(path).stdout.startswith("0 changed")
    assert path.read_bytes() == data


@pytest.mark.parametrize("name", ["company: a\nrole: b\n", "", "[broken: yaml"])
def test_a_file_with_front_matter_of_any_kind_is_left_alone(tmp_path: Path, name: str) -> None:
    """What opens with --- and closes it is not written to, valid or not."""
    path = write(tmp_path, f"---\n{name}---\n{CONTOSO}")
    before = path.read_bytes()
    assert "0 changed, 1 left" in migrate(path).stdout
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "empty"),
        (b"\0", "binary"),
        (b"\xff\xfe", "not UTF-8"),
        (b"---\ncompany: contoso\n", "never closed"),
        (b"# Only words\n\nNo table.\n", "no pay row"),
    ],
)
def test_what_cannot_be_migrated_is_said_and_left(tmp_path: Path, text: bytes, why: str) -> None:
    """The reason stands beside the file, the rest is migrated, and nothing is written to it."""
    bad, good = write(tmp_path, text, "contoso/bad.md"), write(tmp_path)
    done = migrate(tmp_path)
    assert "1 changed, 1 left" in done.stdout
    assert "bad.md: " in done.stderr
    assert why in done.stderr
    assert bad.read_bytes() == text
    assert good.read_bytes().startswith(b"---\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A named pipe does not hang the run; a link elsewhere leaves that file as it is."""
    outside = write(tmp_path / "elsewhere")
    root = tmp_path / "guides"
    (root / "contoso").mkdir(parents=True)
    os.mkfifo(root / "contoso" / "pipe.md")
    (root / "contoso" / "link.md").symlink_to(outside)
    assert "0 changed, 2 left" in migrate(root).stdout
    assert outside.read_text(encoding="utf-8") == CONTOSO
    assert (root / "contoso" / "link.md").is_symlink()


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    """Who could read a guide before can read it after, and nobody else."""
    path = write(tmp_path)
    path.chmod(0o640)
    migrate(path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_dry_run_writes_nothing_and_says_what_would_be_added(tmp_path: Path) -> None:
    """Each file is named with its rows, currencies, levels and sources."""
    path = write(tmp_path)
    done = migrate(tmp_path, "--dry-run")
    assert "2 pay rows (USD, CAD), 1 level, 1 source" in done.stdout
    assert "1 to change" in done.stdout
    assert path.read_text(encoding="utf-8") == CONTOSO


def test_out_writes_copies_and_spares_what_is_there(tmp_path: Path) -> None:
    """The originals stay; a second run finds its own copies; another file at the place is not overwritten."""
    path, out = write(tmp_path / "guides"), tmp_path / "out"
    copy = out / "contoso" / "data-engineer.md"
    assert "1 changed" in migrate(tmp_path / "guides", "--out", out).stdout
    assert path.read_text(encoding="utf-8") == CONTOSO
    assert copy.read_bytes().endswith(path.read_bytes())
    assert "0 changed" in migrate(tmp_path / "guides", "--out", out).stdout
    copy.write_text("mine", encoding="utf-8")
    assert "another file stands at its place" in migrate(tmp_path / "guides", "--out", out).stderr
    assert copy.read_text(encoding="utf-8") == "mine"


@pytest.mark.corpus
def test_every_guide_of_the_corpus_can_be_told_from_its_front_matter(corpus: Path) -> None:
    """Rebuilt from the front matter alone, the pay rows are those of their tables; levels are all there.

    Every third guide, all of them with COACH_TEST_ALL=1: a company's guides are of one kind.
    """
    step = 1 if os.environ.get("COACH_TEST_ALL") else 3
    count = 0
    for slug, path in list(read_guides(corpus))[::step]:
        result = migrate_file(path, corpus)
        assert not result.left, (slug, result.left)
        assert result.data.endswith(path.read_bytes())
        guide = parse_text(result.data.decode("utf-8-sig"), slug, slug)
        assert not [f for f in guide.findings if f.severity == "error"], slug
        assert not list(compare_front_matter(guide)), slug
        assert_nothing_lost(guide)
        assert guide.front is not None
        mapping = guide.front.level_mapping or {}
        assert isinstance(mapping, dict)
        told = [x for words in mapping.values() for x in (words if isinstance(words, list) else [words])]
        assert len(told) == len(guide.levels), slug
        count += 1
    assert count >= 840 // step


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("base_high: 135000", "base_high: 145000"),
        ("base_high_second: 147000", "base_high_second: 148000"),
        ("second_currency: USD", "second_currency: GBP"),
        ("bonus_pct_high: 15", "bonus_pct_high: 16"),
        ("bonus_low: 9000", "bonus_low: 8000"),
        ("period: month", "period: year"),
        ("stock_unit: options", "stock_unit: shares"),
        ("stock_vest_years: 4", "stock_vest_years: 3"),
        ("currency: BRL", "currency: EUR"),
        ("level: L5", "level: L6"),
    ],
)
def test_each_thing_that_front_matter_says_otherwise_is_found(tmp_path: Path, said: str, instead: str) -> None:
    """What migration writes is compared with the body, key by key."""
    text = migrate_file(write(tmp_path, EVERYTHING), tmp_path).data.decode()
    assert said in text
    changed = parse_text(text.replace(said, instead, 1), "contoso/data-engineer", "x.md")
    assert [rule for _, _, rule, _ in compare_front_matter(changed)]
