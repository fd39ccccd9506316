"""The treatments in the order of the pathway, and where each stands for one patient."""

from sciatwin.patient import Patient
from sciatwin.response.comparators import (
    epidural_steroid,
    gabapentinoid,
    nsaid,
    opioid_taper,
    physiotherapy,
    psychological,
    snri,
    spinal_cord_stimulation,
    surgery,
    topical,
    tricyclic,
)
from sciatwin.response.comparators.base import Alternative, Comparator, for_patient

COMPARATORS: tuple[Comparator, ...] = (
    physiotherapy.COMPARATOR,
    psychological.COMPARATOR,
    nsaid.COMPARATOR,
    snri.COMPARATOR,
    tricyclic.COMPARATOR,
    gabapentinoid.COMPARATOR,
    topical.COMPARATOR,
    opioid_taper.COMPARATOR,
    epidural_steroid.COMPARATOR,
    surgery.COMPARATOR,
    spinal_cord_stimulation.COMPARATOR,
)


def alternatives(patient: Patient) -> tuple[Alternative, ...]:
    """Each treatment: open to this patient, already tried, or not indicated, and why; medicines are not looked at."""
    return tuple(for_patient(comparator, patient) for comparator in COMPARATORS)
