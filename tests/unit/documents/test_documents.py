"""A file that cannot be read is refused with its name and the place of the fault, never with a traceback."""

import json
import time
from typing import Annotated

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from sciatwin.documents import read_record
from sciatwin.errors import InputFileError, InvalidInputError, UserError


class _Dose(BaseModel):
    model_config = ConfigDict(extra="forbid")
    mg: Annotated[float, Field(gt=0)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    count: Annotated[int, Field(ge=1)]
    doses: tuple[_Dose, ...] = ()
    note: str = ""


GOOD = "name: a\ncount: 3\ndoses:\n  - mg: 1.5\n  - mg: 2\n"


@pytest.fixture
def read(tmp_path):
    """Read a text (or bytes) as a file of that content."""

    def read_text(content, suffix=".yaml"):
        path = tmp_path / f"record{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_record(path, _Record)

    return read_text


def _faults(read, content):
    with pytest.raises(InvalidInputError) as error:
        read(content)
    assert all(fault in str(error.value) for fault in error.value.faults)
    return error.value.faults


def test_yaml_and_json_give_the_same_record(read):
    content = yaml.safe_load(GOOD)
    expected = read(GOOD)
    assert read(json.dumps(content), ".json") == expected
    assert read(json.dumps(content, indent=4), ".json") == expected


def test_json_indented_with_tabs_is_read(read):
    assert read(json.dumps(yaml.safe_load(GOOD), indent="\t"), ".json") == read(GOOD)


def test_json_with_escaped_letters_is_read(read):
    content = yaml.safe_load(GOOD) | {"note": "µg \U0001f642 / \\"}
    assert read(json.dumps(content), ".json").note == content["note"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputFileError, match=r"absent\.yaml: no such file"):
        read_record(tmp_path / "absent.yaml", _Record)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InputFileError, match="this is a folder"):
        read_record(tmp_path, _Record)


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_called_empty(read, content):
    with pytest.raises(InputFileError, match="empty"):
        read(content)


@pytest.mark.parametrize("content", ["- a\n- b\n", "just words", "3"])
def test_a_file_without_fields_is_refused(read, content):
    with pytest.raises(InputFileError, match="a mapping of fields is needed"):
        read(content)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("name: [a\ncount: 3\n", 2),
        ('{"name": "a", "count": 3', "[12]"),
        ("name: a\n  count: 3\n", 2),
        ("name: 'a\n", 2),
    ],
)
def test_a_corrupt_file_is_refused_near_the_line(read, content, line):
    with pytest.raises(InputFileError, match=f"not valid YAML or JSON near line {line}"):
        read(content)


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"\xff\xfe\x00n", b"\x89PNG\r\n\x1a\n", GOOD.encode("utf-16-le")])
def test_a_file_that_is_no_text_is_refused(read, content):
    with pytest.raises(InputFileError):
        read(content)


def test_a_byte_order_mark_is_no_fault(read):
    assert read(b"\xef\xbb\xbf" + GOOD.encode()).count == 3


UNREADABLE = {
    "unknown tag": GOOD + "note: !secret x\n",
    "tag of a program": GOOD + "note: !!python/object:os.system x\n",
    "impossible date": GOOD + "note: 2020-13-45\n",
    "list as a key": GOOD + "? [1, 2]\n: 3\n",
    "merge of a number": GOOD + "<<: 3\n",
    "content that holds itself": GOOD + "note: &loop [*loop]\n",
    "very deep nesting": "name: " + "[" * 3000 + "]" * 3000 + "\n",
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_yaml_cannot_build_is_refused_without_a_traceback(read, content):
    with pytest.raises(UserError):
        read(content)


def test_a_missing_field_is_named(read):
    assert _faults(read, "count: 3\n") == [
        "line 1: name: missing. Add it; write 'unknown' only where the field allows it."
    ]


def test_an_unknown_field_gets_a_suggestion(read):
    (fault,) = _faults(read, GOOD + "conut: 4\n")
    assert fault.startswith("line 6: conut: there is no such field")
    assert "Did you mean 'count'?" in fault


def test_an_unknown_field_that_resembles_nothing_lists_what_is_allowed(read):
    (fault,) = _faults(read, GOOD + "zzzzzz: 4\n")
    assert "Allowed here: name, count, doses, note." in fault


def test_an_unknown_field_inside_a_list_is_found(read):
    (fault,) = _faults(read, "name: a\ncount: 3\ndoses:\n  - mg: 1\n  - mgs: 2\n    mg: 2\n")
    assert fault.startswith("line 5: doses.1.mgs")
    assert "Did you mean 'mg'?" in fault


def test_a_field_given_twice_is_refused_with_both_lines(read):
    (fault,) = _faults(read, "name: a\ncount: 3\nname: b\n")
    assert fault == "line 3: name: given twice (first on line 1). Keep one of them."


def test_a_field_given_twice_in_json_is_refused(read):
    (fault,) = _faults(read, '{"name": "a",\n"count": 3,\n"count": 4}')
    assert "line 3: count: given twice (first on line 2)" in fault


def test_a_field_given_twice_inside_a_list_is_refused(read):
    (fault,) = _faults(read, "name: a\ncount: 3\ndoses:\n  - mg: 1\n    mg: 2\n")
    assert "line 5: doses.0.mg: given twice" in fault


def test_every_fault_is_listed_with_its_line_and_value(read):
    faults = _faults(read, "count: 0\ndoses:\n  - mg: -1\n  - mg: five\nextra: 1\n")
    by_field = {fault.split(": ")[1]: fault for fault in faults}
    assert set(by_field) == {"name", "count", "doses.0.mg", "doses.1.mg", "extra"}
    assert by_field["count"].startswith("line 1")
    assert "got 0; it must be greater than or equal to 1" in by_field["count"]
    assert by_field["doses.0.mg"].startswith("line 3")
    assert by_field["doses.1.mg"].startswith("line 4")
    assert "five" in by_field["doses.1.mg"]
    assert by_field["extra"].startswith("line 5")


def test_the_message_counts_the_faults(read):
    with pytest.raises(InvalidInputError, match=r"record\.yaml: 2 faults"):
        read("name: a\nconut: 3\n")


def test_errors_of_files_and_of_values_have_their_own_exit_codes():
    assert (InputFileError.exit_code, InvalidInputError.exit_code) == (10, 11)


def test_nested_aliases_are_refused_at_once(read):
    """Ten levels of ten would be ten thousand million values."""
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 11))
    with pytest.raises(InputFileError, match="aliases"):
        read("l0: &l0 x\n" + levels)


@pytest.mark.parametrize("word", ["on", "On", "ON", "off", "Off", "OFF", "y", "n", "=", "<<"])
def test_other_words_than_yes_and_no_stay_words(word, read):
    assert read(f"name: {word}\ncount: 3\n").name == word
    assert any(fault.startswith(f"line 3: {word}: ") for fault in _faults(read, f"name: a\ncount: 3\n{word}: 1\n"))


class _Answered(BaseModel):
    answer: bool


@pytest.mark.parametrize("word", ["yes", "Yes", "YES", "true", "True", "no", "No", "NO", "false", "FALSE"])
def test_yes_and_no_are_booleans_in_any_case(word, tmp_path):
    (tmp_path / "record.yaml").write_text(f"answer: {word}\n")
    assert read_record(tmp_path / "record.yaml", _Answered).answer is (word.lower() in ("yes", "true"))


@pytest.mark.parametrize("merged", ["<<: {mg: 2}", "<<: [{mg: 2}]", "'<<': {mg: 2}", "!!merge <<: {mg: 2}"])
def test_fields_that_are_merged_in_are_refused_by_line(read, merged):
    faults = _faults(read, f"name: a\ncount: 3\ndoses:\n  - mg: 1\n    {merged}\n")
    assert faults == ["line 5: doses.0.<<: fields are not merged in. Write each field out."]


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
@pytest.mark.parametrize("opening", ["[", "{", '{"a":', "- ["])
def test_brackets_within_brackets_are_refused_at_once(tmp_path, suffix, opening):
    """The parser takes a time that grows with the square of the depth: minutes for some thousands."""
    file = tmp_path / f"patient{suffix}"
    file.write_text("{\n" + opening * 20_000, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(InputFileError, match="nested too deeply"):
        read_record(file, _Record)
    assert time.process_time() - began < 2
