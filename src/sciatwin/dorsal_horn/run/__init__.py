"""From a circuit as data to its spikes: arrays, tables, the compiled kernel, one run."""
