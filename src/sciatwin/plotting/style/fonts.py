"""The fonts that come with the drawing library, so that pages and figures look alike on every machine."""

from pathlib import Path

import matplotlib


def font_folder() -> Path:
    """Folder of TrueType fonts, DejaVu Sans among them."""
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"
