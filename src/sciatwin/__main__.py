"""``python -m sciatwin`` is the command ``sciatwin``."""

from sciaclinic.cli.start import run

if __name__ == "__main__":
    run()
