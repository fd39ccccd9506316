"""How probable each kind of observation is in a given version of the patient: one kind, one file."""
