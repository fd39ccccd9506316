"""What follows pain and the drug over months: mood, sleep, function, opioid use, the patient's impression."""
