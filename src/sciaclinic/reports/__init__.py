"""The plan as a document: JSON, page, PDF and terminal."""
