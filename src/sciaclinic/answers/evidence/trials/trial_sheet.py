"""What a reader sees of one trial: where it was read, people, arms, and every number that was reported."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import NONE, Block, Heading, Pairs, Points, Sheet, Table, Tone, points, titled
from sciaclinic.answers.evidence.trials.document import ReportedNumber, TrialDocument, TrialRecord
from sciaclinic.answers.evidence.trials.words import ROLES, arm_in_words, people_in_words
from sciatwin.evidence.published_trial import ReportStatus

_COLUMNS = ("what", "arm", "when", "value")


def sheet_of(document: TrialDocument) -> Sheet:
    return Sheet(
        question="What did this trial report?",
        title=document.trial.key,
        tone=Tone.STRONG,
        headline=document.trial.citation,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document.trial)),
    )


def _blocks(trial: TrialRecord) -> Iterator[Block]:
    yield Pairs(tuple(pair for pair in _facts(trial) if pair[1]))
    yield from titled(Heading("Arms", key="arms"), Points(points(*map(arm_in_words, trial.arms))))
    rows = tuple(map(_row, trial.observations))
    yield from titled(Heading("Reported, as printed", key="reported"), Table("Reported numbers", _COLUMNS, rows))
    remarks = dict.fromkeys(f"{row.what}: {remark}" for row in trial.observations for remark in row.remarks)
    yield from titled(Heading("Remarks", key="remarks"), Points(points(*remarks)))


def _facts(trial: TrialRecord) -> Iterator[tuple[str, str]]:
    yield "link", trial.link
    yield "read at", trial.url if trial.url != trial.link else ""
    yield "kind", f"{trial.trial_kind}; {trial.condition}"
    yield "role", f"{trial.role}, {ROLES[trial.role]}"
    yield "used for", trial.use
    yield "caution", trial.caution
    yield "blinding", f"{trial.blinding}{f': {trial.blinding_why}' if trial.blinding_why else ''}"
    yield "people", people_in_words(trial.population)
    yield "pooled", f"{trial.trials_pooled} trials" if trial.trials_pooled else ""
    yield "finding", trial.finding
    yield "numbers", trial.no_observations


def _row(row: ReportedNumber) -> tuple[str, ...]:
    mark = "" if row.status is ReportStatus.PUBLISHED else f" ({row.status})"
    return row.what, row.arm, row.when or NONE, row.text + mark
