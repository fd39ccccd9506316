"""Everything with a disk or a user: commands, services and reports around the science of ``sciatwin``."""
