"""An observation file is read whole or not at all, and every fault is named by line, column, value and way out."""

import pytest

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.errors import InputFileError, InvalidInputError
from sciatwin.observation import (
    Concentration,
    Decided,
    Dissociation,
    Event,
    OxygenSaturation,
    PainScore,
    Period,
    Pressure,
    Questionnaire,
    QuestionnaireScore,
    RespiratoryRate,
    Review,
    Sedation,
    SelfHarmThoughts,
    SeriousEvent,
    SideEffect,
    SideEffectSeen,
    read_observations,
    write_observations,
)
from sciatwin.observation.csv.columns import COLUMNS, KINDS


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "observations.csv"
        path.write_text(text, encoding="utf-8")
        return read_observations(path)

    return read_text


@pytest.fixture
def one(read):
    """Reads one row from its cells."""

    def read_cells(**cells):
        cells = {"hours": "1"} | cells
        found = read(f"{','.join(cells)}\n{','.join(cells.values())}\n")
        assert len(found.observed) + len(found.sessions) == 1
        return (found.observed or found.sessions)[0]

    return read_cells


@pytest.fixture
def fault(one):
    """The only fault of one row."""

    def only(**cells):
        with pytest.raises(InvalidInputError) as error:
            one(**cells)
        assert len(error.value.faults) == 1, error.value.faults
        return error.value.faults[0]

    return only


LEVEL = {
    "kind": "concentration",
    "value": "118.4",
    "unit": "ng/mL",
    "mass_of": "base",
    "analyte": "ketamine",
    "site": "venous",
}
SESSION = {
    "hours": "0",
    "kind": "session",
    "value": "37",
    "unit": "mg",
    "mass_of": "base",
    "duration": "40 min",
    "drug": "racemic ketamine",
}


def test_level_is_read_as_it_stands(one):
    assert one(**LEVEL) == Concentration(
        time_h=1, analyte=Analyte.KETAMINE, site=BloodSite.VENOUS, conc_ng_per_ml=118.4, limit_ng_per_ml=None
    )


@pytest.mark.parametrize(
    ("value", "unit", "mass_of", "analyte", "ng_per_ml"),
    [
        ("118.4", "µg/L", "base", "ketamine", 118.4),
        ("118.4", "μg/L", "base", "ketamine", 118.4),  # the Greek letter instead of the micro sign
        ("0.1184", "mg/L", "base", "S-ketamine", 118.4),
        ("100", "ng/mL", "hydrochloride", "ketamine", 86.7),  # 237.73 of 274.19 g/mol
        ("1", "µmol/L", "", "ketamine", 237.73),
        ("1", "umol/L", "", "R-ketamine", 237.73),
        ("500", "nmol/L", "", "norketamine", 111.85),  # 223.70 g/mol
    ],
)
def test_levels_are_kept_as_ng_of_base_per_ml(one, value, unit, mass_of, analyte, ng_per_ml):
    level = one(**LEVEL | {"value": value, "unit": unit, "mass_of": mass_of, "analyte": analyte})
    assert level.conc_ng_per_ml == pytest.approx(ng_per_ml, rel=1e-4)


def test_level_below_the_limit_keeps_the_limit(one):
    level = one(**LEVEL | {"value": "2", "below_limit": "yes"})
    assert level.below_limit
    assert (level.conc_ng_per_ml, level.limit_ng_per_ml) == (None, 2)
    assert not one(**LEVEL | {"below_limit": "no"}).below_limit


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"unit": ""}, "line 2, unit: missing. Write the laboratory's unit"),
        ({"unit": "ng/dL"}, "line 2, unit: unknown unit 'ng/dL' for a concentration (one of: ng/mL,"),
        ({"mass_of": ""}, "line 2, mass_of: missing. Nothing is guessed here"),
        ({"mass_of": "salt"}, "line 2, mass_of: got 'salt'; it must be one of: base, hydrochloride."),
        ({"mass_of": "hydrochloride", "analyte": "norketamine"}, "line 2, unit: the hydrochloride of norketamine"),
        ({"unit": "µmol/L"}, "line 2, mass_of: got 'base', which 'concentration' does not use."),
        ({"site": ""}, "line 2, site: missing. Say where blood was drawn: arterial, venous, not stated."),
        ({"analyte": "ketamin"}, "line 2, analyte: got 'ketamin'; it must be one of: ketamine,"),
        ({"value": ""}, "line 2, value: missing. A level is needed, or the limit"),
        ({"value": "<2"}, "line 2, value: got '<2'; a number is needed. For a level below the limit"),
        ({"value": '"1,5"'}, "line 2, value: got '1,5'; a number is needed. Use a decimal point."),
        ({"value": "1_5"}, "line 2, value: got '1_5'; a number is needed."),
        ({"value": "nan"}, "line 2, value: got 'nan'; a number is needed."),
        ({"value": "0"}, "line 2, value: got 0 ng/mL; it must be above 0"),
        ({"value": "-99"}, "line 2, value: got -99 ng/mL; it must be above 0"),
        ({"value": "1e999"}, "line 2, value: got inf ng/mL; it must be above 0 and finite"),
        ({"below_limit": "1"}, "line 2, below_limit: got '1'; it must be one of: yes, no."),
        ({"hours": ""}, "line 2, hours: missing."),
        ({"hours": "10:15"}, "line 2, hours: got '10:15'; a number is needed."),
        ({"kind": ""}, "line 2, kind: missing. Known are: session,"),
        ({"kind": "concentratoin"}, "line 2, kind: got 'concentratoin', which is no kind of reading. Did you mean"),
        ({"period": "day"}, "line 2, period: got 'day', which 'concentration' does not use."),
    ],
)
def test_fault_of_a_level_names_line_column_value_and_way_out(fault, cells, text):
    assert fault(**LEVEL | cells).startswith(text)


def test_session_is_read_in_mg_of_base(one):
    given = one(**SESSION | {"value": "0.04", "unit": "g", "mass_of": "hydrochloride", "bolus": "5 mg"})
    assert given.dose_mg == pytest.approx(34.68, abs=0.01)  # 40 mg × 0.867
    assert given.bolus_mg == pytest.approx(4.335, abs=0.001)
    assert (given.start_h, given.duration_h, given.drug) == (0, 40 / 60, Drug.RACEMIC_KETAMINE)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"mass_of": ""}, "line 2, mass_of: missing."),
        ({"unit": "mg/kg"}, "line 2, unit: 'mg/kg' is a unit of weight-based dose, not of drug mass"),
        ({"duration": "40"}, "line 2, duration: a unit is needed"),
        ({"duration": ""}, "line 2, duration: missing. Write it with its unit, such as 40 min."),
        ({"bolus": "5"}, "line 2, bolus: a unit is needed"),
        ({"bolus": "50 mg"}, "line 2, bolus: got 50 mg of a whole dose of 37 mg. The dose includes the bolus"),
        ({"drug": "ketamine"}, "line 2, drug: got 'ketamine'; it must be one of: racemic ketamine, S-ketamine."),
        ({"hours": "3"}, "line 2: the first session starts at 3 h. Times count from the first session"),
        ({"hours": "-3"}, "line 2, hours: got -3; it counts from the first session"),
    ],
)
def test_fault_of_a_session_names_line_column_value_and_way_out(fault, cells, text):
    assert fault(**SESSION | cells).startswith(text)


def test_scores_are_read(one):
    assert one(kind="leg_pain", value="7", period="day") == PainScore(time_h=1, score=7, period=Period.DAY)
    mark = one(kind="leg_pain", value="6.3", period="now", resolution="0.1", unit="points")
    assert (mark.score, mark.resolution) == (6.3, 0.1)
    assert one(kind="CADSS", value="4") == Dissociation(time_h=1, cadss=4)
    odi = QuestionnaireScore(time_h=1, questionnaire=Questionnaire.ODI, score=44)
    assert one(kind="odi", value="44", unit="%") == odi
    cells = {"kind": "sedation_score", "value": "4", "scale": "MOAA/S", "awake": "5", "deepest": "0"}
    assert one(**cells) == Sedation(time_h=1, scale="MOAA/S", score=4, awake_score=5, deepest_score=0)
    assert one(kind="opioid_use", value="0", unit="MME/day").morphine_mg_per_day == 0


def test_pressure_is_read_with_its_heart_rate(one):
    seen = one(kind="blood_pressure", value="134 / 86", unit="mmHg", heart_rate="77")
    assert seen == Pressure(time_h=1, systolic_mmhg=134, diastolic_mmhg=86, heart_rate_per_min=77)
    in_kpa = one(kind="blood_pressure", value="16/10", unit="kPa")
    assert in_kpa.systolic_mmhg == pytest.approx(120.01, abs=0.01)
    assert in_kpa.heart_rate_per_min is None


def test_breathing_item_9_and_a_review_are_read(one):
    assert one(kind="oxygen_saturation", value="91", unit="%") == OxygenSaturation(time_h=1, saturation_percent=91)
    assert one(kind="respiratory_rate", value="8") == RespiratoryRate(time_h=1, breaths_per_min=8)
    assert one(kind="respiratory_rate", value="0", unit="/min").breaths_per_min == 0
    assert one(kind="phq9_item_9", value="2") == SelfHarmThoughts(time_h=1, phq9_item_9=2)
    assert one(kind="serious_event", value="chest pain") == SeriousEvent(time_h=1, event=Event.CHEST_PAIN)
    review = one(kind="review", value="May go on", by="pain physician")
    assert review == Review(time_h=1, decided=Decided.MAY_GO_ON, by="pain physician")


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"kind": "oxygen_saturation", "value": "0.97", "unit": "%"}, "line 2, value: got 0.97; saturation goes from"),
        ({"kind": "oxygen_saturation", "value": "97"}, "line 2, unit: missing. Write '%'."),
        ({"kind": "respiratory_rate", "value": "140"}, "line 2, value: got 140; breathing, /min, goes from 0 to 80."),
        ({"kind": "respiratory_rate", "value": "14", "unit": "/h"}, "line 2, unit: got '/h'; this is in /min."),
        ({"kind": "phq9_item_9", "value": "4"}, "line 2, value: got 4; item 9 of PHQ-9 goes from 0 to 3."),
        ({"kind": "phq9_item_9", "value": "1.5"}, "line 2, value: got 1.5; item 9"),
        ({"kind": "review", "value": "fine", "by": "ward"}, "line 2, value: got 'fine'; it must be one of: may go on,"),
        ({"kind": "review", "value": "may go on"}, "line 2, by: missing. Say who decided, by role."),
        ({"kind": "review", "value": "may go on", "by": "nobody"}, "line 2, by: got 'nobody'; write who answers"),
        ({"kind": "review", "value": "may go on", "by": "=cmd()"}, "line 2, by: got '=cmd()'; the role"),
        ({"kind": "cadss", "value": "4", "by": "ward"}, "line 2, by: got 'ward', which 'cadss' does not use."),
        ({"kind": "leg_pain", "value": "63", "period": "now"}, "line 2, value: got 63; leg pain goes from 0 to 10. A"),
        ({"kind": "leg_pain", "value": "6.3", "period": "now"}, "line 2, value: got 6.3, which lies between two steps"),
        ({"kind": "leg_pain", "value": "6"}, "line 2, period: missing. Say what the score is about: now, day, week."),
        ({"kind": "leg_pain", "value": "6", "period": "now", "unit": "mm"}, "line 2, unit: got 'mm'; this is in"),
        ({"kind": "leg_pain", "value": "", "period": "now"}, "line 2, value: missing."),
        ({"kind": "odi", "value": "22"}, "line 2, unit: missing. Write '%'."),
        ({"kind": "phq9", "value": "28"}, "line 2, value: got 28; phq9 goes from 0 to 27."),
        ({"kind": "opioid_use", "value": "40", "unit": "mg"}, "line 2, unit: got 'mg'; write 'MME/day'."),
        ({"kind": "blood_pressure", "value": "134", "unit": "mmHg"}, "line 2, value: got '134'; systolic and"),
        ({"kind": "blood_pressure", "value": "134/86"}, "line 2, unit: missing. Write it, such as mmHg."),
        ({"kind": "blood_pressure", "value": "86/134", "unit": "mmHg"}, "line 2, value: got 86, not above diastolic"),
        ({"kind": "nausea", "value": "1", "session": "1"}, "line 2, value: got '1'; it must be one of: yes, no."),
        ({"kind": "nausea", "value": "yes"}, "line 2, session: missing. Say in which session, counted from 1."),
        ({"kind": "nausea", "value": "yes", "session": "0"}, "line 2, session: got '0'; sessions count 1, 2, 3"),
        ({"kind": "global_impression", "value": "2"}, "line 2, value: got '2'; it must be one of: very much improved,"),
        ({"kind": "sedation_score", "value": "4", "awake": "5", "deepest": "0"}, "line 2, scale: missing."),
    ],
)
def test_fault_of_a_score_names_line_column_value_and_way_out(fault, cells, text):
    assert fault(**cells).startswith(text)


def test_side_effect_without_a_time_is_asked_about_at_the_end_of_its_session(read):
    found = read(
        "hours,kind,value,unit,mass_of,duration,drug,session\n"
        ",nausea,yes,,,,,2\n"
        "0,session,37,mg,base,40 min,racemic ketamine,\n"
        "72,session,37,mg,base,20 min,racemic ketamine,\n"
        f"{72 + 1 / 3},session,20,mg,base,40 min,racemic ketamine,\n"
    )
    (seen,) = found.of_kind(SideEffectSeen)
    assert seen.time_h == pytest.approx(73)  # the second session was given in two steps
    assert (seen.session_index, seen.effect, seen.seen) == (1, SideEffect.NAUSEA, True)


def test_side_effect_without_a_time_needs_the_session(fault):
    text = "line 2, hours: missing, and no row says when the session was. Give a time, or add the session."
    assert fault(hours="", kind="nausea", value="yes", session="1") == text


def test_every_fault_is_listed_at_once_in_the_order_of_the_lines(read):
    with pytest.raises(InvalidInputError) as error:
        read(
            '# a comment with an open "quote, and commas\n'
            "hours,kind,value,unit,mass_of,analyte,site,period,session,note\n"
            "1,concentration,,ng/mL,,ketamine,venuos,,,\n"
            "\n"
            "2,leg_pain,12,,,,,day,,\n"
            "2,cadss,4,,,,,,,\n"
            "2,cadss,4.0,,,,,,,again\n"
            "2,cadss,5\n"
            '3,cadss,5,,,,,,,"open\n'
            "4,nausea,yes,,,,,,1,\n"
            "5,nausea,no,,,,,,1,\n"
        )
    assert [fault.split(":")[0] for fault in error.value.faults] == [
        "line 3, site",
        "line 3, value",
        "line 3, mass_of",
        "line 5, value",
        "line 7",
        "line 8, row",
        "line 9, row",
        "line 11, value",
    ]
    assert "the same as line 6" in str(error.value)
    assert "is yes and no in one session (line 10)" in str(error.value)


def test_row_that_may_be_a_session_brings_no_further_faults(read):
    with pytest.raises(InvalidInputError) as error:
        read(
            "time,kind,value,unit,mass_of,duration,drug,session\n"
            "2026-03-02T09:30Z,sesion,37,mg,base,40 min,racemic ketamine,\n"
            "2026-03-02T10:30Z,cadss,4,,,,,\n"
            ",nausea,no,,,,,1\n"
        )
    assert error.value.faults == ["line 2, kind: got 'sesion', which is no kind of reading. Did you mean 'session'?"]


def test_sessions_that_overlap_are_named_by_line(read):
    with pytest.raises(InvalidInputError) as error:
        read(
            "hours,kind,value,unit,mass_of,duration,drug\n"
            "0.5,session,37,mg,base,40 min,racemic ketamine\n"
            "0,session,37,mg,base,40 min,racemic ketamine\n"
        )
    assert error.value.faults == [
        "line 2: the session starts at 0.5 h, before the one of line 3 ends at 0.666667 h. Correct a start or a "
        "duration."
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("kind,value\ncadss,4\n", "one column of times is needed, 'time', 'hours' or 'day'; got none."),
        ("hours,day,kind,value\n1,0,cadss,4\n", "one column of times is needed"),
        ("hours,value\n1,4\n", "the column 'kind' is missing"),
        ("hours,kind,valu\n1,cadss,4\n", "there is no column 'valu'. Did you mean 'value'?"),
        ("hours,kind,value,value\n1,cadss,4,4\n", "the column 'value' stands twice"),
        ("note,hours,kind,value\n#,1,cadss,4\n", "put another column first"),
        ("hours,kind,value,\n1,cadss,4,\n", "there is no column ''"),
    ],
)
def test_fault_of_the_header_is_named(read, text, part):
    with pytest.raises(InvalidInputError, match=part.replace("'", ".").replace("(", ".")):
        read(text)


def test_files_that_hold_nothing_are_refused(read, tmp_path):
    with pytest.raises(InputFileError, match="empty"):
        read("# nothing\n\n")
    with pytest.raises(InputFileError, match="no such file"):
        read_observations(tmp_path / "missing.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputFileError, match="begins as UTF-16-LE text, but"):
        read_observations(tmp_path / "bytes.csv")


def test_header_without_rows_is_no_observation(read):
    assert read("hours,kind,value\n").observed == ()


def test_windows_and_old_mac_line_ends_and_byte_order_mark_are_read(tmp_path):
    for end in ("\r\n", "\r"):
        path = tmp_path / "observations.csv"
        path.write_bytes(f"\ufeffHours,Kind,Value{end}1,cadss,4{end}".encode())
        assert len(read_observations(path).observed) == 1


def test_every_kind_and_column_is_in_the_guide(examples):
    guide = (examples.parent / "docs" / "how-to" / "record-observations.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in guide for name in (*KINDS, *COLUMNS) if name not in ("kind", "value", "unit"))


def test_example_is_read_and_says_that_it_is_simulated(examples):
    path = examples / "typical_sessions.csv"
    found = read_observations(path)
    assert path.read_text(encoding="utf-8").startswith("# SIMULATED")
    assert found.notes == ()
    assert [session.start_h for session in found.sessions] == [0, 72]
    assert found.regimen(74).sessions[0].dose_mg_per_kg == pytest.approx(0.5)
    assert [level.site for level in found.of_kind(Concentration)] == [BloodSite.VENOUS, BloodSite.VENOUS]
    diary = [item for item in found.of_kind(PainScore) if item.period is Period.DAY]
    days = [int(item.time_h // 24) for item in diary]
    assert days == [0, 1, 2, 3, 5, 6, 7]  # a gap on day 4


def test_what_is_written_is_read_again(examples, tmp_path):
    found = read_observations(examples / "typical_sessions.csv")
    write_observations(found, tmp_path / "again.csv")
    assert read_observations(tmp_path / "again.csv") == found
