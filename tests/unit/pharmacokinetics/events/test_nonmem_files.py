from dataclasses import replace

import numpy as np
import pytest

from sciatwin.errors import InputFileError, InvalidInputError, OutputError
from sciatwin.pharmacokinetics.events import (
    Censoring,
    DataRecord,
    DataSet,
    Dose,
    Evid,
    Kinetics,
    Layout,
    Modelled,
    Observation,
    OtherEvent,
    Reset,
    SteadyInfusion,
    SteadyState,
    events_of,
    predict_amounts,
    predict_observed,
    rate_matrix,
    read_nonmem,
    write_nonmem,
)

LAYOUT = Layout(
    time_unit="h",
    amount_unit="mg",
    observed_unit="ng/mL",
    compartments=("depot", "central"),
    dose_compartment="depot",
    observed_compartment="central",
    covariates={"WT": "kg"},
)
BARE = replace(LAYOUT, covariates={})


@pytest.fixture
def read(tmp_path):
    def read_text(text, layout=BARE):
        path = tmp_path / "data.csv"
        path.write_text(text, encoding="utf-8")
        return read_nonmem(path, layout)

    return read_text


@pytest.fixture
def faults(read, tmp_path):
    def faults_of(text, layout=BARE):
        with pytest.raises(InvalidInputError) as error:
            read(text, layout)
        assert str(error.value).startswith(f"{tmp_path / 'data.csv'}: ")
        return error.value.faults

    return faults_of


FULL = """# a comment
id,Time,AMT,rate,EVID,mdv,CMT,ADDL,II,SS,DV,BLQ,LLOQ,wt
1,0,100,.,1,1,1,3,24,.,.,.,.,70.5

1,0.5,.,.,0,0,2,,,,12.25,0,0.5,70.5
1,1,.,.,0,0,2,.,.,.,.,1,0.5,70.5
1,2,0,0,2,1,0,0,0,0,.,0,.,71
B-2,0,0,9,4,1,2,0,0,1,.,0,.,60
B-2,0,50,-2,1,1,2,0,12,2,.,0,.,60
"""


def test_a_data_set_is_read_with_every_column(read):
    data = read(FULL, LAYOUT)
    first, seen, below, other, endless, modelled = data.records
    assert first == DataRecord(
        id="1", time=0, evid=Evid.DOSE, mdv=True, amt=100, cmt=1, addl=3, ii=24, covariates={"WT": 70.5}
    )
    assert (seen.dv, seen.lloq, seen.censoring, seen.mdv) == (12.25, 0.5, Censoring.NONE, False)
    assert (below.dv, below.limit, below.censoring) == (None, 0.5, Censoring.BELOW)
    assert (other.evid, other.covariates["WT"], other.line) == (Evid.OTHER, 71, 7)
    assert (endless.evid, endless.rate, endless.ss) == (Evid.RESET_AND_DOSE, 9, 1)
    assert (modelled.rate, modelled.ss, modelled.ii) == (-2, 2, 12)
    assert [key for key, _ in data.individuals()] == ["1", "B-2"]


def test_records_become_events_in_hours_and_mg(read):
    minutes = replace(LAYOUT, time_unit="min", amount_unit="µg")
    text = (
        FULL.replace("1,2,0,0,2,", "1,2,0,0,3,").replace("B-2,0,0,9,", "1,3,0,9,").replace("B-2,0,50,-2", "1,3,50,-1")
    )
    events = events_of(read(text, minutes).records, minutes)
    assert events[0] == Dose(time_h=0, amount_mg=0.1, compartment="depot", additional=3, interval_h=0.4)
    assert events[1:3] == (Observation(time_h=0.5 / 60), Observation(time_h=1 / 60))
    assert events[3] == Reset(time_h=2 / 60)
    assert isinstance(events[4], SteadyInfusion)
    assert (events[4].time_h, events[4].compartment, events[4].reset_first) == (3 / 60, "central", True)
    assert events[4].rate_mg_per_h == pytest.approx(9e-3 * 60)
    assert events[5].modelled is Modelled.RATE
    assert events[5].steady_state is SteadyState.ADD


def test_duration_column_gives_infusions(read):
    data = read("ID,TIME,AMT,DUR\n1,0,100,2\n1,1,50,0\n")
    first, second = events_of(data.records, BARE)
    assert (first.duration_h, first.rate_mg_per_h) == (2, None)
    assert second.duration_h is None  # 0 and '.' are a bolus


def test_evid_and_mdv_follow_where_they_are_no_columns(read):
    data = read("ID,TIME,AMT,DV\n1,0,100,.\n1,1,0,5\n1,2,.,.\n")
    assert [(r.evid, r.mdv) for r in data.records] == [(1, True), (0, False), (0, True)]
    data = read("ID,TIME,AMT,DV,MDV\n1,0,100,.,1\n1,1,0,5,0\n1,2,.,.,1\n")
    assert [r.evid for r in data.records] == [1, 0, 2]
    assert isinstance(events_of(data.records, BARE)[2], OtherEvent)


def test_default_compartments_stand_in_for_cmt_0(read):
    data = read("ID,TIME,AMT,DV,CMT\n1,0,100,.,.\n1,1,0,5,0\n1,2,30,.,2\n")
    assert [e.compartment for e in events_of(data.records, BARE) if isinstance(e, Dose)] == ["depot", "central"]


HEADER = "ID,TIME,AMT,RATE,DUR,EVID,MDV,CMT,ADDL,II,SS,DV,BLQ,LLOQ"
DOSE = {"ID": "1", "TIME": "0", "AMT": "100", "EVID": "1", "MDV": "1"}
SEEN = {"ID": "1", "TIME": "0", "AMT": "0", "EVID": "0", "MDV": "0", "DV": "3"}


def row(base, **change):
    cells = base | change
    return ",".join(cells.get(column, ".") for column in HEADER.split(","))


@pytest.mark.parametrize(
    ("base", "change", "words"),
    [
        (DOSE, {"AMT": "1_000"}, ["AMT", "'1_000'"]),
        (DOSE, {"AMT": "abc"}, ["AMT", "'abc'", "a number is needed"]),
        (DOSE, {"AMT": "1,5"}, ["row: 15 cells", "header has 14"]),
        (DOSE, {"AMT": '"1,5"'}, ["AMT", "'1,5'", "decimal point"]),
        (DOSE, {"TIME": "08:30"}, ["TIME", "08:30", "clock times"]),
        (DOSE, {"TIME": "."}, ["TIME", "missing"]),
        (DOSE, {"TIME": "nan"}, ["TIME", "'nan'"]),
        (DOSE, {"ID": "."}, ["ID", "'.'"]),
        (DOSE, {"AMT": "-5"}, ["AMT", "got -5", "0 or more"]),
        (DOSE, {"AMT": "0"}, ["AMT", "got 0 with EVID 1", "EVID 2 marks"]),
        (DOSE, {"EVID": "7"}, ["EVID", "got 7", "0, 1, 2, 3, 4"]),
        (DOSE, {"EVID": "."}, ["EVID", "missing", "1 for a dose"]),
        (DOSE, {"EVID": "0", "MDV": "1"}, ["AMT", "got 100 with EVID 0", "EVID 1 or 4"]),
        (DOSE, {"EVID": "3", "AMT": "0", "ADDL": "2"}, ["ADDL", "got 2 with EVID 3"]),
        (DOSE, {"MDV": "0"}, ["MDV", "got 0 with EVID 1"]),
        (DOSE, {"MDV": "3"}, ["MDV", "got 3", "0, 1"]),
        (DOSE, {"ADDL": "2"}, ["II", "got 0 with ADDL 2"]),
        (DOSE, {"ADDL": "1.5", "II": "12"}, ["ADDL", "'1.5'", "whole number"]),
        (DOSE, {"ADDL": "-1", "II": "12"}, ["ADDL", "got -1"]),
        (DOSE, {"II": "-12"}, ["II", "got -12"]),
        (DOSE, {"SS": "1"}, ["II", "got 0 with SS 1 and AMT 100"]),
        (DOSE, {"SS": "3", "II": "12"}, ["SS", "got 3"]),
        (DOSE, {"RATE": "10", "DUR": "2"}, ["DUR", "got 2 beside RATE 10", "Keep one"]),
        (DOSE, {"RATE": "-3"}, ["RATE", "got -3", "-1", "-2"]),
        (DOSE, {"DUR": "-1"}, ["DUR", "got -1"]),
        (DOSE, {"AMT": "0", "SS": "1", "RATE": "-2"}, ["AMT", "endless infusion"]),
        (DOSE, {"AMT": "0", "SS": "1", "RATE": "5", "II": "12"}, ["II", "got 12 with SS 1 and AMT 0"]),
        (DOSE, {"CMT": "3"}, ["CMT", "got 3", "1 depot, 2 central"]),
        (DOSE, {"CMT": "-1"}, ["CMT", "got -1", "cannot be switched off"]),
        (SEEN, {"DV": "-99"}, ["DV", "got -99", "'.' for missing"]),
        (SEEN, {"DV": "."}, ["DV", "missing on an observation", "MDV 1"]),
        (SEEN, {"DV": ".", "BLQ": "1"}, ["BLQ", "without a limit", "LLOQ"]),
        (SEEN, {"BLQ": "2"}, ["BLQ", "got 2", "0, 1"]),
        (SEEN, {"BLQ": "1", "LLOQ": "-1"}, ["LLOQ", "got -1"]),
    ],
)
def test_a_fault_names_line_column_value_and_the_way_out(faults, base, change, words):
    found = faults(f"{HEADER}\n{row(SEEN)}\n{row(base, **change)}\n")
    assert any(fault.startswith("line 3, ") and all(word in fault for word in words) for fault in found), found


def test_all_faults_are_named_at_once_in_the_order_of_lines(faults):
    rows = [row(DOSE, AMT="-1", CMT="9"), row(SEEN, TIME="5"), row(SEEN, TIME="4"), row(DOSE, TIME="x", ADDL="y")]
    found = faults("\n".join([HEADER, *rows]))
    starts = [fault.split(":")[0] for fault in found]
    assert starts == ["line 2, AMT", "line 4, TIME", "line 5, TIME", "line 5, ADDL"]


def test_time_may_go_back_only_at_a_reset(faults, read):
    assert faults(f"{HEADER}\n{row(DOSE, TIME='5')}\n{row(SEEN, TIME='4')}")[0].startswith(
        "line 3, TIME: 4 comes after 5"
    )
    assert len(read(f"{HEADER}\n{row(DOSE, TIME='5')}\n{row(DOSE, EVID='4')}\n{row(SEEN, TIME='4')}").records) == 3


def test_rows_of_an_individual_stand_together(faults):
    found = faults(f"{HEADER}\n{row(SEEN)}\n{row(SEEN, ID='2')}\n{row(SEEN, TIME='9')}")
    assert found[0].startswith("line 4, ID: '1' comes again")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("ID,TIME,AMT,amt", ["line 1, AMT", "2 times"]),
        ("ID,TIME,AMT,RAET", ["line 1, RAET", "unknown column", "Did you mean 'RATE'?"]),
        ("ID,TIME,AMT,DVID", ["line 1, DVID", "Near it: EVID, ID, DV."]),
        ("ID,AMT,DV", ["line 1, TIME", "column is missing"]),
    ],
)
def test_header_faults_are_named(faults, header, words):
    found = faults(f"{header}\n1,0,0,0\n")
    assert any(all(word in fault for word in words) for fault in found), found


def test_declared_covariates_must_be_there_and_given(faults):
    assert any("WT: the column is missing" in fault for fault in faults("ID,TIME,DV\n1,0,3\n", LAYOUT))
    assert faults("ID,TIME,DV,WT\n1,0,3,.\n", LAYOUT) == ["line 2, WT: missing. Every row needs a value."]


def test_ignored_columns_are_not_read(read):
    assert read("C,ID,TIME,DV\nx,1,0,3\n", replace(BARE, ignored=("C",))).records[0].dv == 3


COMMENTED = "C,ID,TIME,AMT,DV\nC,1,0,100,.\n.,1,0,100,.\n.,1,1,.,1.6\n"


def test_rows_that_a_layout_calls_comments_are_not_read(read):
    with_c = replace(BARE, ignored=("C",))
    for comments in ("C", "@"):
        data = read(COMMENTED, replace(with_c, comments=comments))
        assert [(record.line, record.amt) for record in data.records] == [(3, 100), (4, 0)]
    assert len(read(COMMENTED, replace(with_c, comments="#")).records) == 3


@pytest.mark.parametrize(
    ("text", "ignored", "words"),
    [
        (COMMENTED, ("C",), ["line 2, C", "begins with 'C'", "comments='C'", "comments='#'"]),
        ("ID,TIME,AMT,DV\n1,0,100,.\n@1,0,50,.\n1,1,.,2\n", (), ["line 3, ID", "begins with '@'", "comments='@'"]),
        ("ID,TIME,AMT,DV\n1,0,100,.\nC1,0,50,.\n1,1,.,2\n", (), ["line 3, ID", "begins with 'C'"]),
    ],
)
def test_rows_that_may_be_comments_are_asked_back(faults, text, ignored, words):
    found = faults(text, replace(BARE, ignored=ignored))
    assert any(all(word in fault for word in words) for fault in found), found


def test_names_that_all_begin_with_c_are_names(read):
    assert [r.id for r in read("ID,TIME,AMT,DV\nC1,0,100,.\nC2,0,50,.\n").records] == ["C1", "C2"]


def test_one_number_spelt_in_several_ways_is_one_person(read):
    data = read("ID,TIME,AMT,DV\n1.0,0,100,.\n1,1,.,1.6\n01,2,.,1.5\n1e0,3,.,1.4\n1e+05,0,9,.\n100000,1,.,2\n")
    assert [(key, len(records)) for key, records in data.individuals()] == [("1", 4), ("100000", 2)]


@pytest.mark.parametrize("name", ["12345678901234567890", "1.5", "B-2", "1_0", "-3"])
def test_ids_that_are_in_their_shortest_form_stay(read, name):
    assert read(f"ID,TIME,AMT,DV\n{name},0,100,.\n").records[0].id == name


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("1,0,9,.,.,.,0", ["line 2, WT", "got 0", "more than 0"]),
        ("1,0,9,.,.,.,-82", ["line 2, WT", "got -82"]),
        ("1,1e308,9,.,.,.,70", ["line 2, TIME", "1e+308 h"]),
        ("1,-1e9,9,.,.,.,70", ["line 2, TIME", "170 years"]),
        ("1,0,9,.,1000000000,24,70", ["line 2, ADDL", "got 1000000000"]),
        ("1,0,9,.,90000,24,70", ["line 2, ADDL", "2.16e+06 h"]),
        ("1,0,9,1e-9,.,.,70", ["line 2, RATE", "9e+09 h"]),
        ("1,0,9,.,1,1e300,70", ["line 2, II"]),
        ("1\0,0,9,.,.,.,70", ["line 2, text", "a NUL character"]),
        ("1\u200b,0,9,.,.,.,70", ["line 2, ID", "\\u200b"]),
    ],
)
def test_values_that_cannot_be_meant_are_refused_by_line(faults, rows, words):
    found = faults(f"ID,TIME,AMT,RATE,ADDL,II,WT\n{rows}\n", LAYOUT)
    assert any(all(word in fault for word in words) for fault in found), found


def test_a_covariate_without_a_body_unit_may_be_zero_or_less(read):
    layout = replace(BARE, covariates={"TEMP": "°C"})
    assert read("ID,TIME,AMT,TEMP\n1,0,9,-1\n", layout).records[0].covariates == {"TEMP": -1}


def test_a_file_with_a_header_only_is_refused(read):
    for text in ("ID,TIME,AMT\n", "ID,TIME,AMT\n# nothing\n\n"):
        with pytest.raises(InputFileError, match="a header only"):
            read(text)


def test_files_that_cannot_be_read_say_so(tmp_path, read):
    with pytest.raises(InputFileError, match="no such file"):
        read_nonmem(tmp_path / "none.csv", BARE)
    with pytest.raises(InputFileError, match="empty"):
        read("# only a comment\n")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputFileError, match="begins as UTF-16-LE text"):
        read_nonmem(tmp_path / "binary.csv", BARE)


def test_records_made_in_code_are_checked_alike():
    with pytest.raises(InvalidInputError, match="record of ID 7: 1 fault"):
        DataRecord(id="7", time=0, evid=Evid.DOSE, mdv=True)
    good = DataRecord(id="7", time=3, evid=Evid.DOSE, mdv=True, amt=1)
    with pytest.raises(InvalidInputError, match="record 2, TIME"):
        DataSet(layout=BARE, records=(good, replace(good, time=1)))


def test_censored_values_carry_their_limit(read):
    data = read("ID,TIME,DV,CENS\n1,0,0.5,1\n1,1,90,-1\n1,2,3,0\n")
    assert [(r.censoring, r.limit) for r in data.records] == [(1, 0.5), (-1, 90), (0, None)]


def test_two_columns_on_censoring_must_agree(faults):
    assert faults("ID,TIME,DV,CENS,BLQ\n1,0,0.5,1,0\n")[0].startswith("line 2, BLQ: got 0 beside CENS 1")


@pytest.mark.parametrize("text", [FULL, "ID,TIME,DV,CENS,WT\n1,0,0.5,1,70\n1,1,90,-1,70\n1,2,3,0,70.125\n"])
def test_writing_then_reading_gives_the_same_records(read, tmp_path, text):
    data = read(text, LAYOUT)
    write_nonmem(data, tmp_path / "again.csv")
    assert read_nonmem(tmp_path / "again.csv", LAYOUT) == data


def test_ids_that_would_read_back_as_comments_are_not_written(tmp_path):
    def named(comments, *names):
        layout = replace(BARE, comments=comments)
        records = [DataRecord(id=name, time=0, evid=Evid.DOSE, mdv=True, amt=1) for name in names]
        return DataSet(layout=layout, records=tuple(records))

    with pytest.raises(OutputError, match=r"rows of ID C1, @2 would look like comments. Say comments='#'"):
        write_nonmem(named(None, "P1", "C1", "@2"), tmp_path / "a.csv")
    with pytest.raises(InvalidInputError, match="begins as a comment does here"):
        named("C", "C1", "2")
    data = named("#", "P1", "C1", "@2")
    write_nonmem(data, tmp_path / "a.csv")
    assert read_nonmem(tmp_path / "a.csv", data.layout) == data


def test_a_data_set_without_records_is_not_written(tmp_path):
    with pytest.raises(OutputError, match="has no records"):
        write_nonmem(DataSet(layout=BARE, records=()), tmp_path / "a.csv")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path, read):
    data = read(FULL, LAYOUT)
    (tmp_path / "taken").mkdir()
    with pytest.raises(OutputError, match="Nothing was changed"):
        write_nonmem(data, tmp_path / "taken")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "taken"]


def one_compartment(record):
    names = ("depot", "central")
    clearance = 2.0 * (record.covariates["WT"] / 70) ** 0.75
    return Kinetics(
        compartments=names,
        rate_per_h=rate_matrix(names, {("depot", "central"): 1.0, ("central", None): clearance / 30}),
        conc_ng_per_ml_per_mg={"depot": 1.0, "central": 1000 / 30},
    )


def test_predictions_are_in_the_unit_of_dv_and_of_the_compartment_seen(read):
    text = "ID,TIME,AMT,CMT,WT\n1,0,60,2,70\n1,3,0,2,70\n1,3,0,1,70\n2,0,60,0,70\n2,3,0,0,70\n"
    in_mg_per_l = replace(LAYOUT, observed_unit="mg/L")
    data = read(text, in_mg_per_l)
    levels = predict_observed(data, one_compartment)
    amounts = predict_amounts(data, one_compartment)
    np.testing.assert_allclose(levels[:3], [2.0, 2.0 * np.exp(-0.2), 0.0], rtol=1e-12)
    assert amounts.shape == (5, 2)
    assert levels[4] == pytest.approx(amounts[4, 1] / 30)
    assert levels[3] == 0  # a dose row predicts the observed compartment, not the depot


def test_an_empty_data_set_has_no_predictions():
    assert predict_observed(DataSet(layout=LAYOUT, records=()), one_compartment).shape == (0,)
