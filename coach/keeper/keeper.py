"""The library and the kept judgements -> what whoever keeps the guides looks at."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coach.conversations.store import Conversations
from coach.conversations.values import Judgement, Wanted
from coach.evidence.retrieve import Library
from index.audit import audit_folder
from index.guide import Finding, Guide

OVERDUE = frozenset({"stale", "review-overdue"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """The guides as they are, what was found in them, and what readers and questions say of them."""

    guides: tuple[Guide, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]
    wanted: tuple[Wanted, ...]

    @property
    def overdue(self) -> tuple[Finding, ...]:
        """The findings that say a guide should be looked at again."""
        return tuple(f for f in self.findings if f.rule in OVERDUE)


class Keeper:
    """Reads and audits the guides once for each version of them and each day: it takes seconds for hundreds of
    guides."""

    def __init__(self, library: Library, store: Conversations) -> None:
        """Read from `library`, and what readers said from `store`."""
        self._library = library
        self._store = store
        self._lock = threading.Lock()
        self._of: tuple[object, date] | None = None
        self._read: tuple[tuple[Guide, ...], tuple[Finding, ...]] = ((), ())

    def shelf(self, today: date) -> Shelf:
        """Everything as it is now."""
        guides, findings = self._audited(today)
        return Shelf(guides, findings, tuple(self._store.judgements()), tuple(self._store.wanted()))

    def guides(self, today: date, words: str) -> tuple[list[Guide], tuple[Finding, ...]]:
        """The guides that hold each of the words, and all findings."""
        guides, findings = self._audited(today)
        return matching(guides, words), findings

    def _audited(self, today: date) -> tuple[tuple[Guide, ...], tuple[Finding, ...]]:
        with self._lock:
            self._library.refresh()
            names = self._library.names  # made anew with every version
            if self._of is None or self._of[0] is not names or self._of[1] != today:
                read = (self._library.guide(s) for s in self._library.slugs())
                guides = tuple(sorted(read, key=lambda g: (g.is_playbook, g.slug)))
                found = sorted(audit_folder(guides, today), key=lambda f: (_RANK.get(f.severity, 9), f.file, f.line))
                self._read, self._of = (guides, tuple(found)), (names, today)
            return self._read


def matching(guides: Iterable[Guide], words: str) -> list[Guide]:
    """The guides that hold each of the words in company, role or text."""
    wanted = words.casefold().split()
    return [g for g in guides if all(w in f"{g.company_name} {g.role_name} {g.text}".casefold() for w in wanted)]


_RANK = {"error": 0, "warning": 1, "info": 2}
