"""What a plan decides."""

from enum import StrEnum


class Decision(StrEnum):
    """A trial of infusion, or no infusion and why."""

    TRIAL_OF_INFUSION = "time-limited trial of infusion"
    NOT_CREDIBLE = "no infusion: too little benefit to expect"
    BLOCKED = "no infusion: blocked"
    NOT_EQUIPPED = "no infusion: the clinic lacks what any infusion needs"
    OUTSIDE_MODELS = "no infusion: no model describes this patient"
    CANNOT_BE_CHECKED = "no infusion: a hard limit cannot be checked"
    NOTHING_WITHIN_LIMITS = "no infusion: no regimen stays within the limits"
    STOPPED = "no further infusion: what was seen speaks against it"
    UNANSWERED = "no dose yet: questions that could forbid ketamine are open"

    @property
    def proposes_infusion(self) -> bool:
        return self is Decision.TRIAL_OF_INFUSION

    @property
    def refuses_any_dose(self) -> bool:
        """No dose may be given here as things stand; where a search found nothing worth giving, none is forbidden."""
        return self not in (Decision.TRIAL_OF_INFUSION, Decision.NOT_CREDIBLE, Decision.NOTHING_WITHIN_LIMITS)
