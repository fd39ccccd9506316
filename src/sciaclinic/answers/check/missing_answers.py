"""What a patient file still lacks, ready to be pasted into it."""

from sciatwin.questions import AskedField
from sciatwin.units import units_of


def paste_ready(waited_for: tuple[AskedField, ...]) -> str:
    """YAML with one line an answer, its unit or allowed answers beside it; empty if nothing is waited for."""
    sections: dict[str, list[str]] = {}
    for field in waited_for:
        section, _, name = field.written.rpartition(".")
        sections.setdefault(section, []).append(f"{name}: unknown{_allowed(field)}")
    lines = sections.pop("", [])
    for section, fields in sections.items():
        lines += [f"{section}:", *(f"  {line}" for line in fields)]
    return "\n".join(lines)


def _allowed(field: AskedField) -> str:
    answers = " | ".join(choice for choice in field.choices if choice != "unknown")
    unit = f"with its unit: {', '.join(units_of(field.dimension))}" if field.dimension else ""
    span = f"{field.low:g} to {field.high:g}" if field.low is not None and not unit else ""
    about = "; ".join(filter(None, (field.hint, answers or unit or span)))
    return f"  # {about}" if about else ""
