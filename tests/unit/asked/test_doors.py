"""What is handed over in Python is used, or refused as an error that the user can mend: named, with a way out."""

import datetime
import math

import numpy as np
import pytest

import sciatwin
from sciatwin.errors import UserError

FEW = 16
REGIMEN = sciatwin.Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=2)
KEPT = ["pain_treated"]
NO_WORKERS = (0, -1, 1.5, "two", None, True, math.nan, [])
NO_SEED = (-1, 1.5, "x", True)
NO_NUMBER = (math.nan, math.inf, -math.inf, "90", [1], True)
NOTHING = (None, {}, "text", 5)


@pytest.fixture(scope="module")
def door(examples):
    """Each door of the package as a function of one argument; the rest is as it should be."""
    patient = sciatwin.read_patient(examples / "typical.yaml")
    site = sciatwin.read_site(examples / "site_outpatient.yaml")
    seen = sciatwin.read_observations(examples / "typical_sessions.csv")
    twin = sciatwin.Twin(patient, draws=FEW)
    return {
        ("Twin", "patient"): lambda value: sciatwin.Twin(value, draws=FEW),
        ("Twin", "draws"): lambda value: sciatwin.Twin(patient, draws=value),
        ("Twin", "seed"): lambda value: sciatwin.Twin(patient, draws=FEW, seed=value),
        ("Twin", "today"): lambda value: sciatwin.Twin(patient, draws=FEW, today=value),
        ("after", "given"): lambda value: twin.after(value),
        ("after", "now_h"): lambda value: twin.after(REGIMEN, now_h=value),
        ("after", "seen"): lambda value: twin.after(REGIMEN, seen=value),
        ("simulate", "planned"): lambda value: twin.simulate(value, keep=KEPT),
        ("simulate", "keep"): lambda value: twin.simulate(REGIMEN, keep=value),
        ("simulate", "horizon_days"): lambda value: twin.simulate(REGIMEN, keep=KEPT, horizon_days=value),
        ("simulate", "workers"): lambda value: twin.simulate(REGIMEN, keep=KEPT, workers=value),
        ("learn", "twin"): lambda value: sciatwin.learn(value, seen),
        ("learn", "observations"): lambda value: sciatwin.learn(twin, value),
        ("learn", "method"): lambda value: sciatwin.learn(twin, seen, method=value),
        ("learn", "seed"): lambda value: sciatwin.learn(twin, seen, seed=value),
        ("learn", "workers"): lambda value: sciatwin.learn(twin, seen, workers=value),
        ("plan_infusion", "twin"): lambda value: sciatwin.plan_infusion(value, site),
        ("plan_infusion", "site"): lambda value: sciatwin.plan_infusion(twin, value),
        ("plan_infusion", "preferences"): lambda value: sciatwin.plan_infusion(twin, site, preferences=value),
        ("explain_mechanism", "twin"): lambda value: sciatwin.explain_mechanism(value, REGIMEN),
        ("explain_mechanism", "regimen"): lambda value: sciatwin.explain_mechanism(twin, value),
        ("rank_measurements", "twin"): lambda value: sciatwin.rank_measurements(value, seen, seen.sessions),
        ("rank_measurements", "observations"): lambda value: sciatwin.rank_measurements(twin, value, seen.sessions),
        ("rank_measurements", "visit"): lambda value: sciatwin.rank_measurements(twin, seen, value),
        ("assess", "patient"): sciatwin.assess,
        ("read_patient", "path"): sciatwin.read_patient,
        ("read_site", "path"): sciatwin.read_site,
        ("read_observations", "path"): sciatwin.read_observations,
    }


ODD = {
    ("Twin", "patient"): NOTHING,
    ("Twin", "draws"): (0, -1, 1.5, "two", None, True, math.nan),
    ("Twin", "seed"): (*NO_SEED, None),
    ("Twin", "today"): ("2026-11-29", 5, datetime.datetime(2026, 11, 29, 10)),
    ("after", "given"): NOTHING,
    ("after", "now_h"): (*NO_NUMBER, -5.0, 1e9),
    ("after", "seen"): ({}, "text"),
    ("simulate", "planned"): NOTHING,
    ("simulate", "keep"): ([], (), "", "pain_treated", [3], [None], 5, ["nonsense"], [""]),
    ("simulate", "horizon_days"): (*NO_NUMBER, -1, 0, 1e9),
    ("simulate", "workers"): NO_WORKERS,
    ("learn", "twin"): NOTHING,
    ("learn", "observations"): NOTHING,
    ("learn", "method"): ("foo", None, 5),
    ("learn", "seed"): NO_SEED,
    ("learn", "workers"): NO_WORKERS,
    ("plan_infusion", "twin"): NOTHING,
    ("plan_infusion", "site"): NOTHING,
    ("plan_infusion", "preferences"): NOTHING,
    ("explain_mechanism", "twin"): NOTHING,
    ("explain_mechanism", "regimen"): NOTHING,
    ("rank_measurements", "twin"): NOTHING,
    ("rank_measurements", "observations"): NOTHING,
    ("rank_measurements", "visit"): ((), None),
    ("assess", "patient"): NOTHING,
    ("read_patient", "path"): (None, 5),
    ("read_site", "path"): (None, 5),
    ("read_observations", "path"): (None, 5),
}


@pytest.mark.parametrize(("at", "value"), [(at, value) for at, values in ODD.items() for value in values])
def test_what_cannot_be_used_is_refused_by_name(at, value, door):
    with pytest.raises(UserError) as error:
        door[at](value)
    said = str(error.value)
    assert at[1].removesuffix("_days") in said
    assert len(said.split(". ")) >= 2 or ";" in said, said  # what is needed beside what is wrong


def test_every_door_is_tried(door):
    assert door.keys() == ODD.keys()


def test_numbers_of_numpy_are_numbers(door):
    usual = door["simulate", "workers"](1)
    assert usual.equals(door["simulate", "workers"](np.int64(2)))
    assert usual.equals(door["simulate", "keep"](name for name in KEPT))
    assert door["Twin", "draws"](np.int32(FEW)).ensemble.count == FEW
    assert len(door["simulate", "horizon_days"](np.float64(2))["time"]) < len(usual["time"])
