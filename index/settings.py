"""Environment (COACH_*) and coach.toml -> Settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from index.errors import UserError

Backend = Literal["static", "onnx", "onnx-int8", "torch", "langchain"]
CONFIG_FILE = "coach.toml"


def _user_store() -> Path:
    return Path(platformdirs.user_data_dir("negotiation-coach", appauthor=False))


class Settings(BaseSettings):
    """Where the index is kept and how it is made; the environment wins over the file."""

    model_config = SettingsConfigDict(env_prefix="COACH_", env_ignore_empty=True, extra="ignore", frozen=True)

    store: Path = Field(default_factory=_user_store, description="Folder that holds the index.")
    guides: Path = Field(default=Path("guides"), description="Folder of <company>/<role>.md files.")
    craft: bool = Field(
        default=True, description="Add the general craft that ships with the coach to a folder without its own."
    )
    embedding_model: str = Field(
        default="",
        description="Folder or cached hub name of a sentence-transformers model; empty: the bundled MiniLM.",
    )
    embedding_backend: Backend = Field(
        default="static",
        description="static (distilled, fastest), onnx-int8, onnx or torch; `python -m benchmarks.embedding` compares "
        "them. langchain: any LangChain Embeddings, which the model names.",
    )
    chroma_url: str = Field(
        default="",
        description="Empty: inside the store. http://host:port: a Chroma server, or Chroma Cloud with a key.",
    )
    chroma_api_key: SecretStr = Field(default=SecretStr(""), description="Key of Chroma Cloud.")
    chroma_tenant: str = Field(default="default_tenant")
    chroma_database: str = Field(default="default_database")
    chroma_collection: str = Field(
        default="coach",
        pattern=r"^[A-Za-z0-9][\w-]*$",
        description="Start of the collection's name; one store owns it.",
    )
    catalogue_url: str = Field(default="", description="Must be empty so far: SQLite files inside the store.")

    @field_validator("catalogue_url")
    @classmethod
    def _only_sqlite(cls, url: str) -> str:
        if url:
            raise ValueError("a catalogue outside the store is not supported yet; leave it empty")
        return url

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Look at arguments, then the environment, then the TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file())


def config_file() -> Path:
    """Return the TOML file in force: COACH_CONFIG, else coach.toml in the working directory."""
    return Path(os.environ.get("COACH_CONFIG") or CONFIG_FILE)


def load_settings(**overrides: object) -> Settings:
    """Read the settings; `overrides` (command-line options) win. A wrong value is a `UserError`."""
    named = os.environ.get("COACH_CONFIG")
    if named and not Path(named).is_file():
        raise UserError(f"COACH_CONFIG names {named}, which is not a file.")
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UserError(f"A setting is wrong ({wrong}). See COACH_* and {config_file()}.") from error
    except ValueError as error:
        raise UserError(f"{config_file()} is not valid TOML: {error}") from error
