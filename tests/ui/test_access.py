"""Every page against axe's rules for people who see, hear or move otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.ui.quiet import settled
from tests.ui.test_page import DESK, PHONE, answered, ask, needs_browser, visit
from tests.ui.test_rehearse import say


@needs_browser
@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_no_page_has_a_serious_finding(address: str, browser: Any, size: tuple[int, int], scheme: str) -> None:
    """After an answer, on a desk in light and on a phone in dark; many rules did apply."""
    serious = []
    with visit(browser, address, size, scheme) as page:
        ask(page, "Offer from Northwind as a data engineer in New York: 181,250 base")
        answered(page, "$170K–$215K")
        for path in ("", "scripts", "rehearse", "playbook", "guides"):
            if path:
                page.goto(f"{address}{path}")
                page.wait_for_selector("#main")
                settled(page)
            serious += found_on(page, path)
            if path == "rehearse":
                page.click("#start")
                say(page, "hi, anything more?")
                page.click("#hint")
                page.wait_for_selector("#hinted .use")
                serious += found_on(page, "the talk")
                page.click("#end")
                page.wait_for_function("document.querySelector('#side').textContent.includes('Turn by turn')")
                if size == PHONE:
                    page.click("#side .opener")
                serious += found_on(page, "the scorecard")
    assert not serious


def found_on(page: Any, name: str) -> list[tuple[str, str, list[str]]]:
    """What axe finds serious on the page as it is."""
    found = Axe().run(page).response
    assert len(found["passes"]) > 10
    grave = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    return [(name, v["id"], [n["html"][:120] for n in v["nodes"][:2]]) for v in grave]
