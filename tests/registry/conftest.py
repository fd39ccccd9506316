"""Every model that can be run: the library and the R twins made from it."""

from sciatwin.pharmacokinetics.enantiomers import as_r_ketamine, has_r_twin
from sciatwin.pharmacokinetics.which_model.library import MODELS

EVERY_MODEL = MODELS | {f"{model.key}_as_r": as_r_ketamine(model) for model in MODELS.values() if has_r_twin(model)}


def pytest_generate_tests(metafunc):
    """A test that asks for ``model`` runs once for every model."""
    if "model" in metafunc.fixturenames:
        metafunc.parametrize("model", EVERY_MODEL.values(), ids=EVERY_MODEL)
