"""What is predicted: leg pain in three arms by week, and every other outcome that was measured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, ON_TERMINAL, Block, Figure, Heading, Points, Table, Text, points
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words import course as words

_FIGURES = ("pain", "trade-offs", "concentration", "gain")


@dataclass(frozen=True, kw_only=True)
class CoursePart:
    compared: str
    arms: str
    benefit: Table
    coverage: str
    scores: Table
    score_notes: tuple[str, ...]

    @classmethod
    def of(cls, document: PlanDocument) -> "CoursePart":
        return cls(
            compared=words.compared_words(document),
            arms=words.arms(document),
            benefit=words.benefit_table(document),
            coverage=words.coverage(document),
            scores=words.score_table(document),
            score_notes=words.score_notes(document),
        )

    def blocks(self, figures: Mapping[str, Figure]) -> Iterator[Block]:
        yield Heading("Predicted course", key="benefit")
        yield Text(self.compared)
        yield Text(self.arms)
        yield from (figures[key] for key in _FIGURES if key in figures)
        yield self.benefit
        yield Text(self.coverage)
        yield Heading("Beyond leg pain", key="beyond")
        yield replace(self.scores, on=NOT_ON_TERMINAL)
        yield replace(_narrowed(self.scores), on=ON_TERMINAL)
        yield Points(points(*self.score_notes))
        yield from (figures[key] for key in ("outcomes",) if key in figures)


def _narrowed(scores: Table) -> Table:
    """Outcomes without their ranges, today's score and the changes that count as important: there is no room."""

    def kept(cells: tuple[str, ...]) -> tuple[str, ...]:
        return (cells[0].split(" (")[0], *cells[2:-1])

    return replace(scores, columns=kept(scores.columns), rows=tuple(map(kept, scores.rows)))
