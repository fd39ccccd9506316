"""The compiled inner loop: one fixed step after another, for one setting after another.

One step, in the staggered order of NEURON (Hines 1984), where gates stand half a step beside the voltage:

1. spikes that arrive open their receptors;
2. currents and their slopes at the voltage of now; (C / (p step) + slopes + cable) p ΔV = −currents, one tridiagonal
   solve; the implicit part p is 1/2 (second order) or 1 (backward Euler);
3. with the new voltage every gate, calcium and every conductance moves exactly over the step, voltage held;
4. a cell that rose above the threshold sends its spike, which arrives after its delays.
"""

import numpy as np

from sciatwin.compiled import compiled
from sciatwin.dorsal_horn.run.tables import FREE, INWARD, OUTWARD


@compiled
def run_settings(
    first, last, net, steps, pool_scale, pool_mv, event_start, event_step, event_pool, event_weight,
    spike_ms, spike_count, probe_node, trace, failed_ms,
):  # fmt: skip
    """Settings ``first`` to ``last``; each fills its part of the result."""
    for run in range(first, last):
        low, high = event_start[run], event_start[run + 1]
        failed_ms[run] = _run(
            net, steps, pool_scale[run], pool_mv[run], event_step[low:high], event_pool[low:high],
            event_weight[low:high], spike_ms[run], spike_count[run], probe_node, trace[run],
        )  # fmt: skip


@compiled
def _run(
    net, steps, pool_scale, pool_mv, event_step, event_pool, event_weight, spike_ms, spike_count, probe_node, trace
):
    """One setting; −1, or the time at which the voltage left the table."""
    nodes, pools, cells = len(net.node_leak), len(net.pool_node), len(net.cell_node)
    voltage = np.full(nodes, net.start_mv)
    row, part = np.zeros(nodes, np.int64), np.zeros(nodes)
    slope, current, factor = np.empty(nodes), np.empty(nodes), np.empty(nodes)
    calcium = np.full(len(net.shell_node), net.calcium_rest)
    calcium_current = np.empty(len(net.shell_node))
    rising, falling = np.zeros(pools), np.zeros(pools)
    above = np.zeros(cells, np.bool_)
    due = np.zeros((_longest_delay(net) + 2, pools))
    _locate(net, voltage, row, part)
    gate = _settled_gates(net, row, part)
    slow = _settled_slow(net, calcium)
    event = 0
    for step in range(steps):
        _receive(due[step % len(due)], rising, falling)
        while event < len(event_step) and event_step[event] <= step:
            rising[event_pool[event]] += event_weight[event]
            falling[event_pool[event]] += event_weight[event]
            event += 1
        _passive(net, voltage, slope, current)
        calcium_current[:] = 0.0
        _voltage_gated(net, voltage, gate, slope, current)
        _calcium_entry(net, row, part, gate, calcium, slope, current, calcium_current)
        _calcium_gated(net, voltage, slow, slope, current)
        _synaptic(net, voltage, row, part, rising, falling, pool_scale, pool_mv, slope, current, calcium_current)
        _solve(net, slope, current, factor)
        for node in range(nodes):
            voltage[node] += current[node] / net.implicit_part
        if not _locate(net, voltage, row, part):
            return (step + 1) * net.step_ms
        _move_gates(net, row, part, gate)
        _move_calcium(net, calcium, calcium_current)
        _move_slow(net, calcium, slow)
        for pool in range(pools):
            rising[pool] *= net.pool_rise[pool]
            falling[pool] *= net.pool_decay[pool]
        _fire(net, step, voltage, above, due, spike_ms, spike_count)
        for probe in range(len(probe_node)):
            trace[probe, step + 1] = voltage[probe_node[probe]]
    return -1.0


@compiled
def _longest_delay(net):
    longest = 0
    for contact in range(len(net.contact_steps)):
        longest = max(longest, net.contact_steps[contact])
    return longest


@compiled
def _receive(due, rising, falling):
    """What cells sent for now opens receptors."""
    for pool in range(len(due)):
        rising[pool] += due[pool]
        falling[pool] += due[pool]
        due[pool] = 0.0


@compiled
def _locate(net, voltage, row, part):
    """Row of the table for each compartment; False if a voltage is outside or not a number."""
    last = len(net.table) - 2
    for node in range(len(voltage)):
        place = (voltage[node] - net.lowest_mv) * net.points_per_mv
        if not (place >= 0.0 and place <= last):
            return False
        row[node] = int(place)
        part[node] = place - row[node]
    return True


@compiled
def _settled_gates(net, row, part):
    """Every gate at its steady state."""
    gate = np.empty(len(net.gate_node))
    for index in range(len(gate)):
        node, column = net.gate_node[index], net.gate_column[index]
        low, high = net.table[row[node], column], net.table[row[node] + 1, column]
        gate[index] = low + part[node] * (high - low)
    return gate


@compiled
def _settled_slow(net, calcium):
    slow = np.empty(len(net.slow_node))
    for index in range(len(slow)):
        ratio = calcium[net.node_shell[net.slow_node[index]]] / net.slow_half[index]
        slow[index] = ratio * ratio / (1.0 + ratio * ratio)
    return slow


@compiled
def _passive(net, voltage, slope, current):
    """Membrane and cable; ``current`` holds what flows in, so that ΔV comes out with its sign."""
    nodes = len(voltage)
    for node in range(nodes):
        slope[node] = net.node_capacitance[node] / (net.implicit_part * net.step_ms) + net.node_leak[node]
        current[node] = net.node_leak[node] * (net.node_leak_mv[node] - voltage[node])
    for node in range(nodes - 1):
        conductance = net.node_next[node]
        flow = conductance * (voltage[node + 1] - voltage[node])
        slope[node] += conductance
        slope[node + 1] += conductance
        current[node] += flow
        current[node + 1] -= flow


@compiled
def _open_fraction(net, gate, first, last):
    fraction = 1.0
    for index in range(first, last):
        value = gate[index]
        for _ in range(net.gate_power[index]):
            fraction *= value
    return fraction


@compiled
def _voltage_gated(net, voltage, gate, slope, current):
    for channel in range(len(net.channel_node)):
        node = net.channel_node[channel]
        fraction = _open_fraction(net, gate, net.channel_first[channel], net.channel_end[channel])
        conductance = net.channel_conductance[channel] * fraction
        slope[node] += conductance
        current[node] += conductance * (net.channel_mv[channel] - voltage[node])


@compiled
def _read(net, row, part, node, column):
    low, high = net.table[row[node], column], net.table[row[node] + 1, column]
    return low + part[node] * (high - low)


@compiled
def _calcium_entry(net, row, part, gate, calcium, slope, current, calcium_current):
    for entry in range(len(net.entry_node)):
        node = net.entry_node[entry]
        shell = net.node_shell[node]
        inside_mm = 1e-3 * calcium[shell]
        fraction = _open_fraction(net, gate, net.entry_first[entry], net.entry_end[entry])
        strength = net.entry_permeability[entry] * fraction
        flow = strength * (inside_mm * _read(net, row, part, node, OUTWARD) + _read(net, row, part, node, INWARD))
        slope[node] += strength * (
            inside_mm * _read(net, row, part, node, OUTWARD + 1) + _read(net, row, part, node, INWARD + 1)
        )
        current[node] -= flow
        calcium_current[shell] += flow


@compiled
def _calcium_gated(net, voltage, slow, slope, current):
    for index in range(len(net.slow_node)):
        node = net.slow_node[index]
        conductance = net.slow_conductance[index]
        for _ in range(net.slow_power[index]):
            conductance *= slow[index]
        slope[node] += conductance
        current[node] += conductance * (net.slow_mv[index] - voltage[node])


@compiled
def _synaptic(net, voltage, row, part, rising, falling, pool_scale, pool_mv, slope, current, calcium_current):
    for pool in range(len(net.pool_node)):
        conductance = pool_scale[pool] * (falling[pool] - rising[pool])
        if conductance == 0.0:
            continue
        node = net.pool_node[pool]
        drive = voltage[node] - pool_mv[pool]
        rate = 1.0
        if net.pool_magnesium[pool]:
            free = _read(net, row, part, node, FREE)
            rate = free + drive * _read(net, row, part, node, FREE + 1)
            drive *= free
        slope[node] += conductance * rate
        current[node] -= conductance * drive
        if net.pool_calcium[pool] > 0.0:
            calcium_current[net.node_shell[node]] += net.pool_calcium[pool] * conductance * drive


@compiled
def _solve(net, slope, current, factor):
    """Tridiagonal elimination; ``current`` becomes ΔV."""
    nodes = len(slope)
    for node in range(nodes - 1):
        factor[node] = net.node_next[node] / slope[node]
        slope[node + 1] -= factor[node] * net.node_next[node]
        current[node + 1] += factor[node] * current[node]
    current[nodes - 1] /= slope[nodes - 1]
    for node in range(nodes - 2, -1, -1):
        current[node] = current[node] / slope[node] + factor[node] * current[node + 1]


@compiled
def _move_gates(net, row, part, gate):
    for index in range(len(gate)):
        node, column = net.gate_node[index], net.gate_column[index]
        here, there = row[node], part[node]
        low, move = net.table[here, column], net.table[here, column + 1]
        steady = low + there * (net.table[here + 1, column] - low)
        gate[index] += (move + there * (net.table[here + 1, column + 1] - move)) * (steady - gate[index])


@compiled
def _move_calcium(net, calcium, calcium_current):
    """Only inflow brings calcium: a current outwards does not empty the shell."""
    for shell in range(len(calcium)):
        inflow = max(0.0, -net.shell_gain[shell] * calcium_current[shell])
        steady = net.calcium_rest + inflow * net.shell_decay_ms[shell]
        calcium[shell] += -np.expm1(-net.step_ms / net.shell_decay_ms[shell]) * (steady - calcium[shell])


@compiled
def _move_slow(net, calcium, slow):
    for index in range(len(slow)):
        ratio = calcium[net.node_shell[net.slow_node[index]]] / net.slow_half[index]
        squared = ratio * ratio
        tau_ms = max(net.slow_fastest_ms[index], 1.0 / (net.slow_closing[index] * (1.0 + squared)))
        slow[index] += -np.expm1(-net.step_ms / tau_ms) * (squared / (1.0 + squared) - slow[index])


@compiled
def _fire(net, step, voltage, above, due, spike_ms, spike_count):
    for cell in range(len(net.cell_node)):
        is_above = voltage[net.cell_node[cell]] > net.threshold_mv
        if is_above and not above[cell]:
            if spike_count[cell] < spike_ms.shape[1]:
                spike_ms[cell, spike_count[cell]] = (step + 1) * net.step_ms
            spike_count[cell] += 1
            for contact in range(net.contact_start[cell], net.contact_start[cell + 1]):
                slot = (step + 1 + net.contact_steps[contact]) % len(due)
                due[slot, net.contact_pool[contact]] += net.contact_weight[contact]
        above[cell] = is_above
