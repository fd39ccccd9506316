"""From file to page, paper and terminal a plan is composed once and said once: no door says it anew."""

import sys
from collections import Counter

from typer.testing import CliRunner

from sciaclinic.cli.main import app

ROOM = "sciaclinic.answers.plan"
ONCE = {f"{ROOM}.compose.document.plan_document", f"{ROOM}.sheet.sheet_of"}
SUBJECTS = ("asked", "emergencies", "sessions", "predicted", "weighed", "basis")


def _calls_of(asked):
    calls = Counter()

    def count(frame, event, _):
        if event == "call" and frame.f_globals.get("__name__", "").startswith(ROOM):
            calls[f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}"] += 1

    sys.setprofile(count)
    try:
        result = CliRunner().invoke(app, asked)
    finally:
        sys.setprofile(None)
    return result, calls


def test_every_part_of_a_plan_is_composed_and_said_once(examples, tmp_path):
    site = examples / "site_outpatient.yaml"
    asked = ["plan", examples / "typical.yaml", "--site", site, "--draws", 50, "--out", tmp_path / "out"]
    result, calls = _calls_of(list(map(str, asked)))
    assert result.exit_code == 0, result.output
    composed = {name for name in calls if name.rpartition(".")[2] in SUBJECTS and ".compose." in name}
    said = {name for name in calls if name.startswith(f"{ROOM}.parts.") and name.endswith("Part.of")}
    assert len(composed) == len(SUBJECTS)
    assert len(said) == 10
    assert {name: calls[name] for name in ONCE | composed | said} == dict.fromkeys(ONCE | composed | said, 1)
