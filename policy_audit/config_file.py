"""Reads `policy-audit.toml` or `[tool.policy-audit]` of pyproject.toml. An unknown key is an error with a hint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from policy_audit.config import PathRule
from policy_audit.config import Profile
from policy_audit.config import Settings
from policy_audit.config import Suppression
from policy_audit.config_keys import EVERYTHING
from policy_audit.config_keys import LISTS
from policy_audit.config_keys import NAMED
from policy_audit.config_keys import TABLES
from policy_audit.config_keys import TOP
from policy_audit.config_keys import Key
from policy_audit.errors import UsageError
from policy_audit.extract.limits import Limits

FILE_NAME = "policy-audit.toml"
_TYPES: Mapping[str, tuple[type, ...]] = {
    "text": (str,),
    "texts": (list,),
    "number": (int,),
    "decimal": (int, float),
    "flag": (bool,),
    "date": (date, str),
    "choice": (str,),
}
_DESCRIBED = {
    "text": "a string in quotes",
    "texts": "a list of strings",
    "number": "a whole number",
    "decimal": "a number",
    "flag": "true or false",
    "date": "a date like 2026-11-21",
    "choice": "one of the words allowed",
}


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration file as values. Paths in it are relative to its folder, which is `settings.root`."""

    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    fail_on: str = "error"
    max_warnings: int | None = None
    baseline: Path | None = None
    exclude: tuple[str, ...] = ()
    file: Path | None = None


def find_configuration(start: Path) -> Path | None:
    """The configuration that rules `start`: the first found going up, policy-audit.toml before pyproject.toml."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        project = folder / "pyproject.toml"
        if project.is_file() and b"[tool.policy-audit" in project.read_bytes():
            return project
    return None


def load_configuration(path: Path) -> Configuration:
    """The configuration in a file. Raises UsageError that names the file, the key and the remedy."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UsageError(f"{path} does not exist.", "Run `policy-audit init` to write one.") from error
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}).", "Mend the line named.") from error
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("policy-audit", {})
    return _configuration(_checked(table, path), path)


def _checked(table: dict[str, Any], path: Path) -> dict[str, Any]:
    """The table with every key and value checked, dates as dates."""
    known = [*TOP, *TABLES, *LISTS, *NAMED]
    result: dict[str, Any] = {}
    for name, value in table.items():
        if name in TOP:
            result[name] = _value(value, TOP[name], path, name)
        elif name in TABLES:
            result[name] = _table(value, TABLES[name], path, name)
        elif name in LISTS:
            if not isinstance(value, list):
                raise _error(path, name, "is a list of tables", f"Write it as [[{name}]].")
            result[name] = [_table(one, LISTS[name], path, name) for one in value]
        elif name in NAMED:
            _table_like(value, path, name)
            result[name] = {key: _value(one, NAMED[name], path, f"{name}.{key}") for key, one in value.items()}
        else:
            raise _unknown(path, name, known)
    return result


def _table(value: object, keys: Mapping[str, Key], path: Path, name: str) -> dict[str, Any]:
    table = _table_like(value, path, name)
    for key in table:
        if key not in keys:
            raise _unknown(path, f"{name}.{key}", [f"{name}.{one}" for one in keys])
    return {key: _value(one, keys[key], path, f"{name}.{key}") for key, one in table.items()}


def _table_like(value: object, path: Path, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _error(path, name, "is a table", f"Write it as [{name}].")
    return value


def _value(value: Any, key: Key, path: Path, name: str) -> Any:
    wrong = not isinstance(value, _TYPES[key.type]) or (isinstance(value, bool) and key.type != "flag")
    if wrong or (key.type == "texts" and not all(isinstance(one, str) for one in value)):
        raise _error(path, name, f"must be {_DESCRIBED[key.type]}", f"Found {value!r}.")
    if key.type == "choice" and value not in key.choices:
        raise _unknown(path, f"{name} = {value}", list(key.choices))
    if key.type in ("number", "decimal") and value < 0:
        raise _error(path, name, "must not be negative", f"Found {value!r}.")
    if key.type == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise _error(path, name, "must be a date like 2026-11-21", f"Found {value!r}.") from error
    return tuple(value) if key.type == "texts" else value


def _error(path: Path, key: str, problem: str, remedy: str) -> UsageError:
    return UsageError(f"{path}: “{key}” {problem}.", remedy)


def _unknown(path: Path, name: str, known: list[str]) -> UsageError:
    from difflib import get_close_matches

    wanted = name.rpartition(" = ")[2]
    close = get_close_matches(wanted, known, n=1, cutoff=0.5)
    hint = f"Did you mean “{close[0]}”?" if close else f"Known: {', '.join(known)}."
    return UsageError(f"{path}: “{name}” is not known.", hint)


def _configuration(table: dict[str, Any], path: Path) -> Configuration:
    root = path.resolve().parent
    require_reason = table.get("require-reason", Settings().require_reason)
    thresholds = table.get("thresholds", {})
    changes = {name.replace("-", "_"): value for name, value in thresholds.items()} | _shared(table)
    organisation = {name.replace("-", "_"): value for name, value in table.get("organisation", {}).items()}
    kinds = tuple(PathRule(glob, {"kind": kind}) for glob, kind in table.get("kinds", {}).items())
    settings = replace(
        Settings(),
        profile=replace(Profile(), **organisation),
        severities=table.get("severity", {}),
        lexicons=tuple(str(root / name) for name in table.get("lexicons", ())),
        path_rules=kinds + tuple(_override(one, path) for one in table.get("override", ())),
        suppressions=tuple(_suppression(one, path, require_reason) for one in table.get("suppress", ())),
        require_reason=require_reason,
        root=str(root),
        **changes,
    )
    given = {name.replace("-", "_"): table[name] for name in ("fail-on", "max-warnings", "exclude") if name in table}
    return Configuration(
        settings=settings,
        limits=replace(Limits(), **table.get("limits", {})),
        baseline=root / table["baseline"] if "baseline" in table else None,
        file=path,
        **given,
    )


def _shared(table: Mapping[str, Any]) -> dict[str, Any]:
    """Keys that are fields of Settings by the same name."""
    names = ("kind", "frameworks", "select", "ignore", "variant", "allowed-words", "audit-date")
    return {name.replace("-", "_"): table[name] for name in names if name in table}


def _override(table: Mapping[str, Any], path: Path) -> PathRule:
    if "path" not in table:
        raise _error(path, "override", "needs a path", 'Add path = "adverts/**".')
    return PathRule(table["path"], _shared(table))


def _suppression(table: Mapping[str, Any], path: Path, require_reason: bool) -> Suppression:
    if table.get("rule", "") in EVERYTHING:
        raise _error(path, "suppress", "needs a rule, a bare “ignore everything” is refused", 'Name rule = "…".')
    if require_reason and not table.get("reason", "").strip():
        raise _error(
            path, f"suppress.{table['rule']}", "needs a reason, require-reason asks for one", 'Add reason = "…".'
        )
    return Suppression(**table)
