"""The plan: what is proposed, why, and all that was weighed."""

from dataclasses import dataclass

from sciatwin.eligibility import Eligibility
from sciatwin.observation import Observations
from sciatwin.patient import Patient
from sciatwin.pharmacokinetics.which_model.applicability import Applicability
from sciatwin.plan.clinic.site import Site
from sciatwin.plan.decision import Decision
from sciatwin.plan.limits import LimitCrossed
from sciatwin.plan.options.pathway import BestAlternative
from sciatwin.plan.options.templates import Template
from sciatwin.plan.session import Conduct
from sciatwin.plan.told.better import BetterThanToday
from sciatwin.plan.told.beyond_pain import ScoreOutcome, SideEffectChance
from sciatwin.plan.told.in_hundred import InHundred
from sciatwin.plan.told.in_short import ShortPoint
from sciatwin.plan.told.not_measured import NotMeasured
from sciatwin.plan.told.outcomes import Peaks, WeekOutcome
from sciatwin.plan.told.pressure_notes import PressureNote
from sciatwin.plan.told.seen_in_sessions import SeenInSessions
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.credibility import Fragility
from sciatwin.plan.worth.preferences import Preferences
from sciatwin.plan.worth.sensitivity import Influence
from sciatwin.plan.worth.trade_offs import TradeOff, TradeOffMark
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects.organ_risk import OrganFinding
from sciatwin.suitability import Readiness
from sciatwin.twin.shown.curves import CourseCurves
from sciatwin.twin.shown.pathway_shown import PathwayShown

GRADE_IN_SHORT = "Off-label. Evidence for spinal and radicular pain: grade D, low certainty (2018 consensus)"

EVIDENCE_GRADE = (
    f"{GRADE_IN_SHORT}; Cochrane 2025 finds no clear evidence of benefit in chronic pain at any time. No trial of "
    "intravenous ketamine in sciatica was found (search to November 2026): "
    "every benefit shown here is extrapolated from a few small trials in other diseases, one of them of several days."
)

NOT_KNOWN = (
    "Whether intravenous ketamine helps sciatica at all: no trial was found (search to November 2026).",
    "Whether lasting relief seen in complex regional pain syndrome holds for a compressed nerve root.",
    "The course without any treatment: the trials it is taken from held placebo pills and some operations.",
    "How much of any relief is expectation: most people notice that they were given ketamine.",
    "The human concentration at which the drug blocks its receptor: no occupancy curve exists.",
    "Kinetics in people with chronic pain, over 35 years or above 93 kg: the models come from young volunteers.",
    "How far one person's outcome strays: held-out trials lie outside the predicted range more often than they should.",
    "A safe number of courses or a safe cumulative dose: no source sets one.",
)


@dataclass(frozen=True)
class LimitActed:
    """A hard limit that turned candidates away."""

    limit: str
    candidates_turned_away: int


@dataclass(frozen=True)
class TemplateVerdict:
    """A published regimen for this patient: within the limits or not, credible or not."""

    template: Template
    candidate: Candidate
    crossed: tuple[LimitCrossed, ...]
    credible: bool


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Result of planning.

    Attributes:
        preferences: the judgements by which it was chosen, each with who signed it.
        in_hundred: what ``compared`` means for 100 patients like this one; None like ``compared``.
        in_short: the points of page one that follow the headline.
        reasons: in plain words; how_reached: of the models behind them, for those who ask how.
        regimen: what is proposed; "no infusion" unless the decision proposes one.
        given_visits: how many were given before this plan; its own are numbered on from them, as days are.
        seen_in_sessions: given and seen so far; None if nothing was.
        compared: the infusion whose course is shown beside no infusion: the proposed one, else the best considered;
            None for a patient who may not be given a dose.
        given: sessions given before this plan; observed: all that was seen of the patient.
        planned_from_h: hour at which the plan begins; goes_on: with the course that was begun.
        better: at the week of the review, against leg pain today.
        curves: of the course of ``compared``, or of no infusion.
        scores, side_effects, any_side_effect, pressure_rises_more, organ_findings: of that course beyond leg pain; all
            but the first are empty without an infusion, and so is ``any_side_effect`` where no frequency is known.
        trade_offs: at most eight, over the range of visits, "no infusion" first; trade_off_marks: all of them. Both are
            empty if no infusion was compared.
        conduct: orders of the visits, and what is done before, during and after; None unless an infusion is proposed.
        pathway: ``compared`` beside what else is open; None where a red flag comes first.
        unsigned_because: what must be set aside or answered before a clinician can sign, each with its way out.
        readiness: what may be done for this patient at this clinic; whatever refuses a dose leaves none.
    """

    patient: Patient
    site: Site
    preferences: Preferences
    decision: Decision
    headline: str
    in_hundred: InHundred | None
    in_short: tuple[ShortPoint, ...]
    reasons: tuple[str, ...]
    how_reached: tuple[str, ...]
    unsigned_because: tuple[str, ...]
    readiness: Readiness
    eligibility: Eligibility
    applicability: tuple[Applicability, ...]
    given_visits: int
    seen_in_sessions: SeenInSessions | None
    regimen: Regimen
    compared: Candidate | None
    given: Regimen
    observed: Observations
    planned_from_h: float
    goes_on: bool
    curves: CourseCurves
    outcomes: tuple[WeekOutcome, ...]
    better: BetterThanToday
    peaks: Peaks | None
    scores: tuple[ScoreOutcome, ...]
    not_measured: tuple[NotMeasured, ...]
    side_effects: tuple[SideEffectChance, ...]
    any_side_effect: float | None
    pressure_rises_more: tuple[PressureNote, ...]
    organ_findings: tuple[OrganFinding, ...]
    pathway: PathwayShown | None
    best_alternative: BestAlternative | None
    conduct: Conduct | None
    limits_acted: tuple[LimitActed, ...]
    considered: int
    trade_offs: tuple[TradeOff, ...]
    trade_off_marks: tuple[TradeOffMark, ...]
    templates: tuple[TemplateVerdict, ...]
    influences: tuple[Influence, ...]
    fragility: Fragility | None
    draws: int
    seed: int
