"""Changes single answers of a patient, as a test would."""

from sciatwin.patient import Patient, Treatment


def changed(patient: Patient, **answers) -> Patient:
    """A copy with new answers; ``vitals__systolic_mmhg=190`` reaches into a part of the record."""
    for path, value in answers.items():
        patient = _set(patient, path.split("__"), value)
    return patient


def _set(record, names, value):
    first, *rest = names
    return record.model_copy(update={first: _set(getattr(record, first), rest, value) if rest else value})


def medicines(*items):
    from sciatwin.patient import Medicine

    return tuple(Medicine.model_validate({"name": item} if isinstance(item, str) else item) for item in items)


def treatments(*items):
    return tuple(
        Treatment(kind=kind, result=result, adequate_dose_and_time=adequate) for kind, result, adequate in items
    )


def finding(eligibility, key):
    return next(item for item in eligibility.findings if item.rule.key == key)
