"""Typed access to the fields of a TOML entry; every mistake becomes a LexiconError that says how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policy_audit.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a lexicon file: `file` and `name` say where it stands, `table` holds its keys."""

    file: str
    name: str
    table: Mapping[str, Any]

    def text(self, key: str, default: str | None = None) -> str:
        """A string; required unless a default is given."""
        return str(self._typed(key, str, "a string in quotes", default))

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        return bool(self._typed(key, bool, "true or false", default))

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return int(self._typed(key, int, "a whole number", default))

    def texts(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """A list of strings; a lone string counts as a list of one."""
        value = self.table.get(key, default)
        if value is None:
            raise self.error(key, "is missing", f"Add {key} = [\"…\"].")
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
            raise self.error(key, "is not a list of strings", f"Write {key} = [\"…\", \"…\"].")
        return tuple(value)

    def mapping(self, key: str) -> dict[str, Any]:
        """A sub-table; empty when absent."""
        return dict(self._typed(key, dict, "a table", {}))

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """A string out of a fixed set."""
        value = self.text(key, default)
        self.require_known(key, [value], allowed)
        return value

    def require_known(self, key: str, values: Iterable[str], allowed: Iterable[str]) -> None:
        """Raise unless every value is one of those allowed."""
        known = sorted(allowed)
        for value in values:
            if value not in known:
                raise self.error(key, f"“{value}” is not known", _did_you_mean(value, known))

    def require_keys(self, allowed: Iterable[str]) -> None:
        """Raise for a key that no reader knows: most likely a spelling mistake."""
        known = sorted(allowed)
        for key in self.table:
            if key not in known:
                raise self.error(key, "is not a key of this kind of entry", _did_you_mean(key, known))

    def error(self, key: str, problem: str, remedy: str) -> LexiconError:
        """The error for this entry, ready to raise."""
        return LexiconError(self.file, self.name, key, problem, remedy)

    def _typed(self, key: str, wanted: type, described: str, default: Any) -> Any:
        value = self.table.get(key, default)
        if value is None:
            raise self.error(key, "is missing", f"Add it as {described}.")
        if not isinstance(value, wanted):
            raise self.error(key, f"is not {described}", f"Found {value!r}.")
        return value


def _did_you_mean(value: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(value, known, n=1)
    return f"Did you mean “{close[0]}”?" if close else f"Known: {', '.join(known)}."
