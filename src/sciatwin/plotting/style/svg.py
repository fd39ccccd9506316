"""A figure as SVG text that can stand inside a page beside others."""

import io
import re

from matplotlib.axes import Axes
from matplotlib.figure import SubFigure

from sciatwin.plotting.style import theme

_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}


def svg_text(ax: Axes, name: str) -> str:
    """The ``<svg>`` element of the figure that holds these axes.

    Args:
        name: letters, digits and hyphens; it prefixes every id, so that a page may hold several figures.
    """
    buffer = io.StringIO()
    figure = ax.figure.figure if isinstance(ax.figure, SubFigure) else ax.figure
    with theme.style():
        figure.savefig(buffer, format="svg", metadata=_NO_METADATA, transparent=True)
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', text)
    text = re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', text)
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", text).strip()
