"""Joins the links of the chain for one patient."""

from sciatwin.twin.twin import Twin

__all__ = ["Twin"]
