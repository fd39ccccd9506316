"""Which medicine is meant, and of which classes it is. One class, one file, under ``classes/``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sciatwin.eligibility.data_files import read_folder
from sciatwin.eligibility.medicines import spelling

_ALIKE = 0.75  # difflib ratio from which a name is offered as "did you mean"; ours


class MedicineClass(BaseModel):
    """Medicines that one rule treats alike: international name → other names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    name: str
    about: str
    medicines: Mapping[str, tuple[str, ...]] = Field(min_length=1)


@dataclass(frozen=True)
class Recognised:
    """``medicines`` holds international names, several for a combination and none if not recognised."""

    medicines: tuple[str, ...]
    classes: frozenset[str]

    @property
    def is_recognised(self) -> bool:
        return bool(self.medicines)


class Formulary:
    """Names of medicines and their classes."""

    def __init__(self, classes: tuple[MedicineClass, ...]) -> None:
        self._classes = {item.key: item for item in classes}
        self._written = {spelling.plain(name): name for item in classes for name in _names(item)}
        self._medicine = dict(pair for item in classes for pair in _spellings(item))

    @property
    def classes(self) -> tuple[MedicineClass, ...]:
        return tuple(self._classes.values())

    def medicine_class(self, key: str) -> MedicineClass:
        """Raises: ValueError listing the classes, if there is none of this key."""
        if key not in self._classes:
            raise ValueError(f"there is no medicine class '{key}'. Classes: {', '.join(self._classes)}.")
        return self._classes[key]

    def recognise(self, name: str) -> Recognised:
        """The medicine or medicines of a name; a combination counts only if every part is recognised."""
        whole = self._look_up(name)
        found = (whole,) if whole else tuple(map(self._look_up, spelling.parts(name)))
        medicines = tuple(medicine for medicine in found if medicine)
        if not medicines or len(medicines) < len(found):
            return Recognised((), frozenset())
        classes = {key for key, item in self._classes.items() if set(medicines) & set(item.medicines)}
        return Recognised(medicines, frozenset(classes))

    def nearest(self, name: str) -> str | None:
        """The known name that is spelled most like this one, if any is close."""
        near = get_close_matches(spelling.stripped(name), self._written, n=1, cutoff=_ALIKE)
        return self._written[near[0]] if near else None

    def _look_up(self, name: str) -> str | None:
        return self._medicine.get(spelling.plain(name)) or self._medicine.get(spelling.stripped(name))


@cache
def formulary() -> Formulary:
    """Every medicine that is known here."""
    return Formulary(read_folder("medicines/classes", MedicineClass))


def _names(item: MedicineClass) -> Iterator[str]:
    for medicine, others in item.medicines.items():
        yield from (medicine, *others)


def _spellings(item: MedicineClass) -> Iterator[tuple[str, str]]:
    for medicine, others in item.medicines.items():
        yield from ((spelling.plain(name), medicine) for name in (medicine, *others))
