"""The example of docs/how-to/record-observations.md gives what the page says, and its faults are as shown."""

import re
from pathlib import Path

import pytest

from sciatwin.errors import InvalidInputError
from sciatwin.observation import Concentration, PainScore, read_observations

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "how-to" / "record-observations.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"```csv file=(\S+)\n(.*?)```", PAGE, re.DOTALL))
(SHOWN,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_example_holds_what_the_page_says(folder):
    (folder / "observations.csv").write_text(FILES["observations.csv"], encoding="utf-8")
    found = read_observations("observations.csv")
    assert len(found.observed) + len(found.sessions) == FILES["observations.csv"].count("2026-") + 1
    assert found.sessions[1].dose_mg == pytest.approx(30 * 237.73 / 274.19)
    assert [level.below_limit for level in found.of_kind(Concentration)] == [False, False, True]
    assert found.of_kind(PainScore)[-1].time_h == 27 * 24 + 9.5  # 10.5 h on the wall, an hour less with the change


def test_errors_are_as_shown(folder):
    broken = FILES["observations.csv"].replace("session,37,mg,base", "session,37,mg,").replace("131", "<2")
    (folder / "observations.csv").write_text(broken.replace("leg_pain,5", "leg_pain,50"), encoding="utf-8")
    with pytest.raises(InvalidInputError) as error:
        read_observations("observations.csv")
    for said, shown in zip(str(error.value).splitlines(), SHOWN.splitlines(), strict=True):
        assert said.startswith(shown.removesuffix("…"))
