"""What a choice is made among: alternatives, trade-offs, a hundred patients, chances of a gain."""
