"""Which published models there are, which describe this patient, and which stand behind every course."""
