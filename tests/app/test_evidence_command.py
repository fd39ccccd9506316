"""``sciatwin evidence``: sources, constants, trials, forest plots and promises, as text and as JSON."""

import importlib
import json
import pkgutil

import pytest
from typer.testing import CliRunner

import sciatwin
from sciaclinic.answers.evidence.estimates.beside_a_plan import BESIDE_A_PLAN
from sciaclinic.answers.evidence.estimates.compose import named_estimates
from sciaclinic.answers.evidence.sources.compose import sources_within, used_sources
from sciaclinic.cli.evidence import app
from sciaclinic.cli.main import app as whole_app
from sciatwin.eligibility.other_treatments import treatment_rules
from sciatwin.eligibility.rulebook import rulebook
from sciatwin.errors import MustNotInfuseError
from sciatwin.evidence import Source
from sciatwin.evidence.claim import published_claims
from sciatwin.evidence.published_meta_analysis import published_meta_analyses
from sciatwin.evidence.published_trial import published_trials
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.plan.numbers_behind import WITH_INFUSION
from sciatwin.plan.session.titration import lower_starts
from sciatwin.plan.sheet.row_files import all_rows
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.twin.versions.ensemble import RESPONSE_PARAMETERS
from support.made_alike import made_alike


@pytest.fixture(autouse=True)
def _wide_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")


def _run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def _json(*arguments):
    result = _run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def _kinds(lines):
    return {kind for line in lines for kind in line.used_by}


def _words(result):
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


@pytest.mark.parametrize("name", ["sources", "models", "estimates", "trials", "forest", "claims"])
def test_every_question_is_there_as_text_and_as_the_same_json_twice(name):
    assert _run(name).exit_code == 0
    assert made_alike(_json(name), _json(name))


@pytest.mark.parametrize("arguments", [["sources"], ["trials", "pickering2020"], ["claims", "rapid_relief"]])
def test_text_fits_a_terminal_of_80_columns(arguments, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, _run(*arguments).output.splitlines())) <= 80


def test_forests_fit_a_terminal_of_80_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for key, record in published_meta_analyses().items():
        lines = _run("forest", key).output.splitlines()
        for trial in record.trials:
            (row,) = [line for line in lines if line.startswith(trial.name[:20]) and "■" in line and trial.name in line]
            assert row.endswith(")")


def test_the_group_belongs_to_the_program():
    assert CliRunner().invoke(whole_app, ["evidence", "trials", "--json"]).exit_code == 0


def test_sources_name_what_stands_on_them():
    lines = used_sources()
    used = {kind: {name for line in lines for name in line.used_by.get(kind, ())} for kind in _kinds(lines)}
    assert used["trial"] == set(published_trials())
    assert used["rule"] == {rule.key for rule in rulebook()}
    assert used["claim"] == set(published_claims())
    assert used["pharmacokinetic model"] >= set(MODELS)
    assert used["response constant"] <= set(RESPONSE_PARAMETERS)
    assert all(line.used_by and line.link.startswith("http") for line in lines if "trial" in line.used_by)


def test_a_source_is_listed_once():
    links = [line.link.lower() for line in used_sources() if line.link.startswith("http")]
    assert len(set(links)) == len(links)


def _modules_of_the_science():
    found = pkgutil.walk_packages(sciatwin.__path__, "sciatwin.")
    return [importlib.import_module(item.name) for item in found if not item.name.endswith("__main__")]


def _listed(source, lines):
    if source.link.startswith("http"):
        return source.link.lower() in {line.link.lower() for line in lines}
    places = {(name, line.read_at) for line in lines for name in (line.citation, *line.also)}
    return (source.citation, source.read_at or source.link) in places


@pytest.mark.parametrize(
    ("kind", "holders"),
    [
        ("rule", rulebook),
        ("row of a session", all_rows),
        ("lower start", lower_starts),
        ("other treatment", treatment_rules),
        ("presumed number", lambda: WITH_INFUSION),
        ("account of lasting relief", lambda: ACCOUNTS),
    ],
)
def test_every_source_of_this_kind_is_listed(kind, holders):
    lines, found = used_sources(), list(sources_within(holders()))
    assert found
    assert [str(source) for source in found if not _listed(source, lines)] == []
    assert kind in _kinds(lines)


def test_no_source_in_any_module_is_left_out():
    lines = used_sources()
    found = {source for module in _modules_of_the_science() for source in sources_within(vars(module))}
    assert [str(source) for source in found if not _listed(source, lines)] == []


@pytest.mark.parametrize("words", ["Devine", "PS12", "Mion", "Schwenk", "IMMPACT", "Esketamin Ethypharm"])
def test_sources_of_doses_and_of_the_session_are_named(words):
    assert any(words in citation for line in used_sources() for citation in (line.citation, *line.also))


def test_works_read_in_one_place_are_all_named():
    (line,) = [line for line in used_sources() if "mangnus2021" in line.used_by.get("trial", ())]
    assert any("Mangnus" in citation for citation in (line.citation, *line.also))
    assert any("Goebel" in citation for citation in (line.citation, *line.also))


def test_sources_are_found_however_deep_they_stand():
    source = Source("X 2000", url="https://example.org")
    assert list(sources_within({"a": [1, (source, None)], "b": "text"})) == [source]


def test_sources_as_text_and_as_json_agree():
    text = _words(_run("sources"))
    assert f"{len(_json('sources')['sources'])} sources." in text
    assert "trial: pickering2020" in text


def test_models_are_the_list_of_the_models_command():
    assert {line["key"] for line in _json("models")["models"]} >= set(MODELS)


def test_estimates_show_every_constant_with_its_origin_assumed_ones_first():
    lines = _json("estimates")["estimates"]
    assert [line["name"] for line in lines if line["part"] == "value"] != []
    names = {line["name"] for line in lines}
    assert names >= set(WITH_INFUSION)
    assert names - set(WITH_INFUSION) == set(BESIDE_A_PLAN)
    order = [line["status"] for line in lines]
    ranks = {"assumed": 0, "calibrated": 1, "derived": 2, "published": 3}
    assert [ranks[status] for status in order] == sorted(ranks[status] for status in order)
    for line in lines:
        assert line["source"] or line["reason"]
        assert line["status"] != "assumed" or line["low"] <= line["value"] <= line["high"]


def test_assumed_constants_are_counted_and_can_be_shown_alone():
    assumed = [line for line in named_estimates() if line.status == "assumed"]
    text = _words(_run("estimates", "--status", "assumed"))
    assert f"Assumed: {len(assumed)} of {len(named_estimates())} numbers" in text
    assert "Published:" not in text
    assert len(_json("estimates", "--status", "assumed")["estimates"]) == len(assumed)


def test_trials_list_every_key_with_its_role():
    text = _words(_run("trials"))
    for key, trial in published_trials().items():
        assert f"{key} {trial.role}" in text
    assert "held out: only scored against" in text


def test_one_trial_shows_people_arms_assumptions_and_numbers():
    text = _words(_run("trials", "sigtermans2009"))
    assert "are not printed" in text
    assert "−2.77 points of 10 (SE 0.7) (derived)" in text
    assert "10.1016/j.pain.2009.06.023" in text
    assert "76 %" in text


@pytest.mark.parametrize("key", published_trials())
def test_every_trial_can_be_shown_and_gives_its_numbers_as_json(key):
    assert key in _words(_run("trials", key))
    record = _json("trials", key)["trial"]
    assert len(record["observations"]) == len(published_trials()[key].observations)
    assert all(row["text"] for row in record["observations"])


@pytest.mark.parametrize("arguments", [["trials", "nobody"], ["forest", "nobody"], ["claims", "nobody"]])
def test_an_unknown_key_names_the_choices(arguments):
    error = _run(*arguments).exception
    assert "unknown" in str(error)
    assert "Available:" in str(error)


def test_forest_gives_the_published_pooled_effect():
    record = _json("forest", "haeuser2009_pain")["analysis"]
    assert [round(value, 2) for value in (record["pooled"]["value"], *record["pooled"]["ci95"])] == [-0.43, -0.55, -0.3]
    assert record["published"]["value"] == -0.43
    text = _words(_run("forest", "haeuser2009_pain"))
    assert "published −0.43 (−0.55 to −0.30)" in text
    assert text.count("■") == 22


def test_forest_names_its_method_and_pools_differently_by_another():
    first, second = (
        _json("forest", "haeuser2009_pain", "--method", name)["analysis"]
        for name in ("dersimonian-laird", "paule-mandel")
    )
    assert (first["pooled"]["method"], second["pooled"]["method"]) == ("DerSimonian-Laird", "Paule-Mandel")
    assert first["pooled"]["tau2"] != second["pooled"]["tau2"]


def test_ratios_are_printed_as_ratios():
    record = _json("forest", "ketamine_fast_relief")["analysis"]
    assert record["trials"][0]["value"] == pytest.approx(7 / 2)


def test_forest_is_drawn_into_a_file(tmp_path):
    path = tmp_path / "forest.svg"
    assert "written" in _words(_run("forest", "ketamine_lasting_relief", "--svg", path))
    assert path.read_text().startswith("<svg")


def test_a_drawing_needs_one_meta_analysis(tmp_path):
    assert _run("forest", "--svg", tmp_path / "x.svg").exit_code == 2


def test_claims_answer_every_promise_with_a_grade_and_say_how_to_get_a_prediction():
    text = _words(_run("claims"))
    for claim in published_claims().values():
        assert claim.key in text
    assert "add --patient FILE --template NAME" in text
    assert all(record["predictions"] is None for record in _json("claims")["claims"])


@pytest.mark.parametrize("key", published_claims())
def test_one_promise_shows_numbers_sources_and_what_is_unknown(key):
    claim = published_claims()[key]
    text = _words(_run("claims", key))
    assert f"{claim.grade}, for sciatica" in text
    assert " ".join(claim.unknown[0].split()) in text
    for number in claim.numbers:
        assert f"[{number.trial}]" in text
    record = _json("claims", key)["claim"]
    assert record["grade"] == str(claim.grade)
    assert len(record["numbers"]) == len(claim.numbers)


def test_claims_predict_for_a_patient_beside_untreated_and_placebo(examples):
    options = ("--patient", examples / "typical.yaml", "--template", "Cleveland five-day", "--draws", 50)
    record = _json("claims", "lasting_relief", *options)["claim"]
    assert [line["when"] for line in record["predictions"]] == ["day 28", "day 84"]
    for line in record["predictions"]:
        for arm in ("untreated", "placebo", "treated", "by_the_drug"):
            assert line[arm]["low"] <= line[arm]["mean"] <= line[arm]["high"]
    text = _words(_run("claims", *options))
    assert "Not predicted: the twin has no model of misuse or dependence" in text
    assert "No trial shows that intravenous ketamine helps sciatica" in text


def test_a_patient_who_must_not_be_infused_gets_no_prediction_unless_asked_for(examples):
    options = ("--patient", examples / "blocked.yaml", "--template", "Cleveland five-day", "--draws", 50)
    assert isinstance(_run("claims", "rapid_relief", *options).exception, MustNotInfuseError)
    assert _json("claims", "rapid_relief", *options, "--despite-block")["claim"]["predictions"]


@pytest.mark.parametrize("half", [["--patient", "examples/typical.yaml"], ["--template", "Cleveland five-day"]])
def test_a_prediction_needs_patient_and_regimen(half):
    assert _run("claims", *half).exit_code == 2


def test_a_promise_without_a_variable_says_so():
    assert "Not predicted: the twin has no measure of invasiveness." in _words(_run("claims", "less_invasive"))
