"""What stands beside the middle of a page: a column on a wide one; on a phone a handle that opens it as a sheet."""

from __future__ import annotations

from html import escape

from coach.ui.texts import escaped


def sheet(key: str, name: str, inside: str, *, handle: str = "", kind: str = "") -> str:
    """The panel with the id `key`, opened on a phone by its handle and closed by a cross, both by way of the address.

    `inside` and `handle` are HTML; the handle says the `name` where nothing else is given.
    """
    return (
        f'<div class="evidence {kind}" id="{escape(key)}"><a class="opener" href="#{escape(key)}">{handle or escape(name)}</a><div class="sheet">'
        f'<a class="closer" href="#talk" aria-label="{escaped("frame.close", name=name.lower())}">×</a>{inside}</div></div>'
    )
