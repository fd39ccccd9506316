"""NONMEM-style data sets as what a pump gave and what a clinic saw."""
