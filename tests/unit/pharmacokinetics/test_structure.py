"""The shape that drawings use: every flow is in it once, in the order in which drug passes."""

import pytest

from sciatwin.pharmacokinetics.structure import structure_of
from sciatwin.pharmacokinetics.which_model.library import MODELS, model_named


@pytest.mark.parametrize("key", MODELS)
def test_every_compartment_and_flow_is_in_the_structure(key):
    model = model_named(key)
    structure = structure_of(model)
    shown = [*structure.main, *(side for sides in structure.sides.values() for side in sides)]
    assert sorted(shown) == sorted(compartment.name for compartment in model.compartments)
    assert sum(2 if link.back else 1 for link in structure.links) == len(model.flows)


@pytest.mark.parametrize("key", MODELS)
def test_drug_moves_forward(key):
    structure = structure_of(model_named(key))
    for link in structure.links:
        if link.source in structure.main and link.target in structure.main:
            assert structure.depth[link.source] < structure.depth[link.target]


def test_liver_stands_in_line_and_peripherals_at_the_side():
    structure = structure_of(model_named("perez_ruixo_2021"))
    assert structure.sides["central"] == ("shallow peripheral", "deep peripheral")
    assert structure.sides["norketamine"] == ("norketamine peripheral",)
    assert structure.main.index("central") < structure.main.index("liver") < structure.main.index("norketamine")
    assert structure.depth["oral solution"] == structure.depth["liver"] - 1


def test_a_flow_that_loses_a_fraction_says_so():
    labels = {link.label for link in structure_of(model_named("simons_2022")).links}
    assert "2 / mtt_nk (× f_nk)" in labels
    assert "cl / v1" in labels
