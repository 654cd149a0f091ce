"""The wording stage: candidates by pattern, then the catalogue's order of decision, then findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from policy_audit.config import Settings
from policy_audit.language.reading import Reading
from policy_audit.language.tagger import Tagger
from policy_audit.language.tokens import tokenise
from policy_audit.ruleset.language_values import LanguageEntry
from policy_audit.ruleset.language_values import LanguageLexicon
from policy_audit.stages.wording.coding import balance
from policy_audit.stages.wording.documentwide import document_findings
from policy_audit.stages.wording.exempt import exempted_by
from policy_audit.stages.wording.guards import passes
from policy_audit.stages.wording.merge import worst_and_longest
from policy_audit.stages.wording.messages import finding_of
from policy_audit.stages.wording.pronouns import HE
from policy_audit.stages.wording.pronouns import SHE
from policy_audit.stages.wording.pronouns import generic_pronouns
from policy_audit.stages.wording.scene import Candidate
from policy_audit.stages.wording.scene import Scene
from policy_audit.types import Finding
from policy_audit.types import KindResult
from policy_audit.types import Span

_COMPOUND_ENDS = ("man", "men", "woman", "women", "lady", "ladies")
_SHORTEST_COMPOUND = 6
_ENGLISH = frozenset("the a an is are of to in and for with our your".split())


def check_wording(
    reading: Reading, kinds: KindResult, lexicon: LanguageLexicon, settings: Settings
) -> Iterator[Finding]:
    """Findings in order of the text, then those about the whole document (span None).

    An entry for adverts only, or for policies only, is left out where the kind is known with confidence to be the
    other.
    Entries of severity info are counted for the coding balance and never yield a finding of their own. The tagger is
    loaded only when a candidate needs a part of speech; then TaggerError is raised if it is not installed.
    """
    scene = Scene(reading, lexicon, kinds, Tagger())
    accepted = accepted_candidates(scene, frozenset(settings.allowed_words))
    shown = worst_and_longest(scene, [candidate for candidate in accepted if candidate.entry.severity != "info"])
    occurrences: dict[tuple[str, str, tuple[str, ...]], list[Span]] = {}
    for candidate in shown:
        occurrences.setdefault(_same(scene, candidate), []).append(scene.span(candidate))
    for candidate in shown:
        spans = occurrences[_same(scene, candidate)]
        yield finding_of(scene, candidate, tuple(spans) if spans[0] == scene.span(candidate) and len(spans) > 1 else ())
    yield from document_findings(scene)
    yield from balance(scene, [candidate for candidate in accepted if candidate.entry.tier])


def accepted_candidates(scene: Scene, allowed: frozenset[str] = frozenset()) -> list[Candidate]:
    """Every candidate that nothing silences, overlapping ones included; `allowed` are phrases never to report."""
    silent = _stretches(scene, allowed)
    return [
        candidate
        for candidate in _candidates(scene)
        if not any(first <= candidate.first and candidate.last < last for first, last in silent)
        and judge(scene, candidate) is None
    ]


def _stretches(scene: Scene, phrases: frozenset[str]) -> list[tuple[int, int]]:
    """First token of every place where one of the phrases stands, in whatever case, and the token behind it."""
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        words = tokenise(phrase).words
        if words:
            starts = (at for at, word in enumerate(scene.words) if word == words[0])
            found += [(at, at + len(words)) for at in starts if scene.words[at : at + len(words)] == words]
    return found


def judge(scene: Scene, candidate: Candidate) -> str | None:
    """Why a candidate is not reported, or None when it is: kind, section, never-flag list, guards, exemptions, in
    that order.
    """
    entry = candidate.entry
    if scene.kind and entry.kinds not in ("both", scene.kind):
        return "kind"
    section = scene.reading.section(scene.sentence(candidate))
    if entry.sections and not section.has(*entry.sections):
        return "section"
    if entry.not_sections and section.has(*entry.not_sections):
        return "not_section"
    if _is_allowed(scene, candidate):
        return "allowed"
    if not passes(scene, candidate):
        return "guard"
    return exempted_by(scene, candidate)


def _same(scene: Scene, candidate: Candidate) -> tuple[str, str, tuple[str, ...]]:
    """Findings that a report may show as one line: same entry, same words, same section."""
    words = " ".join(scene.words[candidate.first : candidate.last + 1])
    return candidate.entry.id, words, scene.reading.section(scene.sentence(candidate)).path


def _candidates(scene: Scene) -> Iterator[Candidate]:
    index, owners = scene.lexicon.index
    firsts = [sentence.first for sentence in scene.reading.sentences]
    for number, sentence in enumerate(scene.reading.sentences):
        block = scene.reading.document.blocks[sentence.block]
        if block.code or block.quoted or not block.language.startswith("en"):
            continue
        for pattern, found in index.find(scene.words, sentence.first, sentence.last):
            known = index.pattern(pattern)
            yield Candidate(
                owners[pattern],
                known.text,
                known.guards,
                found.marked_first,
                found.marked_last,
                (found.first, found.last),
                number,
            )
    for candidate in (*_pronoun_candidates(scene, firsts), *_compound_candidates(scene, firsts)):
        # Welsh and German have such words of their own.
        if scene.reading.document.blocks[scene.sentence(candidate).block].language.startswith("en"):
            yield candidate


def _pronoun_candidates(scene: Scene, firsts: list[int]) -> Iterator[Candidate]:
    entries = [entry for entry in scene.lexicon.entries if entry.check == "pronoun"]
    wanted = HE | SHE
    numbers = sorted({bisect_right(firsts, at) - 1 for at, word in enumerate(scene.words) if word in wanted})
    for entry in entries:
        for number in numbers:
            if number >= 0:
                yield from generic_pronouns(scene, entry, number)


def _compound_candidates(scene: Scene, firsts: list[int]) -> Iterator[Candidate]:
    """Words made with -man, -woman or -lady that no entry lists and that are no ordinary word or name."""
    entry = next((entry for entry in scene.lexicon.entries if entry.check == "compound-man"), None)
    known = scene.lexicon.words.get("compounds", frozenset())
    ending = [at for at, word in enumerate(scene.words) if word.endswith(_COMPOUND_ENDS)] if entry else []
    for at in ending:
        word = scene.words[at]
        if entry is None or len(word) < _SHORTEST_COMPOUND or not word.isalpha() or word in known:
            continue
        number = bisect_right(firsts, at) - 1
        if (
            scene.raw(at)[0].islower()
            and number >= 0
            and _ENGLISH & set(scene.reading.words(scene.reading.sentences[number]))
        ):
            yield Candidate(entry, word, (), at, at, (at, at), number)


def _is_allowed(scene: Scene, candidate: Candidate) -> bool:
    """A longer span of the never-flag list covers the words."""
    sentence = scene.sentence(candidate)
    low, high = max(sentence.first, candidate.first - 6), min(sentence.last, candidate.last + 7)
    return any(
        found.first <= candidate.first and candidate.last <= found.last
        for _, found in scene.found(scene.lexicon.allowed, low, high)
    )


def entries_for(lexicon: LanguageLexicon, category: str) -> tuple[LanguageEntry, ...]:
    """The entries of one category, in the order of its file."""
    return tuple(entry for entry in lexicon.entries if entry.category == category)
