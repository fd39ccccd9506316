"""Published effects of the other treatments: as printed, on one scale, and open to whom they are open."""

import pytest

from sciatwin.evidence import Status
from sciatwin.patient import (
    Answer,
    ImagingFinding,
    Jurisdiction,
    Treatment,
    TreatmentKind,
    TreatmentResult,
)
from sciatwin.response.comparators import COMPARATORS, Standing, alternatives

BY_KEY = {comparator.key: comparator for comparator in COMPARATORS}

# (option, from week, gain, interval of the gain) in points of 0 to 10, from the printed numbers
PRINTED = [
    ("nsaid", 0, 0.456, (-0.199, 1.111)),
    ("gabapentinoid", 0, 0.1, (-0.5, 0.7)),
    ("gabapentinoid", 8, -0.5, (-1.2, 0.2)),
    ("gabapentinoid", 52, -0.3, (-1.0, 0.5)),
    ("epidural steroid", 0, 1.5, None),
    ("epidural steroid", 2, 0.5, None),
    ("epidural steroid", 13, 0.0, None),
    ("surgery", 0, 1.21, (0.05, 2.36)),
    ("surgery", 6, 1.17, (0.47, 1.86)),
    ("surgery", 13, 0.65, (0.21, 1.10)),
    ("surgery", 26, 2.4, (1.4, 3.4)),
    ("surgery", 52, 0.23, (0.02, 0.45)),
    ("physiotherapy", 2, 1.143, (0.071, 2.216)),
    # Ferreira 2021, BMJ 372:m4825, abstract, ÷ 10
    ("snri", 0, 1.860, (0.533, 3.187)),
    ("snri", 3, 1.750, (-0.789, 4.290)),
    ("tricyclic", 0, 0.755, (-0.315, 1.825)),
    ("tricyclic", 3, 1.595, (0.039, 3.152)),
    ("tricyclic", 13, 2.70, (1.789, 3.611)),
]


def _patient(patient, *, weeks=60, treatments=(), jurisdiction="US", imaging="compression", leg_pain=7.0):
    sciatica = patient.sciatica.model_copy(
        update={"duration_days": 7.0 * weeks, "imaging": ImagingFinding(imaging), "leg_pain": leg_pain}
    )
    return patient.model_copy(
        update={
            "sciatica": sciatica,
            "treatments": treatments,
            "jurisdiction": Jurisdiction(jurisdiction),
        }
    )


def _standing(patient, key):
    return next(option for option in alternatives(patient) if option.comparator.key == key)


def _treatment(kind, result="no relief", adequate="yes"):
    return Treatment(kind=kind, result=TreatmentResult(result), adequate_dose_and_time=Answer(adequate))


@pytest.mark.parametrize(("key", "from_week", "gain", "interval"), PRINTED)
def test_effects_are_the_printed_ones_on_a_scale_of_ten(key, from_week, gain, interval):
    effect = next(e for e in BY_KEY[key].effects if e.from_week == from_week)
    assert effect.gain == pytest.approx(gain)
    if interval is None:
        assert effect.gain_interval is None
    else:
        assert effect.gain_interval == pytest.approx(interval)


def test_nothing_is_left_out_of_the_list_of_printed_effects():
    assert sum(len(comparator.effects) for comparator in COMPARATORS) == len(PRINTED)


def test_no_effect_is_assumed_and_each_has_a_source():
    for comparator in COMPARATORS:
        for effect in comparator.effects:
            assert effect.mean_difference.status in (Status.PUBLISHED, Status.DERIVED)
            assert effect.mean_difference.source is not None


def test_held_out_trial_is_not_used():
    sources = [str(e.mean_difference.source) for comparator in COMPARATORS for e in comparator.effects]
    assert not any("Peul" in source for source in sources)


def test_windows_run_forward():
    assert all(0 <= e.from_week <= e.to_week for comparator in COMPARATORS for e in comparator.effects)


def test_every_option_is_listed_for_every_patient(typical_patient):
    assert [option.comparator.key for option in alternatives(typical_patient)] == list(BY_KEY)


def test_typical_patient_has_tried_what_the_file_says(typical_patient):
    standing = {option.comparator.key: option.standing for option in alternatives(typical_patient)}
    tried = {key for key, value in standing.items() if value is Standing.TRIED}
    assert tried == {"physiotherapy", "nsaid", "snri", "gabapentinoid", "epidural steroid"}
    assert standing["surgery"] is Standing.OPEN
    assert "offered and declined" in _standing(typical_patient, "surgery").words


def test_tried_treatment_is_shown_with_its_result(typical_patient):
    tried = _patient(typical_patient, treatments=(_treatment(TreatmentKind.NSAID, "not tolerated", "no"),))
    option = _standing(tried, "nsaid")
    assert option.standing is Standing.TRIED
    assert "not tolerated" in option.words


def test_treatment_tried_too_little_stays_open(typical_patient):
    option = _standing(_patient(typical_patient, treatments=(_treatment(TreatmentKind.NSAID, adequate="no"),)), "nsaid")
    assert option.standing is Standing.OPEN
    assert "tried too little to judge: no relief" in option.words


def test_unknown_list_of_treatments_is_said(typical_patient):
    option = _standing(_patient(typical_patient, treatments=None), "physiotherapy")
    assert option.standing is Standing.OPEN
    assert "whether it was tried is not on record" in option.words


def test_gabapentinoid_is_not_offered_in_the_uk(typical_patient):
    assert _standing(_patient(typical_patient, jurisdiction="UK"), "gabapentinoid").standing is Standing.NOT_INDICATED
    assert _standing(_patient(typical_patient), "gabapentinoid").standing is Standing.OPEN


@pytest.mark.parametrize(
    ("weeks", "jurisdiction", "leg_pain", "standing"),
    [
        (8, "US", 5.0, Standing.OPEN),
        (14, "US", 9.0, Standing.NOT_INDICATED),
        (8, "UK", 8.0, Standing.OPEN),
        (8, "UK", 5.0, Standing.NOT_INDICATED),
    ],
)
def test_epidural_is_gated_by_duration_and_in_the_uk_by_severity(
    typical_patient, weeks, jurisdiction, leg_pain, standing
):
    patient = _patient(typical_patient, weeks=weeks, jurisdiction=jurisdiction, leg_pain=leg_pain)
    assert _standing(patient, "epidural steroid").standing is standing


@pytest.mark.parametrize(
    ("imaging", "weeks", "standing"),
    [
        ("compression", 60, Standing.OPEN),
        ("no compression", 60, Standing.NOT_INDICATED),
        ("not done", 3, Standing.NOT_INDICATED),
        ("not done", 20, Standing.UNCLEAR),
        ("unknown", 20, Standing.UNCLEAR),
    ],
)
def test_surgery_follows_imaging(typical_patient, imaging, weeks, standing):
    patient = _patient(typical_patient, imaging=imaging, weeks=weeks)
    assert _standing(patient, "surgery").standing is standing


def test_surgical_opinion_alone_is_not_surgery(typical_patient):
    patient = _patient(typical_patient, treatments=(_treatment(TreatmentKind.SURGICAL_OPINION, "done"),))
    assert _standing(patient, "surgery").standing is Standing.OPEN
