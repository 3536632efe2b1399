"""The file that settings may stand in: `atrium.yaml` or `atrium.toml` in the home, or where ATRIUM_CONFIG points.

Names are those of the settings in small letters, limits a level deeper. The environment wins over the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.errors import InvalidSetting

NAMES = ("atrium.yaml", "atrium.yml", "atrium.toml")
_NOT_HERE = {"config": "ATRIUM_CONFIG in the environment says where the file is"}

Known = Mapping[str, Sequence[str] | None]  # a setting's name, and those inside it where it is a group


def find(config: Path | None, home: Path) -> Path | None:
    """The file that counts; None without one. Raises InvalidSetting when it is not there, or when two are."""
    if config is not None:
        if not config.is_file():
            raise InvalidSetting(f"ATRIUM_CONFIG names {config}, which is no file.")
        return config
    found = [home / name for name in NAMES if (home / name).is_file()]
    if len(found) > 1:
        raise InvalidSetting(f"{found[0]} and {found[1].name} are both there; keep one of them.")
    return found[0] if found else None


def read(path: Path, known: Known) -> dict[str, Any]:
    """What the file says. Raises InvalidSetting with a sentence for what cannot be read or is no setting."""
    told = _parsed(path)
    if told is None:
        return {}
    if not isinstance(told, dict):
        raise InvalidSetting(f"{path} must hold names and values, such as `port: 8000`.")
    for name, value in told.items():
        _refuse_unknown(path, str(name), list(known))
        inner = known[name]
        if inner is not None:
            if not isinstance(value, dict):
                raise InvalidSetting(f"{path}: {name} is a group; write its settings a level deeper.")
            for each in value:
                _refuse_unknown(path, str(each), list(inner), f"{name}.")
    return {name: _value(value) for name, value in told.items()}


def _parsed(path: Path) -> Any:
    import tomllib  # each command looks for a file, and few have one

    import yaml

    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)
    except OSError as error:
        raise InvalidSetting(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise InvalidSetting(f"{path} is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidSetting(f"{path} is no TOML: {error}.") from None
    except yaml.YAMLError as error:
        mark = getattr(
            error, "problem_mark", None
        )  # its message would quote the line, which may hold a secret
        where = f" at line {mark.line + 1}" if mark else ""
        raise InvalidSetting(f"{path} is no YAML{where}.") from None


def _refuse_unknown(path: Path, name: str, known: Sequence[str], group: str = "") -> None:
    if not group and name in _NOT_HERE:
        raise InvalidSetting(f"{path}: {name} cannot stand here; {_NOT_HERE[name]}.")
    if name in known:
        return
    import difflib

    near = difflib.get_close_matches(name.lower().removeprefix("atrium_"), known, 1)
    hint = f" Did you mean {group}{near[0]}?" if near else ""
    raise InvalidSetting(f"{path}: there is no setting {group}{name}.{hint}")


def _value(value: Any) -> Any:
    """Settings that are lists in one text may be written as lists."""
    return ",".join(str(each) for each in value) if isinstance(value, list) else value
