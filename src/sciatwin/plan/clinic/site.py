"""What one clinic allows, has and does: hard limits, vial or ready bag, syringe, and its ways in a session."""

from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from sciatwin.documents import read_record
from sciatwin.patient.signed import Signer
from sciatwin.plan.clinic.capabilities import Capabilities
from sciatwin.plan.clinic.dosing_weight import DosingWeight
from sciatwin.plan.clinic.supply import ReadyMix, Supply, Syringe, Vial
from sciatwin.plan.limits import Limits
from sciatwin.plan.limits.unusual import unusual_limits
from sciatwin.plan.sheet.looser import looser_settings
from sciatwin.plan.sheet.settings import SessionSettings
from sciatwin.plan.sheet.start_rate import START_RATE
from sciatwin.quantities import Record
from sciatwin.questions import Question


class Site(Record):
    """Settings of a clinic. ``signed_by`` is the physician who answers for limits without a published basis.

    The drug comes from ``vial`` or, ready for infusion, from ``ready``. Of a list of vials the first is drawn up, and
    the recipe warns of the others.
    """

    shows: str = Field(default="", max_length=200)
    limits: Limits
    dosing_weight: Annotated[DosingWeight, Question("weight to which mg per kg refer")]
    capabilities: Capabilities = Capabilities()
    vial: Vial | None = None
    other_vials: tuple[Vial, ...] = ()
    ready: ReadyMix | None = None
    syringe: Syringe
    session: SessionSettings = SessionSettings()
    signed_by: Signer | None = None
    confirmed: Annotated[
        tuple[str, ...],
        Question(hint="unusual values that were checked, such as limits.max_course_dose or session.stop_systolic"),
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _first_of_a_list(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        listed = data.get("vials", data.get("vial"))
        if "vials" in data and ("vial" in data or not isinstance(listed, list | tuple)):
            raise ValueError("vials: a list of vials is needed, and no 'vial' beside it; the first is drawn up")
        if not isinstance(listed, list | tuple):
            return data
        rest = {name: value for name, value in data.items() if name not in ("vial", "vials")}
        if not listed or "other_vials" in data:
            raise ValueError("vials: name at least one vial, and the others in the same list")
        return {**rest, "vial": listed[0], "other_vials": listed[1:]}

    @model_validator(mode="after")
    def _one_supply(self) -> Self:
        if (self.vial is None) == (self.ready is None):
            raise ValueError(
                "vial: name the vial that is drawn up, or under 'ready' the bag or syringe that comes ready"
            )
        return self

    @model_validator(mode="after")
    def _limits_of_the_drug_at_hand(self) -> Self:
        if self.limits.drug is not self.supply.drug:
            raise ValueError(self.other_drug)
        return self

    @model_validator(mode="after")
    def _start_rate_of_the_drug_at_hand(self) -> Self:
        own, published = self.session.start_rate_mg_per_kg_h, START_RATE[self.limits.drug]
        if own is not None and own > published.value * (1 + 1e-9):
            raise ValueError(
                f"session.start_rate: {own:g} mg/kg/h is above {published.value:g} {published.unit}, where session 1 "
                f"of {self.limits.drug} starts at most ({published.place or published.reason}). Write that or less"
            )
        return self

    @model_validator(mode="after")
    def _usual_values(self) -> Self:
        for name, sentence in (*unusual_limits(self.limits), *looser_settings(self.session)):
            if name not in self.confirmed:
                raise ValueError(
                    f"{name}: {sentence}. Check the number and the unit; if it is meant, write 'confirmed: [{name}]'"
                )
        return self

    @property
    def limits_in_force(self) -> Limits:
        """The clinic's limits, held to lower ceilings where it has not declared anaesthesia standards."""
        return self.capabilities.in_force(self.limits)

    @property
    def other_drug(self) -> str:
        """What is wrong where the limits are for another drug than the clinic has; empty where they are not."""
        if self.limits.drug is self.supply.drug:
            return ""
        return (
            f"the limits are for {self.limits.drug}, but the clinic has {self.supply.drug}. They are two drugs of "
            f"different strength: write the limits for {self.supply.drug}, and have them signed as such"
        )

    @property
    def supply(self) -> Supply:
        """Where the drug comes from."""
        taken = self.vial or self.ready
        assert taken is not None  # checked when made
        return taken


def read_site(path: str | Path) -> Site:
    """Read a site file (YAML or JSON).

    Raises: InputFileError if it cannot be read; InvalidInputError listing every fault with line and field.
    """
    return read_record(path, Site)
