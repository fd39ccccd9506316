"""What is open: session shapes on schedules, regimens that clinics use, other treatments, and what was given before."""
