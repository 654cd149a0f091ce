"""Files that must not be written to, with the reason and the remedy."""

from __future__ import annotations

from policy_audit.errors import UnreadableDocument
from policy_audit.extract.word_leaves import W
from policy_audit.writeback.package import Package

_ON = ("1", "true", "on")


def check_word(package: Package) -> None:
    """Raise `UnreadableDocument` for a Word file that is signed, or protected against editing."""
    if any(name.startswith("_xmlsignatures/") for name in package.names):
        raise UnreadableDocument(
            "signed-document",
            "The document is digitally signed; a changed copy would carry a broken signature.",
            "Remove the signature in Word (File, Info, View Signatures), or ask for an unsigned copy.",
        )
    if "word/settings.xml" not in package:
        return
    settings = package.xml("word/settings.xml")
    protection = settings.find(f"{W}documentProtection")
    if protection is not None and protection.get(f"{W}enforcement", "0") in _ON:
        raise UnreadableDocument(
            "protected-document",
            f"The document is protected against editing ({protection.get(f'{W}edit', 'restricted')}).",
            "Stop the protection in Word (Review, Restrict Editing), then try again.",
        )
    writing = settings.find(f"{W}writeProtection")
    if writing is not None and any(
        name.endswith(("hash", "hashValue", "}cryptProviderType")) for name in writing.attrib
    ):
        raise UnreadableDocument(
            "protected-document",
            "The document asks for a password before it may be changed.",
            "Save a copy without it in Word (Save As, Tools, General Options).",
        )


def check_odt(package: Package) -> None:
    """Raise `UnreadableDocument` for an OpenDocument file that is signed or encrypted."""
    if "META-INF/documentsignatures.xml" in package:
        raise UnreadableDocument(
            "signed-document",
            "The document is digitally signed; a changed copy would carry a broken signature.",
            "Remove the signature (File, Digital Signatures), or ask for an unsigned copy.",
        )
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableDocument(
            "encrypted-document", "The document is protected by a password.", "Save a copy without one, then try again."
        )
