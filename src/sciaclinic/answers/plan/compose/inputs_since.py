"""Answers of the patient file that the sessions given have overtaken say so."""

from sciaclinic.answers.plan.record.case import InputRecord, SeenRecord

_LAST_COURSE, _LEG_PAIN = "days_since_ketamine_course", "sciatica.leg_pain"


def with_what_was_seen(inputs: tuple[InputRecord, ...], seen: SeenRecord | None) -> tuple[InputRecord, ...]:
    """The same answers; the last course of ketamine and the leg pain with what is known besides the file."""
    if seen is None:
        return inputs
    return tuple(item.model_copy(update={"value": _value(item, seen)}) for item in inputs)


def _value(item: InputRecord, seen: SeenRecord) -> str:
    if item.field == _LAST_COURSE and seen.visits:
        return f"{item.value} (patient file; besides, {seen.given})"
    if item.field == _LEG_PAIN and seen.leg_pain:
        return f"{item.value} (patient file); seen since: {seen.leg_pain}"
    return f"{item.value} (patient file)" if item.field == _LEG_PAIN and seen.visits else item.value
