"""The projection neuron as a smooth function: how it is swept, fitted, and asked."""
