"""Models with known posteriors, and runs that compare ways, processors and truth."""
