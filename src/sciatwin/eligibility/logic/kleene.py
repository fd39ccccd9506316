"""Three-valued logic (Kleene 1938): an unknown stays unknown unless the rest decides the answer."""

from collections.abc import Iterable

from sciatwin.patient import Answer


def answer_of(truth: bool) -> Answer:
    return Answer.YES if truth else Answer.NO


def negate(answer: Answer) -> Answer:
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(answer, Answer.UNKNOWN)


def all_of(answers: Iterable[Answer]) -> Answer:
    """NO if any is no, else UNKNOWN if any is unknown, else YES."""
    found = set(answers)
    if Answer.NO in found:
        return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in found else Answer.YES


def any_of(answers: Iterable[Answer]) -> Answer:
    """YES if any is yes, else UNKNOWN if any is unknown, else NO."""
    return negate(all_of(negate(answer) for answer in answers))


def at_least(needed: int, answers: Iterable[Answer]) -> Answer:
    """Are at least ``needed`` of the answers yes? Unknown while the unknown ones could still decide it."""
    found = list(answers)
    if found.count(Answer.YES) >= needed:
        return Answer.YES
    possible = found.count(Answer.YES) + found.count(Answer.UNKNOWN)
    return Answer.UNKNOWN if possible >= needed else Answer.NO
