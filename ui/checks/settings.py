"""The file of settings: which one counts, and whether everybody may read a key in it."""

from __future__ import annotations

from pydantic import SecretStr

from ui.checks.finding import Finding
from ui.operating import settings_file
from ui.settings import Settings, known_names

SECRETS = [name for name, field in Settings.model_fields.items() if field.annotation is SecretStr]


def check(settings: Settings) -> Finding:
    path = settings_file.find(settings.config, settings.home)
    if path is None:
        return Finding.ok("settings", "from the environment; there is no file")
    holds_secrets = any(settings_file.read(path, known_names()).get(name) for name in SECRETS)
    if holds_secrets and path.stat().st_mode & 0o007:
        return Finding.warning(
            "settings", f"everybody on this machine may read the key in {path}", f"Run `chmod o= {path}`."
        )
    return Finding.ok("settings", str(path))
