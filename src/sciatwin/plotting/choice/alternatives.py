"""Ketamine against what else is open to this patient: one row for each option, grouped by time."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from sciatwin.plotting.style import theme
from sciatwin.response.comparators import Standing
from sciatwin.twin.shown.pathway_shown import OptionEffect, PathwayOption, PathwayShown, PathwayWindow

_WIDTH_IN = 7.2
_ROW_IN, _FRAME_IN = 0.215, 1.0
_LEAST_LEFT, _LEAST_RIGHT = -2.0, 4.0
_FADED = theme.UNTREATED
_GAP_ROWS = 0.35
_MARGIN_POINTS = 8
_NOTE_LETTERS = 132
_TAGS = {
    Standing.OPEN.value: "",
    Standing.TRIED.value: " (tried)",
    Standing.TAKEN.value: " (taken now)",
    Standing.NOT_INDICATED.value: " (not open)",
    Standing.UNCLEAR.value: " (unclear)",
}


@dataclass(frozen=True)
class _Row:
    """One line of the figure; without a value only its words are drawn."""

    label: str
    words: str
    gain: float | None = None
    interval: tuple[float, float] | None = None
    is_ketamine: bool = False
    is_faded: bool = False


def plot_alternatives(pathway: PathwayShown, *, ax: Axes | None = None) -> Axes:
    """Points less leg pain than the comparison: a dot for ketamine, from the twin; a square for what trials found.

    What was tried or is not open to this patient is grey. A hollow mark has no printed interval; an option without a
    number is there in words. Ketamine has no row where none is compared.
    """
    with_ketamine = any(window.ketamine is not None for window in pathway.windows)
    groups = [(window.name, list(_rows(window, pathway, with_ketamine=with_ketamine))) for window in pathway.windows]
    with theme.style():
        ax = _new_axes(sum(len(rows) + 1 for _, rows in groups)) if ax is None else ax
        _draw_axes(ax, [row for _, rows in groups for row in rows], bottom=_draw_groups(ax, groups))
        _draw_standings(ax, pathway)
        _legend(ax, with_ketamine=with_ketamine)
    return ax


def _new_axes(rows: int) -> Axes:
    figure = Figure(figsize=(_WIDTH_IN, _FRAME_IN + 0.85 + _ROW_IN * rows), layout="constrained")
    return figure.add_subplot()


def _rows(window: PathwayWindow, pathway: PathwayShown, *, with_ketamine: bool) -> Iterator[_Row]:
    if with_ketamine:
        yield _ketamine_row(window, pathway.horizon_weeks)
    for option in pathway.options:
        if not option.effects:
            continue  # no trial in sciatica has a number: the table says so
        here = [effect for effect in option.effects if effect.window == window.name]
        if not here:
            yield _Row(_label(option), "no number found for this time", is_faded=_is_faded(option))
        for effect in here:
            yield _effect_row(option, effect)


def _ketamine_row(window: PathwayWindow, horizon_weeks: float) -> _Row:
    gain, to_week = window.ketamine, window.predicted_to_week
    if gain is None or to_week is None:
        return _Row("ketamine", f"not predicted beyond week {horizon_weeks:.0f}", is_ketamine=True)
    words = (
        f"{_number(gain.mean)} ({_number(gain.low)} to {_number(gain.high)}), the drug alone, over placebo infusions"
    )
    if to_week < window.to_week - 1:
        words += f", to week {to_week:.0f}"
    return _Row("ketamine", words, gain.mean, (gain.low, gain.high), is_ketamine=True)


def _effect_row(option: PathwayOption, effect: OptionEffect) -> _Row:
    interval = None if effect.low is None or effect.high is None else (effect.low, effect.high)
    spread = f" ({_number(interval[0])} to {_number(interval[1])})" if interval else " (no interval printed)"
    words = f"{_number(effect.gain_points)}{spread}, {effect.when}; {effect.trial}"
    return _Row(_label(option), words, effect.gain_points, interval, is_faded=_is_faded(option))


def _label(option: PathwayOption) -> str:
    return f"{option.name}{_TAGS[option.standing]}"


def _is_faded(option: PathwayOption) -> bool:
    return option.standing in (Standing.TRIED.value, Standing.NOT_INDICATED.value)


def _number(value: float) -> str:
    rounded = round(value, 1) + 0.0  # no "−0.0"
    return f"{rounded:.1f}".replace("-", "−")


def _draw_groups(ax: Axes, groups: list[tuple[str, list[_Row]]]) -> float:
    """Draws every row downwards from 0; the answer is the place of the last."""
    place, placed = 0.0, []
    for name, rows in groups:
        _draw_header(ax, place, name)
        for row in rows:
            place += 1
            _draw_row(ax, place, row)
            placed.append((place, row))
        place += 1 + _GAP_ROWS
    ax.set_yticks([at for at, _ in placed], [row.label for _, row in placed])
    for tick, (_, row) in zip(ax.get_yticklabels(), placed, strict=True):
        tick.set_color(_colour(row))
        tick.set_fontweight("bold" if row.is_ketamine else "normal")
    return placed[-1][0]


def _draw_header(ax: Axes, place: float, name: str) -> None:
    ax.annotate(
        name,
        (0, place),
        xycoords=("figure fraction", "data"),
        xytext=(_MARGIN_POINTS, 0),
        textcoords="offset points",
        va="center",
        color=theme.INK,
        fontweight="bold",
        fontsize=8,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        annotation_clip=False,
    )
    if place:
        ax.axhline(place - 0.62, color=theme.HAIRLINE, linewidth=0.8)


def _colour(row: _Row) -> str:
    if row.is_ketamine:
        return theme.KETAMINE
    return _FADED if row.is_faded else theme.INK


def _draw_row(ax: Axes, place: float, row: _Row) -> None:
    colour = _colour(row)
    if row.interval is not None:
        ax.hlines(place, *row.interval, color=colour, linewidth=2.2 if row.is_ketamine else 1.1)
    if row.gain is not None:
        hollow = row.interval is None
        ax.plot(
            [row.gain],
            [place],
            linestyle="none",
            marker="o" if row.is_ketamine else "s",
            markersize=6 if row.is_ketamine else 4.5,
            markerfacecolor="white" if hollow else colour,
            markeredgecolor=colour,
            zorder=3,
        )
    ax.annotate(
        row.words,
        (1.015, place),
        xycoords=("axes fraction", "data"),
        va="center",
        color=colour if row.gain is not None else theme.MUTED,
        fontsize=7.5,
        fontstyle="normal" if row.gain is not None else "italic",
        annotation_clip=False,
    )


def _draw_axes(ax: Axes, rows: list[_Row], *, bottom: float) -> None:
    ends = [end for row in rows if row.gain is not None for end in (row.gain, *(row.interval or ()))]
    ax.axvline(0, color=theme.INK, linewidth=0.9)
    ax.set_xlim(min(_LEAST_LEFT, *ends) - 0.1, max(_LEAST_RIGHT, *ends) + 0.1)
    ax.set_ylim(bottom + 0.7, -0.7)
    ax.set_xlabel("points less leg pain than the comparison (0 to 10)")
    ax.grid(axis="y", visible=False)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def _standing(option: PathwayOption) -> str:
    return f"{option.standing} ({'; '.join(option.reasons)})" if option.reasons else option.standing


def _draw_standings(ax: Axes, pathway: PathwayShown) -> None:
    """What each option was compared with, where it stands for this patient, and which times are assumed."""
    lines = [
        f"{option.name}, against {option.against}. For this patient: {_standing(option)}." for option in pathway.options
    ]
    lines += [
        f"{option.name}: {effect.assumed_time}."
        for option in pathway.options
        for effect in option.effects
        if effect.assumed_time
    ]
    text = "\n".join(wrapped for line in lines for wrapped in wrap(line, _NOTE_LETTERS, subsequent_indent="    "))
    ax.annotate(
        text,
        (0, 0),
        xycoords=("figure fraction", "axes fraction"),
        xytext=(_MARGIN_POINTS, -68),
        textcoords="offset points",
        va="top",
        color=theme.MUTED,
        fontsize=7.5,
        linespacing=1.35,
        annotation_clip=False,
    )


def _legend(ax: Axes, *, with_ketamine: bool) -> None:
    handles = [
        _mark("ketamine: this patient, mean and 90 % of predictions", "o", theme.KETAMINE, linewidth=2.2),
        _mark("other: average in trials, 95 % interval", "s", theme.INK, linewidth=1.1),
        _mark("no interval printed", "s", theme.INK, hollow=True),
        _mark("tried, or not open", "s", _FADED, linewidth=1.1),
    ]
    ax.legend(
        handles=handles if with_ketamine else handles[1:],
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        bbox_transform=blended_transform_factory(ax.figure.transFigure, ax.transAxes)
        + ScaledTranslation(0, -0.42, ax.figure.dpi_scale_trans),
        ncols=2,
        columnspacing=1.6,
        borderpad=0,
    )


def _mark(label: str, marker: str, colour: str, *, linewidth: float = 0.0, hollow: bool = False) -> Line2D:
    return Line2D(
        [],
        [],
        color=colour,
        linestyle="-" if linewidth else "none",
        linewidth=linewidth,
        marker=marker,
        markersize=5,
        markerfacecolor="white" if hollow else colour,
        label=label,
    )
