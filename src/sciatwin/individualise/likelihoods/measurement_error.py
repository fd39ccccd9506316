"""How far a reading lies from what it measures, where no model of its own says so."""

from sciatwin.evidence import Estimate, Source, Status

BLOOD_PRESSURE_DAYS = Source(
    "Meta-analysis of the reproducibility of ambulatory blood pressure (2020)",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC7575032",
    read_at="abstract",
)
CADSS_ITEMS = Source(
    "Internal consistency of the CADSS under ketamine: alpha 0.74 (110 people, J Affect Disord 2018;227:11-16); "
    "0.937 (18 people, J Psychopharmacol 2017)",
    doi="10.1016/j.jad.2017.09.023",
    read_at="abstracts",
)
ASSAY = Source(
    "Tandem mass spectrometry of ketamine and norketamine in urine, J Anal Toxicol 2009;33:310-321",
    doi="10.1093/jat/33.6.310",
    read_at="abstract",
)

ASSAY_FLOOR = Estimate(
    value=0.6,
    unit="ng/mL",
    meaning="standard deviation of a level near zero",
    status=Status.ASSUMED,
    source=ASSAY,
    low=0.2,
    high=2.1,
    reason="limits of detection 0.6 and of quantification 1.9 to 2.1 ng/mL in urine; the clinic's assay is unknown",
)

CADSS_RELATIVE = Estimate(
    value=0.4,
    unit="1",
    meaning="standard deviation of one CADSS around this person's expected score, as a part of it",
    status=Status.DERIVED,
    source=CADSS_ITEMS,
    low=0.2,
    high=0.6,
    reason=(
        "SD 9.2 × √(1 − alpha) is 4.7 points for 0.74 and 2.3 for 0.937; spread in proportion to scores of mean 7.7 "
        "that is 0.43 and 0.2; how one person varies from infusion to infusion was not found"
    ),
)

CADSS_FLOOR = Estimate(
    value=1.0,
    unit="points",
    meaning="standard deviation of a CADSS near zero",
    status=Status.ASSUMED,
    low=0.5,
    high=2.0,
    reason="one item, one step",
)

SYSTOLIC_BETWEEN_DAYS = Estimate(
    value=9.0,
    unit="mmHg",
    meaning="standard deviation of a day's systolic pressure around that of another day, without any drug",
    status=Status.DERIVED,
    source=BLOOD_PRESSURE_DAYS,
    low=5.5,
    high=19.0,
    reason=(
        "limits of agreement between the daytime means of two days, −16.7 to 18.4 mmHg, are 3.92 standard deviations; "
        "that of readings of one day comes on top; single readings in care "
        "vary more (13.5 mmHg within a person in old people with hypertension)"
    ),
)

SYSTOLIC_WITHIN_A_DAY = Estimate(
    value=5.0,
    unit="mmHg",
    meaning="standard deviation of a systolic reading around the others of that day, without any drug",
    status=Status.ASSUMED,
    low=3.0,
    high=8.0,
    reason="not searched for; readings minutes apart vary less than days do",
)

HEART_RATE_BETWEEN_DAYS = Estimate(
    value=8.0,
    unit="/min",
    meaning="standard deviation of a day's heart rate around that of another day, without any drug",
    status=Status.ASSUMED,
    low=4.0,
    high=12.0,
    reason="not searched for; as blood pressure, about a tenth of the resting value",
)

HEART_RATE_WITHIN_A_DAY = Estimate(
    value=4.0,
    unit="/min",
    meaning="standard deviation of a heart rate around the others of that day, without any drug",
    status=Status.ASSUMED,
    low=2.0,
    high=6.0,
    reason="not searched for; half of what days vary, as blood pressure",
)

ROLAND_MORRIS_SPREAD = Estimate(
    value=1.7,
    unit="points",
    meaning="standard deviation of the Roland-Morris score within a person around the true course",
    status=Status.ASSUMED,
    low=1.0,
    high=2.4,
    reason="not found; the same part of the scale as the Oswestry index",
)

INTERFERENCE_SPREAD = Estimate(
    value=0.7,
    unit="points",
    meaning="standard deviation of pain interference (0 to 10) within a person around the true course",
    status=Status.ASSUMED,
    low=0.4,
    high=1.2,
    reason="not found; as daily pain on the same scale",
)

OPIOID_RELATIVE = Estimate(
    value=0.15,
    unit="1",
    meaning="standard deviation of opioid use around what was prescribed, as a part of it",
    status=Status.ASSUMED,
    low=0.05,
    high=0.3,
    reason="tablets left out or taken twice; not found in print",
)
