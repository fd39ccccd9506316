"""The equations of each link of the chain, as the code computes them, and what they leave out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One link: its equations, line by line, and what a reader must know of them."""

    title: str
    equations: tuple[str, ...]
    says: str


LINKS = (
    Link(
        "Dose to level",
        (
            "dx/dt = A(θ) x + b u(t)",
            "dC_site/dt = k (C_arterial − C_site),  k = ln 2 / half-life",
        ),
        "Linear compartments, solved exactly, S and R apart: arterial levels by simons_2022, venous by otto_2021. "
        "R-ketamine has no complete published model; it is S-ketamine with a smaller clearance, assumed. The effect "
        "site is that of S-ketamine.",
    ),
    Link(
        "Level to block",
        (
            "C_u = C_site × f_u × K_p,uu / M",
            "x = S_u / K_S + R_u / K_R,  block = x / (1 + x)",
            "K_S = K_racemate × m_spinal × (1 + K_S/K_R) / 2",
        ),
        "One pore at equilibrium, for which both compete. At the site R stands to S as in the dose. Norketamine is "
        "left out, although it blocks: in people one study found that it opposes analgesia, another that it does "
        "nothing.",
    ),
    Link(
        "Block to spikes",
        (
            "C dV/dt = Σ I_cable − I_leak − Σ g x₁ᵖ x₂… (V − E) − I_calcium − Σ I_receptor",
            "I_NMDA = (1 − block) × g(t) × B(V) × (V − E)",
            "g_AMPA, g_NMDA: × (1 + p s),  p: potentiation, s: sensitisation = 1",
        ),
        "Zhang 2014 with seven weights and densities recalibrated, under a root that fires on its own, and with less "
        "inhibition. Fifteen shocks at 1 Hz. Block scales NMDA receptors alike wherever they stand.",
    ),
    Link(
        "Spikes to output",
        (
            "output(b) = u × (1 − (1 − l) b / (b + c (1 − b)))",
            "Q = (1 − l) b / (b + c (1 − b))",
        ),
        "A surrogate of the circuit without any stimulus: u, l and c are polynomials of drive, inhibition and "
        "sensitisation under an exponential or a logistic function. Q is the part of ongoing output that block takes "
        "off.",
    ),
    Link(
        "Relief while the drug is there",
        ("E_fast = E_max × C_site / (C50 + C_site)",),
        "Measured in volunteers. It does not go through block or circuit.",
    ),
    Link(
        "Relief that lasts",
        (
            "dS/dt = k_return (1 − Q)(1 − S) − k_fade Q S,  S(0) = 1,  E_lasting = 1 − S",
            "pain = untreated × (1 − placebo)(1 − E_fast)(1 − E_lasting)",
        ),
        "The first equation is the account that goes through the circuit; its rivals follow a slow effect site or the "
        "peak, and the null account says that nothing lasts. A version of the patient has one account, and may not "
        "respond by it.",
    ),
)

LIMITS = (
    "Suzuki 2001 is not reproduced: ketamine cut post-discharge more in injured rats, and here it cuts it less, "
    "because ectopic spikes go on through AMPA receptors.",
    "The published circuits are too steep: a quarter of block silences Aguiar 2010 and half leaves 4 of 13 spikes of "
    "Zhang 2014, while ketamine spares single responses in people. Hence the recalibration, whose path between no and "
    "full block is assumed.",
    "The spinal multiplier (1 to 4) is assumed; without it the same level blocks about twice as much.",
    "Norketamine is disputed, and left out of block here.",
    "Competition by magnesium at rest, in the scheme state by state, looks too strong; the form at equilibrium has "
    "none.",
    "Drive of human roots and inhibition left in the cord were never measured; both are drawn from assumed ranges. "
    "Cells and weights are those of rats and cats.",
    "The runs shown are one cord, fully sensitised, with one set of ectopic spikes; their bands hold what is not known "
    "of block only.",
)
