"""Population fits: one model, many patients, and how much they differ."""

from sciatwin.population.bayes import PopulationChains, Priors, sample_population
from sciatwin.population.cohort import Cohort
from sciatwin.population.design import Parameter, PopulationModel
from sciatwin.population.diagnostics import FitDiagnostics, diagnose
from sciatwin.population.foce import PopulationFit, fit_population
from sciatwin.population.from_data import people_of
from sciatwin.population.person import Person
from sciatwin.population.simulate import VisualPredictiveCheck, simulated_levels, visual_predictive_check
from sciatwin.population.structures import one_compartment, two_compartments

__all__ = [
    "Cohort",
    "FitDiagnostics",
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
