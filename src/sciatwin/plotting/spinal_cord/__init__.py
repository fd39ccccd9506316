"""Receptor and circuit by themselves: block against level, spikes against block."""
