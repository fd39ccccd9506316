"""Changes single answers of a patient, as a test would."""

import datetime

from sciatwin.patient import Patient, RiskAssessment, Treatment


def changed(patient: Patient, **answers) -> Patient:
    """A copy with new answers; ``vitals__systolic_mmhg=190`` reaches into a part of the record."""
    for path, value in answers.items():
        patient = _set(patient, path.split("__"), value)
    return patient


def _set(record, names, value):
    first, *rest = names
    if not rest:
        return record.model_copy(update={first: value})
    inner = getattr(record, first)
    if inner is None:
        inner = assessed(None)
    new = _set(inner, rest, value)
    return record.model_copy(update={first: None if first == "self_harm_assessment" and value is None else new})


def assessed(outcome):
    """An assessment of the risk of self-harm."""
    return RiskAssessment.model_construct(
        by="psychiatrist on call", date=datetime.date(2026, 3, 2), outcome=outcome, decided="safety plan agreed"
    )


def medicines(*items):
    from sciatwin.patient import Medicine

    return tuple(Medicine.model_validate({"name": item} if isinstance(item, str) else item) for item in items)


def treatments(*items):
    return tuple(
        Treatment(kind=kind, result=result, adequate_dose_and_time=adequate) for kind, result, adequate in items
    )


def named_in_details(text):
    return (Treatment(kind="other", detail=text),)


def finding(eligibility, key):
    return next(item for item in eligibility.findings if item.rule.key == key)
