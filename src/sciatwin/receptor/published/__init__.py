"""Potencies and gating schemes as their papers print them; one paper, one file."""

from sciatwin.receptor.gating import GatingScheme
from sciatwin.receptor.published import (
    abbott_2020,
    abbott_2024,
    clements_1992,
    clements_westbrook_1991,
    destexhe_1996,
    ebert_1997,
    edmonds_colquhoun_1992,
    gilling_2009,
    lester_jahr_1992,
    mealing_1999,
    mk801_displacement,
    orser_1997,
    synapse_code,
)
from sciatwin.receptor.published_potency import PublishedPotency

POTENCIES: dict[str, PublishedPotency] = {
    potency.key: potency
    for potency in (
        ebert_1997.POTENCY,
        ebert_1997.AGAINST_TOTAL,
        abbott_2020.POTENCY,
        abbott_2024.PORE,
        gilling_2009.POTENCY,
        mk801_displacement.POTENCY,
        mealing_1999.POTENCY,
        orser_1997.OUTSIDE_OUT,
        synapse_code.POTENCY,
        orser_1997.CELL_ATTACHED,
        abbott_2024.TONIC,
    )
}

GATING_SCHEMES: dict[str, GatingScheme] = {
    module.GATING.key: module.GATING
    for module in (
        lester_jahr_1992,
        destexhe_1996,
        clements_1992,
        edmonds_colquhoun_1992,
        clements_westbrook_1991,
    )
}

__all__ = ["GATING_SCHEMES", "POTENCIES"]
