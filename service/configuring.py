"""What this run is configured to, and which of the five places said so. Secrets are said to be set, never shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from service.settings import Settings, toml_files, toml_values


def configuration(settings: Settings) -> list[dict[str, str | None]]:
    """One row a setting: name, value, origin (environment, .env, a file, default)."""
    places = _places(settings.home)
    return [
        {"name": name, "value": _shown(getattr(settings, name)), "origin": _origin(name, places)}
        for name in Settings.model_fields
    ]


def _places(home: Path) -> list[tuple[str, set[str]]]:
    """Where a setting may stand, strongest first, with the names that stand there."""
    found = [
        ("environment", _names(EnvSettingsSource(Settings)())),
        (".env", _names(DotEnvSettingsSource(Settings)())),
    ]
    return [*found, *((str(file), set(toml_values(file))) for file in toml_files(home))]


def _names(values: dict[str, Any]) -> set[str]:
    """Fields by their own names: two of them are read under the name that other programs use."""
    aliases = {str(field.validation_alias): name for name, field in Settings.model_fields.items()}
    return {aliases.get(name, name) for name in values}


def _origin(name: str, places: list[tuple[str, set[str]]]) -> str:
    return next((place for place, names in places if name in names), "default")


def _shown(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, SecretStr):
        return "(set)"
    dump = getattr(value, "model_dump", None)
    return str(dump(exclude_none=True, mode="json") if dump else value)
