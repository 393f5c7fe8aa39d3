"""Region labels become keys, so that one place under several names is one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.places import (
    clean_label,
    fold,
    gazetteer,
    is_place,
    local_currencies,
    place_name,
    places_in,
    read_region,
)


@pytest.mark.parametrize(
    ("labels", "key"),
    [
        (
            ["SF", "San Francisco", "San Francisco, CA", "san francisco (USD)", "🇺🇸 San Francisco (USD)"],
            "san-francisco",
        ),
        (["NYC", "New York", "New York City", "**New York**", "New York, NY (HQ)"], "new-york"),
        (["Bangalore", "Bengaluru", "Bengaluru, India (INR)"], "bangalore"),
        (["Zurich", "Zürich", "ZÜRICH (CHF)"], "zurich"),
        (["São Paulo", "Sao Paulo (BRL)"], "sao-paulo"),
        (["Remote US", "US Remote", "Remote (US)", "US (remote)", "Remote, United States"], "country:US+remote"),
        (["Austin / Seattle", "Seattle/Austin", "Seattle & Austin"], "austin+seattle"),
    ],
)
def test_one_place_has_one_key_under_all_its_names(labels: list[str], key: str) -> None:
    """Nicknames, accents, marks, flags, codes, states and order make no difference to a region's key."""
    assert {read_region(label).key for label in labels} == {key}


@pytest.mark.parametrize("label", ["SF", "San Francisco, CA", "Palo Alto", "Mountain View (HQ)", "San Jose"])
def test_the_cities_of_the_bay_area_meet_in_it(label: str) -> None:
    """A guide's "Bay Area (HQ)" row and a city in it meet through the city's metropolitan area."""
    [area] = read_region("Bay Area (HQ)").places
    [city] = read_region(label).places
    assert gazetteer().places[city].metro == area


def test_a_label_of_two_cities_is_both() -> None:
    """ "Austin / Seattle" holds for Austin and for Seattle."""
    region = read_region("Austin / Seattle")
    assert set(region.places) == set(read_region("Austin").places) | set(read_region("Seattle").places)
    assert region.countries == ("US",)


def test_remote_keeps_its_country() -> None:
    """ "Remote US" is remote, in the US; bare "Remote" is remote anywhere; a city is not remote."""
    assert (read_region("Remote US").remote, read_region("Remote US").countries) == (True, ("US",))
    assert read_region("Remote").places == ("remote",)
    assert not read_region("Austin").remote


@pytest.mark.parametrize(
    ("label", "headquarters"),
    [
        ("Denver (HQ)", True),
        ("Denver HQ", True),
        ("Denver — headquarters", True),
        ("Denver", False),
        ("HQuarter", False),
    ],
)
def test_the_headquarters_mark_is_kept(label: str, headquarters: bool) -> None:
    """The mark of a headquarters is noticed and is no part of the key."""
    assert read_region(label).headquarters is headquarters


@pytest.mark.parametrize(
    ("label", "country"),
    [("Portland, OR", "US"), ("Cambridge, MA", "US"), ("Cambridge, UK", "GB"), ("Wellington, New Zealand", "NZ"),
     ("Melbourne", "AU"), ("Hsinchu Taiwan", "TW"), ("Tel Aviv (ILS)", "IL"), ("Dublin, Ireland", "IE")],
)  # fmt: skip
def test_a_city_is_in_its_country(label: str, country: str) -> None:
    """A city brings its country, and a state after it settles which city of that name is meant."""
    assert read_region(label).countries == (country,)


def test_a_state_tells_two_cities_of_one_name_apart() -> None:
    """Where a name is that of several cities, the state after it gives the one in that state."""
    assert read_region("Portland, OR").key != read_region("Portland, ME").key
    known = gazetteer()
    shared = [(name, key) for name, keys in known.by_name.items() if len(keys) > 1 for key in keys]
    for name, key in shared:
        if state := known.places[key].state:
            assert read_region(f"{name.title()}, {state}").places == (key,)


@pytest.mark.parametrize(
    ("label", "currencies"),
    [("London", ("GBP",)), ("Berlin", ("EUR",)), ("Toronto", ("CAD",)), ("London / Berlin", ("GBP", "EUR")),
     ("Dublin / Paris", ("EUR",)), ("Remote", ())],
)  # fmt: skip
def test_a_region_has_the_currencies_of_its_countries(label: str, currencies: tuple[str, ...]) -> None:
    """Each country's currency once, in the label's order; remote anywhere has none."""
    assert local_currencies(read_region(label)) == currencies


@pytest.mark.parametrize("label", ["Atlantis", "", "Base Salary", "—", "42"])
def test_what_is_no_place_names_none(label: str) -> None:
    """An unknown name keeps its label and gets no place, and no other place's key."""
    region = read_region(label)
    assert (region.places, region.countries) == ((), ())
    assert not is_place(label)
    assert region.key == label.casefold()


def test_every_place_is_found_by_its_own_name() -> None:
    """Each city and country of the gazetteer is read from its printed name, or shares that name with one that is."""
    for key, place in gazetteer().places.items():
        found = places_in(place.name)
        assert found, f"{place.name} is not found"
        assert key in gazetteer().by_name[fold(place.name)], place.name
        assert place_name(key) == place.name


def test_every_reference_inside_the_gazetteer_leads_somewhere() -> None:
    """A city's area and an area's members exist: an alias file with a slip in it fails here."""
    places = gazetteer().places
    for key, place in places.items():
        assert not place.metro or place.metro in places, f"{key}: {place.metro}"
        assert all(member in places for member in place.members), f"{key}: {place.members}"
        assert not place.country or f"country:{place.country}" in places, f"{key}: {place.country}"


LATIN = st.text(st.characters(max_codepoint=0x17F))


@given(LATIN)
def test_folding_is_stable(text: str) -> None:
    """Folding twice is the same as once, so a folded name can be folded again without harm."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_no_label_breaks_the_reader(text: str) -> None:
    """Any text is a label, and cleaning it twice is the same as once."""
    assert clean_label(clean_label(text)) == clean_label(text)
    read_region(text)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Nova York", "new-york"),
        ("Nueva York", "new-york"),
        ("Genf", "geneva"),
        ("Bengaluru", "bangalore"),
        ("Varsovie", "warsaw"),
        ("Londres", "london"),
        ("Milano", "milan"),
    ],
)
def test_cities_are_known_in_other_languages(said: str, key: str) -> None:
    """A city is the same place however a language writes it, and a plain English word is none for it."""
    assert gazetteer().by_name[fold(said)][0] == key
    assert not {"nice one", "target", "minute"} & set(gazetteer().by_name)
