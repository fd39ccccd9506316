"""No accepted question fills the memory: what would is refused with the option, the value and the way out."""

import pytest

from sciatwin.errors import ModelError
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.size import MOST_NUMBERS, require_room


def test_a_course_that_would_fill_the_memory_is_refused_before_it_is_computed(typical_patient):
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=24, count=30, every_h=72)
    with pytest.raises(ModelError, match=r"draws: 5000 versions at [0-9]+ times would fill 7 GB.*at most 1015 draws"):
        Twin(typical_patient, draws=5000, seed=1).simulate(regimen)


@pytest.mark.parametrize("times", [1, 300, 6335, MOST_NUMBERS])
def test_the_way_out_that_is_named_is_accepted(times):
    require_room(MOST_NUMBERS // times, times, "ask for less")
    with pytest.raises(ModelError, match=f"at most {MOST_NUMBERS // times} draws, or ask for less"):
        require_room(MOST_NUMBERS // times + 1, times, "ask for less")
