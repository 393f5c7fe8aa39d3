"""Region labels and mentions -> gazetteer keys, so that "SF", "Bay Area (HQ)" and "San Francisco, CA" meet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from index.alias_files import alias_file, spellings
from index.guide import Region
from index.money import CODES

# Countries by ISO 3166 code -> ISO 4217; the euro countries are listed apart.
_CURRENCY = {
    "US": "USD", "GB": "GBP", "CH": "CHF", "IN": "INR", "AU": "AUD", "CA": "CAD", "SG": "SGD", "HK": "HKD", "CN": "CNY",
    "JP": "JPY", "IL": "ILS", "SE": "SEK", "NO": "NOK", "DK": "DKK", "PL": "PLN", "BR": "BRL", "AE": "AED", "SA": "SAR",
    "NZ": "NZD", "MX": "MXN", "ZA": "ZAR", "UY": "UYU", "KR": "KRW", "TW": "TWD", "ID": "IDR", "RO": "RON", "VN": "VND",
    "CO": "COP", "AR": "ARS", "CL": "CLP", "PE": "PEN", "TH": "THB", "MY": "MYR", "PH": "PHP", "TR": "TRY", "CZ": "CZK",
    "HU": "HUF", "QA": "QAR", "KE": "KES", "NG": "NGN", "EG": "EGP", "PK": "PKR", "BD": "BDT", "UA": "UAH", "BG": "BGN",
}  # fmt: skip
_EURO = frozenset("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split())
_HQ = re.compile(r"\bHQ\b|\bheadquarters?\b|\bhead office\b", re.I)
_FLAG = re.compile(r"[\U0001F1E6-\U0001F1FF\U0001F300-\U0001FAFF☀-➿️]+|:[a-z_]+:")
_CODED = re.compile(rf"\s*\([^()]*(?<![A-Za-z])(?:{'|'.join(CODES)})(?![A-Za-z])[^()]*\)")


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer: a city, a wider area, or a country (`key` "country:US")."""

    key: str
    name: str
    country: str = ""
    metro: str = ""
    state: str = ""
    members: tuple[str, ...] = ()


_INITIALS, _SIGNS, _NO_WORDS = re.compile(r"(?<=\b\w)\.(?=\w\b)"), re.compile(r"[^a-z0-9]+"), re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places by key, and the keys that a folded name may mean."""

    places: dict[str, Place]
    by_name: dict[str, tuple[str, ...]]
    states: dict[str, str]
    remote: frozenset[str]
    weak: frozenset[str]
    longest: int = field(default=1)


def fold(text: str) -> str:
    """Lower case, without accents, every run of other signs one space: how names are compared."""
    if text.isascii():
        lower = text.casefold()
        return lower if lower.isalnum() else _SIGNS.sub(" ", _INITIALS.sub("", lower)).strip()
    flat = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = _INITIALS.sub("", flat)
    return _NO_WORDS.sub(" ", flat.replace("_", " ")).strip()


@cache
def gazetteer(*, with_spellings: bool = True) -> Gazetteer:
    """Load the place names that ship with the index (aliases/regions.yaml), and how other languages write them."""
    raw = alias_file("regions")
    places: dict[str, Place] = {}
    names: dict[str, list[str]] = {}

    def add(key: str, words: list[str]) -> None:
        for word in words:
            keys = names.setdefault(fold(str(word)), [])
            if key not in keys:
                keys.append(key)

    for key, entry in raw["places"].items():
        places[key] = Place(key, entry["name"], entry["country"], entry.get("metro", ""), str(entry.get("state", "")))
        add(key, [entry["name"], key.replace("-", " "), *entry.get("names", [])])
    for key, entry in raw["areas"].items():
        members = (*(f"country:{c}" for c in entry.get("countries", [])), *entry.get("places", []))
        places.setdefault(key, Place(key, entry["name"], entry.get("country", ""), members=members))
        add(key, [entry["name"], key.replace("-", " "), *entry.get("names", [])])
    for code, entry in raw["countries"].items():
        places[f"country:{code}"] = Place(f"country:{code}", entry["name"], code)
        add(f"country:{code}", [entry["name"], *entry.get("names", [])])
    for key, said in spellings().items() if with_spellings else ():
        if key in places:
            add(key, [n for n in said if n not in names])
    states = {fold(str(code)): str(code) for code in raw["states"]}
    states |= {fold(str(name)): str(code) for code, name in raw["states"].items() if isinstance(name, str)}
    longest = max(len(n.split()) for n in names)
    return Gazetteer(
        places,
        {n: tuple(keys) for n, keys in names.items()},
        states,
        frozenset(fold(w) for w in raw["remote"]),
        frozenset(fold(str(w)) for w in raw["weak"]),
        longest,
    )


def clean_label(label: str) -> str:
    """A region label as people read it: without flags, marks and the currency codes beside it."""
    label = _FLAG.sub("", re.sub(r"\*\*|`", "", label))
    return re.sub(r"\s+", " ", _CODED.sub("", label)).strip()


def read_region(label: str) -> Region:
    """Read a pay row's region label; "Austin / Seattle" is both, "Remote US" is remote in the US."""
    label = clean_label(label)
    found = places_in(label)
    known = gazetteer()
    remote = any(f" {w} " in f" {fold(label)} " for w in known.remote)
    cities = tuple(p.key for p in found if not p.key.startswith("country:"))
    countries = tuple(dict.fromkeys(p.country for p in found if p.country))
    keys = cities or tuple(p.key for p in found)
    if remote:
        keys = ("remote", *keys)
    return Region(label, keys, countries, remote=remote, headquarters=bool(_HQ.search(label)))


def places_in(label: str) -> list[Place]:
    """The places a label names, longest names first matched; a state settles which Portland is meant."""
    known = gazetteer()
    words = fold(label).split()
    found: list[Place] = []
    at = 0
    while at < len(words):
        for size in range(min(known.longest, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            keys = known.by_name.get(name, ())
            if keys and not (size == 1 and name in known.states and found and len(name) == 2):
                following = words[at + size] if at + size < len(words) else ""
                found.append(_choose([known.places[k] for k in keys], following, known))
                at += size
                break
        else:
            at += 1
    unique = {p.key: p for p in found}
    return list(unique.values())


def _choose(options: list[Place], following: str, known: Gazetteer) -> Place:
    state = known.states.get(following, "").upper()
    return next((p for p in options if state and p.state.upper() == state), options[0])


def is_place(label: str) -> bool:
    """Whether a heading is a place or a kind of remote work, and nothing else."""
    clean = clean_label(label)
    if not clean or len(clean) > 60:
        return False
    region = read_region(clean)
    return bool(region.places)


def local_currencies(region: Region) -> tuple[str, ...]:
    """The currencies of the region's countries, which settle what a bare "$", "¥" or "kr" means there."""
    codes = [("EUR" if c in _EURO else _CURRENCY.get(c, "")) for c in region.countries]
    return tuple(dict.fromkeys(c for c in codes if c))


def place_name(key: str) -> str:
    """A key as people read it."""
    place = gazetteer().places.get(key)
    return place.name if place else ("Remote" if key == "remote" else key.rpartition(":")[2])
