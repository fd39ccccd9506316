"""Files to fill in: complete, readable once the needed answers are there, and never written over another."""

import re
from dataclasses import fields

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciaclinic.services.blank_file import blank_clinic, blank_observations, blank_patient, blank_preferences
from sciaclinic.services.file_kinds import SchemaOf
from sciaclinic.services.schemas import schema_of
from sciatwin.errors import InvalidInputError, OutputError
from sciatwin.observation import read_observations
from sciatwin.patient import Patient, read_patient
from sciatwin.plan import PREFERENCES, Site, read_preferences, read_site
from sciatwin.plan.worth.preferences_file import PreferencesFile
from sciatwin.questions import questions_of

DAY = "2026-03-02"
NEEDED = {
    "age:": "age: 49 years", "sex:": "sex: female", "weight:": "weight: 74 kg", "height:": "height: 168 cm",
    "jurisdiction:": "jurisdiction: US", "  side:": "  side: left", "  duration:": "  duration: 14 months",
    "  leg_pain:": "  leg_pain: 7",
}  # fmt: skip


def _filled(blank):
    lines = blank.splitlines()
    for index, line in enumerate(lines):
        for start, answer in NEEDED.items():
            if line.startswith(start) and "needed" in line:
                lines[index] = answer
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("blank", "record"), [(blank_patient, Patient), (blank_clinic, Site), (blank_preferences, PreferencesFile)]
)
def test_every_field_stands_in_the_file(blank, record):
    text = blank()
    for asked in questions_of(record).values():
        assert f"{asked.written.rpartition('.')[2]}:" in text, asked.path


def test_what_is_needed_is_named_with_an_example_and_its_line(tmp_path):
    file = tmp_path / "patient.yaml"
    file.write_text(blank_patient(), encoding="utf-8")
    with pytest.raises(InvalidInputError) as error:
        read_patient(file)
    assert len(error.value.faults) == len(NEEDED)
    for fault in error.value.faults:
        assert "nothing is written there" in fault
        assert "None" not in fault


def test_with_the_needed_answers_it_is_a_patient_of_whom_nothing_else_is_known(tmp_path):
    file = tmp_path / "patient.yaml"
    file.write_text(_filled(blank_patient()), encoding="utf-8")
    patient = read_patient(file)
    assert patient.medicines is None
    assert patient.days_since_ketamine_course is None
    assert set(patient.red_flags.model_dump().values()) == {"unknown"}


ANSWERS_OF_LISTS = {
    "overrides": {"rule": "porphyria", "reason": "agreed with the porphyria centre", "by": "physician", "date": DAY},
    "medicines": {"name": "ibuprofen"},
    "treatments": {"kind": "NSAID"},
}
ASSESSMENT = {"by": "psychiatrist", "date": DAY, "outcome": "not now", "decided": "seen again on Monday"}


def _with_lists_as_printed(text):
    """Every list begun and every left-out part taken in, by taking away the marks of comments alone."""
    for name in ANSWERS_OF_LISTS:
        text = re.sub(rf"^{name}: (unknown|\[\])", f"{name}:", text, flags=re.MULTILINE)
    text = re.sub(r"^#(?=  [- ] \w+:)", "", text, flags=re.MULTILINE)
    return re.sub(r"^# (?=self_harm_assessment:|  (by|date|outcome|decided):)", "", text, flags=re.MULTILINE)


def _with_answers(text):
    part, lines = "", []
    for line in text.splitlines():
        key = re.match(r"\s*(?:- )?(\w+):", line)
        part = key[1] if key and not line.startswith(" ") else part
        answers = ASSESSMENT if part == "self_harm_assessment" else ANSWERS_OF_LISTS.get(part, {})
        if key and line.startswith(" ") and key[1] in answers:
            line = f"{line[: key.end()]} {answers[key[1]]}"
        lines.append(line)
    return "\n".join(lines)


def test_an_override_an_assessment_and_items_of_lists_are_read_as_the_blank_file_prints_them(tmp_path):
    file = tmp_path / "patient.yaml"
    file.write_text(_with_answers(_with_lists_as_printed(_filled(blank_patient()))), encoding="utf-8")
    patient = read_patient(file)
    assert patient.overrides[0].date.isoformat() == patient.self_harm_assessment.date.isoformat() == DAY
    assert patient.self_harm_assessment.outcome == "not now"
    assert [item.name for item in patient.medicines] == ["ibuprofen"]
    assert [item.result for item in patient.treatments] == ["unknown"]


def test_a_blank_file_of_preferences_assumes_all_and_each_can_be_signed_as_it_prints_them(tmp_path):
    file = tmp_path / "preferences.yaml"
    file.write_text(blank_preferences(), encoding="utf-8")
    assert read_preferences(file) == PREFERENCES
    text = re.sub(r"^# (?=\w+:  #|  )", "", blank_preferences(), flags=re.MULTILINE)
    text = re.sub(r"(?<=  value:)  # needed, .* to (\S+)", r" \1", text)
    text = text.replace("  signed_by:", "  signed_by: lead physician").replace("  reason:", "  reason: as was agreed")
    file.write_text(text, encoding="utf-8")
    signed = read_preferences(file)
    for item in fields(signed):
        asked = getattr(signed, item.name)
        assert asked.set_by == "set by lead physician"
        assert asked.value == pytest.approx(asked.estimate.high, rel=1e-5)


def test_a_blank_observation_file_reads_with_its_example_rows(tmp_path):
    lines = blank_observations().splitlines()
    rows = [line.removeprefix("# ") for line in lines if not line.endswith(":")]
    (tmp_path / "seen.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    seen = read_observations(tmp_path / "seen.csv")
    assert len(seen.sessions) == 1
    assert len(seen.observed) == len(rows) - 2


def test_a_file_that_is_there_is_left_alone(tmp_path):
    file = tmp_path / "patient.yaml"
    file.write_text("kept", encoding="utf-8")
    result = CliRunner().invoke(app, ["new", "patient", str(file)])
    assert isinstance(result.exception, OutputError)
    assert file.read_text(encoding="utf-8") == "kept"


def test_files_of_all_kinds_are_written(tmp_path):
    for kind in ("patient", "clinic", "preferences", "observations"):
        assert CliRunner().invoke(app, ["new", kind, str(tmp_path / kind)]).exit_code == 0
        assert (tmp_path / kind).stat().st_size > 500


@pytest.mark.parametrize(
    ("what", "file"),
    [(SchemaOf.PATIENT, "typical.yaml"), (SchemaOf.PATIENT, "blocked.yaml"), (SchemaOf.CLINIC, "site_outpatient.yaml")],
)
def test_examples_fit_the_schema_for_editors(examples, what, file):
    content = yaml.safe_load((examples / file).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema_of(what)).validate(content)


def test_the_schema_refuses_a_number_without_unit_and_an_unknown_field(examples):
    content = yaml.safe_load((examples / "typical.yaml").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema_of(SchemaOf.PATIENT))
    assert not check.is_valid(content | {"weight": 74})
    assert not check.is_valid(content | {"wieght": "74 kg"})
    assert check.is_valid(content | {"last_ketamine_course": "never"})


@pytest.mark.parametrize("what", list(SchemaOf))
def test_published_schemas_are_those_of_the_code(what, request):
    import json

    published = request.config.rootpath / "docs/reference" / f"{what.value}.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json.loads(json.dumps(schema_of(what)))


def test_the_version_is_told():
    from importlib.metadata import version

    assert version("sciatwin") in CliRunner().invoke(app, ["--version"]).output


def test_with_the_needed_answers_it_is_a_clinic(examples, tmp_path):
    """What a blank file writes for what nobody knows is read again, in every part of it."""
    site = yaml.safe_load((examples / "site_outpatient.yaml").read_text(encoding="utf-8"))
    blank = yaml.safe_load(blank_clinic())
    for part in ("session", "capabilities"):
        site[part] = blank[part]
    file = tmp_path / "clinic.yaml"
    file.write_text(yaml.safe_dump(site), encoding="utf-8")
    assert read_site(file).session.discharge_score is None
