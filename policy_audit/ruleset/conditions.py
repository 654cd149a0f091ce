"""Whom a framework or requirement is for, as far as the organisation's profile decides it (catalogue, section 3).

A condition is "fact" or "fact:value|value". Facts: public-body, nation, sector, scheme, issuer, eu-roles.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from policy_audit.config import Nation
from policy_audit.config import Profile
from policy_audit.config import Sector

FACTS = ("public-body", "nation", "sector", "scheme", "issuer", "eu-roles")
_VALUES = {"nation": get_args(Nation), "sector": get_args(Sector)}


def problem_of(condition: str) -> str | None:
    """What is wrong with a condition as written, or None."""
    fact, _, values = condition.partition(":")
    if fact not in FACTS:
        return f"fact “{fact}” is not one of {', '.join(FACTS)}"
    unknown = [value for value in values.split("|") if fact in _VALUES and value not in _VALUES[fact]]
    return f"value “{unknown[0]}” is not one of {', '.join(_VALUES[fact])}" if unknown else None


def holds(condition: str, profile: Profile) -> bool | None:
    """True, False, or None where the profile does not say."""
    fact, _, listed = condition.partition(":")
    values = listed.split("|")
    if fact == "public-body":
        return profile.public_body
    if fact == "sector":
        return None if profile.sector is None else profile.sector in values
    if fact == "scheme":
        return True if set(values) & set(profile.schemes) else None
    if fact == "eu-roles":
        return profile.eu_roles
    return (profile.nation if fact == "nation" else profile.issuer) in values


def verdict(conditions: Iterable[str], profile: Profile) -> bool | None:
    """False where any condition fails, None where any is open, else True."""
    found = [holds(condition, profile) for condition in conditions]
    if False in found:
        return False
    return None if None in found else True


def assumptions(profile: Profile) -> list[str]:
    """What was taken for granted because the configuration does not say it, in plain sentences."""
    found = []
    if profile.public_body is None:
        found.append("Not a public body: the public sector equality duty was not asked for.")
    if profile.sector is None:
        found.append("Sector not told: what only NHS or care standards ask for is advice.")
    if not profile.schemes:
        found.append("No voluntary scheme joined: what only a charter or scheme asks for is advice.")
    if profile.headcount is None:
        found.append("Number of employees not told: duties that begin at 20, 150 or 250 were not weighed.")
    if profile.nation == "northern-ireland":
        found.append(
            "Northern Ireland has equality law of its own, which is out of scope: British law was not asked for."
        )
    return found
