"""Figures as SVG, drawn from what a document holds: the same document gives the same bytes."""

from sciaclinic.answers.blocks import Figure


def figure_svg(figure: Figure) -> str:
    """The ``<svg>`` element of a figure; its ids begin with the figure's key."""
    from sciatwin.plotting import svg_text

    return svg_text(figure.draw(), figure.key)
