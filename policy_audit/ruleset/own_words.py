"""An organisation's own wording entries: files in the format of the shipped ones, read over them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policy_audit.errors import LexiconError
from policy_audit.errors import UsageError
from policy_audit.ruleset.files import Table
from policy_audit.ruleset.kept import kept
from policy_audit.ruleset.language import LanguageLexicon
from policy_audit.ruleset.language import add_own_words
from policy_audit.ruleset.language import look_ups


def with_own_words(lexicon: LanguageLexicon, names: Sequence[str]) -> LanguageLexicon:
    """The lexicon with the files (or all TOML files of the folders) named; an entry with a known id replaces that one.

    Raises UsageError for a file that is not there, LexiconError for one that cannot be used.
    """
    for file in own_files(names):
        lexicon = add_own_words(lexicon, str(file), own_table(file))
    lists = lexicon.pattern_lists
    digest = hashlib.sha256("\n".join([lexicon.digest, *lists[0]]).encode()).hexdigest()
    return replace(lexicon, tables=kept("own-words", digest, lambda: look_ups(lexicon)))


def own_files(names: Sequence[str]) -> list[Path]:
    """The files named, and every TOML file below the folders named. Raises UsageError where one is missing."""
    files: list[Path] = []
    for name in names:
        path = Path(name)
        found = sorted(path.rglob("*.toml")) if path.is_dir() else [path] if path.is_file() else []
        if not found:
            raise UsageError(
                f"lexicons: {name} is not there, or holds no TOML file.", "Name a file of wording entries."
            )
        files += found
    return files


def own_table(file: Path) -> Table:
    """The parsed file. Raises LexiconError where it is not TOML."""
    import tomllib

    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(str(file), "-", "-", f"not readable as TOML ({error})", "Mend the line named.") from error
