"""Published circuits, one paper one file."""
