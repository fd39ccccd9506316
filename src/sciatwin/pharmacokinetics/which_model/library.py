"""Every runnable published model, by key."""

from sciatwin.errors import ModelError
from sciatwin.evidence import PublishedModel
from sciatwin.pharmacokinetics.published import (
    clements_1981,
    domino_1984,
    elkomy_2015,
    flint_2017,
    herd_2007,
    hijazi_2003,
    hornik_2018,
    kamp_2020,
    otto_2021,
    perez_ruixo_2021,
    sherwin_2015,
    simons_2022,
)
from sciatwin.pharmacokinetics.which_model.known_models import KNOWN_MODELS

MODELS: dict[str, PublishedModel] = {
    module.MODEL.key: module.MODEL
    for module in (
        simons_2022,
        otto_2021,
        perez_ruixo_2021,
        kamp_2020,
        domino_1984,
        clements_1981,
        hijazi_2003,
        flint_2017,
        herd_2007,
        elkomy_2015,
        sherwin_2015,
        hornik_2018,
    )
}


def model_named(key: str) -> PublishedModel:
    """The published model with this key.

    Raises: ModelError naming the models there are, or what is missing of one that is known.
    """
    if key in KNOWN_MODELS:
        known = KNOWN_MODELS[key]
        raise ModelError(f"'{key}' is known but cannot be run; missing: {known.missing}. {_choices()}")
    if key not in MODELS:
        raise ModelError(f"no pharmacokinetic model '{key}' {_choices()}")
    return MODELS[key]


def _choices() -> str:
    return f"(available: {', '.join(MODELS)})."
