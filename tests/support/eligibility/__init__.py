"""Patients with one answer changed, and what every rule reads of them."""
