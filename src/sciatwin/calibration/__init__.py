"""Fits the calibrated constants of the response models to the calibration rows of the evidence, and to nothing else."""
