"""Words by which a concrete act is told from a vague one, as sets."""

from __future__ import annotations

# What may stand between a verb and the noun of its object.
OPENERS = frozenset(
    """
    a an at by for from in into of on our out that the to up with your
    """.split()
)
OBJECT_ENDS = frozenset(
    """
    about across after among amongst and as at because before between by during for from if in into irrespective of
    on or regardless so that through throughout to under when where which while who with within without
    """.split()
)
NUMBER_WORDS = frozenset(
    """
    eight five four nine one seven six ten thirty three twelve twenty two
    """.split()
)
