"""The steps of an episode, in their order, as the banner of each of its pages shows them."""

STEPS = (
    ("intake", "Intake"),
    ("what-if", "What-if"),
    ("plan", "Plan"),
    ("together", "Together"),
    ("sessions", "Sessions"),
    ("follow-up", "Follow-up"),
    ("mechanism", "Mechanism"),
    ("history", "History"),
)
