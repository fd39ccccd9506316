"""The pages of the clinic: each parses, calls services and shows; nothing is judged here."""
