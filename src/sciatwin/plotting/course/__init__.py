"""One patient over hours and months: levels, pressure, dissociation, pain, other outcomes, what learning changed."""
