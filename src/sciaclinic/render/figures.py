"""Figures as SVG, drawn from what a document holds: the same document gives the same bytes."""

from sciaclinic.answers.blocks import Figure


def figure_svg(figure: Figure) -> str:
    """The ``<svg>`` element of a figure; its ids begin with the figure's key."""
    from sciatwin.plotting import svg_text

    return svg_text(figure.draw(), figure.key)


def narrow_figure_svg(figure: Figure, size_in: tuple[float, float]) -> str:
    """The same for a narrow column: on less ground with letters as large, where scaling would make them small.

    Args:
        size_in: width and height, inches.
    """
    from sciatwin.plotting.style import theme

    with theme.ground(size_in):
        return figure_svg(figure)
