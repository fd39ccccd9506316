"""What was learned: a twin beside the one that it was, what changed, how much was gained, whether the model fits."""
