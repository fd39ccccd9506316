"""What may matter to a patient who weighs an infusion, and how much."""

WHAT_MATTERS = ("less_pain", "lasting", "few_visits", "clear_head", "no_sickness", "activity", "no_surgery")
MOST = 3
"""0: not at all; 3: most of all."""
