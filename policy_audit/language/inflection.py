"""Inflected forms of English words, generated once from the lexicon (regular rules plus a table of irregular words)."""

from __future__ import annotations

import re
from functools import cache

# Words that have no inflections worth generating; "will" must not match "willing", nor "must" "musts".
INVARIABLE = frozenset(
    "a an the and or nor but if of to in on at by for with from as is are was were be been being am do does did done "
    "has have had having will shall would should could may might must can cannot not no any all each every both who "
    "whom whose which that this these those it its they them their theirs themselves we us our ours ourselves you your "
    "yours he him his himself she her hers herself i me my mine one two three four five six seven eight nine ten "
    "eleven twelve than then there here when where why how what so such only also very more most less least into out "
    "up down over under per via within without before after during until till since about against between among "
    "through because while although though however other others another own same least 's".split()
)

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "man": ("men",),
    "woman": ("women",),
    "child": ("children",),
    "person": ("people", "persons"),
    "foot": ("feet",),
    "tooth": ("teeth",),
    "wife": ("wives",),
    "life": ("lives",),
    "half": ("halves",),
    "staff": ("staffs", "staffed", "staffing"),
    "analysis": ("analyses",),
    "basis": ("bases",),
    "criterion": ("criteria",),
    "datum": ("data",),
    "medium": ("media",),
    "give": ("gives", "giving", "gave", "given"),
    "take": ("takes", "taking", "took", "taken"),
    "make": ("makes", "making", "made"),
    "write": ("writes", "writing", "wrote", "written"),
    "speak": ("speaks", "speaking", "spoke", "spoken"),
    "hold": ("holds", "holding", "held"),
    "keep": ("keeps", "keeping", "kept"),
    "meet": ("meets", "meeting", "met", "meetings"),
    "lead": ("leads", "leading", "led"),
    "set": ("sets", "setting"),
    "put": ("puts", "putting"),
    "see": ("sees", "seeing", "saw", "seen"),
    "know": ("knows", "knowing", "knew", "known"),
    "run": ("runs", "running", "ran"),
    "build": ("builds", "building", "built"),
    "tell": ("tells", "telling", "told"),
    "find": ("finds", "finding", "found", "findings"),
    "feel": ("feels", "feeling", "felt"),
    "stand": ("stands", "standing", "stood"),
    "bring": ("brings", "bringing", "brought"),
    "think": ("thinks", "thinking", "thought"),
    "seek": ("seeks", "seeking", "sought"),
    "teach": ("teaches", "teaching", "taught"),
    "buy": ("buys", "buying", "bought"),
    "show": ("shows", "showing", "showed", "shown"),
    "grow": ("grows", "growing", "grew", "grown"),
    "choose": ("chooses", "choosing", "chose", "chosen"),
    "begin": ("begins", "beginning", "began", "begun"),
    "pay": ("pays", "paying", "paid"),
    "say": ("says", "saying", "said"),
    "lay": ("lays", "laying", "laid"),
    "go": ("goes", "going", "went", "gone"),
    "get": ("gets", "getting", "got", "gotten"),
    "come": ("comes", "coming", "came"),
    "become": ("becomes", "becoming", "became"),
    "send": ("sends", "sending", "sent"),
    "spend": ("spends", "spending", "spent"),
    "lose": ("loses", "losing", "lost"),
    "leave": ("leaves", "leaving", "left"),
    "draw": ("draws", "drawing", "drew", "drawn"),
    "break": ("breaks", "breaking", "broke", "broken"),
    "bind": ("binds", "binding", "bound"),
    "fight": ("fights", "fighting", "fought"),
    "fall": ("falls", "falling", "fell", "fallen"),
    "hear": ("hears", "hearing", "heard", "hearings"),
    "sell": ("sells", "selling", "sold"),
    "win": ("wins", "winning", "won"),
    "wear": ("wears", "wearing", "wore", "worn"),
    "drive": ("drives", "driving", "drove", "driven"),
    "understand": ("understands", "understanding", "understood"),
    "uphold": ("upholds", "upholding", "upheld"),
    "undertake": ("undertakes", "undertaking", "undertook", "undertaken"),
    "underpin": ("underpins", "underpinning", "underpinned"),
    "forbid": ("forbids", "forbidding", "forbade", "forbidden"),
    "strive": ("strives", "striving", "strove", "striven", "strived"),
    "sit": ("sits", "sitting", "sat"),
    "shut": ("shuts", "shutting"),
    "let": ("lets", "letting"),
    "cut": ("cuts", "cutting"),
    "cost": ("costs", "costing"),
    "read": ("reads", "reading"),
    "spread": ("spreads", "spreading"),
    "mean": ("means", "meaning", "meant"),
    "commit": ("commits", "committing", "committed"),
    "refer": ("refers", "referring", "referred"),
    "occur": ("occurs", "occurring", "occurred"),
    "permit": ("permits", "permitting", "permitted"),
    "admit": ("admits", "admitting", "admitted"),
    "confer": ("confers", "conferring", "conferred"),
    "defer": ("defers", "deferring", "deferred"),
    "equip": ("equips", "equipping", "equipped"),
    "incur": ("incurs", "incurring", "incurred"),
    "omit": ("omits", "omitting", "omitted"),
    "submit": ("submits", "submitting", "submitted"),
    "transfer": ("transfers", "transferring", "transferred"),
    "transmit": ("transmits", "transmitting", "transmitted"),
    "embed": ("embeds", "embedding", "embedded"),
    "plan": ("plans", "planning", "planned"),
    "prefer": ("prefers", "preferring", "preferred"),
    "train": ("trains", "training", "trained", "trainings"),
    "shortlist": ("shortlists", "shortlisting", "shortlisted"),
    "target": ("targets", "targeting", "targeted"),
}
_VOWELS = "aeiou"
# What every word that `spellings` knows two of has somewhere.
_SPELT_TWO_WAYS = re.compile("i[sz]|our|ogramme|entre|efence|icence")


@cache
def inflections(word: str) -> frozenset[str]:
    """The word itself and its plural, third person, past and -ing forms, in both British and American spelling."""
    forms = {word}
    if word in INVARIABLE or len(word) < 3 or not word.isalpha():
        return frozenset(forms)
    forms.update(_IRREGULAR.get(word, ()) or _regular(word))
    return frozenset(spelling for form in forms for spelling in spellings(form))


def _regular(word: str) -> set[str]:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return {word + "es", word + "ed", word + "ing"}
    if word.endswith("y") and word[-2] not in _VOWELS:
        return {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    if word.endswith("ie"):
        return {word + "s", word + "d", word[:-2] + "ying"}
    if word.endswith(("ee", "oe", "ye")):
        return {word + "s", word + "d", word + "ing"}
    if word.endswith("e"):
        return {word + "s", word + "d", word[:-1] + "ing"}
    forms = {word + "s", word + "ed", word + "ing"}
    if _doubles(word):
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms


def _doubles(word: str) -> bool:
    """Short stressed ending or British double l: "stop" → "stopped", "counsel" → "counselled"."""
    if word[-1] in "wxyh" or word[-1] in _VOWELS or word[-2] not in _VOWELS:
        return False
    return word[-1] == "l" or (len(word) <= 4 and word[-3] not in _VOWELS)


def spellings(word: str) -> tuple[str, ...]:
    """British and American spellings of one form ("organise", "organize"; "colour", "color")."""
    if len(word) <= 5 or not _SPELT_TWO_WAYS.search(word):
        return (word,)
    forms = [word]
    for british, american in (
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ise", "ize"),
        ("our", "or"),
        ("ogramme", "ogram"),
        ("entre", "enter"),
        ("efence", "efense"),
        ("icence", "icense"),
    ):
        if british in word and len(word) > 5:
            forms.append(word.replace(british, american))
        elif american in word and len(word) > 6 and american.startswith("iz"):
            forms.append(word.replace(american, british))
    return tuple(forms)
