"""Sciatwin: an open, honest digital twin of ketamine infusion therapy for sciatica.

    import sciatwin as st

    patient = st.read_patient("examples/typical.yaml")
    twin = st.Twin(patient)
    course = twin.simulate(st.Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5))
    plan = st.plan(twin, st.read_site("examples/site_outpatient.yaml"))

It supports a clinician's decision; it does not make one.
"""


from sciatwin.patient import Patient, read_patient

from sciatwin.regimen import Bolus, Drug, Infusion, Regimen, Session
from sciatwin.twin import Twin

__all__ = [
    "Bolus",
    "Drug",
    "Infusion",
    "Patient",
    "Regimen",
    "Session",
    "Twin",
    "read_patient",
]
