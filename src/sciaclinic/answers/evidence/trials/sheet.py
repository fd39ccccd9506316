"""What a reader sees of the trials: the list, with what the roles mean."""

from sciaclinic.answers.blocks import NONE, Pairs, Sheet, Table, Text, Tone
from sciaclinic.answers.evidence.trials.document import ListedTrial, TrialsDocument
from sciaclinic.answers.evidence.trials.words import ROLES

_COLUMNS = ("key", "role", "kind", "people", "rows", "condition")
_NUMERIC = (3, 4)


def sheet_of(document: TrialsDocument) -> Sheet:
    return Sheet(
        question="Which trials are on record?",
        title="Trials, cohorts, meta-analyses and courses",
        tone=Tone.STRONG,
        statement=document.statement,
        made=document.made,
        blocks=(
            Table(
                "On record; rows are reported numbers", _COLUMNS, tuple(map(_row, document.trials)), numeric=_NUMERIC
            ),
            Pairs(tuple((str(role), meaning) for role, meaning in ROLES.items())),
            Text("One of them: sciatwin evidence trials pickering2020"),
        ),
    )


def _row(trial: ListedTrial) -> tuple[str, ...]:
    people = NONE if trial.people is None else str(trial.people)
    kind = trial.trial_kind.removesuffix(" trial")
    return trial.key, str(trial.role), kind, people, str(trial.observations), trial.condition
