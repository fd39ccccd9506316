"""Speed beside accuracy; see README.md. Never part of the tests."""
