"""The steps of an episode, in their order, as the banner of each of its pages shows them."""

STEPS = (
    ("intake", "Intake"),
    ("what-if", "What-if"),
    ("plan", "Plan"),
    ("mechanism", "Mechanism"),
    ("history", "History"),
)
