"""The package itself: its public names, and how little importing it loads."""

from __future__ import annotations

import subprocess
import sys

import pytest

import coach as package


def test_every_public_name_is_there() -> None:
    """What `__all__` promises can be had, each from its home."""
    for name in package.__all__:
        assert getattr(package, name).__name__ == name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Manager'"):
        _ = package.Manager


def test_importing_the_package_loads_none_of_its_rooms() -> None:
    """`import coach` stays instant; a room is loaded by whoever asks for something in it."""
    code = "import sys, coach; print([m for m in sys.modules if m.startswith(('coach.', 'index'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
