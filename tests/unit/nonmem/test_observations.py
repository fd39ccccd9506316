"""A NONMEM-style data set gives the same observations as a clinic's file, or says by line why it cannot."""

import pytest

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.errors import InvalidInputError, ModelError
from sciatwin.nonmem.observations import (
    CadssRow,
    LevelRow,
    NonmemKey,
    OpioidRow,
    PainRow,
    QuestionnaireRow,
    observations_of_person,
)
from sciatwin.observation import (
    Concentration,
    Dissociation,
    GivenSession,
    OpioidUse,
    PainScore,
    Period,
    Questionnaire,
    QuestionnaireScore,
)
from sciatwin.pharmacokinetics.events import Layout, read_nonmem

LEVEL = LevelRow(analyte=Analyte.KETAMINE, site=BloodSite.VENOUS)
MEANINGS = {
    1: LEVEL,
    2: PainRow(period=Period.DAY),
    3: CadssRow(),
    4: QuestionnaireRow(questionnaire=Questionnaire.PHQ9),
    5: OpioidRow(),
}
HEADER = "ID,TIME,AMT,RATE,EVID,CMT,ADDL,II,SS,MDV,DV,BLQ,LLOQ,DVID\n"
LAYOUT = Layout(
    time_unit="h",
    amount_unit="mg",
    observed_unit="mg/L",
    compartments=("depot", "central"),
    dose_compartment="central",
    observed_compartment="central",
    covariates={"DVID": "1"},
)


def _key(**changes):
    fields = {"meanings": MEANINGS, "column": "DVID", "intravenous": "central", "drug": Drug.RACEMIC_KETAMINE}
    return NonmemKey(**fields | changes)


@pytest.fixture
def read(tmp_path):
    def read_rows(*rows, key=None, person="1"):
        path = tmp_path / "study.csv"
        path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
        return observations_of_person(read_nonmem(path, LAYOUT), person, key or _key())

    return read_rows


def test_rows_become_what_their_number_means(read):
    found = read(
        "1,1,40,60,1,0,1,72,0,1,.,0,.,0",
        "1,1.5,.,.,0,0,.,.,.,0,0.131,0,.,1",
        "1,2,.,.,0,0,.,.,.,0,12,0,.,3",
        "1,11,.,.,0,0,.,.,.,0,6,0,.,2",
        "1,25,.,.,0,0,.,.,.,0,.,1,0.002,1",
        "1,25,.,.,0,0,.,.,.,0,7,0,.,4",
        "1,25,.,.,0,0,.,.,.,0,0,0,.,5",
    )
    assert found.sessions == tuple(
        GivenSession(start_h=start_h, duration_h=40 / 60, dose_mg=40, drug=Drug.RACEMIC_KETAMINE) for start_h in (0, 72)
    )
    assert found.of_kind(Concentration) == (
        Concentration(time_h=0.5, analyte=Analyte.KETAMINE, site=BloodSite.VENOUS, conc_ng_per_ml=131),
        Concentration(time_h=24, analyte=Analyte.KETAMINE, site=BloodSite.VENOUS, limit_ng_per_ml=2),
    )
    assert found.of_kind(PainScore) == (PainScore(time_h=10, score=6, period=Period.DAY),)
    assert found.of_kind(Dissociation) == (Dissociation(time_h=1, cadss=12),)
    phq9 = QuestionnaireScore(time_h=24, questionnaire=Questionnaire.PHQ9, score=7)
    assert found.of_kind(QuestionnaireScore) == (phq9,)
    assert found.of_kind(OpioidUse) == (OpioidUse(time_h=24, morphine_mg_per_day=0),)


def test_compartment_can_number_the_readings(read):
    key = _key(column="CMT", meanings={1: PainRow(period=Period.NOW), 2: LEVEL})
    found = read(
        "1,0,40,60,1,0,.,.,.,1,.,0,.,0",
        "1,1,.,.,0,0,.,.,.,0,0.1,0,.,0",  # 0 is the observed compartment
        "1,1,.,.,0,1,.,.,.,0,6,0,.,0",
        key=key,
    )
    assert [type(item) for item in found.observed] == [Concentration, PainScore]


def test_bolus_at_the_start_of_an_infusion_is_of_its_session_and_alone_takes_a_minute(read):
    found = read(
        "1,0,40,60,1,0,.,.,.,1,.,0,.,0",
        "1,0,7,0,1,0,.,.,.,1,.,0,.,0",
        "1,72,5,0,1,0,.,.,.,1,.,0,.,0",
    )
    first, second = found.sessions
    assert (first.dose_mg, first.bolus_mg, first.duration_h) == (47, 7, pytest.approx(40 / 60))
    assert (second.dose_mg, second.bolus_mg, second.duration_h) == (5, 5, pytest.approx(1 / 60))
    assert found.regimen(74).total_mg(74) == pytest.approx(52)


def test_rows_without_a_reading_give_none(read):
    found = read(
        "1,0,40,60,1,0,.,.,.,1,.,0,.,0",
        "1,1,.,.,0,0,.,.,.,1,.,0,.,1",
        "1,2,.,.,2,0,.,.,.,1,.,0,.,1",
        "2,1,.,.,0,0,.,.,.,0,0.1,0,.,1",
    )
    assert found.observed == ()


def test_every_row_that_cannot_be_is_named(read):
    with pytest.raises(InvalidInputError) as error:
        read(
            "1,0,40,60,1,1,.,.,.,1,.,0,.,0",
            "1,1,40,-1,1,0,.,.,.,1,.,0,.,0",
            "1,2,40,0,1,0,.,24,1,1,.,0,.,0",
            "1,3,.,.,0,0,.,.,.,0,12,0,.,2",
            "1,3,.,.,0,0,.,.,.,0,0,0,.,1",
            "1,3,.,.,0,0,.,.,.,0,5,0,.,9",
            "1,3,.,.,0,0,.,.,.,0,4,0,.,3",
            "1,3,.,.,0,0,.,.,.,0,4,0,.,3",
            "1,4,.,.,3,0,.,.,.,1,.,0,.,0",
        )
    starts = [
        "line 2, CMT: the dose enters 'depot'.",
        "line 3, RATE: got -1.",
        "line 4, SS: got 1.",
        "line 10, EVID: got 3.",
        "line 5, DV: got 12; leg pain goes from 0 to 10.",
        "line 6, DV: got 0 ng/mL; it must be above 0",
        "line 7, DVID: got 9, which has no meaning here (known: 1, 2, 3, 4, 5).",
        "line 9: the same as line 8.",
    ]
    for fault, start in zip(error.value.faults, starts, strict=True):
        assert fault.startswith(start)


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"person": "7"}, "there is no ID '7' \\(available: 1\\)"),
        ({"key": _key(intravenous="vein")}, "there is no compartment 'vein' \\(available: depot, central\\)"),
        ({"key": _key(column="FLAG")}, "there is no column 'FLAG' \\(available: CMT, DVID\\)"),
    ],
)
def test_names_that_are_not_there_are_refused_with_those_that_are(read, options, part):
    with pytest.raises(ModelError, match=part):
        read("1,0,40,60,1,0,.,.,.,1,.,0,.,0", **options)


def test_faults_of_sessions_and_of_readings_are_named_together(read):
    """A session of a millisecond, two boluses at once, and a score outside its scale."""
    with pytest.raises(InvalidInputError) as caught:
        read(
            "1,0,10,3600000,1,2,0,0,0,1,.,0,.,1",
            "1,1,10,0,1,2,0,0,0,1,.,0,.,1",
            "1,1,10,0,1,2,0,0,0,1,.,0,.,1",
            "1,3,0,0,0,2,0,0,0,0,99,0,.,3",
        )
    told = "\n".join(caught.value.faults)
    assert "line 2, duration_h" in told
    assert "line 4, TIME: a bolus at the time of that of line 3" in told
    assert "line 5, DV" in told
