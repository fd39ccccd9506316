"""A frozen record with one field changed, however deep it lies."""


def set_at(record, path, value):
    """``path`` as ``questions_of`` gives it, such as ``vitals.systolic_mmhg``."""
    first, _, rest = path.partition(".")
    inner = set_at(getattr(record, first), rest, value) if rest else value
    return record.model_copy(update={first: inner})
