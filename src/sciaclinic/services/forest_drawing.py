"""A forest plot drawn with characters, for a terminal."""

import math
from collections.abc import Iterator

from sciatwin.validation.meta_analysis import MetaAnalysis

_BAR_WIDTH = 26
_NAME_WIDTH = 29


def text_forest(result: MetaAnalysis) -> str:
    """One line a trial, then the pooled effect (◆), the published one (◇) and where one more trial would lie.

    The dotted column is no effect (┼ where a line crosses it). Ratios are drawn on a log axis.
    """
    rows = list(_rows(result))
    ends = [value for _, _, low, high, _ in rows for value in (low, high)]
    low, high = min(*ends, 0.0), max(*ends, 0.0)
    return "\n".join(
        f"{name:<{_NAME_WIDTH}.{_NAME_WIDTH}} {_bar(mark, (middle, start, end), (low, high))} "
        f"{_text(result, middle, start, end)}"
        for name, middle, start, end, mark in rows
    )


def _rows(result: MetaAnalysis) -> Iterator[tuple[str, float | None, float, float, str]]:
    """Name, middle, low and high on the scale on which effects are pooled, and the mark of the middle."""
    for trial in result.trials:
        yield trial.name, trial.value, trial.low, trial.high, "■"
    pooled, published = result.pooled, result.record.published
    yield "pooled", pooled.value, pooled.low, pooled.high, "◆"
    if published is not None:
        pooled_as_log = result.record.effect.is_ratio
        values = (published.value, *published.ci95)
        middle, low, high = (math.log(value) for value in values) if pooled_as_log else values
        yield "pooled, as published", middle, low, high, "◇"
    if pooled.prediction is not None:
        yield "one more trial", None, *pooled.prediction, ""


def _bar(mark: str, line: tuple[float | None, float, float], axis: tuple[float, float]) -> str:
    middle, low, high = line

    def column(value: float) -> int:
        return round((value - axis[0]) / (axis[1] - axis[0]) * (_BAR_WIDTH - 1))

    cells = [" "] * _BAR_WIDTH
    cells[column(0.0)] = "┊"
    for index in range(column(low), column(high) + 1):
        cells[index] = "┼" if cells[index] == "┊" else "─" if middle is not None else "╌"
    if middle is not None:
        cells[column(middle)] = mark
    return "".join(cells)


def _text(result: MetaAnalysis, middle: float | None, low: float, high: float) -> str:
    def number(value: float) -> str:
        return f"{result.shown(value):.2f}".replace("-", "−")

    interval = f"{number(low)} to {number(high)}"
    return interval if middle is None else f"{number(middle)} ({interval})"
