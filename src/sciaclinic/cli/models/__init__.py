"""``sciatwin models``: which pharmacokinetic models are there, and what exactly is one of them?"""

from sciaclinic.cli.models.group import app

__all__ = ["app"]
