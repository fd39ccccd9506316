"""A forest plot drawn with characters, for a terminal."""

import math

from sciatwin.validation.forest import POOLED, PUBLISHED, Forest, ForestLine

_BAR_WIDTH = 26
_NAME_WIDTH = 29
_MARKS = {POOLED: "◆", PUBLISHED: "◇"}
_TRIAL = "■"


def text_forest(shown: Forest) -> str:
    """One line a trial, then the pooled effect (◆), the published one (◇) and where one more trial would lie.

    The dotted column is no effect (┼ where a line crosses it). Ratios are drawn on a log axis.
    """
    lines = [*((line, _TRIAL) for line in shown.trials), *((line, _MARKS.get(line.name, "")) for line in shown.below)]
    ends = [_placed(shown, value) for line, _ in lines for value in (line.low, line.high)]
    axis = min(*ends, 0.0), max(*ends, 0.0)
    return "\n".join(
        f"{line.name:<{_NAME_WIDTH}.{_NAME_WIDTH}} {_bar(shown, mark, line, axis)} {_text(line)}"
        for line, mark in lines
    )


def _placed(shown: Forest, value: float) -> float:
    """Where a value stands on the axis, on which no effect is 0."""
    return math.log(value) if shown.is_ratio else value


def _bar(shown: Forest, mark: str, line: ForestLine, axis: tuple[float, float]) -> str:
    def column(value: float) -> int:
        return round((_placed(shown, value) - axis[0]) / (axis[1] - axis[0]) * (_BAR_WIDTH - 1))

    cells = [" "] * _BAR_WIDTH
    cells[column(shown.no_effect)] = "┊"
    for index in range(column(line.low), column(line.high) + 1):
        cells[index] = "┼" if cells[index] == "┊" else "─" if line.value is not None else "╌"
    if line.value is not None:
        cells[column(line.value)] = mark
    return "".join(cells)


def _text(line: ForestLine) -> str:
    interval = f"{effect_number(line.low)} to {effect_number(line.high)}"
    return interval if line.value is None else f"{effect_number(line.value)} ({interval})"


def effect_number(value: float) -> str:
    """An effect with two decimals."""
    return f"{value:.2f}".replace("-", "−")
