"""Versions drawn from what was learned: the parts that no observation tells keep their probabilities, by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sciatwin.individualise.versions import _account_of_nonresponders, _later_relapse
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.twin.people import versions_of
from sciatwin.twin.versions.ensemble import draw_ensemble

VERSIONS = 20_000


@pytest.fixture(scope="module")
def ensemble(typical_patient):
    return draw_ensemble(versions_of(typical_patient, VERSIONS), 1)


def _with(ensemble, name, value):
    return replace(ensemble, drawn={**ensemble.drawn, name: np.full(VERSIONS, value)})


def test_a_relapse_may_come_after_the_last_observation(ensemble):
    """Of 30 % in a year, half of them in the half that was not seen: 0.15 of the 0.85 who had none so far."""
    week = _later_relapse(_with(ensemble, "untreated/relapse probability", 0.3), 26.0, seed=2)
    later = week[np.isfinite(week)]
    assert len(later) / VERSIONS == pytest.approx(0.15 / 0.85, abs=0.01)
    assert (later.min(), later.max()) == pytest.approx((26, 52), abs=0.3)
    assert later.mean() == pytest.approx(39, abs=0.5)


def test_a_non_responder_tells_against_accounts_by_which_most_respond(ensemble):
    """Accounts of 0.5 (60 % respond) and 0.5 (nothing lasts in anybody): 0.2 to 0.5 among those who did not respond."""
    shares = np.zeros((len(ACCOUNTS), VERSIONS))
    keys = list(ACCOUNTS)
    nothing = next(row for row, account in enumerate(ACCOUNTS.values()) if not account.parameters)
    shares[keys.index("slow effect site")], shares[nothing] = 0.5 * 0.6, 0.5 * 0.6
    made = replace(_with(ensemble, "lasting relief/responder probability", 0.6), lasting_probability=shares)
    account, responds = _account_of_nonresponders(made, seed=3)
    assert (account == keys.index("slow effect site")).mean() == pytest.approx(0.2 / 0.7, abs=0.012)
    assert set(account) == {keys.index("slow effect site"), nothing}
    assert not responds[account != nothing].any()
    assert responds[account == nothing].mean() == pytest.approx(0.6, abs=0.012)
