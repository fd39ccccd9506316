"""A figure as SVG text that can stand inside a page beside others."""

import io
import re

from matplotlib.figure import Figure

from sciatwin.plotting import theme

_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}


def svg_text(figure: Figure, name: str) -> str:
    """The ``<svg>`` element alone. ``name`` (letters, digits, hyphens) prefixes every id, so pages may hold several."""
    buffer = io.StringIO()
    with theme.style():
        figure.savefig(buffer, format="svg", metadata=_NO_METADATA, transparent=True)
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', text)
    text = re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', text)
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", text).strip()
