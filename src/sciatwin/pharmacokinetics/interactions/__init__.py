"""What other medicines and properties of a person do to ketamine levels, by route, with the place it was read."""

from sciatwin.pharmacokinetics.interactions.effects import InteractionEffect, interaction_effects
from sciatwin.pharmacokinetics.interactions.facts import (
    DrugInteraction,
    ExposureChange,
    PersonFact,
    drug_interactions,
    person_facts,
)

__all__ = [
    "DrugInteraction",
    "ExposureChange",
    "InteractionEffect",
    "PersonFact",
    "drug_interactions",
    "interaction_effects",
    "person_facts",
]
