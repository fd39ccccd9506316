"""What a session or a course brings besides relief: one effect, one file."""
