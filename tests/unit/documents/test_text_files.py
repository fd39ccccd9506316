"""Files as programs of the real world write them are read, or refused with what they are and what to do."""

import os
import warnings
from contextlib import suppress

import pytest

from sciatwin.documents import ReadingNote
from sciatwin.errors import InputFileError, InvalidInputError, UserError
from sciatwin.observation import read_observations
from sciatwin.patient import read_patient
from sciatwin.text_files import read_text

TABLE = "time,kind,value,unit,period\n2026-02-02T09:30Z,leg_pain,6,,day\n2026-02-03T09:30Z,leg_pain,5,,day\n"


@pytest.fixture
def typical(examples):
    return (examples / "typical.yaml").read_text(encoding="utf-8")


def _written(folder, content, name="file.yaml"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_mark_of_unicode_and_every_end_of_line_is_read(tmp_path, typical, typical_patient, encoding, end):
    path = _written(tmp_path, typical.replace("\n", end).encode(encoding))
    assert read_patient(path) == typical_patient


def test_text_of_windows_is_read_with_a_note_that_shows_what_was_read(tmp_path, typical):
    text = typical.replace("detail: 12 weeks", "detail: 12 weeks in a café — daily")
    path = _written(tmp_path, text.encode("cp1252"))
    with pytest.warns(ReadingNote, match=r"code page 1252.*'café', '—'.*'µmol/L'.*Save it as UTF-8"):
        patient = read_patient(path)
    assert patient.treatments[0].detail == "12 weeks in a café — daily"


def test_a_level_in_micro_of_windows_is_read_and_the_notes_say_so(tmp_path):
    rows = "hours,kind,value,unit,analyte,site\n1,concentration,0.65,µmol/L,ketamine,venous\n"
    found = read_observations(_written(tmp_path, rows.encode("cp1252"), "rows.csv"))
    assert len(found.observed) == 1
    assert "'µmol/L'" in found.notes[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"name: \x81\x8d\n", "line 1 is neither UTF-8 nor text of Windows"),
        ("a: µ\n".encode() + "b: µ\n".encode("cp1252"), "line 2 is not UTF-8, other lines are"),
        ("name: a\n".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xff\xfea", "begins as UTF-16-LE text"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"%PDF-1.7", "a PDF"),
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (b"x" * 1001, "larger than 1 kB"),
    ],
)
def test_what_is_no_text_or_may_be_read_in_two_ways_is_refused(tmp_path, content, says):
    with pytest.raises(InputFileError, match=says):
        read_text(_written(tmp_path, content), most_bytes=1000)


def test_a_nul_character_is_a_fault_of_its_line(tmp_path):
    with pytest.raises(InvalidInputError, match="line 2, text: a NUL character"):
        read_text(_written(tmp_path, "a: 1\nb: \0 2\n" + "c: 3\n" * 9), most_bytes=1000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes of POSIX")
@pytest.mark.parametrize("read", [read_patient, read_observations])
def test_pipes_devices_and_folders_are_no_files(tmp_path, read):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/zero", tmp_path):
        with pytest.raises(InputFileError, match="not a file"):
            read(path)


@pytest.mark.parametrize("read", [read_patient, read_observations])
def test_a_loop_of_links_a_nul_and_a_long_name_are_refused(tmp_path, read):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path / "loop", tmp_path / "a\0b", tmp_path / ("n" * 5000)):
        with pytest.raises(InputFileError, match="cannot be read"):
            read(path)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("010", "read as 8 here"),
        ("1_0", "read as 10 here"),
        ("0x7", "read as 7 here"),
        ("0b11", "read as 3 here"),
        ("1:30", "read as 90 here"),
        ("1e999", "no finite number"),
        (".inf", "a finite number is needed"),
    ],
)
def test_numbers_that_programs_read_in_different_ways_are_asked_back(tmp_path, typical, number, says):
    path = _written(tmp_path, typical.replace("leg_pain: 7", f"leg_pain: {number}"))
    with pytest.raises(InvalidInputError, match=f"line [0-9]+: sciatica.leg_pain: got '{number}'") as error:
        read_patient(path)
    assert says in str(error.value)


@pytest.mark.parametrize("number", ["1e999", "NaN", "-Infinity"])
def test_json_numbers_that_are_not_finite_are_refused_with_their_line(tmp_path, number):
    path = _written(tmp_path, f'{{\n"sciatica": {{\n"leg_pain": {number}}}}}', "patient.json")
    with pytest.raises(InvalidInputError, match=f"line 3: sciatica.leg_pain: got '{number}'"):
        read_patient(path)


@pytest.mark.parametrize("text", ["1e999 days", "1e400 weeks"])
def test_a_quantity_past_all_numbers_is_not_never(tmp_path, typical, text):
    path = _written(tmp_path, typical.replace("last_ketamine_course: never", f"last_ketamine_course: {text}"))
    with pytest.raises(InvalidInputError, match="last_ketamine_course"):
        read_patient(path)


@pytest.mark.parametrize("character", ["\x1b", "\x9b", "\x07", "\u202e", "\u200b", "\u2066", "\ufeff", "\x7f"])
def test_characters_that_hide_or_steer_are_named_in_every_file(tmp_path, typical, character):
    escaped = f"\\u{ord(character):04x}"
    path = _written(tmp_path, typical.replace("name: ibuprofen", f'name: "ibu{escaped}profen"'))
    with pytest.raises(InvalidInputError, match=rf"medicines.[0-9].name: holds U\+{ord(character):04X}"):
        read_patient(path)
    rows = _written(tmp_path, f"hours,kind,value,note\n1,cadss,4,x{character}y\n", "rows.csv")
    with pytest.raises(InvalidInputError, match=rf"line 2, row: a cell holds U\+{ord(character):04X}"):
        read_observations(rows)


@pytest.mark.parametrize("name", ["weight [kg]", "[x]", "list[Medicine]", "function-before[a]", "literal", "a.b", "0"])
@pytest.mark.parametrize("section", ["", "goals"])
def test_an_unknown_field_is_named_whatever_its_name(tmp_path, typical, name, section):
    at_top, inside = f'"{name}": 4\n{typical}', typical.replace("goals:\n", f'goals:\n  "{name}": 4\n')
    text = inside if section else at_top
    with pytest.raises(InvalidInputError) as error:
        read_patient(_written(tmp_path, text))
    (fault,) = error.value.faults
    assert f": {section + '.' if section else ''}{name}: there is no such field" in fault


def test_ten_thousand_unknown_fields_give_a_short_message(tmp_path, typical):
    text = typical + "".join(f"zz{number}: {'x' * 10}\n" for number in range(8000))
    with pytest.raises(InvalidInputError) as error:
        read_patient(_written(tmp_path, text))
    assert len(error.value.faults) == 8000
    assert len(str(error.value)) < 8000
    assert "and 7970 more" in str(error.value)
    assert str(error.value).count("Allowed here") == 1


BUNDLE = '{"resourceType":"Bundle","type":"collection","entry":[]}'


@pytest.mark.parametrize("text", [BUNDLE, BUNDLE.replace(",", ",\n  "), "\n " + BUNDLE])
@pytest.mark.parametrize("name", ["bundle.json", "bundle.yaml", "bundle.csv"])
@pytest.mark.parametrize("read", [read_patient, read_observations])
def test_a_fhir_bundle_is_called_one(tmp_path, text, name, read):
    with pytest.raises(InvalidInputError, match=r"line 1.*this is a FHIR Bundle"):
        read(_written(tmp_path, text, name))


def test_a_file_cut_off_anywhere_is_refused_or_read_but_never_a_traceback(tmp_path, typical):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ReadingNote)
        for end in range(0, len(typical), 61):
            with suppress(UserError):
                read_patient(_written(tmp_path, typical[:end]))


SEMICOLONS = "time;kind;value;unit;mass_of;analyte;site;duration;drug\n"


def test_semicolons_and_decimal_commas_are_read_alike(tmp_path):
    rows = (
        "2026-02-02T09:30Z;session;37,5;mg;base;;;40 min;racemic ketamine\n"
        "2026-02-02T10:30Z;concentration;112,25;ng/mL;base;ketamine;venous;;\n"
    )
    commas = (SEMICOLONS + rows).replace(",", ".").replace(";", ",")
    expected = read_observations(_written(tmp_path, commas, "commas.csv"))
    assert read_observations(_written(tmp_path, SEMICOLONS + rows, "semicolons.csv")) == expected
    tabs = (SEMICOLONS + rows).replace(";", "\t").encode("utf-16")
    assert read_observations(_written(tmp_path, tabs, "tabs.txt")) == expected


@pytest.mark.parametrize("value", ["1,500", "12,345", "-1,000"])
def test_a_comma_that_may_mark_thousands_is_asked_back(tmp_path, value):
    row = f"2026-02-02T10:30Z;concentration;{value};ng/mL;base;ketamine;venous;;\n"
    session = "2026-02-02T09:30Z;session;37;mg;base;;;40 min;racemic ketamine\n"
    with pytest.raises(InvalidInputError, match=r"line 3, value: got .* may mean thousands"):
        read_observations(_written(tmp_path, SEMICOLONS + session + row, "rows.csv"))


def test_a_note_may_have_several_lines_and_lines_are_counted_on(tmp_path):
    note = '"first\n# second, with a comma\n\n""third"""'
    text = f'hours,kind,value,note\n1,cadss,4,{note}\n\n# a comment, "open\n2,cadss,99,\n'
    with pytest.raises(InvalidInputError, match="line 8, value: got 99") as error:
        read_observations(_written(tmp_path, text, "rows.csv"))
    assert len(error.value.faults) == 1
    assert len(read_observations(_written(tmp_path, text.replace("99", "9"), "rows.csv")).observed) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('"time,kind,value\n2026-02-02T09:30Z,leg_pain,6\n', "line 1, header: a quotation mark is opened"),
        ('hours,kind,value,note\n1,cadss,4,"open\n2,cadss,5,\n', "line 2, row: a quotation mark is opened"),
        ('hours,kind,value,note\n1,cadss,4,"open\n2,cadss,5,"\n', "line 2, row: a quoted cell runs over further rows"),
        ('hours,kind,value,note\n1,cadss,4,"a"b\n', "line 2, row: a quotation mark stands inside"),
        ('hours,kind,value,note\n1,cadss,"4\n5",\n', "line 2, value: a line break"),
        ("hours,kind,value,note\n1,cadss,4," + "n" * 3000 + "\n", "line 2, row: a cell holds 3000 characters"),
        ("hours,kind,value,note\n1,cadss,4,\n" + "n" * 200_000 + "\n", "line 3, row: a cell is too long"),
        ("hours,kind,value\n" + "1,cadss,4\n" * 2001, "line 2002, row: more than 2000 rows"),
    ],
)
def test_quotes_and_cells_out_of_hand_are_faults_of_their_line(tmp_path, text, says):
    with pytest.raises(InvalidInputError, match=says):
        read_observations(_written(tmp_path, text, "rows.csv"))


def test_no_cell_that_is_written_is_a_formula(tmp_path):
    from sciatwin.observation import Sedation

    for name in ("=1+1", "+cmd", "-2", "@sum", "\tx", "'x"):
        with pytest.raises(InvalidInputError, match="scale: got"):
            Sedation(time_h=0, scale=name, score=1, awake_score=0, deepest_score=5)
