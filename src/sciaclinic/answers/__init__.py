"""One folder a question: its document (what is stored), how it is composed, and its sheet (what a reader sees)."""
