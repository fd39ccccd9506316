"""Our circuits built in NEURON, with channels written from the equations a second time."""
