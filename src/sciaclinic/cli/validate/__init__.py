"""``sciatwin validate``: predictions beside published observations."""

from sciaclinic.cli.validate.group import app

__all__ = ["app"]
