"""What a patient file still lacks, ready to be pasted into it."""

from collections.abc import Iterable, Iterator

from sciatwin.patient import Patient
from sciatwin.questions import AskedField, questions_of
from sciatwin.units import units_of


def paste_ready(waited_for: tuple[AskedField, ...]) -> str:
    """YAML with one line an answer, its unit or allowed answers beside it; empty if nothing is waited for.

    A section that is left out whole or told whole comes with everything that it needs, and is refused until it is told.
    """
    sections: dict[str, list[str]] = {}
    for field in dict.fromkeys(_with_its_section(waited_for)):
        section, _, name = field.written.rpartition(".")
        answer = "" if field.within and field.required else " unknown"
        sections.setdefault(section, []).append(f"{name}:{answer}{_allowed(field)}")
    lines = sections.pop("", [])
    for section, fields in sections.items():
        lines += [f"{section}:", *(f"  {line}" for line in fields)]
    return "\n".join(lines)


def _with_its_section(waited_for: Iterable[AskedField]) -> Iterator[AskedField]:
    for field in waited_for:
        if field.within:
            yield from (
                other for other in questions_of(Patient).values() if other.within == field.within and other.required
            )
        yield field


def _allowed(field: AskedField) -> str:
    answers = " | ".join(choice for choice in field.choices if choice != "unknown")
    unit = f"with its unit: {', '.join(units_of(field.dimension))}" if field.dimension else ""
    span = f"{field.low:g} to {field.high:g}" if field.low is not None and not unit else ""
    about = "; ".join(filter(None, (field.hint, answers or unit or span)))
    return f"  # {about}" if about else ""
