"""Proposals for unmet requirements: a weak sentence made firm where there is one, else the model clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.language.reading import read
from policy_audit.ruleset.load import Ruleset
from policy_audit.stages.strength.values import ScoredUnit
from policy_audit.suggest.clauses import Facts
from policy_audit.suggest.clauses import advice_of
from policy_audit.suggest.clauses import clause_for
from policy_audit.suggest.clauses import facts_of
from policy_audit.suggest.firmer import firmer
from policy_audit.suggest.grammar import Grammar
from policy_audit.suggest.grammar import load_grammar
from policy_audit.suggest.placement import placement_of
from policy_audit.types import Document
from policy_audit.types import Finding
from policy_audit.types import RequirementResult
from policy_audit.types import Span
from policy_audit.types import Suggestion
from policy_audit.writeback.gather import remark_of
from policy_audit.writeback.values import Insertion
from policy_audit.writeback.values import Proposal


@dataclass(frozen=True)
class Gaps:
    """Makes proposals for the gaps of one document; everything costly is worked out on first use."""

    document: Document
    ruleset: Ruleset
    settings: Settings

    @cached_property
    def reading(self) -> Reading:
        """The document prepared for the stages."""
        return read(self.document, self.ruleset.section_names)

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar of the ruleset."""
        return load_grammar(self.ruleset.folder)

    @cached_property
    def scored(self) -> tuple[ScoredUnit, ...]:
        """The provision units with their commitment strength."""
        from policy_audit.language.units import provision_units
        from policy_audit.stages.strength import score_units

        return score_units(self.reading, provision_units(self.reading), self.ruleset.commitment, self.settings)

    @cached_property
    def facts(self) -> Facts:
        """What the document states of itself."""
        from policy_audit.stages.hygiene import document_fields

        return facts_of(self.document, document_fields(self.reading, self.scored, self.settings))

    def proposal(self, finding: Finding, result: RequirementResult) -> Proposal | None:
        """The proposal for an unmet requirement: words to put in, or advice; None without a place for either."""
        return self._firmer(finding, result) or self._clause(finding, result) or self._advice(finding, result)

    def _firmer(self, finding: Finding, result: RequirementResult) -> Proposal | None:
        requirement = self.ruleset.catalogue.requirements.get(result.id)
        if requirement is None or requirement.check not in _UNDERTAKINGS:
            return None
        for evidence in result.evidence:
            scored = self._unit_at(evidence.span)
            suggestion = firmer(scored, self.reading, self.grammar) if scored is not None else None
            if scored is not None and suggestion is not None and evidence.strength < _FIRM:
                return Proposal(
                    rule=finding.rule,
                    severity=finding.severity,
                    remark=remark_of(finding, (suggestion, *finding.suggestions)),
                    span=scored.unit.span,
                    edits=suggestion.edits,
                    confidence=finding.confidence,
                )
        return None

    def _unit_at(self, span: Span) -> ScoredUnit | None:
        return next((one for one in self.scored if one.unit.span.overlaps(span)), None)

    def _clause(self, finding: Finding, result: RequirementResult) -> Proposal | None:
        clause = clause_for(result, self.document, self.facts, self.grammar)
        if clause is None:
            return None
        told = [Suggestion(f"Insert after this: {clause.marker} {clause.text}".replace(":  ", ": "))]
        if clause.filled:
            told.append(Suggestion(f"Taken from the document, please confirm: {'; '.join(clause.filled)}."))
        return Proposal(
            rule=finding.rule,
            severity=finding.severity,
            remark=remark_of(finding, tuple(told)),
            insertion=Insertion(clause.text, clause.after, clause.like, clause.marker),
            confidence=finding.confidence,
        )

    def _advice(self, finding: Finding, result: RequirementResult) -> Proposal | None:
        """A remark at the place, where a machine cannot know the words."""
        placement = placement_of(result, self.document)
        if placement is None:
            return None
        advice = advice_of(result)
        told = (Suggestion(f"What to do: {advice}"),) if advice else finding.suggestions
        return Proposal(
            rule=finding.rule,
            severity=finding.severity,
            remark=remark_of(finding, told),
            span=self.document.blocks[Insertion("", placement.after).beside].span,
            confidence=finding.confidence,
        )


# Kinds of check that ask for an undertaking; the others ask for facts and definitions.
_UNDERTAKINGS = ("commitment", "procedure")
# Strength from which an undertaking is firm and needs no firmer wording.
_FIRM = 3
