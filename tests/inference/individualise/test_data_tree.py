"""What was learned as a DataTree: groups and dimensions of the field, nothing lost."""

import numpy as np
import pytest

from sciatwin.analytes import Drug
from sciatwin.individualise import data_tree, learn
from sciatwin.observation import Dissociation, GivenSession, Observations
from sciatwin.twin import Twin


@pytest.fixture(scope="module")
def learned(typical_patient):
    session = GivenSession(start_h=0, duration_h=40 / 60, dose_mg=37, drug=Drug.RACEMIC_KETAMINE)
    seen = Observations((Dissociation(time_h=0.6, cadss=12),), (session,))
    return learn(Twin(typical_patient, draws=100), seen)


def test_groups_and_dimensions_are_those_that_arviz_reads(learned):
    tree = data_tree(learned)
    assert set(tree.children) == {"prior", "posterior", "observed_data"}
    posterior = tree["posterior"].to_dataset()
    assert set(posterior.sizes) == {"chain", "draw"}
    assert posterior.sizes["draw"] == 100
    np.testing.assert_array_equal(
        posterior["fast relief.C50"].to_numpy()[0], learned.twin.ensemble.drawn["fast relief/C50"]
    )
    assert tree["observed_data"].to_dataset()["value"].to_numpy().tolist() == [12]
