"""Which published models are there?"""

from dataclasses import dataclass

from sciaclinic.services.model_sheet import site_in_words
from sciatwin.evidence import PublishedModel, StudiedPopulation
from sciatwin.pharmacokinetics.which_model.known_models import KNOWN_MODELS
from sciatwin.pharmacokinetics.which_model.library import MODELS


@dataclass(frozen=True, kw_only=True)
class ModelLine:
    """One line of the list; ``missing`` says why a model cannot be run and is empty for one that can."""

    key: str
    drug: str
    analytes: str
    site: str
    routes: str
    people: str
    population: str
    evidence: str
    missing: str = ""


def list_models() -> tuple[ModelLine, ...]:
    """Every model: first those that run, then those that are known but lack numbers."""
    runnable = [_line(model) for model in MODELS.values()]
    known = [
        ModelLine(
            key=model.key,
            drug="",
            analytes="",
            site="",
            routes="",
            people=model.population,
            population=f"{model.title}. {model.population}",
            evidence="D",
            missing=model.missing,
        )
        for model in KNOWN_MODELS.values()
    ]
    return (*runnable, *known)


def _line(model: PublishedModel) -> ModelLine:
    return ModelLine(
        key=model.key,
        drug=str(model.dosed),
        analytes=", ".join(model.analytes),
        site=site_in_words(model),
        routes=", ".join(model.routes),
        people=_people(model.studied),
        population=model.studied.summary,
        evidence=model.evidence,
    )


def _people(studied: StudiedPopulation) -> str:
    """Who was studied, in a few words."""
    if not studied.condition and not studied.healthy:
        return studied.summary
    count = f"{studied.n_subjects} " if studied.n_subjects else ""
    ages = f", {studied.age_yr[0]:g} to {studied.age_yr[1]:g} years" if studied.age_yr else ""
    return f"{count}{studied.condition or 'healthy people'}{ages}"
