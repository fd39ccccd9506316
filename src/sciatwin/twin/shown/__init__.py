"""What a reader is shown of a course: intervals, bands, curves, risks, dangers, alternatives, the explanation."""
