"""A model record that names what it does not have cannot exist."""

from dataclasses import replace

import pytest

from sciatwin.analytes import Analyte
from sciatwin.evidence import Compartment, Flow, PublishedModel
from sciatwin.pharmacokinetics.which_model.library import model_named

KAMP = model_named("kamp_2020")


def test_a_flow_from_an_unknown_compartment_is_refused():
    with pytest.raises(ValueError, match=r"unknown compartments \['gut'\]"):
        replace(KAMP, flows=(*KAMP.flows, Flow(source="gut", target="central", times=("cl",), per=("v1",))))


def test_a_flow_to_an_unknown_compartment_is_refused():
    with pytest.raises(ValueError, match=r"unknown compartments \['bladder'\]"):
        replace(KAMP, flows=(*KAMP.flows, Flow(source="central", target="bladder", times=("cl",), per=("v1",))))


def test_a_dose_into_an_unknown_compartment_is_refused():
    with pytest.raises(ValueError, match=r"unknown compartments \['muscle'\]"):
        replace(KAMP, dose_compartment="muscle")


@pytest.mark.parametrize("part", [{"times": ("cl2",)}, {"per": ("cl2",)}, {"fraction": "cl2"}])
def test_an_unknown_parameter_in_a_flow_is_refused(part):
    with pytest.raises(ValueError, match=r"unknown parameters \['cl2'\]"):
        replace(KAMP, flows=(*KAMP.flows, Flow(source="central", target=None, **part)))


def test_an_unknown_volume_is_refused():
    with pytest.raises(ValueError, match=r"unknown parameters \['v9'\]"):
        replace(
            KAMP,
            compartments=(Compartment(name="central", analyte=Analyte.KETAMINE, volume="v9"), *KAMP.compartments[1:]),
        )


def test_analytes_are_those_of_the_compartments():
    assert model_named("simons_2022").analytes == ("S-ketamine", "S-norketamine", "S-hydroxynorketamine")
    assert isinstance(KAMP, PublishedModel)
    assert KAMP.analytes == (Analyte.KETAMINE,)
