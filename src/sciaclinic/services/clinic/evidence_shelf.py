"""Everything that the numbers stand on, by part and item: the same documents as ``sciatwin evidence`` gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.records.patients import NotThereError
from sciaclinic.services import answer_claims, pool_trials, show_models, show_sources, show_trials, validate_models
from sciaclinic.services.context import Context
from sciatwin.errors import ModelError
from sciatwin.validation.meta_analysis import VarianceMethod

Answer = Callable[[Context], AnswerDocument]


@dataclass(frozen=True)
class Part:
    """One part of the evidence.

    Attributes:
        items: key and title of each item, of the whole part's document; ``item``: one of them.
        takes: how long it takes in words; empty where it is at hand at once.
    """

    title: str
    says: str
    whole: Answer | None
    items: Callable[[Any], tuple[tuple[str, str], ...]] = lambda _: ()
    item: Callable[[str, Context], AnswerDocument] | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    takes: str = ""


def _validation(key: str, context: Context) -> AnswerDocument:
    return {
        "trials": validate_models.validate_everything,
        "levels": validate_models.validate_levels,
        "wind-up": validate_models.validate_wind_up,
    }[key](context)


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "claims": Part(
            "Claims",
            "Is what is promised for ketamine true?",
            lambda context: answer_claims.answer_claims(None, context),
            lambda document: tuple((claim.key, claim.promise) for claim in document.claims),
            answer_claims.answer_claims,
        ),
        "trials": Part(
            "Trials",
            "Who was treated, with what, and every number that was reported.",
            show_trials.list_trials,
            lambda document: tuple((trial.key, f"{trial.key}: {trial.condition}") for trial in document.trials),
            show_trials.show_trial,
        ),
        "forest": Part(
            "Forest plots",
            "What the trials of one question say together.",
            pool_trials.list_meta_analyses,
            lambda document: tuple((one.key, one.title) for one in document.analyses),
            lambda key, context: pool_trials.pool_meta_analysis(key, VarianceMethod.DERSIMONIAN_LAIRD, context),
        ),
        "models": Part(
            "Models",
            "The published kinetic models, with their numbers as printed.",
            show_models.list_models,
            lambda document: tuple((model.key, model.key) for model in document.models if model.drug),
            show_models.show_model,
        ),
        "sources": Part("Sources", "Every source, and what stands on it.", show_sources.list_sources),
        "estimates": Part(
            "Estimates",
            "Every number behind a plan by its origin: assumed ones first.",
            lambda context: show_sources.list_estimates(None, context),
        ),
        "validation": Part(
            "Validation",
            "How well it predicts what was published and not learned from.",
            None,
            item=_validation,
            fixed={
                "trials": "Trials and cohorts, simulated as they were run",
                "levels": "Levels of the drug in people",
                "wind-up": "Wind-up in people, beside the spinal circuit",
            },
            takes="some minutes the first time after a start, because every trial is simulated anew",
        ),
    }
)


def part_named(name: str) -> Part:
    """Raises: NotThereError."""
    if name not in PARTS:
        raise NotThereError(f"There is no part '{name}' of the evidence; there are {', '.join(PARTS)}.")
    return PARTS[name]


def answer_of(part: str, item: str, context: Context) -> AnswerDocument:
    """The document of a part, or of one of its items. Raises: NotThereError."""
    found = part_named(part)
    try:
        if not item and found.whole is not None:
            return found.whole(context)
        if item and found.item is not None:
            return found.item(item, context)
    except (ModelError, KeyError) as error:
        raise NotThereError(str(error) if isinstance(error, ModelError) else f"There is no '{item}' here.") from None
    raise NotThereError(f"There is no '{item}' among the {found.title.lower()}.")


def items_of(part: str, context: Context) -> tuple[tuple[str, str], ...]:
    """Key and title of every item."""
    found = part_named(part)
    if found.fixed:
        return tuple(found.fixed.items())
    return found.items(found.whole(context)) if found.whole and found.item else ()
