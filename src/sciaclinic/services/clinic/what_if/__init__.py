"""What would another infusion do? Asked while a lever is moved, answered in curves; nothing of it is kept."""
