"""Words by which a concrete act is told from a vague one, as sets."""

from __future__ import annotations

MANY = frozenset(
    """
    lots many number numerous several some various
    """.split()
)
# Amounts that only praise what there is.
PLENTY = frozenset("plenty lots loads tons heaps wealth abundance variety host".split())
# Verbs whose passive has the receiver as subject.
GIVING = frozenset(
    """
    allow ask give offer provide send show teach tell
    """.split()
)
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
# "Disciplinary action" can be seen, "appropriate action" cannot.
SEEN_ACTIONS = frozenset(
    """
    disciplinary formal legal
    """.split()
)
# Occasions and papers by which something is followed: "monitored through the quarterly review meeting".
FORUMS = frozenset(
    """
    audit audits board briefings clinics committee dashboard forum log meeting meetings panel questionnaire register
    report reports sessions survey surveys workshops
    """.split()
)
# A product with its rhythm can be checked: "an annual pay review".
RHYTHMS = frozenset(
    """
    annual annually biannual daily every fortnightly monthly quarterly termly twice weekly yearly
    """.split()
)
NUMBER_WORDS = frozenset(
    """
    eight five four nine one seven six ten thirty three twelve twenty two
    """.split()
)
# Attitudes: with these the present tense describes, whatever their object.
ATTITUDES = frozenset(
    """
    abhor acknowledge admire anticipate applaud appreciate assume become believe benefit care celebrate cherish commend
    condemn continue denounce deplore desire detest disapprove dream embrace emphasise endorse enjoy envisage exist
    feel foresee grow help honour imagine know like live love matter mean model need oppose prefer presume realise
    recognise reflect regard regret see reiterate remain repudiate
    respect seek stand stress subscribe support think thrive
    treasure trust underline underscore understand value welcome
    """.split()
)
