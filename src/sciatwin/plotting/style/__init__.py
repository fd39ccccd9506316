"""What all figures share: colours, fonts, axes, bands over draws, and SVG text."""
