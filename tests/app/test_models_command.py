"""``sciatwin models``: the list, one model as a data sheet, a drawing, and reference pages that are up to date."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.answers.models.in_characters import text_drawing
from sciaclinic.cli.models import app
from sciaclinic.services.context import Context
from sciaclinic.services.show_models import reference_pages, show_model
from sciatwin.errors import ModelError, OutputError
from sciatwin.pharmacokinetics.structure import structure_of
from sciatwin.pharmacokinetics.which_model.known_models import KNOWN_MODELS
from sciatwin.pharmacokinetics.which_model.library import MODELS, model_named


@pytest.fixture
def pages_folder(examples):
    return examples.parent / "docs" / "reference" / "models"


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")


def _run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_list_names_every_model_and_what_is_missing():
    result = _run()
    assert result.exit_code == 0
    for key in (*MODELS, *KNOWN_MODELS):
        assert key in result.output
    assert "all pharmacokinetic values; the only multi-day model in chronic pain" in result.output
    assert "venous (assumed)" in result.output
    assert "oral thin film" in result.output


def test_list_is_there_as_json():
    lines = json.loads(_run("--json").output)["models"]
    assert [line["key"] for line in lines] == [*MODELS, *KNOWN_MODELS]
    assert all(bool(line["missing"]) == (line["evidence"] == "D") for line in lines)


@pytest.mark.parametrize("key", MODELS)
def test_show_prints_source_numbers_structure_and_deviations(key):
    result = _run("show", key)
    assert result.exit_code == 0
    model = model_named(key)
    text = " ".join(result.output.split())
    for name, parameter in model.all_parameters.items():
        assert name in text
        assert f"{parameter.typical.value:.4g}" in text
    for deviation in model.deviations:
        assert deviation.split(";")[0] in text
    assert (model.source.doi or model.source.read_at) in text


def test_show_simons_is_the_data_sheet():
    text = _run("show", "simons_2022").output
    for words in (
        "10.3389/fpain.2022.946486",
        "clearance 88.8 L/h, steady-state volume 225 L, terminal half-life 3.22 h",
        "│ central: S-ketamine, volume v1 │ ◀── intravenous dose",
        "◀─▶ slow peripheral",
        "1.48 L/min",
        "(W/70)^0.75",
        "Table 4",
        "assumed, 0.5 to 1",
    ):
        assert words in text, words


def test_show_is_there_as_json():
    record = json.loads(_run("show", "perez_ruixo_2021", "--json").output)
    assert record["at_70_kg"]["clearance_l_per_h"] == pytest.approx(109.0, abs=0.05)
    assert set(record["routes"]) == {"intravenous", "intranasal", "oral"}
    assert {line["name"]: line["printed"] for line in record["disposition"]}["q_h"] == "151 L/h"


def test_borrowed_and_assumed_variability_is_marked():
    kamp = {line.name: line.variance for line in show_model("kamp_2020", Context()).disposition}
    assert kamp["cl"] == "0.029 (borrowed)"
    perez = {line.name: line.variance for line in show_model("perez_ruixo_2021", Context()).disposition}
    assert perez["k_met"].endswith("(assumed)")
    assert perez["k_el"].endswith("(derived)")
    assert any(
        "k_met" in remark and "leaves the number blank" in remark
        for remark in show_model("perez_ruixo_2021", Context()).remarks
    )


@pytest.mark.parametrize("arguments", [("show", "simons"), ("page", "simons")])
def test_an_unknown_model_is_an_error_that_names_the_choices(arguments):
    result = _run(*arguments)
    assert isinstance(result.exception, ModelError)
    assert result.exception.exit_code == 15
    for key in MODELS:
        assert key in str(result.exception)


def test_a_known_model_that_cannot_run_says_what_is_missing():
    result = _run("show", "dahan_2011")
    assert isinstance(result.exception, ModelError)
    assert "all pharmacokinetic values" in str(result.exception)


@pytest.mark.parametrize("key", MODELS)
def test_drawing_in_characters_shows_every_flow(key):
    model = model_named(key)
    drawing = text_drawing(structure_of(model))
    assert drawing.count("──▶") + 2 * drawing.count("◀─▶") == len(model.flows)
    for compartment in model.compartments:
        assert compartment.name in drawing


@pytest.mark.parametrize("key", ["simons_2022", "perez_ruixo_2021", "domino_1984"])
def test_svg_is_written(key, tmp_path):
    target = tmp_path / "new" / f"{key}.svg"
    result = _run("show", key, "--svg", target)
    assert result.exit_code == 0
    assert "written" in result.output
    assert target.read_text(encoding="utf-8").startswith("<svg")


def test_an_svg_that_cannot_be_written_is_an_output_error(tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    result = _run("show", "simons_2022", "--svg", tmp_path / "taken" / "x.svg")
    assert isinstance(result.exception, OutputError)
    assert result.exception.exit_code == 16


def test_page_prints_one_and_writes_all(tmp_path):
    assert _run("page", "otto_2021").output == reference_pages(Context())["otto_2021.md"]
    assert _run("page", "--out", tmp_path / "pages").exit_code == 0
    written = {path.name for path in (tmp_path / "pages").iterdir()}
    assert written == {"README.md", *(f"{key}.md" for key in MODELS)}


def test_page_needs_a_model_or_a_folder():
    assert _run("page").exit_code == 2


def test_reference_pages_are_up_to_date(pages_folder):
    """If this fails, run: sciatwin models page --out docs/reference/models."""
    pages = reference_pages(Context())
    assert {path.name for path in pages_folder.glob("*.md")} == set(pages)
    for name, text in pages.items():
        assert (pages_folder / name).read_text(encoding="utf-8") == text, name
