"""What else is open to a patient, beside the infusion that was compared, if there is one."""

import xarray as xr

from sciatwin.eligibility import Eligibility
from sciatwin.eligibility.rule import Group
from sciatwin.patient import Patient
from sciatwin.twin.alternatives import PathwayComparison, alternatives_alone, changes_pain, compare_alternatives


def pathway(patient: Patient, course: xr.Dataset, eligibility: Eligibility) -> PathwayComparison | None:
    """Ketamine beside the other treatments, or these alone; None where a red flag blocks.

    A red flag comes first: what helps sciatica on average says nothing about an emergency.
    """
    if any(finding.rule.group is Group.RED_FLAGS for finding in eligibility.blocks):
        return None
    return compare_alternatives(patient, course) if changes_pain(course) else alternatives_alone(patient)
