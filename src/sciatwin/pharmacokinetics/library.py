"""Every runnable published model, by key."""

from sciatwin.errors import ModelError
from sciatwin.evidence import PublishedModel
from sciatwin.pharmacokinetics.published import domino_1984, kamp_2020, otto_2021, simons_2022

MODELS: dict[str, PublishedModel] = {
    module.MODEL.key: module.MODEL for module in (simons_2022, otto_2021, kamp_2020, domino_1984)
}


def model_named(key: str) -> PublishedModel:
    """The published model with this key.

    Raises: ModelError naming the models there are.
    """
    if key not in MODELS:
        raise ModelError(f"no pharmacokinetic model '{key}' (available: {', '.join(MODELS)}).")
    return MODELS[key]
