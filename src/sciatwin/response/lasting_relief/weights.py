"""How much each rival account of lasting relief is believed before this patient has been treated."""

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain

WEIGHT_OF_SLOW_EFFECT_SITE = Uncertain(
    estimate=Estimate(
        value=0.5,
        unit="1",
        meaning="weight of the model in which ketamine gives lasting relief in sciatica; the rest is the null model",
        status=Status.ASSUMED,
        source=Source(
            "Cohen SP, et al. ASRA/AAPM/ASA consensus guideline 2018: CRPS grade B, spinal pain grade D",
            url="https://www.guidelinecentral.com/guideline/8150/",
        ),
        low=0.2,
        high=0.8,
        reason="one trial in another disease (CRPS) shows lasting relief, none in sciatica; equal weights until scored",
    ),
    shape=Shape.FIXED,
)
