"""The same people under one account of lasting relief, with the constants that were fitted under it."""

from dataclasses import replace

import numpy as np

from sciatwin.response.calibrated import as_under_account, calibration
from sciatwin.response.lasting_relief import ACCOUNTS, weights
from sciatwin.streams import uniform
from sciatwin.twin.versions.ensemble import RESPONSE_PARAMETERS, Ensemble


def under_account(ensemble: Ensemble, account: str, *, subjects: int = 1) -> Ensemble:
    """The ensemble as it would be if this account were true.

    Args:
        subjects: people of one study, as when the ensemble was drawn.
    """
    seed, count = ensemble.crowd, ensemble.count
    drawn = dict(ensemble.drawn)
    for name in calibration().under_account[account]:
        item = as_under_account(RESPONSE_PARAMETERS[name], name, account)
        drawn[name] = item.draw(name, seed, count, subjects=subjects)
    responds = uniform("person/drug responder", seed, count) < drawn[weights.RESPONDER_PROBABILITY]
    place = np.full(count, list(ACCOUNTS).index(account))
    return replace(ensemble, drawn=drawn, responds_to_drug=responds, account=place)
