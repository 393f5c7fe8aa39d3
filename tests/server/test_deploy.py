"""What docs/serving.md, compose.yaml and the Dockerfile name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from coach.server.metrics import Counted
from coach.server.settings import ServerSettings
from index.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("file", ["docs/serving.md", "compose.yaml", "Dockerfile"])
def test_each_setting_that_is_named_exists(file: str) -> None:
    """A setting that was renamed would silently do nothing."""
    known = {f"COACH_{name.upper()}" for name in (*Settings.model_fields, *ServerSettings.model_fields)}
    named = set(re.findall(r"\bCOACH_[A-Z_]+", (ROOT / file).read_text(encoding="utf-8")))
    assert named
    assert named <= known


def test_each_count_that_is_named_exists() -> None:
    """Whoever watches for it would wait in vain."""
    named = re.findall(r"^- `(\w+)`", (ROOT / "docs/serving.md").read_text(encoding="utf-8"), re.M)
    counts = Counted().text().decode()
    assert named
    for name in named:
        assert f"# TYPE {name} " in counts


def test_the_proxy_knows_each_worker_and_no_worker_writes_the_store() -> None:
    """The build alone writes it; the proxy's address is the one that workers believe."""
    made = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    services = made["services"]
    workers = [name for name in services if name.startswith("coach-")]
    assert services["proxy"]["environment"]["COACH"].split() == [f"{name}:7860" for name in workers]
    for name in workers:
        assert services[name]["volumes"] == ["store:/var/lib/coach:ro"]
        address = services["proxy"]["networks"]["default"]["ipv4_address"]
        assert services[name]["environment"]["COACH_TRUSTED_PROXIES"] == address
        assert "ports" not in services[name]
