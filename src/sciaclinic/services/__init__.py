"""One function for each thing a user can do; web and command line both call these."""
