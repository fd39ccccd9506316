"""Which infusion, if any: the plan for one patient at one clinic."""
