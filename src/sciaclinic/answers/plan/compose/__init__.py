"""From a plan to its document: nothing is computed, all is copied."""
