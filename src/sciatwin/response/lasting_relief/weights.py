"""How much each rival account is believed before this patient has been treated."""

from dataclasses import replace

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.calibrated import calibrated, calibration
from sciatwin.response.lasting_relief import no_lasting_effect

CARRIES_OVER = Uncertain(
    estimate=Estimate(
        value=0.5,
        unit="1",
        meaning="probability that lasting relief, as far as it exists in other pain, carries over to sciatica",
        status=Status.ASSUMED,
        source=Source(
            "Cohen SP, et al. ASRA/AAPM/ASA consensus guideline 2018: CRPS grade B, spinal pain grade D",
            doi="10.1097/AAP.0000000000000808",
            read_at="graded table at guidelinecentral.com/guideline/8150",
        ),
        low=0.2,
        high=0.8,
        reason="trials in other diseases show lasting relief, none was done in sciatica; even odds until one is",
    ),
    shape=Shape.FIXED,
)

RESPONDER_SPREAD = Estimate(
    value=0.5,
    unit="1",
    meaning="spread of the log odds of responding between populations",
    status=Status.ASSUMED,
    low=0.0,
    high=1.0,
    reason="one trial gives the share, in one disease; how it differs between populations was not found",
)

RESPONDER_PROBABILITY = "lasting relief/responder probability"

PARAMETERS = {
    RESPONDER_PROBABILITY: replace(
        calibrated(
            RESPONDER_PROBABILITY,
            "1",
            "probability of lasting relief by the drug itself",
            Shape.PROBABILITY,
        ),
        between_studies=RESPONDER_SPREAD,
    ),
}


def calibrated_weights() -> dict[str, float]:
    """Weight of each account by its score on the calibration trials, none of them in sciatica; they add up to 1."""
    return dict(calibration().weights)


def weights_in_sciatica() -> dict[str, float]:
    """The calibrated weights as far as they carry over; the rest goes to the null account."""
    carried = CARRIES_OVER.estimate.value
    weights = {key: carried * weight for key, weight in calibrated_weights().items()}
    weights[no_lasting_effect.ACCOUNT.key] += 1 - carried
    return weights


def lasting_if(carries_over: float, believed: float) -> float:
    """Probability that relief lasts by some account, had another probability of carrying over been assumed.

    Evidence multiplies the odds, whatever they were before it (Bayes' theorem): so only those before it change.

    Args: believed: that relief lasts by some account, as it is now, before evidence or after it.
    """
    some = 1 - calibrated_weights()[no_lasting_effect.ACCOUNT.key]
    before, other = some * CARRIES_OVER.estimate.value, some * carries_over
    lasts, fades = believed * other * (1 - before), (1 - believed) * before * (1 - other)
    return lasts / (lasts + fades)
