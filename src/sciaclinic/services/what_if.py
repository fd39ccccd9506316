"""What would another dose do? Asked again and again while somebody turns it up and down: a few curves, no more."""

from collections.abc import Sequence

from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.kept_curves import curves_of
from sciaclinic.services.context import Context
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.bands import CourseBands

SHOWN = (
    "ketamine_arterial",
    "ketamine_venous",
    "nmda_block",
    "dissociation",
    "systolic",
    "diastolic",
    "pain_untreated",
    "pain_placebo",
    "pain_treated",
)
"""Levels, block, dissociation, pressure, and pain in three arms."""


def what_if(
    twin: Twin,
    regimen: Regimen,
    context: Context,
    *,
    keep: Sequence[str] = SHOWN,
    despite_block: bool = False,
) -> tuple[CurvesRecord, ...]:
    """The curves of a regimen in a twin that is at hand, drawn or learned; ``render.series`` readies them for a chart.

    Args:
        keep: variables that are shown; those that this patient has no value for, such as a pressure, are left out.
        despite_block: to study the model, never to treat.
    Raises: MustNotInfuseError, LimitError, RegimenError as ``Twin.simulate``.
    """
    course = twin.follow(regimen, keep=keep, despite_block=despite_block, workers=context.workers)
    bands = CourseBands(course.course)
    return curves_of(bands, [name for name in keep if name in bands])
