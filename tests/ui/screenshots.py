"""Pictures of every mode: `python -m tests.ui.screenshots` shows the shipped guides' pages and writes docs/*.png for the README.

`--all FOLDER` takes every mode and its states, wide and narrow, light and dark, for looking at after a change of style.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.ui.conftest import CHROMIUM, FLAGS, free_port, running
from tests.ui.quiet import settled, still, watched

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
PAY = "What does Ally Financial pay an ML engineer in New York?"
OFFER = "I have an offer of $205K base, 52K RSUs over 4 years and a 40K bonus. I built fraud models for six years. Is that fair?"
LACKING = "How much does Stripe pay a designer?"
POOR = "hey, is there any more you can do?"
GOOD = "Thank you. The base band runs from $195K to $262K and I built fraud models for six years. Could we set base at $260K?"
YES = "That works, I accept. Please send me the contract in writing."
IN_README = {
    "desktop-light": {"offer": "ask", "scripts": "scripts", "rehearse-turn": "rehearse", "playbook": "playbook", "guides": "guides"},
    "phone-dark": {"offer": "phone", "scorecard": "phone-scorecard"},
}  # fmt: skip

Shoot = Callable[[str], None]


def rest(page: Any) -> None:
    """Wait until all is there and nothing moves."""
    settled(page)
    still(page)


def walk(page: Any, address: str, shoot: Shoot) -> None:
    """Go through every mode, with a picture of each state worth looking at."""

    def ask(words: str) -> None:
        rows = page.locator("#chat .bot-row").count()
        page.fill("#box textarea", words)
        page.press("#box textarea", "Enter")
        page.locator(f"#chat .bot-row >> nth={rows}").wait_for()
        page.wait_for_selector("button.submit-button")
        rest(page)
        page.locator("#box textarea").blur()

    page.goto(address)
    page.wait_for_selector("#box textarea")
    rest(page)
    shoot("first")
    ask(PAY)
    shoot("answer")
    ask(OFFER)
    shoot("offer")
    page.click("#band > button")
    page.locator("#band .js-plotly-plot").wait_for()
    rest(page)
    shoot("chart")
    for mode in ("scripts", "playbook"):
        page.goto(f"{address}{mode}")
        page.locator("#cards .card, #document h2").first.wait_for()
        rest(page)
        shoot(mode)
    _rehearse(page, address, shoot)
    page.goto(f"{address}guides")
    page.locator(".keeper .link").first.click()
    page.locator("#reader").wait_for(state="attached")
    rest(page)
    shoot("guides")
    page.goto(address)
    ask(LACKING)
    shoot("not-covered")


def _rehearse(page: Any, address: str, shoot: Shoot) -> None:
    def say(words: str) -> None:
        turns = page.locator("#side .remark").count() + 1
        page.fill("#box textarea", words)
        page.press("#box textarea", "Enter")
        page.wait_for_function(f"document.querySelectorAll('#side .remark').length === {turns}")
        rest(page)

    page.goto(f"{address}rehearse")
    page.locator("#job b").wait_for()
    rest(page)
    shoot("rehearse")
    page.click("#start")
    page.wait_for_selector("#box textarea")
    say(POOR)
    page.click("#hint")
    page.locator("#hinted .use").wait_for()
    page.locator("#box textarea").blur()
    shoot("rehearse-turn")
    say(GOOD)
    say(YES)
    if page.is_visible("#end"):
        page.click("#end")
    page.wait_for_function("document.querySelector('#side').textContent.includes('You have a deal')")
    if page.is_visible("#side .opener"):
        page.click("#side .opener")
    rest(page)
    shoot("scorecard")


def main() -> None:
    """Serve the shipped guides from a store and a database of its own and take the pictures."""
    from playwright.sync_api import sync_playwright

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", type=Path, metavar="FOLDER", help="every state into FOLDER; docs stays as it is")
    folder: Path | None = asked.parse_args().all
    port = free_port()
    with tempfile.TemporaryDirectory() as scratch:
        command = ["-c", "from coach.cli import main; main()", "serve", "--guides", str(ROOT / "guides"), "--port", str(port)]  # fmt: skip
        command += ["--store", f"{scratch}/store", "--database", f"sqlite:///{scratch}/kept.sqlite"]
        with running(command, port, Path(scratch) / "log") as address, sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            for look in IN_README if folder is None else [f"{s}-{c}" for s in SIZES for c in ("light", "dark")]:
                size, scheme = look.split("-")
                view = {"width": SIZES[size][0], "height": SIZES[size][1]}
                context = chromium.new_context(viewport=view, color_scheme=scheme)
                walk(page := watched(context.new_page()), address, _into(page, folder, look))
                context.close()
            chromium.close()


def _into(page: Any, folder: Path | None, look: str) -> Shoot:
    """Where a picture goes: all of them into the folder, or those of the README into docs."""

    def shoot(state: str) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{look}-{state}.png")
        elif name := IN_README[look].get(state):
            page.screenshot(path=ROOT / "docs" / f"{name}.png")

    return shoot


if __name__ == "__main__":
    main()
