"""What is kept of an audit for year on year: a subset of the JSON report; a mailed report.json compares as well."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any

from policy_audit.errors import UsageError
from policy_audit.types import AdvertResult
from policy_audit.types import DocumentReport
from policy_audit.types import Report
from policy_audit.types import Severity

SCHEMA_VERSION = 1
_FIRM = 3
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class PastFinding:
    """One finding that was shown (not suppressed)."""

    rule: str
    severity: str
    message: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PastDocument:
    """One document of an audit. `error` is the code of a file not read; `passed` lists requirements met."""

    path: str
    sha256: str
    kind: str
    words: int
    error: str
    findings: tuple[PastFinding, ...]
    passed: tuple[str, ...]
    asked: tuple[str, ...]
    undertakings: int
    firm: int
    scores: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One audit as kept. `folder` names what was audited, empty where a report does not say."""

    folder: str
    audit_date: str
    version: str
    ruleset: str
    documents: tuple[PastDocument, ...]

    def count(self, severity: Severity) -> int:
        """Findings of a severity in all documents."""
        return sum(one.severity == severity.value for document in self.documents for one in document.findings)

    def scores(self) -> dict[str, tuple[int, int]]:
        """Requirements met and asked by framework, over all documents."""
        totals: dict[str, tuple[int, int]] = {}
        for document in self.documents:
            for name, (passed, asked) in document.scores.items():
                before = totals.get(name, (0, 0))
                totals[name] = (before[0] + passed, before[1] + asked)
        return totals


def snapshot_of(report: Report, folder: str) -> Snapshot:
    """The snapshot of a report just made."""
    documents = tuple(_document(one) for one in report.documents)
    return Snapshot(folder, report.audit_date, report.version, report.ruleset, documents)


def snapshot_bytes(snapshot: Snapshot) -> bytes:
    """The snapshot as JSON; the same snapshot gives the same bytes."""
    values = {
        "schema_version": SCHEMA_VERSION,
        "folder": snapshot.folder,
        "audit_date": snapshot.audit_date,
        "tool": {"name": "policy-audit", "version": snapshot.version, "ruleset": snapshot.ruleset},
        "documents": [_values(document) for document in snapshot.documents],
    }
    return json.dumps(values, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()


def snapshot_id(content: bytes) -> str:
    """What an audit is known by: a digest of its content, so that saving it twice gives one."""
    return hashlib.sha256(content).hexdigest()[:16]


def read_snapshot(path: Path) -> Snapshot:
    """A snapshot from a kept audit or a report.json, packed by gzip or not. Raises UsageError for anything else."""
    try:
        return parse_snapshot(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}).", "Name a report.json.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path} is not a report of policy-audit.", "Name a report.json that `audit` or `check` wrote."
        ) from error


def parse_snapshot(content: bytes) -> Snapshot:
    """The snapshot that bytes hold. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    values = json.loads(_unpacked(content))
    if values["schema_version"] != SCHEMA_VERSION:
        raise ValueError("schema version")
    tool = values["tool"]
    documents = tuple(_parsed(one) for one in values["documents"])
    return Snapshot(values.get("folder", ""), values["audit_date"], tool["version"], tool["ruleset"], documents)


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(_GZIP):
        return content
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError("damaged gzip") from error


def _document(report: DocumentReport) -> PastDocument:
    asked = [one for one in report.requirements if one.applies and one.result is not AdvertResult.NOT_APPLICABLE]
    return PastDocument(
        path=report.path,
        sha256=report.sha256,
        kind=report.kinds.kinds[0] if report.kinds.kinds else "",
        words=report.words,
        error=report.error.code if report.error else "",
        findings=tuple(
            PastFinding(one.rule, one.severity.value, one.message, one.fingerprint)
            for one in report.findings
            if not one.suppressed
        ),
        passed=tuple(result.id for result in asked if result.passed),
        asked=tuple(result.id for result in asked),
        undertakings=len(report.commitments),
        firm=sum(one.strength >= _FIRM for one in report.commitments),
        scores={name: (score.passed, score.applicable) for name, score in report.scores.items()},
    )


def _values(document: PastDocument) -> dict[str, Any]:
    """In the shape of the JSON report, less what is not compared."""
    passed = set(document.passed)
    return {
        "path": document.path,
        "sha256": document.sha256,
        "kinds": [document.kind] if document.kind else [],
        "words": document.words,
        "error": {"code": document.error} if document.error else None,
        "findings": [asdict(one) for one in document.findings],
        "requirements": [{"id": name, "passed": name in passed, "applies": True} for name in document.asked],
        "undertakings": {"all": document.undertakings, "firm": document.firm},
        "scores": {name: {"passed": score[0], "applicable": score[1]} for name, score in document.scores.items()},
    }


def _parsed(values: Mapping[str, Any]) -> PastDocument:
    judged = (one for one in values["requirements"] if one.get("result") != AdvertResult.NOT_APPLICABLE)
    asked = [one for one in judged if one["applies"]]
    made = values.get("undertakings")
    commitments = values.get("commitments", ())
    return PastDocument(
        path=values["path"],
        sha256=values["sha256"],
        kind=values["kinds"][0] if values["kinds"] else "",
        words=values["words"],
        error=values["error"]["code"] if values["error"] else "",
        findings=tuple(
            PastFinding(one["rule"], one["severity"], one["message"], one["fingerprint"])
            for one in values["findings"]
            if not one.get("suppressed")
        ),
        passed=tuple(one["id"] for one in asked if one["passed"]),
        asked=tuple(one["id"] for one in asked),
        undertakings=made["all"] if made else len(commitments),
        firm=made["firm"] if made else sum(one["strength"] >= _FIRM for one in commitments),
        scores={name: (one["passed"], one["applicable"]) for name, one in values["scores"].items()},
    )
