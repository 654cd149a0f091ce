"""The page of the advert checks."""

from __future__ import annotations

from collections.abc import Iterator

from generate_markdown import anchor
from generate_markdown import bullets
from generate_markdown import code
from generate_markdown import plain

from policy_audit.ruleset.adverts import AdvertCheck
from policy_audit.ruleset.load import Ruleset


def advert_page(ruleset: Ruleset) -> str:
    """All checks, in the order of the catalogue."""
    checks = ruleset.adverts.checks.values()
    lines = [
        "# Advert checks\n",
        f"{len(checks)} checks. Each comes out as present, weak, missing, or “na” where it does not apply. "
        "Only missing and weak are findings. [How adverts are decided](../guide/decisions.md#adverts).\n",
    ]
    for check in checks:
        lines += _check(check)
    return "\n".join(lines)


def _check(check: AdvertCheck) -> Iterator[str]:
    yield f"(rule-{anchor(check.id)})="
    yield f"## {check.id}: {plain(check.criterion)}\n"
    yield f"Weight: {check.severity} · mechanism: {check.mechanism}\n"
    yield f"Tested: {plain(check.test)}\n"
    if check.not_a_fault_when:
        yield f"Not a fault when: {plain(check.not_a_fault_when)}\n"
    if check.model_text:
        yield f"Model text:\n\n> {plain(check.model_text)}\n"
    yield "Source:\n"
    yield from bullets(plain(source) for source in check.sources)
    yield f"Suppress: {code(f'--ignore {check.id}')}, or with a reason as in [configuration](configuration.md).\n"
