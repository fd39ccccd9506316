"""The treatments in the order of the pathway, and where each stands for one patient."""

from sciatwin.patient import Patient
from sciatwin.response.comparators import epidural_steroid, gabapentinoid, nsaid, physiotherapy, surgery
from sciatwin.response.comparators.base import Alternative, Comparator, for_patient

COMPARATORS: tuple[Comparator, ...] = (
    physiotherapy.COMPARATOR,
    nsaid.COMPARATOR,
    gabapentinoid.COMPARATOR,
    epidural_steroid.COMPARATOR,
    surgery.COMPARATOR,
)


def alternatives(patient: Patient) -> tuple[Alternative, ...]:
    """Each treatment: open to this patient, already tried, or not indicated, and why."""
    return tuple(for_patient(comparator, patient) for comparator in COMPARATORS)
