"""Tabs of a browser, each handed from visitor to visitor with nothing of the last one in it.

A tab that has shown the pages before holds their scripts ready: it opens them in a third of the time of a new browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.ui.quiet import forgotten, watched

_EMPTY = "health"  # a page of the same origin without a script, from where what a visitor has kept is cleared


class Tab:
    """A page in a context of its own, and the faults that its visitor has met."""

    def __init__(self, browser: Any) -> None:
        self.page = watched(browser.new_context().new_page())
        self.faults: list[str] = []
        self.address = ""
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        if message.type == "error" and not left_early(message.text):
            self.faults.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "mailto:")):
            self.faults.append(request.url)

    def lent(self, address: str, size: tuple[int, int], scheme: str) -> Any:
        """The page for somebody new at `address`, of a window of this size, not yet opened."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme=scheme)
        self.address = address
        self.faults.clear()
        return forgotten(self.page)

    def emptied(self) -> None:
        """Let nothing be left of the visitor: no other page, no right, no cookie, nothing kept."""
        context = self.page.context
        for other in context.pages:
            if other is not self.page:
                other.close()
        self.page.goto(f"{self.address}{_EMPTY}")
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        context.clear_permissions()
        context.clear_cookies()


class Tabs:
    """The tabs of a browser that nobody uses."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.free: list[Tab] = []

    @contextmanager
    def visit(self, address: str, size: tuple[int, int], scheme: str, before: str = "") -> Iterator[Any]:
        """A visitor's page; `before` is a script that runs in it first, which needs a tab that nobody has after it."""
        tab = self.free.pop() if self.free and not before else Tab(self.browser)
        try:
            page = tab.lent(address, size, scheme)
            if before:
                page.context.add_init_script(before)
            page.goto(address)
            yield page
            assert not tab.faults
            tab.emptied()
        except BaseException:
            tab.page.context.close()  # a page that stays open slows every test after it
            raise
        if before:
            tab.page.context.close()
        else:
            self.free.append(tab)


def left_early(error: str) -> bool:
    """Whether Gradio logged that a page was left while it listened, which is no fault of ours."""
    return error.startswith("AbortError: signal is aborted") or error == "Unexpected error Connection errored out. "
