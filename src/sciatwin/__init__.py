"""Sciatwin: an open, honest digital twin of ketamine infusion therapy for sciatica.

    import sciatwin as st

    patient = st.read_patient("examples/typical.yaml")
    twin = st.Twin(patient)
    course = twin.simulate(st.Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5))
    plan = st.plan_infusion(twin, st.read_site("examples/site_outpatient.yaml"))

It supports a clinician's decision; it does not make one.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sciatwin.eligibility import assess
    from sciatwin.individualise import Learned, data_tree, learn, rank_measurements
    from sciatwin.observation import (
        GivenSession,
        Observations,
        observations_of_patient,
        read_observations,
        write_observations,
    )
    from sciatwin.patient import Patient, read_patient
    from sciatwin.plan import Decision, Limits, Plan, Site, plan_infusion, prepare, read_site
    from sciatwin.regimen import Bolus, Drug, Infusion, Regimen, Session
    from sciatwin.twin import Twin
    from sciatwin.twin.explanation import Explanation, explain_mechanism

__version__ = version("sciatwin")

_ROOM_OF = {
    "assess": "eligibility",
    "Learned": "individualise",
    "data_tree": "individualise",
    "learn": "individualise",
    "rank_measurements": "individualise",
    "GivenSession": "observation",
    "Observations": "observation",
    "observations_of_patient": "observation",
    "read_observations": "observation",
    "write_observations": "observation",
    "Patient": "patient",
    "read_patient": "patient",
    "Decision": "plan",
    "Limits": "plan",
    "Plan": "plan",
    "Site": "plan",
    "plan_infusion": "plan",
    "prepare": "plan",
    "read_site": "plan",
    "Bolus": "regimen",
    "Drug": "regimen",
    "Infusion": "regimen",
    "Regimen": "regimen",
    "Session": "regimen",
    "Twin": "twin",
    "Explanation": "twin.explanation",
    "explain_mechanism": "twin.explanation",
}
"""A name is imported when it is first asked for: a command that only checks a file need not load the numerics."""


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"sciatwin has no '{name}'. It has: {', '.join(__all__)}.")
    value = getattr(import_module(f"sciatwin.{_ROOM_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


__all__ = [
    "Bolus",
    "Decision",
    "Drug",
    "Explanation",
    "GivenSession",
    "Infusion",
    "Learned",
    "Limits",
    "Observations",
    "Patient",
    "Plan",
    "Regimen",
    "Session",
    "Site",
    "Twin",
    "assess",
    "data_tree",
    "explain_mechanism",
    "learn",
    "observations_of_patient",
    "plan_infusion",
    "prepare",
    "rank_measurements",
    "read_observations",
    "read_patient",
    "read_site",
    "write_observations",
]
