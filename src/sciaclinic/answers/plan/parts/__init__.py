"""The sheet of a plan, part by part."""
