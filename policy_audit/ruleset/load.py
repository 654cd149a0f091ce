"""The whole ruleset: each part is read when first asked for, so that a wording check never loads the requirements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from policy_audit.language.sections import SectionNames
from policy_audit.ruleset.fields import Entry
from policy_audit.ruleset.files import digest_of
from policy_audit.ruleset.files import digest_of_digests
from policy_audit.ruleset.files import file_digest
from policy_audit.ruleset.files import kept_from
from policy_audit.ruleset.files import kept_tables
from policy_audit.ruleset.files import lexicon_folder
from policy_audit.ruleset.files import read_tables

if TYPE_CHECKING:
    from policy_audit.ruleset.adverts import AdvertLexicon
    from policy_audit.ruleset.commitment import CommitmentLexicon
    from policy_audit.ruleset.kinds import KindLexicon
    from policy_audit.ruleset.language import LanguageLexicon
    from policy_audit.ruleset.requirements import RequirementCatalogue

# Files that are kept as values of their own and not as the tables they are.
_OWN_VALUES = frozenset({"hygiene.toml", "kinds.toml", "law.toml", "sections.toml"})


@dataclass(frozen=True)
class Ruleset:
    """Everything the stages know. `folder` is where the lexicons lie."""

    folder: Path
    _extended: dict[tuple[str, ...], LanguageLexicon] = field(default_factory=dict, repr=False, compare=False)

    def language_with(self, own: Sequence[str]) -> LanguageLexicon:
        """Wording entries with an organisation's own files (`Settings.lexicons`) over them. Raises LexiconError."""
        if not own:
            return self.language
        if tuple(own) not in self._extended:
            from policy_audit.ruleset.own_words import with_own_words

            self._extended[tuple(own)] = with_own_words(self.language, own)
        return self._extended[tuple(own)]

    def digest_with(self, own: Sequence[str]) -> str:
        """The digest of a run that uses an organisation's own files as well."""
        if not own:
            return self.digest
        from policy_audit.ruleset.own_words import own_files

        contents = {str(number): file.read_bytes() for number, file in enumerate(own_files(own))}
        return digest_of({"ruleset": self.digest.encode(), **contents})

    @cached_property
    def section_names(self) -> SectionNames:
        """Roles of sections by their headings."""
        return kept_from(("sections.toml",), self._section_names, folder=self.folder)

    def _section_names(self) -> SectionNames:
        table = read_tables("sections.toml", folder=self.folder)["sections.toml"]
        entry = Entry("sections.toml", "roles", table.get("roles", {}))
        return SectionNames({role: entry.texts(role) for role in entry.table})

    @cached_property
    def language(self) -> LanguageLexicon:
        """Wording entries."""
        from policy_audit.ruleset.language import load_language

        return kept_from(("language",), lambda: load_language(self.folder), folder=self.folder)

    @cached_property
    def commitment(self) -> CommitmentLexicon:
        """Modes, hedges and anchors of commitment strength."""
        from policy_audit.ruleset.commitment import load_commitment

        return kept_from(("commitment",), lambda: load_commitment(self.folder), folder=self.folder)

    @cached_property
    def catalogue(self) -> RequirementCatalogue:
        """Requirements and the frameworks that use them."""
        from policy_audit.ruleset.requirements import load_requirements

        parts = ("requirements", "concepts", "frameworks")
        return kept_from(parts, lambda: load_requirements(self.folder), folder=self.folder)

    @cached_property
    def adverts(self) -> AdvertLexicon:
        """Advert checks."""
        from policy_audit.ruleset.adverts import load_adverts

        return kept_from(("adverts",), lambda: load_adverts(self.folder), folder=self.folder)

    @cached_property
    def kinds(self) -> KindLexicon:
        """Cues for document kinds."""
        from policy_audit.ruleset.kinds import load_kinds

        return kept_from(("kinds.toml",), lambda: load_kinds(self.folder), folder=self.folder)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all lexicons and model files: the `ruleset` of a report."""
        package = Path(__file__).resolve().parents[1]
        files = {path.relative_to(self.folder).as_posix(): path for path in self.folder.rglob("*.toml")}
        models = {path.relative_to(package).as_posix(): path for path in (package / "classify").rglob("*.json")}
        return digest_of_digests({name: file_digest(path) for name, path in (files | models).items()})

    def validate(self) -> None:
        """Read every part. Raises LexiconError at the first entry that cannot be used."""
        _ = (self.section_names, self.language, self.commitment, self.catalogue, self.adverts, self.kinds)


def keep_all() -> None:
    """Read all that an audit needs of the shipped lexicons, so that it is kept. Raises LexiconError."""
    from policy_audit.ruleset.hygiene import shipped_hygiene
    from policy_audit.ruleset.law import shipped_law

    ruleset = load_ruleset()
    ruleset.validate()
    shipped_hygiene()
    shipped_law()
    for name in sorted({file.name for file in ruleset.folder.glob("*.toml")} - _OWN_VALUES):
        kept_tables(name)


def load_ruleset(folder: Path | None = None) -> Ruleset:
    """The ruleset of a folder of lexicons, by default the shipped one. Reads nothing yet."""
    return Ruleset(folder or lexicon_folder())
