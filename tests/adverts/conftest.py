from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

import pytest

from policy_audit.config import Settings
from policy_audit.extract.limits import Limits
from policy_audit.extract.markdown import extract
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.ruleset.adverts import AdvertLexicon
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.load import load_ruleset
from policy_audit.stages.adverts import check_advert
from policy_audit.types import Finding
from policy_audit.types import KindResult
from policy_audit.types import RequirementResult
from policy_audit.types import Severity
from policy_audit.types import Span

ADVERT = KindResult(("job-advert",), 1.0)
Check = Callable[..., dict[str, RequirementResult]]


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    return load_ruleset()


@pytest.fixture(scope="session")
def lexicon(ruleset: Ruleset) -> AdvertLexicon:
    return ruleset.adverts


@pytest.fixture(scope="session")
def reading_of(ruleset: Ruleset) -> Callable[[str], Reading]:
    def make(text: str) -> Reading:
        return read(extract(text.encode(), "advert.md", Limits()), ruleset.section_names)

    return make


@pytest.fixture(scope="session")
def check(lexicon: AdvertLexicon, reading_of: Callable[[str], Reading]) -> Check:
    """Checks an advert given as Markdown; `findings` are wording categories taken as found in its first line."""

    def run(
        text: str, findings: Sequence[str] = (), kinds: KindResult = ADVERT, settings: Settings | None = None
    ) -> dict[str, RequirementResult]:
        wording = [Finding(category, category, Severity.ERROR, category, "", "", Span(0, 4)) for category in findings]
        results = check_advert(reading_of(text), wording, kinds, lexicon, settings or Settings())
        return {result.id: result for result in results}

    return run
