"""The command ``sciatwin``: one file a command; each parses, calls one service and prints."""
