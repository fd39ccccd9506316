"""Pictures of a hundred people, as SVG: the same on a screen by day and night, and on paper.

Whoever counts is a full mark, everybody else an open one, so that nothing hangs on a colour.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor

_PITCH, _RADIUS, _OPEN_RADIUS, _LINE = 16.0, 6.0, 5.4, 1.2
_ACROSS = 10
_COLUMN_POINTS, _COLUMN, _DOT = 0.25, 34.0, 6.8
_LEAST_RIGHT_POINTS = 4.0
_BELOW, _ABOVE = 62.0, 32.0
_SIZE, _LETTER = 21, 12.6
"""Of the text, and how much room a letter takes on the average (assumed: six tenths of the size)."""


def hundred_svg(count: int, *, says: str, ink: str = "currentColor") -> str:
    """A hundred people in ten rows, of whom the first ``count`` are full.

    Args:
        says: the same in words, for those who do not see it.
    """
    side = _ACROSS * _PITCH
    marks = "".join(_person(place, place < count, ink) for place in range(100))
    return _svg(side, side, says, marks)


def dots_svg(
    gains: Sequence[float], worth: float, *, says: str, axis: str, worth_says: str, ink: str = "currentColor"
) -> str:
    """One dot for each gain, stacked over its place on the axis; from ``worth`` on they are full."""
    low = min(floor(min(gains)), 0)
    high = max(ceil(max(gains) + _COLUMN_POINTS), ceil(worth), _LEAST_RIGHT_POINTS)
    places = [floor((gain - low) / _COLUMN_POINTS + 1e-9) for gain in gains]
    tallest = max(places.count(place) for place in set(places))
    width, height = (high - low) / _COLUMN_POINTS * _COLUMN, tallest * (2 * _DOT + 2) + _ABOVE
    marks = "".join(
        (
            *_stacked(gains, places, worth, height, ink),
            *_axis(int(low), int(high), height, width, axis, ink),
            *_line_of_worth((worth - low) / _COLUMN_POINTS * _COLUMN, (width, height), worth_says, ink),
        )
    )
    return _svg(width, height + _BELOW, says, marks)


def _person(place: int, is_full: bool, ink: str) -> str:
    row, column = divmod(place, _ACROSS)
    return _dot((column + 0.5) * _PITCH, (row + 0.5) * _PITCH, _RADIUS if is_full else _OPEN_RADIUS, is_full, ink)


def _stacked(gains: Sequence[float], places: Sequence[int], worth: float, floor_y: float, ink: str) -> Iterator[str]:
    seen: dict[int, int] = {}
    for gain, place in zip(gains, places, strict=True):
        level = seen[place] = seen.get(place, 0) + 1
        y = floor_y - (level - 0.5) * (2 * _DOT + 2)
        yield _dot((place + 0.5) * _COLUMN, y, _DOT, gain >= worth, ink)


def _axis(low: int, high: int, y: float, width: float, axis: str, ink: str) -> Iterator[str]:
    yield f'<line x1="0" x2="{width:g}" y1="{y:g}" y2="{y:g}" stroke="{ink}" stroke-width="1.5"/>'
    for point in range(low, high + 1):
        x = (point - low) / _COLUMN_POINTS * _COLUMN
        anchor = "start" if point == low else "end" if point == high else "middle"
        yield f'<line x1="{x:g}" x2="{x:g}" y1="{y:g}" y2="{y + 6:g}" stroke="{ink}" stroke-width="1.5"/>'
        yield _text(x, y + 28, f"{point}".replace("-", "−"), anchor, ink)
    yield _text(width / 2, y + 54, axis, "middle", ink)


def _line_of_worth(x: float, room: tuple[float, float], says: str, ink: str) -> Iterator[str]:
    width, height = room
    ends = f'x1="{x:g}" x2="{x:g}" y1="26" y2="{height:g}"'
    yield f'<line {ends} stroke="{ink}" stroke-width="1.5" stroke-dasharray="6 4"/>'
    left = min(x + 6, width - _LETTER * len(says))
    yield _text(max(left, 0), 18, says, "start", ink)


def _dot(x: float, y: float, radius: float, is_full: bool, ink: str) -> str:
    look = f'fill="{ink}"' if is_full else f'fill="none" stroke="{ink}" stroke-width="{_LINE:g}" opacity=".62"'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {look}/>'


def _text(x: float, y: float, text: str, anchor: str, ink: str) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{_SIZE}" font-family="DejaVu Sans, sans-serif" '
        f'fill="{ink}">{_escaped(text)}</text>'
    )


def _svg(width: float, height: float, says: str, marks: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-label="{_escaped(says)}">{marks}</svg>'
    )


def _escaped(text: str) -> str:
    for letter, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(letter, written)
    return text
