"""How outcomes go together: from person to person, and from day to day within a person."""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Source, Status

OUTCOMES = ("pain", "depression", "anxiety", "insomnia", "disability")
"""Order of the rows of both matrices. A new outcome goes to the end, so that the draws of the others stay."""

DISC_HERNIATION = Source(
    "Yao M, et al. Health Qual Life Outcomes 2020;18:175 (353 people with lumbar disc herniation)",
    doi="10.1186/s12955-020-01403-2",
    read_at="Table 3",
)
PHQ_ADS = Source(
    "Kroenke K, et al. Psychosom Med 2016;78:716-727 (896 people in three trials, two of them in chronic pain)",
    doi="10.1097/PSY.0000000000000322",
)
SLEEP_IN_PAIN = Source(
    "Insomnia Severity Index in 263 people with sickle cell disease: r 0.38 to 0.66 with pain severity and depression",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC4874249",
)
DIARIES = Source(
    "MyAIGuide pain diaries (MIT licence): knee, hip or ankle pain of 8 people, mood of 3 of them",
    url="https://github.com/oliviermirat/MyAIGuide",
)

Pairs = Mapping[tuple[str, str], Estimate]


def _between_people(
    one: str, other: str, value: float, low: float, high: float, reason: str, source: Source | None
) -> Pairs:
    meaning = f"correlation of {one} and {other} from person to person"
    return {(one, other): _assumed(value, low, high, meaning, reason, source)}


def _day_to_day(one: str, other: str, value: float, low: float, high: float, more: str = "") -> Pairs:
    meaning = f"correlation of {one} and {other} from day to day"
    reason = f"not found day by day; looser than from person to person{more}"
    return {(one, other): _assumed(value, low, high, meaning, reason)}


def _assumed(
    value: float, low: float, high: float, meaning: str, reason: str, source: Source | None = None
) -> Estimate:
    return Estimate(
        value=value, unit="1", meaning=meaning, status=Status.ASSUMED, source=source, low=low, high=high, reason=reason
    )


_MENTAL = "−{} with the mental component of SF-36, which stands for {}"
_SLEEP = "ISI with pain and depression in another disease"

BETWEEN_PEOPLE: Pairs = {
    ("pain", "disability"): Estimate(
        value=0.449,
        unit="1",
        meaning="correlation of pain and disability from person to person",
        source=DISC_HERNIATION,
        place="Table 3: NPRS and ODI 0.449 (NPRS and RMDQ 0.485, ODI and RMDQ 0.736)",
    ),
    **_between_people("pain", "depression", 0.41, 0.2, 0.6, _MENTAL.format("0.413", "depression"), DISC_HERNIATION),
    **_between_people(
        "depression", "disability", 0.60, 0.4, 0.7, _MENTAL.format("0.601", "depression"), DISC_HERNIATION
    ),
    **_between_people(
        "pain", "anxiety", 0.35, 0.15, 0.55, _MENTAL.format("0.413", "anxiety, less so"), DISC_HERNIATION
    ),
    **_between_people(
        "anxiety", "disability", 0.50, 0.3, 0.65, _MENTAL.format("0.601", "anxiety, less so"), DISC_HERNIATION
    ),
    **_between_people("depression", "anxiety", 0.70, 0.5, 0.8, "0.7 to 0.8 with most other mental scales", PHQ_ADS),
    **_between_people("pain", "insomnia", 0.40, 0.25, 0.6, _SLEEP, SLEEP_IN_PAIN),
    **_between_people("depression", "insomnia", 0.50, 0.38, 0.66, _SLEEP, SLEEP_IN_PAIN),
    **_between_people("anxiety", "insomnia", 0.45, 0.3, 0.6, f"{_SLEEP}; anxiety a little less", SLEEP_IN_PAIN),
    **_between_people("insomnia", "disability", 0.40, 0.2, 0.6, "not found; as pain and insomnia", None),
}

WITHIN_A_PERSON: Pairs = {
    ("pain", "depression"): Estimate(
        value=0.08,
        unit="1",
        meaning="correlation of pain and low mood from day to day",
        status=Status.DERIVED,
        source=DIARIES,
        low=0.0,
        high=0.26,
        reason="three people, 2,521 days with both pain and mood: −0.005, 0.075 and 0.258; the middle one",
    ),
    **_day_to_day("pain", "anxiety", 0.10, 0.0, 0.3),
    **_day_to_day("pain", "insomnia", 0.20, 0.0, 0.4, "; each is reported to follow the other"),
    **_day_to_day("pain", "disability", 0.30, 0.0, 0.5),
    **_day_to_day("depression", "anxiety", 0.50, 0.3, 0.7),
    **_day_to_day("depression", "insomnia", 0.30, 0.0, 0.5),
    **_day_to_day("depression", "disability", 0.20, 0.0, 0.5),
    **_day_to_day("anxiety", "insomnia", 0.30, 0.0, 0.5),
    **_day_to_day("anxiety", "disability", 0.20, 0.0, 0.5),
    **_day_to_day("insomnia", "disability", 0.20, 0.0, 0.4),
}


def correlation_matrix(pairs: Pairs) -> np.ndarray:
    """Symmetric matrix in the order of ``OUTCOMES``."""
    matrix = np.eye(len(OUTCOMES))
    for (one, other), estimate in pairs.items():
        row, column = OUTCOMES.index(one), OUTCOMES.index(other)
        matrix[row, column] = matrix[column, row] = estimate.value
    return matrix
