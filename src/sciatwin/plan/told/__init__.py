"""What a plan says, in the words and numbers of a clinician."""
