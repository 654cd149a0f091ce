"""Settings of one run. Every default is written here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Literal

Nation = Literal["england", "scotland", "wales", "northern-ireland"]
Sector = Literal["nhs", "adult-social-care", "childrens-services", "other-public", "voluntary", "private"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Facts about the organisation that its documents may not hold (requirements catalogue, section 3). None: not told."""

    name: str | None = None
    nation: Nation = "england"
    sector: Sector | None = None
    public_body: bool | None = None
    headcount: int | None = None
    schemes: tuple[str, ...] = ()
    issuer: Literal["employer", "government", "regulator", "commissioner"] = "employer"
    eu_roles: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What an audit is asked to do.

    `kind` is "auto" or a document kind; `frameworks` empty means all; `select` and `ignore` are ids, categories or prefixes
    of rules. `variant` is the English the documents are written in: "auto", "gb" or "us".
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
