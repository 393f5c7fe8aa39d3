"""Words -> places, and places -> the regions that a guide has pay rows for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.guide import Region
from index.names.words import Word
from index.places import Place, fold, gazetteer

_IN = frozenset(
    "in at from near around to vs or and out of based living live move moving relocating relocate office".split()
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place that a text names: its possible keys, best first. `weak` names are also ordinary words."""

    name: str
    keys: tuple[str, ...]
    first: int
    last: int
    weak: bool = False
    typo: bool = False

    @property
    def unknown(self) -> bool:
        """Whether no gazetteer has it."""
        return self.keys[0].startswith(UNKNOWN)


UNKNOWN = "unknown:"


def find_places(words: list[Word]) -> list[PlaceMention]:
    """The places and the kinds of remote work that a text may name, in order, longest names first."""
    known = gazetteer()
    found: list[PlaceMention] = []
    used: set[int] = set()
    for size in range(min(known.longest, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            if used & set(range(i, i + size)):
                continue
            name = " ".join(w.read for w in words[i : i + size])
            keys = ("remote",) if name in known.remote else known.by_name.get(name, ())
            if not keys:
                continue
            weak = name in known.weak or len(name) <= 2
            typed = " ".join(w.written for w in words[i : i + size])
            keys = _state_first(keys, words, i + size)
            found.append(PlaceMention(typed, keys, i, i + size, weak, any(w.slip for w in words[i : i + size])))
            used.update(range(i, i + size))
    return sorted(found, key=lambda m: m.first)


def _state_first(keys: tuple[str, ...], words: list[Word], after: int) -> tuple[str, ...]:
    known = gazetteer()
    state = known.states.get(words[after].folded, "").upper() if after < len(words) else ""
    if not state:
        return keys
    return tuple(sorted(keys, key=lambda k: known.places[k].state.upper() != state if k in known.places else True))


def said_as_place(mention: PlaceMention, words: list[Word]) -> bool:
    """Whether the sentence uses a weak name as a place: "in LA", "based in Nice"."""
    before = words[mention.first - 1].folded if mention.first else ""
    return before in _IN and before not in ("or", "and", "to", "of", "at")


def match_regions(
    mentions: Iterable[PlaceMention], regions: Iterable[Region], words: list[Word]
) -> list[tuple[PlaceMention, list[Region]]]:
    """For each place said, the guide's regions it means, most exact first; an empty list where the guide has none.

    A weak name ("la", "in") counts only if the guide has that place or the sentence makes it one.
    """
    available = list(regions)
    out: list[tuple[PlaceMention, list[Region]]] = []
    held = list(mentions)
    remote = next((m for m in held if m.keys == ("remote",)), None)
    for mention in held:
        if mention is remote:
            others = [m for m in held if m is not remote and not m.weak and _is_wide(m)]
            hits = _remote(available, others)
        elif remote and _is_wide(mention) and any(r.remote for r in available):
            continue
        elif mention.unknown:
            hits = [r for r in available if f" {fold(mention.name)} " in f" {fold(r.label)} "]
        else:
            hits = _places(mention, available)
        if not hits and mention.weak and not said_as_place(mention, words):
            continue
        out.append((mention, hits))
    return out


def _is_wide(mention: PlaceMention) -> bool:
    place = gazetteer().places.get(mention.keys[0])
    return mention.keys[0].startswith("country:") or bool(place and place.members)


def _remote(available: list[Region], where: list[PlaceMention]) -> list[Region]:
    remote = [r for r in available if r.remote]
    if where and len(remote) > 1:
        wanted = {k for m in where for k in m.keys}
        exact = [r for r in remote if wanted & (set(r.places) | {f"country:{c}" for c in r.countries})]
        return exact or remote
    return remote


def _places(mention: PlaceMention, available: list[Region]) -> list[Region]:
    for test in (_exactly, _nearby, _widely):
        for key in mention.keys:
            hits = [r for r in available if test(key, r)]
            if hits:
                onsite = [r for r in hits if not r.remote]
                return onsite or hits
    return []


def _exactly(key: str, region: Region) -> bool:
    return key in region.places


def _nearby(key: str, region: Region) -> bool:
    """The same metropolitan area: San Jose and the Bay Area, but not San Jose and San Francisco apart."""
    place = gazetteer().places.get(key)
    if place is None:
        return False
    here = {p for k in region.places if (p := gazetteer().places.get(k))}
    return any(
        (place.metro and place.metro == p.key)
        or (p.metro and p.metro == place.key)
        or (place.metro and place.metro == p.metro)
        for p in here
    )


def _widely(key: str, region: Region) -> bool:
    """A country or wider area that holds the region's city."""
    place: Place | None = gazetteer().places.get(key)
    if place is None:
        return False
    if key.startswith("country:"):
        return place.country in region.countries
    return bool(set(place.members) & (set(region.places) | {f"country:{c}" for c in region.countries}))
