"""A fault of the program is logged with its type and place; what a patient answered stands in no log."""

import logging
import time

import pytest
from pydantic import BaseModel

from sciaclinic.services.clinic import planning
from sciaclinic.services.clinic.plan_bench import PlanBench
from sciaclinic.services.fault_log import WithoutValues
from sciaclinic.web.long_work import LongWork

ANSWER = "hears voices since the last infusion"


class _Record(BaseModel):
    pain: float


def _breaks(*_):
    """As a record of the program does whose values do not fit: its message shows them."""
    try:
        _Record.model_validate({"pain": ANSWER})
    except ValueError as error:
        raise RuntimeError(f"not read: {error}") from error


def _tells_the_place_alone(text):
    assert "RuntimeError" in text
    assert "ValidationError" in text
    assert "in _breaks" in text
    assert ANSWER not in text


def test_the_message_that_is_kept_out_would_hold_the_answer():
    with pytest.raises(RuntimeError, match=ANSWER):
        _breaks()


def test_a_plan_that_breaks_is_logged_without_values(clinic, monkeypatch, caplog):
    monkeypatch.setattr(planning, "make_plan", _breaks)
    key, bench = clinic.episode(), PlanBench()
    bench.start(clinic.desk(), key)
    bench.wait(key)
    _tells_the_place_alone(caplog.text)
    assert ANSWER not in bench.progress(key).says


def test_work_in_the_background_that_breaks_is_logged_without_values(caplog):
    working = LongWork()
    working.begin("a", _breaks)
    for _ in range(400):
        if (found := working.result("a")).is_ready:
            break
        time.sleep(0.01)
    assert "RuntimeError" in found.refused
    assert ANSWER not in found.refused
    _tells_the_place_alone(caplog.text)


def test_what_the_server_logs_of_a_page_that_breaks_holds_no_values(caplog):
    log, without = logging.getLogger("a server"), WithoutValues()
    log.addFilter(without)
    try:
        _breaks()
    except RuntimeError as error:
        log.error("Exception in %s\n", "application", exc_info=error)
    log.removeFilter(without)
    assert "Exception in application" in caplog.text
    _tells_the_place_alone(caplog.text)
    log.error("nothing is left out of %s", "other lines")
    assert "nothing is left out of other lines" in caplog.text
