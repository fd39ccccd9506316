"""From a regimen to levels, effect sites and what they did along a course."""
