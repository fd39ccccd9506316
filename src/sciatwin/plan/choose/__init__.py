"""From a twin and a clinic to a plan: what is asked first, the search, and the choice."""
