"""From the record of a trial to its document: each reported number in words beside it."""

from collections.abc import Iterable

from sciaclinic.answers.evidence.trials.document import (
    ListedTrial,
    ReportedNumber,
    SimulatedRegimen,
    TrialDocument,
    TrialRecord,
    TrialsDocument,
)
from sciaclinic.answers.evidence.trials.words import measure_in_words, remarks_of, time_in_words, value_in_words
from sciaclinic.answers.made import Made
from sciatwin.evidence.published_trial import PublishedTrial, TrialObservation

_DECIMALS = 4


def trials_document(trials: Iterable[PublishedTrial], made: Made) -> TrialsDocument:
    """The list of trials."""
    return TrialsDocument(**made.of(TrialsDocument), trials=tuple(map(_listed, trials)))


def trial_document(trial: PublishedTrial, made: Made) -> TrialDocument:
    """One of them."""
    return TrialDocument(**made.of(TrialDocument), trial=_trial(trial))


def _listed(trial: PublishedTrial) -> ListedTrial:
    return ListedTrial(
        key=trial.key,
        citation=trial.citation,
        link=trial.source.link,
        condition=trial.condition,
        trial_kind=trial.kind,
        role=trial.role,
        blinding=trial.blinding,
        people=trial.population.n,
        observations=len(trial.observations),
        simulated_arms=sum(arm.regimen is not None for arm in trial.arms),
    )


def _trial(trial: PublishedTrial) -> TrialRecord:
    return TrialRecord(
        key=trial.key,
        citation=trial.citation,
        link=trial.source.link,
        url=trial.url,
        condition=trial.condition,
        trial_kind=trial.kind,
        role=trial.role,
        use=trial.use,
        caution=trial.caution,
        blinding=trial.blinding,
        blinding_why=trial.blinding_why,
        trials_pooled=trial.trials_pooled,
        population=trial.population,
        arms=trial.arms,
        observations=tuple(map(reported_number, trial.observations)),
        no_observations=trial.no_observations,
        finding=trial.finding,
        regimens={
            arm.name: SimulatedRegimen(
                visits=len(arm.visit_days), mg_per_kg=round(arm.regimen.total_mg(1.0), _DECIMALS)
            )
            for arm in trial.arms
            if arm.regimen is not None
        },
    )


def reported_number(row: TrialObservation) -> ReportedNumber:
    """One reported number in words and in numbers."""
    return ReportedNumber(
        measures=row.measures,
        what=measure_in_words(row),
        arm=row.arm,
        when=time_in_words(row),
        text=value_in_words(row),
        value=row.printed,
        unit=row.unit_as_printed,
        standard_error=row.error,
        status=row.status,
        place=row.place,
        remarks=remarks_of(row),
    )
