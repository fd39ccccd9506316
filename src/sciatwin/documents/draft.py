"""A record that is filled in step by step: what was answered so far, what is wrong with it, what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Generic, Self, TypeVar

from pydantic import BaseModel, ValidationError

from sciatwin.documents.faults import describe
from sciatwin.errors import Fault, InvalidInputError
from sciatwin.near_names import near_names
from sciatwin.questions import AskedField, questions_of

Record = TypeVar("Record", bound=BaseModel)


@dataclass(frozen=True)
class Draft(Generic[Record]):
    """Answers so far to the questions of a record; each as it was typed, right or wrong, so that nothing is lost.

    Attributes:
        answers: name → answer. A name is that of a file (``vitals.systolic``: text with a unit) or that of the code
            (``vitals.systolic_mmhg``: a bare number is right as well). A list is one answer.
    """

    record_type: type[Record]
    answers: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """The answers are kept as they are now. Raises: InvalidInputError for a name that is no question."""
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))
        for name in self.answers:
            self._asked(name)

    @classmethod
    def of(cls, record: Record) -> Self:
        """Every answer of a finished record, to go on from."""
        dumped = record.model_dump(mode="json", exclude_unset=True)
        found = {path: value for path in questions_of(type(record)) if (value := _at(dumped, path)) is not None}
        return cls(type(record), found)

    def with_answer(self, name: str, value: object) -> Self:
        """The draft with one answer more, or another one.

        Raises: InvalidInputError if there is no such question.
        """
        return replace(self, answers={**self.without(name).answers, name: value})

    def without(self, name: str) -> Self:
        """The draft with one question open again, by whichever of its two names it was answered.

        Raises: InvalidInputError if there is no such question.
        """
        asked = self._asked(name)
        kept = {key: value for key, value in self.answers.items() if key not in (asked.path, asked.written)}
        return replace(self, answers=kept)

    @property
    def missing(self) -> tuple[AskedField, ...]:
        """Questions without whose answer there is no record, in the order in which they are asked."""
        asked = questions_of(self.record_type).values()
        return tuple(
            item
            for item in asked
            if item.required and self._has_begun(item.within) and not {item.path, item.written} & self.answers.keys()
        )

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the answers, by field. What is only missing is not wrong yet."""
        missing = {item.written for item in self.missing} | {item.path for item in self.missing}
        sections = {name.rsplit(".", 1)[0] for name in missing if "." in name}
        found, _ = self._read()
        return tuple(fault for fault in found if fault.field not in missing | (sections - self._answered_sections))

    def as_file(self) -> dict[str, Any]:
        """The answers, sections in sections, each by the name by which it was answered: a file of the record."""
        return self._content()

    def finished(self) -> Record:
        """The record. Raises: InvalidInputError with a fault for every wrong or missing answer."""
        found, record = self._read()
        if record is None:
            raise InvalidInputError(self.record_type.__name__, found)
        return record

    def _read(self) -> tuple[list[Fault], Record | None]:
        content = self._content()
        try:
            return [], self.record_type.model_validate(content)
        except ValidationError as error:
            return describe(error.errors(), content, {}, self.record_type), None

    def _content(self) -> dict[str, Any]:
        return _nested(self.answers)

    def _has_begun(self, section: str) -> bool:
        return not section or any(name.startswith(f"{section}.") for name in self.answers)

    @property
    def _answered_sections(self) -> set[str]:
        return {name.rsplit(".", 1)[0] for name in self.answers if "." in name}

    def _asked(self, name: str) -> AskedField:
        asked = questions_of(self.record_type)
        for item in asked.values():
            if name in (item.path, item.written):
                return item
        hint = near_names(str(name), tuple(item.written for item in asked.values()))
        raise InvalidInputError(
            self.record_type.__name__, [Fault(str(name), f"there is no such question. {hint}".strip())]
        )


def _nested(answers: Mapping[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for name, value in answers.items():
        *sections, last = name.split(".")
        here = content
        for section in sections:
            here = here.setdefault(section, {})
        here[last] = value
    return content


def _at(content: Any, path: str) -> Any:
    for part in path.split("."):
        if not isinstance(content, dict) or part not in content:
            return None
        content = content[part]
    return content
