"""What may be entered. What the body of each entry holds stands in ``bodies``, who may enter it when in ``rules``."""

from enum import StrEnum


class Kind(StrEnum):
    # Of the episode.
    ANSWERED = "answered"  # one question of the intake
    PROPOSED = "proposed"  # a plan was computed, or a clinician wrote her own regimen
    WEIGHED = "weighed"  # what matters to the patient
    PLAN_SIGNED = "plan signed"
    WITHDRAWN = "withdrawn"  # a signed plan that will not be carried out
    LEARNED = "learned"  # what is known now was computed
    REVIEWED = "reviewed"  # go on, change or stop, decided by a physician
    CLOSED = "closed"
    CALLED = "called"  # the call after 24 to 48 hours
    OBSERVED = "observed"  # a score between sessions, by the clinic
    DIARY = "diary"  # the same by the patient
    DIARY_READ = "diary read"  # somebody has seen what a diary warned of
    # Of one session.
    OPENED = "opened"
    CHECKED = "checked"  # one item of the checks before the pump
    PREPARED = "prepared"  # vial, lot, dilution
    SECOND_CHECK = "second check"  # by another person than the one who prepared
    STARTED = "started"
    RATE_SET = "rate set"
    BOLUS_GIVEN = "bolus given"
    MEASURED = "measured"
    CHECK_MISSED = "check missed"
    EVENT = "event"
    RESCUE_GIVEN = "rescue given"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    RECOVERY_SCORED = "recovery scored"
    DRUG_ACCOUNTED = "drug accounted"  # given + wasted + returned = drawn
    LEFT = "left"
    ABANDONED = "abandoned"  # opened, never started: a check spoke against it
    SESSION_SIGNED = "session signed"
    # Of any entry.
    CORRECTED = "corrected"
