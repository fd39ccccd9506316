"""``sciatwin evidence``: what do the numbers stand on, and which promises do they bear out?"""

from sciaclinic.cli.evidence.group import app

__all__ = ["app"]
