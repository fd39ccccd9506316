"""Ketamine beside what else is open to this patient."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sciaclinic.answers.blocks import (
    NONE,
    NOT_ON_TERMINAL,
    ON_TERMINAL,
    Block,
    Figure,
    Heading,
    Points,
    Table,
    Text,
    points,
)
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words import pathway as words


@dataclass(frozen=True, kw_only=True)
class PathwayPart:
    """Absent where a red flag forbids ketamine."""

    pathway: Table | None
    pathway_words: str
    pathway_notes: tuple[str, ...]

    @classmethod
    def of(cls, document: PlanDocument) -> "PathwayPart":
        return cls(
            pathway=words.pathway_table(document),
            pathway_words=words.pathway_words(document),
            pathway_notes=words.pathway_notes(document),
        )

    def blocks(self, figures: Mapping[str, Figure]) -> Iterator[Block]:
        """On a terminal one line a treatment: a table of so many words would not fit."""
        table = self.pathway
        if table is None:
            return
        yield Heading("What else is open to this patient", key="pathway")
        yield Points(points(*(_option(table, row) for row in table.rows)), on=ON_TERMINAL)
        yield Text(f"{table.caption}.", on=ON_TERMINAL)
        yield Text(self.pathway_words)
        yield from (figures[key] for key in ("alternatives",) if key in figures)
        yield replace(table, on=NOT_ON_TERMINAL)
        yield Points(points(*self.pathway_notes))


def _option(table: Table, row: tuple[str, ...]) -> str:
    by_time = list(zip(table.columns, row, strict=True))[2 : words.HARMS_COLUMN]
    times = [f"{name[:1].lower()}{name[1:]} {cell}" for name, cell in by_time if cell != NONE]
    if not times:
        return f"{row[0]} ({row[-1]}): {row[1].removeprefix('nothing: ')}"
    return f"{row[0]}, against {row[1]} ({row[-1]}): {', '.join(times)}"
