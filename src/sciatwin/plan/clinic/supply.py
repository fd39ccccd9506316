"""What the clinic has: a vial, a ready bag or syringe, as its label names it, and the syringe of the pump."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from sciatwin.analytes import Drug
from sciatwin.evidence import Source
from sciatwin.quantities import Quantity, Record
from sciatwin.units import base_to_hydrochloride_mg, hydrochloride_to_base_mg

LABEL = Source(
    "US ketamine label: vials of 10, 50 and 100 mg/mL of base; 100 mg/mL must be diluted before intravenous use",
    url="https://www.pfizermedicalinformation.com/en-us/ketamine/dosage-admin",
)
S_LABEL = Source(
    "Esketamin Ethypharm, German leaflet: 5 and 25 mg/mL of esketamine, as 5.77 and 28.85 mg/mL of hydrochloride; the "
    "product information of Ketanest S names the same strengths",
    url="https://medikamio.com/de-de/medikamente/esketamin-ethypharm-5-mgml-injektions-infusionslosung/pil",
)

STRENGTHS_MG_PER_ML = {
    Drug.RACEMIC_KETAMINE: (10.0, 50.0, 100.0),  # LABEL
    Drug.S_KETAMINE: (5.0, 25.0),  # S_LABEL
}
"""Base in one mL of the vials that are sold. Labels count base, whatever salt the box names."""

ROUNDED_SALT = 0.005
"""Labels give the base exactly and round the hydrochloride: 11.5, 28.8 or 57.7 mg."""

STRONGEST_READY_MG_PER_ML = 10.0
"""Assumed (5 to 20): a bag or syringe for infusion is diluted; hospital standards are 1 and 5 mg/mL."""


class StrengthBasis(StrEnum):
    """What the number on the vial counts. 1 mg of hydrochloride holds 0.867 mg of base."""

    BASE = "base"
    HYDROCHLORIDE = "hydrochloride"


class AbstractSupply(Record):
    """Drug in a container. Drug, strength, basis and volume have no default."""

    drug: Drug
    strength_mg_per_ml: Annotated[float, Quantity("drug strength"), Field(gt=0, le=120)] = Field(alias="strength")
    strength_is: StrengthBasis

    @property
    def base_mg_per_ml(self) -> float:
        """Ketamine base in one mL."""
        if self.strength_is is StrengthBasis.BASE:
            return self.strength_mg_per_ml
        return hydrochloride_to_base_mg(self.strength_mg_per_ml)

    def _labelled(self, container: str, volume_ml: float) -> str:
        """Total first: "50 mg/mL" alone has been read as 50 mg in the vial."""
        total_mg = self.strength_mg_per_ml * volume_ml
        salt = self.strength_is is StrengthBasis.HYDROCHLORIDE
        as_base = f" = {self.base_mg_per_ml:.1f} mg/mL of base" if salt else ""
        return (
            f"{self.drug} {container}, {total_mg:g} mg in {volume_ml:g} mL "
            f"({self.strength_mg_per_ml:g} mg/mL of {self.strength_is}{as_base})"
        )


class Vial(AbstractSupply):
    """A vial as its label names it."""

    volume_ml: Annotated[float, Quantity("volume"), Field(gt=0, le=100)] = Field(alias="volume")

    @model_validator(mode="after")
    def _is_sold(self) -> Self:
        sold = STRENGTHS_MG_PER_ML[self.drug]
        is_salt = self.strength_is is StrengthBasis.HYDROCHLORIDE
        if any(abs(self.base_mg_per_ml / strength - 1) <= (ROUNDED_SALT if is_salt else 0) for strength in sold):
            return self
        typed = f"strength {self.strength_mg_per_ml:g} mg/mL of {self.strength_is}"
        *first, last = (f"{strength:g}" for strength in sold)
        known = f"vials of {self.drug} hold {', '.join(first)} or {last} mg/mL of base"
        if is_salt and self.strength_mg_per_ml in sold:
            salt_mg = base_to_hydrochloride_mg(self.strength_mg_per_ml)
            raise ValueError(
                f"{typed}: labels of {self.drug} count base, whatever salt the box names; {known}. Read the label "
                f"again: a vial of {self.strength_mg_per_ml:g} mg/mL of base, which holds {salt_mg:.2f} mg/mL of "
                "hydrochloride, is written 'strength_is: base'"
            )
        raise ValueError(
            f"{typed}{f' is {self.base_mg_per_ml:.4g} mg/mL of base' * is_salt}: {known}. Read the label again, drug "
            "and strength; a diluted syringe is not a vial: write it, or a ready bag, under 'ready'"
        )

    @property
    def label(self) -> str:
        return self._labelled("vial", self.volume_ml)


class Container(StrEnum):
    BAG = "bag"
    SYRINGE = "syringe"


class ReadyMix(AbstractSupply):
    """A bag or syringe that comes ready for infusion; its strength is used as it is."""

    container: Container
    volume_ml: Annotated[float, Quantity("volume"), Field(ge=5, le=1000)] = Field(alias="volume")

    @model_validator(mode="after")
    def _is_diluted(self) -> Self:
        if self.base_mg_per_ml > STRONGEST_READY_MG_PER_ML:
            raise ValueError(
                f"strength {self.strength_mg_per_ml:g} mg/mL: a {self.container} for infusion holds at most "
                f"{STRONGEST_READY_MG_PER_ML:g} mg/mL. Read the label again; what must still be diluted is a vial"
            )
        return self

    @property
    def label(self) -> str:
        return self._labelled(f"ready {self.container}", self.volume_ml)


Supply = Vial | ReadyMix


class Syringe(Record):
    """The syringe that goes into the pump."""

    volume_ml: Annotated[float, Quantity("volume"), Field(ge=10, le=100)] = Field(alias="volume")


def not_this_one(taken: Supply, other: Vial) -> str:
    """A sentence that keeps the hand from another vial of the same clinic."""
    warning = f"Do not take the vial of {other.drug}, {other.strength_mg_per_ml:g} mg/mL, that this clinic also keeps: "
    if other.drug is not taken.drug:
        return f"{warning}it is another drug with other doses."
    return f"{warning}the same volume holds {other.base_mg_per_ml / taken.base_mg_per_ml:.3g} times the dose."
