"""What may stand before a person's name."""

from __future__ import annotations

# A title and its blank, for patterns that are not folded: "Dr. ", "Councillor ". The blank is bracketed, so that it
# counts in verbose patterns too.
TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Revd|Cllr|Councillor|Prof|Professor|Sir|Dame|Hon)\.?[ ])"
