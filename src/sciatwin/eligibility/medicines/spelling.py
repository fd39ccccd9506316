"""Reads the name of a medicine as people write it: salts, strengths, release forms and accents do not matter."""

import re
import unicodedata

# Words that say how a medicine is made or given, not which one it is.
_FORMS = """
hydrochloride hcl hydrobromide sulfate sulphate phosphate sodium potassium calcium magnesium maleate mesylate
mesilate besylate besilate tartrate bitartrate succinate fumarate citrate acetate carbonate chloride dihydrate
tablet tablets capsule capsules patch patches drops syrup injection inhaler spray cream gel plaster oral topical
transdermal intravenous sr xr er mr xl cr la ir retard depot prolonged modified extended immediate slow release
tab tabs cap caps prn daily od bd bid tds tid qid nocte
"""
_BESIDES_THE_NAME = frozenset(_FORMS.split())
_STRENGTH = re.compile(r"\b\d+(?:[.,]\d+)?\s*(?:mg|g|µg|mcg|ug|ml|%|iu)?(?:/(?:ml|h|hr|hour|day))?(?=\s|$|/|\+)")
_UNSEEN = str.maketrans({"'": None, ".": None, "-": " "})
_BRACKETS = re.compile(r"\([^)]*\)")
_JOINED = re.compile(r"\s*(?:/|\+|&|\band\b|\bwith\b)\s*")


def plain(name: str) -> str:
    """Lower case, without accents, apostrophes, hyphens, points or repeated spaces."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() if name else ""
    return " ".join(bare.casefold().translate(_UNSEEN).split())


def stripped(name: str) -> str:
    """A plain name without strength, salt and form."""
    kept = _STRENGTH.sub(" ", plain(_BRACKETS.sub(" ", name))).replace(",", " ").split()
    return " ".join(word for word in kept if word not in _BESIDES_THE_NAME)


def parts(name: str) -> tuple[str, ...]:
    """The single medicines of a combination such as "paracetamol/codeine"."""
    without_brackets = _BRACKETS.sub(" ", name.casefold())
    return tuple(filter(None, map(stripped, _JOINED.split(_STRENGTH.sub(" ", without_brackets)))))
