"""A page for each framework, in the order of its source, and a page for each topic of requirements."""

from __future__ import annotations

from collections.abc import Iterator

from generate_markdown import anchor
from generate_markdown import bullets
from generate_markdown import code
from generate_markdown import contents
from generate_markdown import how_to_suppress
from generate_markdown import plain

from policy_audit.ruleset.frameworks import Framework
from policy_audit.ruleset.load import Ruleset
from policy_audit.ruleset.requirements import Requirement

FORCES = {
    "law": "law",
    "statutory-code": "statutory code",
    "national-standard": "national standard",
    "framework": "framework",
    "good-practice": "good practice",
}


def framework_pages(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """One page a framework, and their index."""
    catalogue = ruleset.catalogue
    opening = (
        f"{len(catalogue.frameworks)} frameworks share {len(catalogue.requirements)} requirements: each is looked for "
        "once and reported under every framework that asks for it."
    )
    yield "frameworks/index.md", contents("Frameworks", opening)
    for framework in catalogue.frameworks.values():
        yield f"frameworks/{framework.id}.md", "\n".join(_framework(framework, ruleset))


def _framework(framework: Framework, ruleset: Ruleset) -> Iterator[str]:
    yield f"# {plain(framework.title)}\n"
    yield f"{code(framework.id)} · {len(framework.requirements)} requirements\n"
    yield f"Source: {plain(framework.source)}\n\nFor: {plain(framework.applies_to)}\n"
    yield f"Asked of: {', '.join(code(kind) for kind in framework.kinds)}\n"
    if framework.only:
        named = ", ".join(code(one) for one in framework.only)
        yield f"Only where the organisation's profile does not say otherwise: {named}\n"
    if framework.note:
        yield f"{plain(framework.note)}\n"
    for element in framework.elements:
        yield f"## {plain(element.name)}\n"
        for name in element.requirements:
            requirement = ruleset.catalogue.requirements[name]
            yield f"### {plain(requirement.title)}\n"
            yield f"{code(name)} · [examples, levels and model clause](#req-{anchor(name)})\n"
            yield f"Satisfied when: {plain(requirement.satisfied_when)}\n"
    yield "## Audit against this framework alone\n"
    yield f"```text\npolicy-audit check FILES --framework {framework.id}\n```\n"


def topic_pages(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """One page a topic, with all requirements of it, and their index."""
    topics: dict[str, list[Requirement]] = {}
    for requirement in ruleset.catalogue.requirements.values():
        topics.setdefault(requirement.topic, []).append(requirement)
    opening = "[How requirements are decided](../../guide/decisions.md#requirements) says what the levels mean."
    yield "requirements/index.md", contents("Requirements by topic", opening)
    for topic, requirements in topics.items():
        lines = [f"# {plain(topic)}\n"]
        for requirement in requirements:
            lines += _requirement(requirement, ruleset)
        lines += ["## How to suppress\n", *how_to_suppress(requirements[0].id, requirements[0].id.split(".")[0])]
        yield f"requirements/{anchor(topic)}.md", "\n".join(lines)


def _requirement(one: Requirement, ruleset: Ruleset) -> Iterator[str]:
    yield f"(req-{anchor(one.id)})="
    yield f"## {plain(one.title)}\n"
    yield f"{code(one.id)} · {FORCES[one.force]} · check: {one.check} · passes at: {one.passing}\n"
    yield f"Satisfied when: {plain(one.satisfied_when)}\n"
    yield f"Not enough: {plain(one.not_enough)}\n"
    if one.levels:
        yield from bullets(f"{level}: {plain(text)}" for level, text in one.levels.items())
    asked = ", ".join(f"{code(kind)} ({severity.value})" for kind, severity in one.severity.items())
    yield f"Asked of: {asked}\n"
    yield "Satisfies:\n"
    yield from bullets(f"({example.level}) {plain(example.text)}" for example in one.examples if example.level)
    yield "Does not satisfy:\n"
    yield from bullets(f"({example.reason}) {plain(example.text)}" for example in one.examples if not example.level)
    if one.model_clause:
        yield f"Model clause:\n\n> {plain(one.model_clause)}\n"
    titles = [
        ruleset.catalogue.frameworks[name].title for name in one.frameworks if name in ruleset.catalogue.frameworks
    ]
    names = [name for name in one.frameworks if name in ruleset.catalogue.frameworks]
    links = [f"[{plain(title)}](../frameworks/{name}.md)" for title, name in zip(titles, names, strict=True)]
    yield f"Frameworks: {', '.join(links)}\n"
    yield f"Source: {plain(one.source)}\n"
