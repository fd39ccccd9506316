"""Named regimens that clinics use, each with its source. None has been tested by a trial in sciatica."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.evidence import Source
from sciatwin.regimen import Regimen


@dataclass(frozen=True)
class Template:
    """A published regimen. ``build`` makes it for a body weight; ``evidence`` is one honest line.

    All were published with racemic ketamine: ``of`` gives the same in the drug that a clinic has, and says so.
    """

    name: str
    source: Source
    evidence: str
    assumed: str
    build: Callable[[float], Regimen]

    def of(self, drug: Drug) -> "Template":
        """The regimen in another drug, converted by ``racemic_equivalent``; mg of the two do not compare."""
        if drug is Drug.RACEMIC_KETAMINE:
            return self
        less = drug.racemic_equivalent
        converted = f"converted from racemic ketamine, mg ÷ {less:g}"
        return replace(
            self,
            name=f"{self.name}, {converted}",
            assumed="; ".join(
                filter(None, (self.assumed, f"{converted}, is assumed: it was published with the racemate"))
            ),
            build=lambda weight_kg: self.build(weight_kg).scaled(1 / less, drug),
        )


def _consensus_2018(weight_kg: float) -> Regimen:
    duration_h = 2.5
    return Regimen.on_days(
        [0], rate_mg_per_kg_h=80 / weight_kg / duration_h, duration_h=duration_h, name="consensus 2018"
    )


def _cleveland_five_day(_: float) -> Regimen:
    return Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5, name="Cleveland five-day")


def _schwartzman_ten_day(weight_kg: float) -> Regimen:
    return Regimen.on_days(
        [0, 1, 2, 3, 4, 7, 8, 9, 10, 11],
        rate_mg_per_kg_h=min(0.35, 25 / weight_kg),
        duration_h=4,
        name="Schwartzman ten-day",
    )


def _french_four_day(_: float) -> Regimen:
    return Regimen.repeat(dose_mg_per_kg=0.7, duration_h=2, count=4, name="French four-day")


def _depression_six_in_two_weeks(_: float) -> Regimen:
    return Regimen.on_days(
        [0, 2, 4, 7, 9, 11],
        rate_mg_per_kg_h=0.75,
        duration_h=40 / 60,
        name="depression six-in-two-weeks",
    )


TEMPLATES = (
    Template(
        "consensus 2018",
        Source(
            "Cohen SP, et al. ASRA/AAPM/ASA consensus 2018",
            doi="10.1097/AAP.0000000000000808",
            read_at="graded table at guidelinecentral.com/guideline/8150",
        ),
        "at least 80 mg over more than 2 h; expert consensus, grade C, low certainty",
        "2.5 h and a single session are assumed",
        _consensus_2018,
    ),
    Template(
        "Cleveland five-day",
        Source("Tankha 2025, Reg Anesth Pain Med (n = 1034, uncontrolled)", doi="10.1136/rapm-2025-106907"),
        "20 to 46 % reached a meaningful change, depending on the scale, without a control group",
        "",
        _cleveland_five_day,
    ),
    Template(
        "Schwartzman ten-day",
        Source("Schwartzman 2009, Pain (CRPS, 26 randomised)", doi="10.1016/j.pain.2009.08.015"),
        "less pain than placebo in CRPS; not tested in sciatica",
        "ten weekdays over two weeks are assumed",
        _schwartzman_ten_day,
    ),
    Template(
        "French four-day",
        Source(
            "Voute 2022, Eur J Pain 26:873 (Delphi of 28 experts)",
            url="https://fhu.inovpain.org/ketamine-in-chronic-pain-a-delphi-survey/",
        ),
        "0.5 to 0.9 mg/kg a day for four days; expert opinion",
        "0.7 mg/kg (the middle) over 2 h is assumed",
        _french_four_day,
    ),
    Template(
        "depression six-in-two-weeks",
        Source(
            "Riva-Posse 2018 (six infusions of 0.5 mg/kg over 40 min)",
            url="https://open-foundation.org/blood-pressure-safety-subanesthetic-ketamine-depression-report-684-infusions/",
        ),
        "a schedule for depression; no evidence in sciatica",
        "days 0, 2, 4, 7, 9 and 11 are assumed",
        _depression_six_in_two_weeks,
    ),
)


def template_named(name: str) -> Template:
    """The template with this name.

    Raises: RegimenError naming the templates there are.
    """
    for template in TEMPLATES:
        if template.name.lower() == name.strip().lower():
            return template
    raise RegimenError(f"no template '{name}' (available: {'; '.join(t.name for t in TEMPLATES)}).")
