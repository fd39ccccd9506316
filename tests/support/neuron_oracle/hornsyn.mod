: Receptor with a dual-exponential conductance, a calcium fraction and, if asked, the block by magnesium (Jahr-Stevens).
NEURON {
    POINT_PROCESS HornSyn
    USEION ca WRITE ica
    NONSPECIFIC_CURRENT i
    RANGE rise, decay, fraction, magnesium
}

PARAMETER {
    rise = 2
    decay = 100
    fraction = 0.1
    magnesium = 1
}

STATE { a b }

ASSIGNED {
    v
    i
    ica
    total
    peak
}

INITIAL { LOCAL top
    a = 0
    b = 0
    top = rise * decay / (decay - rise) * log(decay / rise)
    peak = 1 / (exp(-top / decay) - exp(-top / rise))
}

BREAKPOINT {
    SOLVE change METHOD cnexp
    total = (b - a) * v
    if (magnesium > 0) { total = total / (1 + exp(-0.062 * v) / 3.57) }
    ica = fraction * total
    i = (1 - fraction) * total
}

DERIVATIVE change {
    a' = -a / rise
    b' = -b / decay
}

NET_RECEIVE(weight) {
    a = a + weight * peak
    b = b + weight * peak
}
