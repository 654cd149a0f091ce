"""Settings of one run. Every default is written here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from pathlib import PurePath
from typing import Any
from typing import Literal

Nation = Literal["england", "scotland", "wales", "northern-ireland"]
Sector = Literal["nhs", "adult-social-care", "childrens-services", "other-public", "voluntary", "private"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Facts about the organisation that its documents may not hold (requirements catalogue, section 3)."""

    name: str | None = None
    nation: Nation = "england"
    sector: Sector | None = None
    public_body: bool | None = None
    headcount: int | None = None
    schemes: tuple[str, ...] = ()
    issuer: Literal["employer", "government", "regulator", "commissioner"] = "employer"
    eu_roles: bool = False


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that is right as it stands: which (by rule, and words or fingerprint), where, why, until when.

    `path` is a glob over paths with forward slashes. `origin` says who asked for it.
    """

    rule: str
    reason: str = ""
    path: str = "*"
    words: str = ""
    fingerprint: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PathRule:
    """Settings that differ for the files of a glob; `changes` names fields of Settings."""

    path: str
    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Settings:
    """What an audit is asked to do.

    `kind` is "auto" or a document kind; `frameworks` empty means all; `select` and `ignore` are ids, categories or
    prefixes of rules. `variant` is the English the documents are written in: "auto", "gb" or "us".
    """

    audit_date: date = field(default_factory=date.today)
    kind: str = "auto"
    frameworks: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    variant: Literal["auto", "gb", "us"] = "auto"
    profile: Profile = Profile()
    essentials_advice: int = 8
    essentials_limit: int = 12
    allowed_words: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    all_requirements: bool = False
    all_units: bool = False
    wording_only: bool = False
    lexicons: tuple[str, ...] = ()
    path_rules: tuple[PathRule, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    require_reason: bool = False
    root: str = ""

    def for_path(self, path: str) -> Settings:
        """The settings of one file: those of every path rule whose glob fits, later rules over earlier ones."""
        changes: dict[str, Any] = {}
        for rule in self.path_rules:
            if path_fits(path, rule.path, self.root):
                changes |= rule.changes
        return replace(self, **changes) if changes else self


def path_fits(path: str, glob: str, root: str = "") -> bool:
    """True when the path, seen from `root`, fits the glob. `*` and `**` both cross folders; case counts."""
    relative = relative_path(path, root)
    return fnmatchcase(relative, glob) or (glob.startswith("**/") and fnmatchcase(relative, glob[3:]))


def relative_path(path: str, root: str = "") -> str:
    """The path with forward slashes, relative to `root` (default: the working folder) where it lies below it."""
    absolute = PurePath(Path(path).absolute())
    base = PurePath(Path(root or ".").absolute())
    return (absolute.relative_to(base) if absolute.is_relative_to(base) else PurePath(path)).as_posix()
