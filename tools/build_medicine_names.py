"""Builds the dictionary of medicine names from two open lists; see ``docs/how-to/renew-the-medicine-dictionary.md``.

    python tools/build_medicine_names.py UNII_Names.txt drug_ner_dictionary.pkl.bz2

The first is the list of names of the FDA's substance register (United States, public domain), the second the dictionary
of the package drug-named-entity-recognition (MIT licence). Of both only pairs of a name and a substance are taken.
"""

import bz2
import gzip
import pickle
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sciatwin.eligibility.medicines.spelling import plain, words_beside_a_name

TARGET = Path(__file__).parents[1] / "src" / "sciatwin" / "eligibility" / "medicines" / "dictionary" / "names.tsv.gz"
# A name with one of these marks is in a pharmacopoeia, a national list or a register of approved medicines.
MEDICINE_MARKS = frozenset(
    ["INN", "USAN", "VANDF", "ORANGE BOOK", "MART.", "JAN", "PURPLE BOOK CDER", "EMA EPAR", "WHO-IP"]
)
# Nobody writes a tracer, an extract of a plant or a chemical formula on a list of medicines.
_READABLE = re.compile(r"[a-z][a-z0-9 .]{2,34}")
_MARK = re.compile(r" \[([^\]]*)\]$")
# A salt of these is a medicine of its own: potassium chloride is not "potassium with a salt word".
_ELEMENTS = frozenset(
    ("sodium", "potassium", "calcium", "magnesium", "zinc", "lithium", "ammonium", "ferrous", "ferric", "aluminum")
)
_PART = " COMPONENT "
_BRAND, _OFFICIAL, _COMMON = "bn", "of", "cn"

Names = dict[str, set[str]]


def main(unii_names: Path, other_dictionary: Path) -> None:
    names = register_names(unii_names)
    add_other_names(names, other_dictionary)
    lines = [f"{name}\t{'|'.join(sorted(substances))}\n" for name, substances in sorted(names.items())]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress("".join(lines).encode("utf-8"), 9, mtime=0))
    sys.stdout.write(f"{len(lines)} names, {TARGET.stat().st_size} bytes\n")


def register_names(path: Path) -> Names:
    """Names of every substance that is a medicine somewhere; a product of several parts has them all."""
    written: dict[str, list[tuple[str, str]]] = defaultdict(list)
    shown: dict[str, str] = {}
    medicines: set[str] = set()
    products: dict[str, set[str]] = defaultdict(set)
    for name, kind, code, display in _rows(path):
        mark = _MARK.search(name)
        bare = _MARK.sub("", name)
        shown[code] = without_salt(plain(display))
        if _PART in bare:
            products[plain(bare.split(_PART)[0])].add(code)
        elif kind in (_BRAND, _OFFICIAL, _COMMON):
            written[code].append((bare, kind))
        if kind == _BRAND or _PART in bare or (mark and mark.group(1) in MEDICINE_MARKS):
            medicines.add(code)
    found: Names = defaultdict(set)
    for code in medicines:
        for name, kind in written[code]:
            if is_readable(plain(name), 4 if kind == _BRAND else 3):
                found[plain(name)].add(shown[code])
    for name, codes in products.items():
        if is_readable(name, 4):
            found[name] = {shown[code] for code in codes}
    return found


def add_other_names(names: Names, path: Path) -> None:
    """Names that the register lacks, if what they stand for is one of its substances."""
    with bz2.open(path) as file:
        canonical = pickle.load(file)["drug_variant_to_canonical"]  # the package's own file, not one from outside
    known = set(names)
    for name, meanings in canonical.items():
        substances = {part for meaning in meanings for part in parts_of(meaning)}
        if plain(name) not in known and is_readable(plain(name), 3) and substances <= known:
            names[plain(name)] |= {without_salt(part) for part in substances}


def parts_of(meaning: str) -> list[str]:
    """ "dorzolamide and timolol" and "budesonide/formoterol" are two substances each."""
    return [plain(part) for part in re.split(r"/|,| and ", meaning) if plain(part)]


def without_salt(substance: str) -> str:
    words = substance.split()
    while (
        len(words) > 1 and words[-1] in words_beside_a_name().salts and not (len(words) == 2 and words[0] in _ELEMENTS)
    ):
        words.pop()
    return " ".join(words)


def is_readable(name: str, most_words: int) -> bool:
    return bool(_READABLE.fullmatch(name)) and len(name.split()) <= most_words


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        next(file)
        for line in file:
            yield line.rstrip("\n").split("\t")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
