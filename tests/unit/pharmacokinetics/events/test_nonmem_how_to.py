"""The example of docs/how-to/read-nonmem-data.md runs."""

import re
from pathlib import Path

import pytest

from sciatwin.errors import InvalidInputError
from sciatwin.pharmacokinetics.events import read_nonmem

PAGE = Path(__file__).resolve().parents[4] / "docs" / "how-to" / "read-nonmem-data.md"
BLOCKS = dict(re.findall(r"```(\S+)(?: file=\S+)?\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


def test_example_runs_and_its_errors_are_as_shown(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("study.csv").write_text(BLOCKS["csv"], encoding="utf-8")
    page = {}
    exec(BLOCKS["python"], page)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert all(float(line.split()[-1]) > 0.01 for line in lines[1:])
    broken = BLOCKS["csv"].replace("118.4", "-99").replace("2,0,50,0,1,1,", "2,0,50,0,1,4,")
    Path("study.csv").write_text(broken, encoding="utf-8")
    with pytest.raises(InvalidInputError) as error:
        read_nonmem("study.csv", page["layout"])
    for said, shown in zip(str(error.value).splitlines(), BLOCKS["text"].splitlines(), strict=True):
        assert said.startswith(shown.removesuffix("…"))
