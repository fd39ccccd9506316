"""Headache after a session: among the commonest complaints after an infusion, but nobody seen printed how common."""

from sciatwin.evidence import Source
from sciatwin.response.side_effects.side_effect_risk import SideEffectRisk

RISK = SideEffectRisk(
    key="headache",
    name="headache",
    source=Source(
        "Short B, et al. Lancet Psychiatry 2018;5:65-78 (side effects in the treatment of depression)",
        doi="10.1016/S2215-0366(17)30272-9",
        read_at="https://moreblossom.com/papers/side-effects-associated-with-ketamine-use-in-depression-a-systematic-review",
    ),
    note="No frequency against placebo was found for infusions in chronic pain, so no probability is given.",
)
