"""Population fits: one model, many patients, and how much they differ."""

from sciatwin.individualise.population.bayes import PopulationChains, Priors, sample_population
from sciatwin.individualise.population.cohort import Cohort
from sciatwin.individualise.population.design import Parameter, PopulationModel
from sciatwin.individualise.population.diagnostics import Diagnostics, diagnose
from sciatwin.individualise.population.foce import PopulationFit, fit_population
from sciatwin.individualise.population.from_data import people_of
from sciatwin.individualise.population.person import Person
from sciatwin.individualise.population.simulate import (
    VisualPredictiveCheck,
    simulated_levels,
    visual_predictive_check,
)
from sciatwin.individualise.population.structures import one_compartment, two_compartments

__all__ = [
    "Cohort",
    "Diagnostics",
    "Parameter",
    "Person",
    "PopulationChains",
    "PopulationFit",
    "PopulationModel",
    "Priors",
    "VisualPredictiveCheck",
    "diagnose",
    "fit_population",
    "one_compartment",
    "people_of",
    "sample_population",
    "simulated_levels",
    "two_compartments",
    "visual_predictive_check",
]
