"""Our engine beside general ODE solvers that are compiled too: numbalsoda (LSODA) and diffrax (Tsit5, JAX).

They are no dependency of the project: `pip install numbalsoda diffrax` (numbalsoda needs a Fortran compiler).
Each peer restarts at every change of the infusion and shares the work between all processors, as we do.
"""

from collections.abc import Callable, Iterator
from functools import partial

import diffrax
import jax
import jax.numpy as jnp
import numba
import numpy as np
from numbalsoda import lsoda, lsoda_sig

from benchmarks.population import PATIENTS, TIMES_H, Row, drawn_parameters, system_of
from benchmarks.timing import medians_in_turns, shown
from sciatwin.analytes import Analyte
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Infusion

jax.config.update("jax_enable_x64", True)

ROUNDS = 5
RTOL, ATOL = 1e-10, 1e-13  # bring the peers to an error of about 1e-9
SINGLE = [Infusion(start_h=0, duration_h=4, dose_mg=80)]
TEN_DAYS = (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)
TEN = [Infusion(start_h=24.0 * day, duration_h=40 / 60, dose_mg=20) for day in TEN_DAYS]
TEN_TIMES_H = np.arange(0.5, 14 * 24 + 0.1, 0.5)
TEN_PATIENTS, DIFFRAX_PATIENTS = 1000, 100


def rows() -> Iterator[Row]:
    yield from _compared(
        f"{PATIENTS:,} patients, effect site, one infusion, {len(TIMES_H)} times",
        system_of(drawn_parameters(PATIENTS)),
        SINGLE,
        TIMES_H,
    )
    model = model_named("simons_2022")
    parameters = draw(model, 75.0, TEN_PATIENTS, seed=1)
    metabolite = build_system(model, parameters, analytes=(Analyte.S_KETAMINE, Analyte.S_NORKETAMINE))
    yield from _compared(
        f"{TEN_PATIENTS:,} patients, parent and metabolite, ten infusions, {len(TEN_TIMES_H)} times",
        metabolite,
        TEN,
        TEN_TIMES_H,
    )


def _compared(what: str, system: LinearSystem, infusions: list[Infusion], times_h: np.ndarray) -> Iterator[Row]:
    few = _first(system, DIFFRAX_PATIENTS)
    exact = solve(system, infusions, times_h)
    runs: dict[str, Callable[[], np.ndarray]] = {
        "ours": partial(solve, system, infusions, times_h, out=np.empty_like(exact)),
        "numbalsoda": partial(_by_numbalsoda, system, infusions, times_h),
        "diffrax": partial(_by_diffrax, few, infusions, times_h),
    }
    taken = medians_in_turns(runs, ROUNDS)
    taken["diffrax"] *= system.individuals / few.individuals
    yield Row(what, shown(taken["ours"]), "see population.py", "ours, result array used again")
    for name in ("numbalsoda", "diffrax"):
        found = runs[name]()
        error = np.abs(found - exact[:, :, : found.shape[2]]).max() / exact.max()
        ratio = taken[name] / taken["ours"]
        yield Row(
            f"the same by {name}, rtol {RTOL:g}",
            shown(taken[name]),
            f"differs {error:.0e}",
            f"ours {ratio:.0f} x faster",
        )


def _first(system: LinearSystem, count: int) -> LinearSystem:
    return LinearSystem(
        rate_per_h=system.rate_per_h[:, :, :count],
        dosed_state=system.dosed_state,
        output_state=system.output_state,
        output_scale=system.output_scale[:, :count],
        output_names=system.output_names,
    )


def _segments(infusions: list[Infusion], times_h: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Breakpoints, and the rate from each to the next."""
    marks = {0.0, float(times_h[-1])} | {t for i in infusions for t in (i.start_h, i.end_h) if t < times_h[-1]}
    points = np.array(sorted(marks))
    middles = (points[:-1] + points[1:]) / 2
    rates = np.array([sum(i.rate_mg_per_h for i in infusions if i.start_h < m < i.end_h) for m in middles])
    return points, rates


@numba.cfunc(lsoda_sig)
def _derivative(time, state, change, data):
    """data: number of states, rate of the infusion, then the non-zero entries as (row, column, value)."""
    size, entries = int(data[0]), int(data[1])
    for row in range(size):
        change[row] = 0.0
    change[0] = data[2]
    for entry in range(entries):
        row, column = int(data[3 + 3 * entry]), int(data[4 + 3 * entry])
        change[row] += data[5 + 3 * entry] * state[column]


_ADDRESS = _derivative.address


@numba.njit(parallel=True)
def _lsoda_everybody(address, data, rates, points, times, output_state, output_scale, size, result):
    for person in numba.prange(data.shape[0]):
        mine = data[person].copy()
        state = np.zeros(size)
        for segment in range(len(rates)):
            mine[2] = rates[segment]
            start, end = points[segment], points[segment + 1]
            first, last = np.searchsorted(times, start, side="right"), np.searchsorted(times, end, side="right")
            grid = np.empty(last - first + 2)
            grid[0] = start
            grid[1:-1] = times[first:last]
            grid[-1] = end
            has_end = last > first and times[last - 1] == end
            stops = grid[:-1] if has_end else grid
            solution, _ = lsoda(address, state, stops, data=mine, rtol=RTOL, atol=ATOL)
            for output in range(len(output_state)):
                for time in range(first, last):
                    result[output, time, person] = (
                        solution[time - first + 1, output_state[output]] * output_scale[output, person]
                    )
            state = solution[-1].copy()


def _by_numbalsoda(system: LinearSystem, infusions: list[Infusion], times_h: np.ndarray) -> np.ndarray:
    points, rates = _segments(infusions, times_h)
    rows_, columns = np.nonzero((system.rate_per_h != 0).any(axis=2))
    data = np.zeros((system.individuals, 3 + 3 * len(rows_)))
    data[:, 0], data[:, 1] = system.rate_per_h.shape[0], len(rows_)
    data[:, 3::3], data[:, 4::3] = rows_, columns
    data[:, 5::3] = system.rate_per_h[rows_, columns].T
    result = np.empty((len(system.output_state), len(times_h), system.individuals))
    size = system.rate_per_h.shape[0]
    _lsoda_everybody(_ADDRESS, data, rates, points, times_h, system.output_state, system.output_scale, size, result)
    return result


def _by_diffrax(system: LinearSystem, infusions: list[Infusion], times_h: np.ndarray) -> np.ndarray:
    points, rates = _segments(infusions, times_h)
    states = _diffrax_solver(tuple(points), tuple(rates), tuple(times_h), system.dosed_state)(
        jnp.asarray(np.moveaxis(system.rate_per_h, 2, 0))
    )
    levels = np.moveaxis(np.asarray(states), 0, 2)[:, system.output_state]  # (times, outputs, individuals)
    return np.moveaxis(levels, 1, 0) * system.output_scale[:, None, :]


_SOLVERS: dict[tuple[object, ...], Callable[[jax.Array], jax.Array]] = {}


def _diffrax_solver(
    points: tuple[float, ...], rates: tuple[float, ...], times_h: tuple[float, ...], dosed: int
) -> Callable[[jax.Array], jax.Array]:
    key = (points, rates, len(times_h), dosed)
    if key not in _SOLVERS:
        edges, levels = jnp.array(points), jnp.array(rates)

        def derivative(time, state, matrix):
            segment = jnp.clip(jnp.searchsorted(edges, time, side="right") - 1, 0, len(rates) - 1)
            return (matrix @ state).at[dosed].add(levels[segment])

        controller = diffrax.ClipStepSizeController(
            diffrax.PIDController(rtol=RTOL, atol=ATOL), jump_ts=jnp.array(points[1:-1])
        )

        def one(matrix):
            return diffrax.diffeqsolve(
                diffrax.ODETerm(derivative),
                diffrax.Tsit5(),
                0.0,
                times_h[-1],
                None,
                jnp.zeros(matrix.shape[0]),
                matrix,
                saveat=diffrax.SaveAt(ts=jnp.array(times_h)),
                stepsize_controller=controller,
                max_steps=100_000,
            ).ys

        _SOLVERS[key] = jax.jit(jax.vmap(one))
    return _SOLVERS[key]
