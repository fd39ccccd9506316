"""Whatever is typed or handed over, the answer is clear: a documented exit code, file, line or field, no traceback."""

import pytest

from support.any_input import run, tries, unclear

COUNT, PARTS = 120, 8


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("seed", range(PARTS))
def test_every_spoilt_input_gets_a_clear_answer(tmp_path, seed):
    for tried in tries(COUNT // PARTS, 1000 + seed):
        answer = run(tried, tmp_path)
        assert unclear(tried, answer) == [], (tried.arguments, answer.message[-2000:])
