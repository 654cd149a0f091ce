"""Which requirements a document meets, and which unit of its text decides (catalogue: lexicons/requirements)."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.ruleset.requirements import RequirementCatalogue
from policy_audit.stages.requirements.absence import judge_absence
from policy_audit.stages.requirements.absence import judge_position
from policy_audit.stages.requirements.fields import judge_field
from policy_audit.stages.requirements.judge import Case
from policy_audit.stages.requirements.judge import Evaluator
from policy_audit.stages.requirements.judge import judge_coverage
from policy_audit.stages.requirements.judge import judge_unit
from policy_audit.stages.requirements.learned import weighed
from policy_audit.stages.requirements.outcome import Frame
from policy_audit.stages.requirements.outcome import asked_of
from policy_audit.stages.requirements.outcome import end_of_body
from policy_audit.stages.requirements.outcome import result_of
from policy_audit.stages.requirements.passages import gather
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.types import Finding
from policy_audit.types import KindResult
from policy_audit.types import RequirementResult

if TYPE_CHECKING:
    from policy_audit.classify.scorer import Chance
    from policy_audit.stages.hygiene import DocumentFields
    from policy_audit.stages.requirements.passages import Passages

_ADVERTS = ("job-advert", "job-description")
EVALUATORS: Mapping[str, Evaluator] = {
    "commitment": judge_unit,
    "definition": judge_unit,
    "procedure": judge_unit,
    "coverage": judge_coverage,
    "field": judge_field,
    "position": judge_position,
    "absence": judge_absence,
}


def check_requirements(
    reading: Reading,
    scored: Sequence[ScoredUnit],
    fields: DocumentFields,
    wording: Sequence[Finding],
    kinds: KindResult,
    catalogue: RequirementCatalogue,
    settings: Settings,
) -> Iterator[RequirementResult]:
    """An answer for every requirement, in catalogue order; `applies` is False where its kinds are not asked."""
    passages = gather(reading, scored, catalogue.concepts)
    asked = asked_of(kinds.kinds, catalogue, settings)
    frame = Frame(reading, passages, asked, end_of_body(reading))
    case = Case(passages, fields, wording, kinds.kinds, settings)
    # Adverts have checks of their own; what else is asked of them the rules answer, so that one advert is quick.
    scored_too = settings.all_requirements or not set(kinds.kinds) <= set(_ADVERTS)
    wanted = catalogue.requirements.keys() if settings.all_requirements else asked.applying
    learned = _learned(reading, passages, catalogue, wanted) if scored_too else {}
    for requirement in catalogue.requirements.values():
        decision = EVALUATORS[requirement.check](requirement, case)
        decision = weighed(requirement, decision, learned, passages)
        yield result_of(requirement, decision, frame)


def _learned(
    reading: Reading, passages: Passages, catalogue: RequirementCatalogue, wanted: Iterable[str]
) -> Mapping[str, Chance]:
    """What the scorers say, where one of them answers a requirement that is asked of the document."""
    # Imported here: the scorer brings numpy, and looks at passages itself.
    from policy_audit.classify.model import column
    from policy_audit.classify.scorer import chances
    from policy_audit.classify.scorer import shipped_model

    model = shipped_model()
    if not any(column(name, 2) in model.scorers for name in wanted):
        return {}
    return chances(reading, passages, catalogue.concepts, model)
