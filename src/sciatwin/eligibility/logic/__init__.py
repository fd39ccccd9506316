"""How a condition is judged: three values, readings, thresholds."""
