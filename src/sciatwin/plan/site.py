"""What one clinic allows and has: its hard limits, its vial and its syringe."""

from pathlib import Path

from pydantic import Field

from sciatwin.documents import read_record
from sciatwin.patient.signed import Signer
from sciatwin.plan.limits import Limits
from sciatwin.plan.preparation import Syringe, Vial
from sciatwin.quantities import Record


class Site(Record):
    """Settings of a clinic. ``signed_by`` is the physician who answers for limits without a published basis."""

    shows: str = Field(default="", max_length=200)
    limits: Limits
    vial: Vial
    syringe: Syringe
    signed_by: Signer | None = None


def read_site(path: str | Path) -> Site:
    """Read a site file (YAML or JSON).

    Raises: InputFileError if it cannot be read; InvalidInputError listing every fault with line and field.
    """
    return read_record(path, Site)
