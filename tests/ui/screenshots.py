"""Pictures of the page: `python -m tests.ui.screenshots` shows the shipped guides' page and writes docs/page.png.

`--all FOLDER` takes every state, wide and narrow, light and dark, for looking at after a change of style.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from tests.ui.conftest import CHROMIUM, FLAGS, free_port, running

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
STEPS = {
    "answer": "What does Ally Financial pay an ML engineer in New York?",
    "follow-up": "I have an offer of $200K base. Is that fair?",
    "levels": "What does Microsoft pay a software engineer?",
    "levers": "What are the levers at Klarna for a TPM?",
    "not-covered": "How much does Stripe pay a designer?",
}
README = ("answer", "follow-up")


def shoot(page: Any, folder: Path, steps: tuple[str, ...], name: str) -> None:
    """Take the first visit, then one picture after each answer."""
    page.screenshot(path=folder / f"{name}-first.png")
    for step in steps:
        page.fill("#box textarea", STEPS[step])
        page.press("#box textarea", "Enter")
        page.wait_for_timeout(300)
        page.wait_for_selector("button.submit-button")
        page.wait_for_timeout(1200)
        page.locator("#box textarea").blur()
        page.screenshot(path=folder / f"{name}-{step}.png")


def main() -> None:
    """Serve the shipped guides from a store of its own and take the pictures."""
    from playwright.sync_api import sync_playwright

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", type=Path, metavar="FOLDER", help="every state into FOLDER; docs stays as it is")
    everything: Path | None = asked.parse_args().all
    port = free_port()
    with tempfile.TemporaryDirectory() as scratch:
        command = ["-c", "from coach.cli import main; main()", "serve", "--guides", str(ROOT / "guides")]
        command += ["--store", f"{scratch}/store", "--port", str(port)]
        with running(command, port, Path(scratch) / "log") as address, sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            for size in SIZES if everything else ["desktop"]:
                for scheme in ("light", "dark") if everything else ["light"]:
                    width, height = SIZES[size]
                    view = {"width": width, "height": height}
                    page = chromium.new_page(viewport=view, color_scheme=scheme)
                    page.goto(address)
                    page.wait_for_selector("#box textarea")
                    page.wait_for_timeout(800)
                    folder = everything or Path(scratch)
                    folder.mkdir(parents=True, exist_ok=True)
                    shoot(page, folder, tuple(STEPS) if everything else README, f"{size}-{scheme}")
            chromium.close()
        if not everything:
            picture = ROOT / "docs" / "page.png"
            picture.write_bytes((Path(scratch) / f"desktop-light-{README[-1]}.png").read_bytes())


if __name__ == "__main__":
    main()
