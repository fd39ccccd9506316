"""Every command that answers a question takes --json and --out, and its JSON is a document with a published schema."""

import json

import jsonschema
import pytest
import typer.main
from typer.testing import CliRunner

from sciaclinic.cli.main import app

ANSWERS_NOTHING = {"new", "schema", "models page", "serve", "backup", "restore"}
"""They write a file to fill in, print a schema, write the reference pages, or work with the record of a clinic."""

PATIENT, SESSIONS = "examples/typical.yaml", "examples/typical_sessions.csv"
DOSE = ("--dose", "0.5 mg/kg", "--duration", "40 min")
QUICK = {
    "check": (PATIENT,),
    "simulate": (PATIENT, *DOSE, "--draws", "50"),
    "learn": (PATIENT, SESSIONS, "--draws", "60", "--method", "laplace"),
    "plan": (PATIENT, "--site", "examples/site_outpatient.yaml", "--draws", "60"),
    "explain mechanism": (PATIENT, *DOSE, "--draws", "50"),
    "show": ("tests/data/documents/check.json",),
    "models": (),
    "models show": ("simons_2022",),
    "validate pharmacokinetics": (),
    "evidence sources": (),
    "evidence estimates": ("--status", "assumed"),
    "evidence trials": ("pickering2020",),
    "evidence forest": ("ketamine_lasting_relief",),
    "evidence claims": ("lasting_relief",),
}
"""Commands that are quick enough to be run here. Stored examples of all kinds are held against their schemas too."""
LEAVES_WITH = {"learn": 17}
"""The sessions of the example brought too little relief, so no further dose may be given."""


def _commands(command, path=()):
    """Every command by its name; a group that answers by itself is one too."""
    below = getattr(command, "commands", {})
    if not below or (path and command.invoke_without_command):
        yield " ".join(path), command
    for name, inside in below.items():
        yield from _commands(inside, (*path, name))


COMMANDS = dict(_commands(typer.main.get_command(app)))


def _options(command):
    return {option for parameter in command.params for option in parameter.opts}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ANSWERS_NOTHING])
def test_an_answer_can_be_had_as_json_and_kept_in_a_folder(name):
    assert {"--json", "--out"} <= _options(COMMANDS[name])


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if not hasattr(command, "commands")])
def test_every_command_shows_an_example(name):
    assert "Example: sciatwin" in COMMANDS[name].help


def test_only_the_renderer_lays_out_tables_of_a_terminal(request):
    source = request.config.rootpath / "src/sciaclinic"
    users = {path.relative_to(source).parts[0] for path in source.rglob("*.py") if "rich.table" in path.read_text()}
    assert users == {"render"}


@pytest.mark.parametrize("name", QUICK)
def test_json_fits_the_published_schema_of_its_kind(name, request):
    result = CliRunner().invoke(app, [*name.split(), *QUICK[name], "--json"])
    assert result.exit_code == LEAVES_WITH.get(name, 0), result.output
    document = json.loads(result.stdout)
    published = request.config.rootpath / "docs/reference" / f"{document['kind']}.schema.json"
    jsonschema.Draft202012Validator(json.loads(published.read_text(encoding="utf-8"))).validate(document)
