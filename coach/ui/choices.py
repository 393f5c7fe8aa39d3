"""The indexed guides -> what the strip's pickers offer; names as the guides write them."""

from __future__ import annotations

import re

from coach.evidence.retrieve import Library
from index.guide import PLAYBOOK, Guide


def companies(library: Library) -> list[str]:
    """Every company that has a guide."""
    display = library.names.companies.display
    return sorted((name for slug, name in display.items() if slug != PLAYBOOK), key=str.casefold)


def roles(library: Library, company: str) -> list[str]:
    """The roles of a company's guides; of all guides where the company has none."""
    names, slug = library.names, company_of(library, company)
    held = (
        names.roles_at(slug) if slug else {s.split("/")[1] for s in library.slugs() if not s.startswith(f"{PLAYBOOK}/")}
    )
    return sorted({names.role_name(r) for r in held}, key=str.casefold)


def regions(library: Library, company: str, role: str) -> list[str]:
    """The places of the job's pay rows, in the guide's order; none where the job has no guide."""
    guide = guide_of(library, company, role)
    return list(dict.fromkeys(b.region.label for b in guide.bands if b.region)) if guide else []


def levels(library: Library, company: str, role: str) -> list[str]:
    """The levels of the job's pay rows; empty where they have none."""
    guide = guide_of(library, company, role)
    return list(dict.fromkeys(b.level for b in guide.bands if b.level)) if guide else []


def currency_of(library: Library, company: str, role: str, region: str) -> str:
    """The currency of the job's pay row there, or the one that all its rows are in; "" where neither is clear."""
    guide = guide_of(library, company, role)
    rows = [b for b in guide.bands if b.currency] if guide else []
    said = region.casefold().strip()
    there = {b.currency for b in rows if b.region and said and b.region.label.casefold().startswith(said)}
    every = {b.currency for b in rows}
    return there.pop() if len(there) == 1 else every.pop() if len(every) == 1 else ""


def company_of(library: Library, company: str) -> str:
    """The folder of the company with this name, as a guide writes it or as people do; "" where it is no one's alone."""
    if not company:
        return ""
    display = library.names.companies.display
    exact = [slug for slug, name in display.items() if name.casefold() == company.casefold()]
    if exact:
        return exact[0]
    called = library.names.called(company)
    if called:
        return called.options[0] if len(called.options) == 1 else ""
    found = [m for m in library.names.find(company).companies if m.options]
    return found[0].options[0] if len(found) == 1 and len(found[0].options) == 1 else ""


def guide_of(library: Library, company: str, role: str) -> Guide | None:
    """The guide of a job whose names are as a guide writes them, or as people do."""
    slug, names = company_of(library, company), library.names
    if not slug or not role:
        return None
    there = names.roles_at(slug)
    exact = [r for r in there if names.role_name(r).casefold() == role.casefold()]
    if not exact:
        exact = [m.role for m in names.find(f"{role} at {company}").roles if m.role in there]
    return library.guide(f"{slug}/{exact[0]}") if exact else None


def is_covered(library: Library, company: str, role: str) -> bool:
    """Whether a guide may hold the job's pay: that of the role, or of a company's where no role is said."""
    return bool(guide_of(library, company, role) if role else company_of(library, company))


def level_of(library: Library, company: str, role: str, said: str) -> str:
    """The level of the job's pay rows that is meant, as the guide writes it: "60" or "level 60" for "60 SWE II".

    "" where none of them is meant, or several are; as said where the job's rows have no levels.
    """
    there = levels(library, company, role)
    if not there or not said:
        return said
    numbers, words = set(re.findall(r"\d+", said)), set(re.findall(r"[^\W\d_]{2,}", said.casefold())) - {"level"}
    exact = [x for x in there if x.casefold() == said.casefold()]
    numbered = [x for x in there if numbers & set(re.findall(r"\d+", x))]
    worded = [x for x in there if words and words <= set(re.findall(r"[^\W\d_]{2,}", x.casefold()))]
    found = exact or (numbered if numbers else worded)
    return found[0] if len(found) == 1 else ""
