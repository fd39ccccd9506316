"""Dissociation during the infusion, on a visual-analogue scale and on the CADSS.

It shares its effect site with fast relief, not its cause: a person's sensitivity to one says nothing here about the
other (in anaesthesia with ketamine, midazolam took dissociation away and left the analgesia). The two scales share one
deviate from person to person: who is sensitive on one is sensitive on the other.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response import fast_effect_site
from sciatwin.response.side_effects import reference_session

BOWDLE_1998 = Source(
    "Bowdle TA, et al. Anesthesiology 1998;88:82-88: 37 to 89 % of scale maximum at 200 ng/mL racemate",
    doi="10.1097/00000542-199801000-00015",
)

NOT_THE_CAUSE_OF_ANALGESIA = Source(
    "Anaesthesia with 2 mg/kg in 15 volunteers: midazolam took 10.3 CADSS points away, analgesia was preserved",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC7572586",
)

CADSS_SCORES = Source(
    "Acute psychoactive effects of intravenous ketamine during treatment of mood disorders. J Affect Disord "
    "2018;227:11-16 (110 people)",
    doi="10.1016/j.jad.2017.09.023",
)

CADSS_MAXIMUM = Estimate(
    value=92,
    unit="points",
    meaning="largest score of the CADSS: 23 items of 0 to 4",
    source=Source(
        "Trial registry NCT04226963", url="https://inclinicaltrials.com/major-depressive-disorder/NCT04226963/details"
    ),
    place="definition of the scale",
)

CADSS_PRESENT = Estimate(
    value=4,
    unit="points",
    meaning="CADSS above which dissociation is called present; it marks no danger, and no stop value is published",
    source=Source(
        "J&J Medical Connect: dissociation with Spravato (2024)",
        url="https://jnjmedicalconnect.com/products/spravato/medical-content/"
        "adverse-event-of-spravato-dissociative-effectsperceptual-disturbances",
    ),
    place="definition of a dissociative event: above 4 and above the score before",
)

C50, LEVEL_PER_POINT = "dissociation/C50", "dissociation/level per CADSS point"

Drawn = Mapping[str, np.ndarray]

PARAMETERS = {
    C50: Uncertain(
        estimate=fast_effect_site.C50_S_KETAMINE,
        between_people=Estimate(
            value=0.4,
            unit="1",
            meaning="spread between people of log C50 for dissociation",
            status=Status.ASSUMED,
            low=0.25,
            high=0.6,
            reason="not printed; scores after one dose are widely spread (CADSS mean 7.7, SD 9.2)",
        ),
    ),
    LEVEL_PER_POINT: Uncertain(
        estimate=Estimate(
            value=26.8,
            unit="ng/mL",
            meaning="S-ketamine at the fast effect site that adds one point of CADSS in the median person",
            status=Status.DERIVED,
            source=CADSS_SCORES,
            standard_error=3.1,
            reason=(
                "CADSS of mean 7.7 and SD 9.2 read as log-normal sensitivity at 125 ng/mL, the end of the usual "
                "infusion; standard error 0.88 points in 110 people"
            ),
        ),
        between_people=Estimate(
            value=1.04,
            unit="1",
            meaning="spread between people of the log level that adds one point of CADSS",
            status=Status.DERIVED,
            source=CADSS_SCORES,
            reason=(
                "mean 7.7 and SD 9.2: skewed, most people low; that the skew is log-normal, and that all of it lies "
                "between people and none between infusions, is assumed"
            ),
        ),
        person_deviate=C50,
    ),
}

SEVERE = Uncertain(
    estimate=Estimate(
        value=0.7,
        unit="1",
        meaning="part of the scale above which dissociation is called severe",
        status=Status.ASSUMED,
        source=BOWDLE_1998,
        low=0.6,
        high=0.85,
        reason="no published threshold; a responsible physician sets it",
    ),
    shape=Shape.FIXED,
)

REFERENCE_SITE = reference_session.S_KETAMINE_SITE


def intensity_fraction(site_ng_per_ml: np.ndarray, drawn: Drawn) -> np.ndarray:
    """Intensity from 0 to 1 of the visual scale; shapes broadcast."""
    return np.asarray(site_ng_per_ml / (drawn[C50] + site_ng_per_ml))


def cadss_score(site_ng_per_ml: np.ndarray, drawn: Drawn) -> np.ndarray:
    """CADSS from 0 to 92: in proportion to the level, as Bowdle 1998 saw, until the scale ends; shapes broadcast.

    The hyperbolic tangent is straight over the studied levels and bends only near the ceiling (its shape is assumed).
    """
    ceiling = CADSS_MAXIMUM.value
    return np.asarray(ceiling * np.tanh(site_ng_per_ml / (ceiling * drawn[LEVEL_PER_POINT])))
