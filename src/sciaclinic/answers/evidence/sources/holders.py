"""Everything in the project that stands on a source, by what kind of thing it is."""

from collections.abc import Iterator, Mapping
from itertools import chain
from types import ModuleType

from sciaclinic.answers.evidence.estimates.beside_a_plan import BESIDE_A_PLAN
from sciatwin import dorsal_horn, receptor
from sciatwin.ceilings import published
from sciatwin.dorsal_horn import compressed_root, typical_train
from sciatwin.eligibility.medicines.morphine_equivalents import conversion_table
from sciatwin.eligibility.other_treatments import treatment_rules
from sciatwin.eligibility.rulebook import rulebook
from sciatwin.evidence import Source
from sciatwin.evidence.claim import published_claims
from sciatwin.evidence.published_meta_analysis import published_meta_analyses
from sciatwin.evidence.published_observation import pharmacokinetic_observations
from sciatwin.evidence.published_trial import published_trials
from sciatwin.evidence.scale import scales
from sciatwin.individualise.likelihoods import measurement_error
from sciatwin.pharmacokinetics.interactions import drug_interactions, person_facts
from sciatwin.pharmacokinetics.which_model.known_models import KNOWN_MODELS
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.plan.clinic import dosing_weight, supply
from sciatwin.plan.numbers_behind import WITH_INFUSION
from sciatwin.plan.options.templates import TEMPLATES
from sciatwin.plan.session.titration import lower_starts
from sciatwin.plan.sheet.row_files import all_rows
from sciatwin.receptor.published import abbott_2024, jahr_stevens_1990
from sciatwin.response.comparators import COMPARATORS
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.outcomes import correlations, variation
from sciatwin.response.side_effects import dissociation, haemodynamic_covariates, organ_sources, session_side_effects
from sciatwin.twin.shown import dangers
from sciatwin.twin.versions.ensemble import RESPONSE_PARAMETERS
from sciatwin.validation import temporal_summation

_PARTS: Mapping[str, tuple[ModuleType, ...]] = {
    "ceilings": (published,),
    "weight for dosing": (dosing_weight,),
    "vials": (supply,),
    "block of the receptor": (receptor, abbott_2024, jahr_stevens_1990),
    "dorsal horn": (dorsal_horn, compressed_root, typical_train),
    "dissociation": (dissociation,),
    "blood pressure and pulse": (haemodynamic_covariates,),
    "side effects of a session": (session_side_effects,),
    "liver and bladder": (organ_sources,),
    "dangers": (dangers,),
    "spread of scores": (variation, correlations),
    "errors of measurement": (measurement_error,),
    "temporal summation": (temporal_summation,),
}
"""Parts of the models whose sources stand in the modules themselves."""


def source_holders() -> Iterator[tuple[str, str, object]]:
    """Kind, name, and a record with the sources in its fields."""
    return chain(_numbers(), _rules_and_sessions(), _evidence(), _facts_and_scales(), _parts())


def _numbers() -> Iterator[tuple[str, str, object]]:
    yield from (("response constant", name, item) for name, item in RESPONSE_PARAMETERS.items())
    behind = {**BESIDE_A_PLAN, **WITH_INFUSION}
    yield from (("presumed number", name, item) for name, item in behind.items() if name not in RESPONSE_PARAMETERS)
    yield from (("account of lasting relief", account.key, account) for account in ACCOUNTS.values())
    yield from (("pharmacokinetic model", key, model) for key, model in (*MODELS.items(), *KNOWN_MODELS.items()))


def _rules_and_sessions() -> Iterator[tuple[str, str, object]]:
    yield from (("rule", rule.key, rule) for rule in rulebook())
    yield from (("other treatment", key, rules) for key, rules in treatment_rules().items())
    yield from (("row of a session", row.key, row) for row in all_rows())
    yield from (("lower start", reason.key, reason) for reason in lower_starts())
    yield from (("regimen", template.name, template) for template in TEMPLATES)
    yield from (("comparator", comparator.key, comparator) for comparator in COMPARATORS)
    yield "conversion", "morphine equivalents", conversion_table()


def _evidence() -> Iterator[tuple[str, str, object]]:
    yield from (("trial", key, trial.source) for key, trial in published_trials().items())
    yield from (("meta-analysis", key, record.source) for key, record in published_meta_analyses().items())
    yield from (("claim", key, claim.sources) for key, claim in published_claims().items())
    for row in pharmacokinetic_observations().observations:
        yield "pharmacokinetic observation", row.key, Source(row.source, url=row.url)


def _facts_and_scales() -> Iterator[tuple[str, str, object]]:
    for fact in (*drug_interactions(), *person_facts()):
        yield "effect on ketamine levels", fact.key, Source(fact.source, url=fact.url)
    for scale in scales().scales:
        yield "scale", scale.key, tuple(Source(f"{scale.name}: about the scale", url=link) for link in scale.sources)


def _parts() -> Iterator[tuple[str, str, object]]:
    for name, modules in _PARTS.items():
        for module in modules:
            names = dir(module)  # also those that are loaded when they are asked for
            yield "part of the models", name, {key: getattr(module, key) for key in names}
