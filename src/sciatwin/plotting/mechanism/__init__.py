"""One session from level to relief, as the explanation of the mechanism tells it."""
