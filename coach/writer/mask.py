"""Employers' names -> stand-ins for what is sent to a language model, and back again in what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase

from index.names import Names


@dataclass(slots=True)
class Mask:
    """Stands "Employer A" for the first company that a text names, "Employer B" for the next. Case and form of a name do not matter."""

    names: Names
    _forms: dict[str, str] = field(default_factory=dict)  # a form as written -> its stand-in
    _shown: dict[str, str] = field(default_factory=dict)  # a stand-in -> the name that comes back

    def learn(self, text: str, more: Iterable[str] = ()) -> None:
        """Take in the companies of a text, and `more` that are known to be some."""
        found = self.names.find(text)
        for m in found.companies:
            form = text[found.words[m.first].start : found.words[m.last - 1].end]
            self._add(form, m.options[0] if len(m.options) == 1 else form.casefold())
        for form in filter(None, more):
            called = self.names.called(form)
            options = called.options if called else ()
            self._add(form, options[0] if len(options) == 1 else form.casefold())

    def _add(self, form: str, company: str) -> None:
        if form.casefold() in self._forms:
            return
        known = self._forms.get(company)
        stand_in = known or f"Employer {_letters(len(self._shown))}"
        self._forms[form.casefold()] = self._forms[company] = stand_in
        self._shown.setdefault(stand_in, form)

    def hidden(self, text: str) -> str:
        """The text with a stand-in for each name that was learnt."""
        for form in sorted(self._forms, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", self._forms[form], text, flags=re.I)
        return text

    def shown(self, text: str) -> str:
        """The text with the names again; a stand-in that nobody gave out stays and fails the checks."""
        for stand_in in sorted(self._shown, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){stand_in}(?!\w)", lambda _, s=stand_in: self._shown[s], text)  # type: ignore[misc]
        return text


def _letters(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    head, last = divmod(number, len(ascii_uppercase))
    return (_letters(head - 1) if head else "") + ascii_uppercase[last]
