"""``sciatwin evidence estimates`` leaves no assumed number out, wherever in the source it stands."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import ModuleType

from pydantic import BaseModel

import sciaclinic
import sciatwin
from sciaclinic.answers.evidence.estimates.beside_a_plan import BESIDE_A_PLAN
from sciaclinic.answers.evidence.estimates.compose import named_estimates
from sciatwin.evidence import Estimate, Status
from sciatwin.plan.numbers_behind import WITH_INFUSION

LEFT_OUT: Mapping[str, str] = {}
"""Meaning of an assumed number that is not listed → why a reader need not see it."""


def _modules() -> Iterator[ModuleType]:
    for package in (sciatwin, sciaclinic):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def _estimates_in(value: object, seen: set[int]) -> Iterator[Estimate]:
    """Estimates in a value, however deep in mappings, sequences and records."""
    if id(value) in seen or isinstance(value, (str, bytes, type, ModuleType)):
        return
    seen.add(id(value))
    if isinstance(value, Estimate):
        yield value
        return
    for inner in _inside(value):
        yield from _estimates_in(inner, seen)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, (tuple, list, set, frozenset)):
        return value
    if is_dataclass(value):
        return (getattr(value, part.name) for part in fields(value))
    if isinstance(value, BaseModel):
        return (inner for _, inner in value)
    return ()


def _assumed_in_the_source() -> dict[tuple[str, float, str], str]:
    """What makes a number the same → the module where it is seen last; kept alive, so that no id is used twice."""
    modules, seen = tuple(_modules()), set[int]()
    return {
        (found.meaning, found.value, found.reason): module.__name__
        for module in modules
        for name, value in vars(module).items()
        if not name.startswith("__")
        for found in _estimates_in(value, seen)
        if found.status is Status.ASSUMED
    }


def test_every_assumed_number_of_the_source_is_listed():
    listed = {(line.meaning, line.value, line.reason) for line in named_estimates()}
    found = _assumed_in_the_source()
    assert len(found) > 150, "the walk finds numbers"
    missing = {key[0]: module for key, module in found.items() if key not in listed and key[0] not in LEFT_OUT}
    assert not missing, "Name them in plan/numbers_behind.py or answers/evidence/estimates/beside_a_plan.py."


def test_a_number_beside_a_plan_has_a_name_of_its_own():
    assert not BESIDE_A_PLAN.keys() & WITH_INFUSION.keys()
    assert len({line.name for line in named_estimates() if line.part == "value"}) == len(BESIDE_A_PLAN | WITH_INFUSION)
