: Calcium in a shell of 0.1 um under the membrane; only inflow counts.
NEURON {
    SUFFIX hornca
    USEION ca READ ica WRITE cai
    RANGE decay
}

PARAMETER { decay = 2 }

STATE { cai }

ASSIGNED {
    ica
    inflow
}

INITIAL { cai = 5e-5 }

BREAKPOINT { SOLVE change METHOD cnexp }

DERIVATIVE change {
    inflow = -10000 * ica / (2 * 96485 * 0.1)
    if (inflow < 0) { inflow = 0 }
    cai' = inflow + (5e-5 - cai) / decay
}
