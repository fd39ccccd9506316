"""The projection cell of Aguiar 2010 in Brian2 (C++ standalone, one thread), for ``dorsal_horn_peers``.

Its equations are written out here a third time; densities and geometry come from our record of the cell. Brian2 takes
point currents at the voltage of the step before, and all gates by exponential Euler.
"""

from pathlib import Path

import brian2
import numpy as np

from sciatwin.dorsal_horn.channels import calcium, calcium_gated, traub_miles
from sciatwin.dorsal_horn.channels.calcium import L_TYPE
from sciatwin.dorsal_horn.parts.membrane import Ion
from sciatwin.dorsal_horn.parts.wiring import Circuit
from sciatwin.dorsal_horn.run.assembly import CALCIUM_AT_REST_UM

UNITS = {name: getattr(brian2, name) for name in ("ms", "mV", "siemens", "meter", "amp", "Hz", "volt", "second")}

EQUATIONS = """
Im = gl*(-65*mV - v) + (gna*m**3*h + gnap*mp*hp)*(50*mV - v) + (gk*n**4 + gkca*p**3)*(ek - v) - gcan*c**2*v - ica
    : amp/meter**2
I_fast = -(fast_fall - fast_rise)*v : amp (point current)
I_slow = -slow*v : amp (point current)
slow = (slow_fall - slow_rise)/(1 + exp(-0.062*v/mV)/3.57) : siemens
u = (v + 55*mV)/mV : 1
h_open = 0.128*exp((12 - u)/18)/ms : Hz
dm/dt = 1.28/exprel((13 - u)/4)/ms*(1 - m) - 1.4/exprel((u - 40)/5)/ms*m : 1
dh/dt = h_open*(1 - h) - 4/(1 + exp((35 - u)/5))/ms*h : 1
dn/dt = 0.16/exprel((15 - u)/5)/ms*(1 - n) - 0.5*exp((10 - u)/40)/ms*n : 1
dmp/dt = 1.28/exprel((11 - u)/4)/ms*(1 - mp) - 1.4/exprel((u - 42)/5)/ms*mp : 1
dhp/dt = h_open*(1 - hp) - 4/(1 + exp((35 - u)/10))/ms*hp : 1
q_rate = (1.6/(1 + exp(-0.072*(v/mV - 5))) + 0.1072/exprel((v/mV - 1.31)/5.36))*3**1.25/ms : Hz
dq/dt = (1/(1 + exp(-(v/mV + 10)/10)) - q)*q_rate : 1
w = 0.001*v/mV*2*96485/(8.314*309.15) : 1
ica = pca*q**2*2*0.96485*(ca/1000/exprel(-w) - 2/exprel(w))*1000*amp/meter**2 : amp/meter**2
inflow = -(ica + 0.1*slow*v/area)*meter**2/amp*1e7/(2*96485)/ms : Hz
dca/dt = follows*clip(inflow, 0*Hz, 1e30*Hz) + (0.05 - ca)/decay : 1
x_cation = (ca/0.5)**2 : 1
dc/dt = (x_cation/(1 + x_cation) - c)*0.00005*(1 + x_cation)*3**1.4/ms : 1
x_brake = ca**2 : 1
dp/dt = (x_brake/(1 + x_brake) - p)*clip(0.03*(1 + x_brake)*3**1.4, 0, 10)/ms : 1
dfast_rise/dt = -fast_rise/(0.1*ms) : siemens
dfast_fall/dt = -fast_fall/(5*ms) : siemens
dslow_rise/dt = -slow_rise/(2*ms) : siemens
dslow_fall/dt = -slow_fall/(100*ms) : siemens
gl : siemens/meter**2
gna : siemens/meter**2
gk : siemens/meter**2
gnap : siemens/meter**2
gkca : siemens/meter**2
gcan : siemens/meter**2
pca : 1
ek : volt
decay : second
follows : 1
"""

DENSITIES = {
    "gna": traub_miles.SODIUM,
    "gk": traub_miles.POTASSIUM,
    "gnap": traub_miles.PERSISTENT_SODIUM,
    "gkca": calcium_gated.POTASSIUM,
    "gcan": calcium_gated.CATION,
    "pca": L_TYPE,
}
GATES = {
    "m": traub_miles.sodium_activation,
    "h": traub_miles.sodium_inactivation,
    "n": traub_miles.potassium_activation,
    "mp": traub_miles.persistent_activation,
    "hp": traub_miles.persistent_inactivation,
    "q": calcium.activation,
}


class Brian2Cell:
    """A circuit of one cell whose fibres act on AMPA and NMDA receptors in the middle of the dendrite."""

    def __init__(self, circuit: Circuit, fibres_ms, *, duration_ms: float, step_ms: float, folder: Path):
        brian2.set_device("cpp_standalone", directory=str(folder), build_on_run=False)
        brian2.prefs.codegen.cpp.extra_compile_args_gcc = ["-O3", "-ffast-math", "-march=native", "-w"]
        brian2.defaultclock.dt = step_ms * brian2.ms
        cell = circuit.cells[0]
        neuron = _neuron(circuit)
        generator = _fibres(fibres_ms)
        synapses = _synapses(circuit, generator, neuron, len(fibres_ms))
        self.monitor = brian2.SpikeMonitor(neuron)
        network = brian2.Network(neuron, generator, synapses, self.monitor)
        network.run(duration_ms * brian2.ms)
        self.folder, self.compartments = str(folder), cell.size
        brian2.device.build(directory=self.folder, compile=True, run=False)

    def run(self) -> float:
        """Seconds that the compiled program took."""
        brian2.device.run(self.folder, with_output=False, run_args=[])
        return float(brian2.device._last_run_time)

    def spikes_ms(self) -> np.ndarray:
        return np.asarray(self.monitor.t / brian2.ms)


def _neuron(circuit: Circuit):
    cell = circuit.cells[0]
    neuron = brian2.SpatialNeuron(
        morphology=_morphology(cell),
        model=EQUATIONS,
        Cm=1 * brian2.uF / brian2.cm**2,
        Ri=cell.sections[0].axial_ohm_cm * brian2.ohm * brian2.cm,
        method="exponential_euler",
        threshold="v > -30*mV",
        refractory="v > -30*mV",
        threshold_location=cell.compartment(cell.fires_at),
        namespace=UNITS,
    )
    per_area = brian2.siemens / brian2.cm**2
    for name, channel in DENSITIES.items():
        unit = 1 if channel is L_TYPE else per_area
        setattr(neuron, name, _over_compartments(cell, lambda part, wanted=channel: _density(part, wanted)) * unit)
    neuron.gl = _over_compartments(cell, lambda part: part.leak_s_per_cm2) * per_area
    neuron.ek = _over_compartments(cell, lambda part: part.reversal_mv[Ion.POTASSIUM]) * brian2.mV
    neuron.decay = _over_compartments(cell, lambda part: part.calcium_decay_ms or 1.0) * brian2.ms
    neuron.follows = _over_compartments(cell, lambda part: float(part.calcium_decay_ms is not None))
    neuron.v = circuit.start_mv * brian2.mV
    for name, kinetics in GATES.items():
        setattr(neuron, name, float(kinetics(np.array([circuit.start_mv]))[0][0]))
    neuron.ca = CALCIUM_AT_REST_UM
    for name, channel in (("c", calcium_gated.CATION), ("p", calcium_gated.POTASSIUM)):
        squared = (CALCIUM_AT_REST_UM / channel.half_open_um) ** 2
        setattr(neuron, name, squared / (1 + squared))
    return neuron


def _density(part, channel) -> float:
    return next((inserted.density for inserted in part.channels if inserted.channel == channel), 0.0)


def _over_compartments(cell, value) -> np.ndarray:
    return np.concatenate([np.full(part.compartments, value(part)) for part in cell.sections])


def _morphology(cell):
    """Each section a child of the one before: the cable from the tip of the dendrite to the tip of the axon."""
    first = before = None
    for part in cell.sections:
        bounds_um = np.linspace(*part.diameter_um, part.compartments + 1)
        section = brian2.Section(
            diameter=bounds_um * brian2.um,
            length=np.full(part.compartments, part.compartment_length_um) * brian2.um,
            n=part.compartments,
        )
        if before is None:
            first = section
        else:
            setattr(before, part.name, section)
        before = section
    return first


def _fibres(fibres_ms):
    fibre = np.concatenate([np.full(len(times), index) for index, times in enumerate(fibres_ms)])
    return brian2.SpikeGeneratorGroup(len(fibres_ms), fibre, np.concatenate(fibres_ms) * brian2.ms)


def _synapses(circuit: Circuit, generator, neuron, fibres: int):
    fast, slow = (p.weight_us * p.receptor.peak_factor for p in circuit.projections)
    added = {"fast_rise": fast, "fast_fall": fast, "slow_rise": slow, "slow_fall": slow}
    on_pre = "\n".join(f"{state}_post += {weight}*1e-6*siemens" for state, weight in added.items())
    synapses = brian2.Synapses(generator, neuron, on_pre=on_pre, namespace=UNITS)
    onto = circuit.cells[0].compartment(circuit.projections[0].onto)
    synapses.connect(i=np.arange(fibres), j=np.full(fibres, onto))
    return synapses
