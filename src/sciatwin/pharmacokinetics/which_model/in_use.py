"""The two models behind every course: one for arterial levels, one for venous (see docs, choice of models)."""

ARTERIAL_MODEL, VENOUS_MODEL = "simons_2022", "otto_2021"
