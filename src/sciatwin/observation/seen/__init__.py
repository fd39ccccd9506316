"""What can be seen of a patient: one kind of record, one file."""
