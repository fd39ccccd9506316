"""One published model, one file, named after its paper."""
