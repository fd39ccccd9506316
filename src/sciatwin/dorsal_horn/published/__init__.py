"""Published circuits, one paper one file."""

from sciatwin.dorsal_horn.model import HornModel
from sciatwin.dorsal_horn.published.aguiar_2010 import MODEL as AGUIAR_2010
from sciatwin.dorsal_horn.published.zhang_2014 import MODEL as ZHANG_2014

PUBLISHED: dict[str, HornModel] = {model.key: model for model in (AGUIAR_2010, ZHANG_2014)}
"""By key."""
