"""Learning from one patient: observations in, a twin out that works like any other, and what was learned."""

from dataclasses import replace

import numpy as np

from sciatwin.asked import a_record, refused, whole_number
from sciatwin.asked import workers as require_workers
from sciatwin.errors import RegimenError
from sciatwin.individualise.learned.gained import gained
from sciatwin.individualise.learned.predictive_check import check
from sciatwin.individualise.learned.record import Learned
from sciatwin.individualise.learned.what_changed import changed_chances, changes, shrinkage
from sciatwin.individualise.likelihood import PatientLikelihood, likelihood_of
from sciatwin.individualise.versions import learned_ensemble
from sciatwin.inference.directions import information
from sciatwin.inference.posterior import Method, Posterior
from sciatwin.inference.ways import WAYS
from sciatwin.observation import Observations
from sciatwin.response.outcomes.opioid_use import Taper
from sciatwin.twin import Twin
from sciatwin.twin.size import require_room

NOTHING_TOLD = 1e-10
"""Information on an unknown up to which it counts as none.

An unknown on which nothing depends may seem to move a prediction by rounding, on one processor and not on another.
"""


def learn(
    twin: Twin,
    observations: Observations,
    *,
    method: Method | str = Method.IMPORTANCE,
    seed: int | None = None,
    taper: Taper | None = None,
    weighted: bool = False,
    workers: int = 1,
) -> Learned:
    """The twin after these observations.

    It learns from the twin's population prior and all observations at once: to add some, give all of them again. What a
    twin was re-weighed by is not among them.

    Args:
        method: "importance" (default), "laplace" (quickest) or "nuts" (the reference, minutes).
        seed: of the search; that of the twin by default.
        taper: what was decided about opioids.
        weighted: the versions of the twin are all different and keep the weights of the search, where it has any; by
            default all count alike and probable ones stand there several times.
        workers: threads that solve for levels; the result does not depend on it.
    Raises: RegimenError if two different drugs were given, or sessions known to the twin are left out; ModelError if
        readings times draws would fill the memory; MissingExtraError if the reference sampler is not installed;
        InvalidInputError for what is no twin, no observations, no method, no seed or no number of threads.
    """
    a_record("learn", "twin", twin, Twin, way_out="Twin(patient) gives one.")
    a_record("learn", "observations", observations, Observations, way_out="read_observations(path) gives them.")
    method, workers = _method(method), require_workers("learn", workers)
    seed = twin.ensemble.seed if seed is None else seed
    seed = whole_number("learn", "seed", seed, least=0, way_out="Leave it out for that of the twin.")
    _require_all_given(twin, observations)
    twin = twin.from_the_first_session(observations)
    likelihood = replace(likelihood_of(twin.patient, observations, taper), workers=workers)
    require_room(twin.ensemble.count, len(likelihood.rows), "give fewer readings")
    if not len(likelihood.rows):
        nothing = _nothing_learned(twin, likelihood, observations)
        return replace(nothing, notes=(*observations.notes, *nothing.notes))
    versions = posterior_of(likelihood, method, twin.ensemble.count, seed)
    found = _learned(twin, *versions, observations, seed, weighted=weighted)
    return replace(found, notes=(*observations.notes, *found.notes))


def _method(method: object) -> Method:
    known = [item.value for item in Method]
    if method not in known:
        raise refused("learn", "method", method, f"one of {', '.join(known)} is needed.")
    return Method(method)


def posterior_of(
    likelihood: PatientLikelihood, method: Method, count: int, seed: int
) -> tuple[PatientLikelihood, Posterior]:
    """Versions of equal weight, and the likelihood with only those unknowns that any prediction depends on."""
    told = information(likelihood, len(likelihood.groups), seed)
    kept = np.diag(told) > NOTHING_TOLD
    kept |= not kept.any()  # observations that nothing could move leave the prior as it is
    fewer = replace(likelihood, unknowns=likelihood.unknowns.only(kept))
    return fewer, WAYS[method](fewer, len(fewer.groups), told[np.ix_(kept, kept)], count, seed)


def _after_what_was_given(twin: Twin, likelihood: PatientLikelihood, observations: Observations) -> Twin:
    """The clock stands at the last that is known: the end of the last session, or a later observation."""
    given = likelihood.setting.regimen
    now_h = max([0.0, given.last_end_h, *(item.time_h for item in observations.observed)])
    return twin.after(given, now_h, observations)


def _require_all_given(twin: Twin, observations: Observations) -> None:
    """Raises: RegimenError if sessions that this twin knows of are not among those observed."""
    known, told = twin.given.visits, len(observations.visits_h) if observations.sessions else 0
    if told < known:
        raise RegimenError(
            f"{known} sessions were given to this twin, {told} are in the observations: give all of them again, so "
            "that none is forgotten."
        )


def _learned(
    twin: Twin,
    likelihood: PatientLikelihood,
    posterior: Posterior,
    observations: Observations,
    seed: int,
    *,
    weighted: bool,
) -> Learned:
    before, different = twin.ensemble, posterior.weighted
    if weighted and different is not None:
        after = learned_ensemble(likelihood, different.x, different.classes, before.seed)
        after = after.reweighed(different.log_weights)
    else:
        after = learned_ensemble(likelihood, posterior.x, posterior.classes, before.seed)
    normal = likelihood.normal_of(posterior.x, posterior.classes)
    return Learned(
        twin=_after_what_was_given(twin.of_versions(after), likelihood, observations),
        before=twin,
        rows=likelihood.rows,
        chances=changed_chances(before, after),
        changes=changes(before, after, likelihood.readings),
        shrinkage=shrinkage(before, after),
        notes=likelihood.notes,
        log_evidence=posterior.log_evidence,
        gained=gained(likelihood, posterior, normal),
        check=check(likelihood, posterior, normal, seed),
        diagnostics=posterior.diagnostics,
    )


def _nothing_learned(twin: Twin, likelihood: PatientLikelihood, observations: Observations) -> Learned:
    return Learned(
        twin=_after_what_was_given(twin, likelihood, observations),
        before=twin,
        rows=likelihood.rows,
        chances=changed_chances(twin.ensemble, twin.ensemble),
        changes=changes(twin.ensemble, twin.ensemble, likelihood.readings),
        shrinkage={},
        notes=(*likelihood.notes, "There was nothing to learn from: the twin is as before."),
    )
