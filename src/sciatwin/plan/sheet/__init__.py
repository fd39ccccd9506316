"""What is done before, during and after an infusion, as its files state it, and a clinic's own values in it."""
