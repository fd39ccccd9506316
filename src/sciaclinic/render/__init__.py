"""Draws the blocks of any sheet: on a terminal, as a page or a part of one, on paper, as series for a chart."""
