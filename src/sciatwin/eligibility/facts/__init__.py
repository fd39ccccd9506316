"""What the rules read of a patient: fields, what follows from several of them, and the day on which they are true."""
