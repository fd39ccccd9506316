"""Sciatwin: an open, honest digital twin of ketamine infusion therapy for sciatica.

    import sciatwin as st

    patient = st.read_patient("examples/typical.yaml")
    twin = st.Twin(patient)
    course = twin.simulate(st.Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5))
    plan = st.plan_infusion(twin, st.read_site("examples/site_outpatient.yaml"))

It supports a clinician's decision; it does not make one.
"""

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
