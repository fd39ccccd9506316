"""From effect-site concentrations to pain, dissociation and blood pressure; one model, one file."""
