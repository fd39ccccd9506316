"""What is known about the names of medicines: their classes, and the strength of opioids."""

from sciatwin.eligibility.medicines.formulary import Formulary, MedicineClass, Recognised, formulary
from sciatwin.eligibility.medicines.morphine_equivalents import OpioidLoad, morphine_equivalents

__all__ = ["Formulary", "MedicineClass", "OpioidLoad", "Recognised", "formulary", "morphine_equivalents"]
