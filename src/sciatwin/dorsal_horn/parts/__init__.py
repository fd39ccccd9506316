"""What a circuit is made of, as data: membranes, cells, receptors, projections, fibres."""
