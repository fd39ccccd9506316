"""A patient is the same person in the units of any country."""

import pytest

from sciatwin.patient import read_patient


@pytest.fixture
def read(examples, tmp_path):
    text = (examples / "typical.yaml").read_text(encoding="utf-8")

    def with_changes(*changes):
        changed = text
        for old, new in changes:
            assert old in changed, old
            changed = changed.replace(old, new, 1)
        path = tmp_path / "patient.yaml"
        path.write_text(changed, encoding="utf-8")
        return read_patient(path)

    return with_changes


@pytest.mark.parametrize("height", ["5 ft 6 in", "5'6\"", "5 ft 6", "66 inches", "1.6764 m", "1 m 67.64 cm"])
@pytest.mark.parametrize("weight", ["163 lbs", "163 lb", "163 pounds", "11 st 9 lb", "73,93555631 kg"])
def test_height_and_weight_are_read_as_clinics_write_them(read, height, weight):
    patient = read(("height: 168 cm", f"height: {height}"), ("weight: 74 kg", f"weight: {weight}"))
    assert patient.height_cm == pytest.approx(167.64)
    assert patient.weight_kg == pytest.approx(163 * 0.45359237)


@pytest.mark.parametrize("rate", ["72 beats/min", "72 bpm", "72/min", "72 beats per minute"])
def test_a_heart_rate_is_read_as_clinics_write_it(read, rate):
    assert read(("heart_rate: 72 /min", f"heart_rate: {rate}")).vitals.heart_rate_per_min == 72


def test_a_laboratory_may_use_mg_per_dl(read):
    assert read(("bilirubin: 9 µmol/L", "bilirubin: 0.5 mg/dL")).laboratory.bilirubin_umol_per_l == pytest.approx(8.55)
