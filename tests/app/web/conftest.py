import pytest

from sciaclinic.services.clinic import drawn_plan, planning
from support.a_clinic import AClinic

_PLANS = {}
_NO_FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"></svg>'


@pytest.fixture
def clinic(tmp_path):
    made = AClinic(tmp_path)
    yield made
    made.close()


@pytest.fixture
def quick_plans(monkeypatch):
    """Plans of few versions of a patient, each computed once for all tests that ask for it, without their figures."""
    make_plan = planning.make_plan

    def kept(request, context):
        key = (request.patient.model_dump_json(), request.clinic.model_dump_json(), request.draws, context.clock.now())
        if key not in _PLANS:
            _PLANS[key] = make_plan(request, context)
        return _PLANS[key]

    monkeypatch.setattr(planning, "make_plan", kept)
    monkeypatch.setattr(planning.propose, "__kwdefaults__", {"draws": 200, "seed": 0})
    for module in ("html", "pdf"):
        monkeypatch.setattr(f"sciaclinic.render.{module}.figure_svg", lambda figure: _NO_FIGURE)
    yield
    drawn_plan._fragment.cache_clear()
    drawn_plan._paper.cache_clear()
