"""Builds one of our circuits in NEURON, with channels from the equations in the .mod files beside this file.

Needs the extra ``oracle`` and a C++ compiler: ``pip install sciatwin[oracle]``.
"""

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import neuron
import numpy as np

from sciatwin.dorsal_horn.channels import calcium_gated, melnick, traub_miles
from sciatwin.dorsal_horn.channels.calcium import L_TYPE, OUTSIDE_MM
from sciatwin.dorsal_horn.parts.membrane import Ion
from sciatwin.dorsal_horn.parts.synapse import Transmitter

HERE = Path(__file__).parent
COMPILER = ("c++", "g++", "clang++")

h = neuron.h
h.load_file("stdrun.hoc")

MECHANISMS = {
    traub_miles.SODIUM.key: ("hornspike", "gna"),
    traub_miles.POTASSIUM.key: ("hornspike", "gk"),
    traub_miles.PERSISTENT_SODIUM.key: ("hornpersist", "gna"),
    melnick.SODIUM.key: ("horngel", "gna"),
    melnick.POTASSIUM.key: ("horngel", "gk"),
    L_TYPE.key: ("horncal", "p"),
    calcium_gated.CATION.key: ("hornslow", "gcation"),
    calcium_gated.POTASSIUM.key: ("hornslow", "gk"),
}


def can_compile() -> bool:
    return _nrnivmodl() is not None and any(shutil.which(name) for name in COMPILER)


def load_mechanisms(folder: Path) -> None:
    """Compile the .mod files into ``folder`` and load them, once in a process."""
    if hasattr(h, "HornSyn"):
        return
    for file in HERE.glob("*.mod"):
        shutil.copy(file, folder)
    done = subprocess.run([_nrnivmodl(), "."], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    library = next(path for path in folder.rglob("libnrnmech*") if path.suffix in (".so", ".dylib"))
    h.nrn_load_dll(str(library))


def _nrnivmodl() -> str | None:
    beside = Path(neuron.__file__).parents[1] / "bin"
    return shutil.which("nrnivmodl", path=f"{beside}:{Path(sys.executable).parent}") or shutil.which("nrnivmodl")


class NeuronTwin:
    """A circuit of ours in NEURON. ``run`` gives spikes by cell, and voltages of all compartments in our order."""

    def __init__(self, circuit):
        self.circuit = circuit
        self.sections = {cell.name: [_section(cell, part) for part in cell.sections] for cell in circuit.cells}
        for sections in self.sections.values():
            for before, after in pairwise(sections):
                before.connect(after(0), 1)
        self.synapses, self.contacts, self.inputs = {}, [], []
        for projection in circuit.projections:
            synapse = self._synapse(projection)
            if projection.source in self.sections:
                self.contacts += [self._contact(projection, synapse, delay) for delay in projection.delays_ms]
            else:
                self.inputs.append((projection, h.NetCon(None, synapse)))

    def run(self, arrivals, *, duration_ms, step_ms=0.025, second_order=False, tolerance=None, traces=True):
        """With ``tolerance`` NEURON chooses its steps (CVODE); voltages are left out then, and without ``traces``."""
        spikes = {name: h.Vector() for name in self.sections}
        watchers = [self._watch(cell, spikes[cell.name]) for cell in self.circuit.cells]
        recorded = (
            [] if tolerance or not traces else [h.Vector().record(segment._ref_v) for segment in self._segments()]
        )
        handler = h.FInitializeHandler(lambda: self._send(arrivals))
        h.cvode_active(1 if tolerance else 0)
        if tolerance:
            h.cvode.atol(tolerance)
        else:
            h.dt, h.steps_per_ms = step_ms, 1 / step_ms
        h.secondorder = 1 if second_order else 0
        h.celsius = 36
        if hasattr(h, "cao0_ca_ion"):
            h.cao0_ca_ion = OUTSIDE_MM
        h.finitialize(self.circuit.start_mv)
        h.continuerun(duration_ms)
        del watchers, handler
        times = {name: np.array(vector.to_python(), dtype=float) for name, vector in spikes.items()}
        return times, np.array([vector.to_python() for vector in recorded])

    def _segments(self):
        return [segment for sections in self.sections.values() for section in sections for segment in section]

    def _at(self, cell_name, place):
        cell = self.circuit.cells[self.circuit.cell_index(cell_name)]
        segments = [segment for section in self.sections[cell_name] for segment in section]
        return segments[cell.compartment(place)]

    def _synapse(self, projection):
        key = (projection.target, projection.onto, projection.receptor)
        if key not in self.synapses:
            self.synapses[key] = _receptor(projection.receptor, self._at(projection.target, projection.onto))
        return self.synapses[key]

    def _contact(self, projection, synapse, delay_ms):
        cell = self.circuit.cells[self.circuit.cell_index(projection.source)]
        segment = self._at(cell.name, cell.fires_at)
        contact = h.NetCon(segment._ref_v, synapse, sec=segment.sec)
        contact.threshold, contact.delay = self.circuit.threshold_mv, delay_ms
        contact.weight[0] = projection.weight_us
        return contact

    def _watch(self, cell, vector):
        segment = self._at(cell.name, cell.fires_at)
        watcher = h.NetCon(segment._ref_v, None, sec=segment.sec)
        watcher.threshold = self.circuit.threshold_mv
        watcher.record(vector)
        return watcher

    def _send(self, arrivals):
        for projection, contact in self.inputs:
            contact.weight[0] = projection.weight_us
            for fibre in arrivals.get(projection.source, ()):
                for time_ms in fibre:
                    contact.event(float(time_ms))


def _section(cell, part):
    section = h.Section(name=f"{cell.name}_{part.name}".replace(" ", "_"))
    section.L, section.nseg, section.Ra, section.cm = (
        part.length_um, part.compartments, part.axial_ohm_cm, part.capacitance_uf_per_cm2,
    )  # fmt: skip
    for segment, diameter in zip(section, part.compartment_diameter_um, strict=True):
        segment.diam = diameter
    section.insert("pas")
    for segment in section:
        segment.pas.g, segment.pas.e = part.leak_s_per_cm2, part.leak_mv
    for inserted in part.channels:
        mechanism, parameter = MECHANISMS[inserted.channel.key]
        section.insert(mechanism)
        for segment in section:
            setattr(getattr(segment, mechanism), parameter, inserted.density)
    if part.calcium_decay_ms is not None and hasattr(h, "HornSyn"):
        section.insert("hornca")
        for segment in section:
            segment.hornca.decay = part.calcium_decay_ms
    for ion, name in ((Ion.SODIUM, "ena"), (Ion.POTASSIUM, "ek")):
        if hasattr(section, name) and ion in part.reversal_mv:
            setattr(section, name, part.reversal_mv[ion])
    return section


def _receptor(receptor, segment):
    if receptor.calcium_fraction > 0:
        synapse = h.HornSyn(segment)
        synapse.rise, synapse.decay, synapse.fraction = receptor.rise_ms, receptor.decay_ms, receptor.calcium_fraction
        synapse.magnesium = receptor.transmitter is Transmitter.NMDA
        return synapse
    synapse = h.Exp2Syn(segment)
    synapse.tau1, synapse.tau2, synapse.e = receptor.rise_ms, receptor.decay_ms, receptor.reversal_mv
    return synapse
