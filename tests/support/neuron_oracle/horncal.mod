: L-type calcium current by the constant-field equation, 23.5 C raised to 36 C.
NEURON {
    SUFFIX horncal
    USEION ca READ cai, cao WRITE ica
    RANGE p
}

PARAMETER { p = 0 }

STATE { m }

ASSIGNED {
    v
    cai
    cao
    ica
    minf
    mtau
}

INITIAL {
    gates(v)
    m = minf
}

BREAKPOINT {
    SOLVE change METHOD cnexp
    ica = p * m^2 * field(v, cai, cao)
}

DERIVATIVE change {
    gates(v)
    m' = (minf - m) / mtau
}

PROCEDURE gates(v) {
    mtau = 1 / (1.6 / (1 + exp(-0.072 * (v - 5))) + 0.02 * over(v - 1.31, 5.36)) / 3^1.25
    minf = 1 / (1 + exp(-(v + 10) / 10))
}

FUNCTION field(v, inside, outside) { LOCAL w
    w = 0.001 * v * 2 * 96485 / (8.314 * (36 + 273.15))
    field = 0.001 * 2 * 96485 * (inside * exp(w) - outside) * over(w, 1)
}

FUNCTION over(x, k) {
    if (fabs(x / k) < 1e-6) {
        over = k - x / 2
    } else {
        over = x / (exp(x / k) - 1)
    }
}
