"""The reference patient of six levels and thirty scores by NumPyro, from the same log density written in JAX.

It is no dependency of the project: `pip install numpyro`. Its gradients are exact, by JAX; it steps the slow states by
Runge and Kutta's fourth order, and the kinetics by matrix exponentials.
"""

import time
from collections.abc import Callable, Iterator

import jax
import jax.numpy as jnp
import numpy as np
from numpyro.infer import MCMC, NUTS

from benchmarks.learning import MODELS, against_stan, posterior
from benchmarks.population import Row
from benchmarks.timing import shown
from sciatwin.inference.chains import judged
from sciatwin.inference.nuts import CHAINS, DRAWS
from sciatwin.inference.posterior import Method
from sciatwin.inference.target import OneClassTarget, log_posterior
from sciatwin.response.driven_state import refined

jax.config.update("jax_enable_x64", True)

WARM_UP = 1000
LONGEST_STEP_H = 1.5
"""Runge and Kutta's steps burst where a state is fast for its step; ours do not, and may be longer."""

DAYS, RATE_MG_PER_H, DURATION_H = (0, 1, 2), 20.0, 4.0
Density = Callable[[jax.Array], jax.Array]


def rows() -> Iterator[Row]:
    target = MODELS["levels_and_pain"]()
    density = _negative_log_density()
    yield Row("log density of ours and of the peer", "", f"differ by {_apart(target, density):.0e} nats at most", "")
    what = f"posterior, 6 levels and 30 scores, 10 unknowns, {CHAINS} chains of {DRAWS:,}"
    start = time.perf_counter()
    found = posterior(target, Method.NUTS)
    ours, checked = time.perf_counter() - start, found.diagnostics
    yield Row(what, shown(ours), f"R-hat {checked.r_hat:.4f}; {against_stan(found.x)}", _speed(checked.effective, ours))
    start = time.perf_counter()
    chains = _by_numpyro(density)
    theirs = time.perf_counter() - start
    r_hat, effective = judged(chains)
    flat = chains.reshape(-1, chains.shape[2])
    yield Row(
        "the same by NumPyro, compiling included",
        shown(theirs),
        f"R-hat {r_hat.max():.4f}; {against_stan(flat)}",
        f"{theirs / ours:.1f} × as long; {_speed(float(effective.min()), theirs)}",
    )


def _speed(effective: float, seconds: float) -> str:
    return f"{effective / seconds:,.0f} effective draws a second"


def _apart(target: OneClassTarget, density: Density) -> float:
    """Largest difference over some versions, less the constant that the peer leaves out."""
    x = np.random.default_rng(1).standard_normal((20, target.dimension))
    apart = log_posterior(target, x) + np.array([float(density(jnp.asarray(one))) for one in x])
    return float(np.ptp(apart))


def _by_numpyro(density: Density) -> np.ndarray:
    """Draws of shape (chains, draws, unknowns), from the middle of the prior."""
    sampler = MCMC(
        NUTS(potential_fn=density, forward_mode_differentiation=True),
        num_warmup=WARM_UP,
        num_samples=DRAWS,
        num_chains=CHAINS,
        chain_method="sequential",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(1), init_params=jnp.zeros((CHAINS, 10)))
    return np.asarray(sampler.get_samples(group_by_chain=True))


def _negative_log_density() -> Density:
    columns, levels, scores = (MODELS["table"](f"w4_{name}.csv") for name in ("posterior", "conc", "pain"))
    typical, spread = (MODELS["numbers"](columns, name) for name in ("typical", "omega_sd"))
    level_h, score_h = MODELS["numbers"](levels, "time"), MODELS["numbers"](scores, "time")
    marks = [24.0 * day + part for day in DAYS for part in (0.0, DURATION_H)]
    grid_h = np.arange(0.0, score_h.max(), LONGEST_STEP_H)
    nodes = refined(np.unique(np.concatenate([level_h, score_h, grid_h])), marks, first_step_h=1 / 8, growth=0.4)
    middles = (nodes[1:] + nodes[:-1]) / 2
    on = np.any([(24.0 * day < middles) & (middles < 24.0 * day + DURATION_H) for day in DAYS], axis=0)
    at_level, at_score = np.searchsorted(nodes, level_h), np.searchsorted(nodes, score_h) // 2
    written = {name: MODELS["numbers"](part, "dv") for name, part in (("levels", levels), ("scores", scores))}
    names = columns["parameter"]

    def density(z: jax.Array) -> jax.Array:
        p = dict(zip(names, typical * jnp.exp(spread * z), strict=True))
        plasma, site = _levels(p, np.diff(nodes), RATE_MG_PER_H * on)
        pain = _pain(p, np.diff(nodes)[::2] * 2, site)[at_score]
        error = jnp.sqrt((0.15 * plasma[at_level]) ** 2 + 0.005**2)
        off = (written["levels"] - plasma[at_level]) / error
        far = (written["scores"] - pain) / 0.5
        return 0.5 * (jnp.sum(off**2) + jnp.sum(far**2) + jnp.sum(z**2)) + jnp.sum(jnp.log(error))

    return jax.jit(density)


def _levels(p: dict[str, jax.Array], steps_h: np.ndarray, rate_mg_per_h: np.ndarray) -> tuple[jax.Array, jax.Array]:
    """Plasma and effect site at all nodes; the infusion is a fifth state that stays as it is."""
    ke0 = MODELS["KE0"]
    out = p["CL"] + p["Q2"] + p["Q3"]
    matrix = jnp.array(
        [
            [-out / p["V1"], p["Q2"] / p["V2"], p["Q3"] / p["V3"], 0.0, 1.0],
            [p["Q2"] / p["V1"], -p["Q2"] / p["V2"], 0.0, 0.0, 0.0],
            [p["Q3"] / p["V1"], 0.0, -p["Q3"] / p["V3"], 0.0, 0.0],
            [ke0 / p["V1"], 0.0, 0.0, -ke0, 0.0],
            [0.0] * 5,
        ]
    )
    distinct, which = np.unique(np.round(steps_h, 12), return_inverse=True)
    moves = jax.vmap(lambda step: jax.scipy.linalg.expm(matrix * step))(jnp.asarray(distinct))[which]

    def stepped(state: jax.Array, given: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        move, rate = given
        after = move @ state.at[4].set(rate)
        return after, after

    _, states = jax.lax.scan(stepped, jnp.zeros(5), (moves, jnp.asarray(rate_mg_per_h)))
    states = jnp.vstack([jnp.zeros(5), states])
    return states[:, 0] / p["V1"], states[:, 3]


def _pain(p: dict[str, jax.Array], steps_h: np.ndarray, site: jax.Array) -> jax.Array:
    """Pain at every second node, from the level at the start, middle and end of each step."""
    kon, imax, hill = (MODELS[name] for name in ("KON", "IMAX", "HILL"))
    ratio = (jnp.maximum(site, 0.0) / p["EC50"]) ** hill
    inhibition = ratio / (1 + ratio)

    def slope(state: jax.Array, inhibited: jax.Array) -> jax.Array:
        sensitised, pain = state
        gain = p["KOUT"] * p["P0"] * sensitised * (1 - imax * inhibited)
        return jnp.array([kon * (1 - sensitised) - p["KOFF"] * inhibited * sensitised, gain - p["KOUT"] * pain])

    def stepped(state: jax.Array, given: tuple[jax.Array, ...]) -> tuple[jax.Array, jax.Array]:
        step, start, middle, end = given
        a = slope(state, start)
        b = slope(state + step / 2 * a, middle)
        c = slope(state + step / 2 * b, middle)
        d = slope(state + step * c, end)
        after = state + step / 6 * (a + 2 * b + 2 * c + d)
        return after, after[1]

    parts = (jnp.asarray(steps_h), inhibition[:-2:2], inhibition[1::2], inhibition[2::2])
    _, pain = jax.lax.scan(stepped, jnp.array([1.0, p["P0"]]), parts)
    return jnp.concatenate([p["P0"][None], pain])
