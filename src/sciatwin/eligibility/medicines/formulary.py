"""Which medicines are meant, and of which classes they are. One class, one file, under ``classes/``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict, Field

from sciatwin.eligibility.data_files import read_file, read_folder
from sciatwin.eligibility.medicines import known_names, likeness
from sciatwin.eligibility.medicines.spelling import plain
from sciatwin.eligibility.medicines.written_name import read_name

_NAMES_KEPT = 512
_SHORTEST_GERMAN_NAME = 7  # letters; shorter ones may be another word


class MedicineClass(BaseModel):
    """Medicines that one rule treats alike: international name → other names.

    ``forbids``: a rule lets no ketamine be given with it, or only where a physician sets that rule aside.
    ``reviewed``: a rule on interactions reads this class. A class that only tells what was tried does not review.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    name: str
    about: str
    forbids: bool = False
    reviewed: bool = True
    medicines: Mapping[str, tuple[str, ...]] = Field(min_length=1)


class OwnNames(BaseModel):
    """Names that the class files and the dictionary lack or get wrong. They go before the dictionary."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    medicines: Mapping[str, tuple[str, ...]]
    products: Mapping[str, tuple[str, ...]] = Field(description="Products of several medicines → their medicines.")


@dataclass(frozen=True)
class Recognised:
    """What one written name holds.

    ``medicines``: international names, several for a combination. ``unread``: what of the text no word accounts for.
    ``not_reviewed``: those of the medicines that no rule looks at.
    """

    medicines: tuple[str, ...]
    classes: frozenset[str]
    unread: tuple[str, ...]
    not_reviewed: tuple[str, ...]

    @property
    def is_recognised(self) -> bool:
        """Nothing of the name is left over."""
        return bool(self.medicines) and not self.unread


class Formulary:
    """Names of medicines and their classes."""

    def __init__(self, classes: tuple[MedicineClass, ...], own: OwnNames) -> None:
        self._classes = {item.key: item for item in classes}
        self._reviewed = {name for item in classes if item.reviewed for name in item.medicines}
        self._own = {plain(name): tuple(parts) for name, parts in own.products.items()}
        self._own |= dict(_spellings(own.medicines))
        for item in classes:
            self._own |= dict(_spellings(item.medicines))
        # Every rule on medicines asks for the same few names. Bounded, so that no list of medicines is kept for long.
        self._recognised = lru_cache(maxsize=_NAMES_KEPT)(self._recognise)
        self._nearest = lru_cache(maxsize=_NAMES_KEPT)(self._find_nearest)

    @property
    def classes(self) -> tuple[MedicineClass, ...]:
        return tuple(self._classes.values())

    def medicine_class(self, key: str) -> MedicineClass:
        """Raises: ValueError listing the classes, if there is none of this key."""
        if key not in self._classes:
            raise ValueError(f"there is no medicine class '{key}'. Classes: {', '.join(self._classes)}.")
        return self._classes[key]

    def recognise(self, name: str) -> Recognised:
        """The medicines of a name as written, with salts, strengths and forms, and whatever could not be read."""
        return self._recognised(name)

    def nearest(self, unread: str) -> tuple[str, ...]:
        """Known names that differ by a slip or two; empty for a known name, so that none is offered for another."""
        return self._nearest(unread)

    def look_up(self, name: str) -> tuple[str, ...]:
        """Medicines of a plain name: our own lists, else the dictionary.

        German international names lack the last letter of the English ones: "lamotrigin" is lamotrigine.
        """
        if name in self._own:
            return self._own[name]
        found = known_names.substances_of(name)
        if not found and len(name) >= _SHORTEST_GERMAN_NAME and not name.endswith("e"):
            return self.look_up(f"{name}e")
        return tuple(dict.fromkeys(medicine for substance in found for medicine in self._meant_by(substance)))

    def _meant_by(self, substance: str) -> tuple[str, ...]:
        """Our name for a substance of the dictionary; "acefylline heptaminol" is acefylline and something more."""
        if substance in self._own:
            return self._own[substance]
        within = read_name(substance, self._look_up_here, self._look_up_here)
        return (*within.medicines, *within.unread)

    def _look_up_here(self, name: str) -> tuple[str, ...]:
        return self._own.get(name, ())

    def _find_nearest(self, unread: str) -> tuple[str, ...]:
        if self.look_up(unread):
            return ()
        return likeness.nearest(unread, {*self._own, *known_names.names_that_start_with(unread[:1])})

    def _recognise(self, name: str) -> Recognised:
        written = read_name(name, self.look_up, self._look_up_here)
        medicines = set(written.medicines)
        return Recognised(
            medicines=written.medicines,
            classes=frozenset(key for key, item in self._classes.items() if medicines & set(item.medicines)),
            unread=written.unread,
            not_reviewed=tuple(item for item in written.medicines if item not in self._reviewed),
        )


@cache
def formulary() -> Formulary:
    """Every medicine that is known here."""
    return Formulary(read_folder("medicines/classes", MedicineClass), read_file("medicines/own_names.yaml", OwnNames))


def _spellings(medicines: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for medicine, others in medicines.items():
        yield from ((plain(name), (medicine,)) for name in (medicine, *others))
