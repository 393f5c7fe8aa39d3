"""The Guides page in the browser: browse, search, findings, what readers say, what to write next, and a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach.conversations.database import open_database
from coach.conversations.store import Conversations
from coach.keeper.keeper import Keeper
from coach.ui.rebuild import steps
from index.errors import UserError
from tests.index.conftest import lend
from tests.shelf import TEXTS, Shelf
from tests.ui.conftest import free_port, running
from tests.ui.test_page import answered, ask, needs_browser, visit

DAY = date(2026, 1, 1)


@pytest.fixture
def kept(tmp_path: Path, served_model: Path) -> Iterator[tuple[str, Path]]:
    """A coach on a folder of guides of its own: its address and the folder."""
    for slug, text in TEXTS.items():
        path = tmp_path / "guides" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lend(served_model, "static", tmp_path / "store")
    port = free_port()
    command = ["-c", "from coach.cli import main; main()", "serve", "--guides", str(tmp_path / "guides"), "--port", str(port)]  # fmt: skip
    stores = ["--store", str(tmp_path / "store"), "--database", f"sqlite:///{tmp_path / 'kept.sqlite'}"]
    with running([*command, *stores], port, tmp_path / "log") as at:
        yield at, tmp_path / "guides"


@needs_browser
def test_a_keeper_sees_what_there_is_and_reads_it_again(kept: tuple[str, Path], browser: Any) -> None:
    """A question in vain is on the list of what to write, a thumb down with its reason too; a changed guide is read again."""
    address, folder = kept
    with visit(browser, address) as page:
        ask(page, "What does Wayne Enterprises pay a data engineer in Boston?")
        answered(page, "no guide")
        page.goto(f"{address}guides")
        page.get_by_role("button", name="Northwind Traders · Data Engineer").first.wait_for()
        page.get_by_role("tab", name="To write next").click()
        page.get_by_text("Wayne Enterprises").first.wait_for()
        page.get_by_role("tab", name="Guides", exact=True).click()
        page.fill("#guide-search textarea, #guide-search input", "acme games")
        page.locator("#guide-search button").click()
        page.wait_for_function(
            "!document.querySelector('#talk').innerText.includes('Northwind Traders · Data Engineer')"
        )
        slug, text = next((s, t) for s, t in TEXTS.items() if s.startswith("northwind/"))
        (folder / f"{slug}.md").write_text(text.rstrip() + "\n\nA line more.\n")
        page.click("#rebuild")
        # The first build, which the page did not wait for, leaves other work its turn: on a busy machine it takes a minute.
        page.wait_for_function(
            "document.querySelector('#build-told')?.innerText.includes('Done: 1 read')", timeout=300_000
        )
        page.click("#rebuild")
        page.wait_for_function("document.querySelector('#build-told')?.innerText.includes('Nothing had changed')")


def test_guides_are_audited_once_a_version(tmp_path: Path) -> None:
    """A search reads nothing again; a new version does; what readers said is always fresh."""
    engine = open_database(f"sqlite:///{tmp_path / 'c.sqlite'}")
    shelf, store = Shelf(), Conversations(engine)
    read: list[str] = []
    guide = shelf.guide
    shelf.guide = lambda slug: read.append(slug) or guide(slug)  # type: ignore[method-assign,func-returns-value]
    keeper = Keeper(shelf, store)
    assert len(keeper.shelf(DAY).guides) == len(read) > 3
    found, _ = keeper.guides(DAY, "contoso data")
    assert found
    assert all("contoso" in f"{g.company_name} {g.text}".casefold() for g in found)
    assert len(read) == len(shelf.slugs())
    keeper.shelf(DAY.replace(year=2027))  # another day, another guide may be overdue
    assert len(read) == 2 * len(shelf.slugs())
    engine.dispose()


def test_a_build_tells_each_step_and_what_went_wrong() -> None:
    """The stages in order, then the report; what the keeper can mend is given, a bug raises."""

    def mends(progress: Any) -> Any:
        progress("reading", 3, 20)
        raise UserError("There is no guides folder.")

    said = list(steps(mends))
    assert "Looking at the guides" in said
    assert isinstance(said[-1], UserError)

    def breaks(progress: Any) -> Any:
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        list(steps(breaks))
