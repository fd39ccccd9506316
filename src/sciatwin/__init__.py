"""Sciatwin: an open, honest digital twin of ketamine infusion therapy for sciatica.

    import sciatwin as st

    patient = st.read_patient("examples/typical.yaml")
    twin = st.Twin(patient)
    course = twin.simulate(st.Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5))
    plan = st.plan_infusion(twin, st.read_site("examples/site_outpatient.yaml"))

It supports a clinician's decision; it does not make one.
"""

from importlib.metadata import version
from typing import TYPE_CHECKING

from sciatwin.lazy import lazy

if TYPE_CHECKING:
    from sciatwin.analytes import Drug
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
    from sciatwin.plan import Decision, Limits, Plan, Site, plan_infusion, prepare, read_preferences, read_site
    from sciatwin.regimen import Bolus, Infusion, Regimen, Session
    from sciatwin.twin import Twin
    from sciatwin.twin.shown.explanation import Explanation, explain_mechanism

__version__ = version("sciatwin")

_WHERE = {
    "Bolus": "sciatwin.regimen",
    "Decision": "sciatwin.plan",
    "Drug": "sciatwin.analytes",
    "Explanation": "sciatwin.twin.shown.explanation",
    "GivenSession": "sciatwin.observation",
    "Infusion": "sciatwin.regimen",
    "Learned": "sciatwin.individualise",
    "Limits": "sciatwin.plan",
    "Observations": "sciatwin.observation",
    "Patient": "sciatwin.patient",
    "Plan": "sciatwin.plan",
    "Regimen": "sciatwin.regimen",
    "Session": "sciatwin.regimen",
    "Site": "sciatwin.plan",
    "Twin": "sciatwin.twin",
    "assess": "sciatwin.eligibility",
    "data_tree": "sciatwin.individualise",
    "explain_mechanism": "sciatwin.twin.shown.explanation",
    "learn": "sciatwin.individualise",
    "observations_of_patient": "sciatwin.observation",
    "plan_infusion": "sciatwin.plan",
    "prepare": "sciatwin.plan",
    "rank_measurements": "sciatwin.individualise",
    "read_observations": "sciatwin.observation",
    "read_patient": "sciatwin.patient",
    "read_preferences": "sciatwin.plan",
    "read_site": "sciatwin.plan",
    "write_observations": "sciatwin.observation",
}

__getattr__, __dir__ = lazy(__name__, _WHERE)

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
    "read_preferences",
    "read_site",
    "write_observations",
]
