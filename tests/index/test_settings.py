"""Settings come from arguments, the environment and a TOML file, in that order, and errors are plain."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import UserError
from index.settings import load_settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No COACH_* variable and no coach.toml of the developer's own."""
    for name in ("COACH_STORE", "COACH_CONFIG", "COACH_GUIDES", "COACH_EMBEDDING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_arguments_win_over_the_environment_and_that_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each source fills in what the one before it leaves open."""
    (tmp_path / "coach.toml").write_text('store = "from-file"\nguides = "from-file"\nembedding_backend = "static"\n')
    monkeypatch.setenv("COACH_GUIDES", "from-environment")
    monkeypatch.setenv("COACH_STORE", "from-environment")
    settings = load_settings(store=Path("from-argument"))
    assert settings.store == Path("from-argument")
    assert settings.guides == Path("from-environment")
    assert settings.embedding_backend == "static"


def test_the_file_may_lie_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """COACH_CONFIG names the file; a name that leads nowhere is an error."""
    other = tmp_path / "other.toml"
    other.write_text('store = "elsewhere"\n')
    monkeypatch.setenv("COACH_CONFIG", str(other))
    assert load_settings().store == Path("elsewhere")
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "gone.toml"))
    with pytest.raises(UserError, match="COACH_CONFIG"):
        load_settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('embedding_backend = "magic"', "embedding_backend"),
        ("store = [", "TOML"),
        ('catalogue_url = "postgresql://x"', "not supported yet"),
    ],
)
def test_a_wrong_setting_is_a_plain_error(tmp_path: Path, text: str, said: str) -> None:
    """The message names what is wrong."""
    (tmp_path / "coach.toml").write_text(text)
    with pytest.raises(UserError, match=said):
        load_settings()


def test_importing_the_index_imports_nothing_heavy() -> None:
    """The reader, the build and the settings can be imported without a vendor's library."""
    program = (
        "import sys, index.reader, index.build, index.settings\n"
        "heavy = {'torch', 'transformers', 'chromadb', 'onnxruntime', 'model2vec', 'bm25s', 'numpy', 'tokenizers'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
