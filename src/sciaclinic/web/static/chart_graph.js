// Graphs of one session: what was measured, as points, on the bands that were predicted; hours from the start of the pump.
const POINT = { show: true, size: 9, width: 2 };

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function faint(hex, alpha) {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
  return full + Math.round(alpha * 255).toString(16).padStart(2, "0");
}

function curveOf(band, name) {
  const group = band.find((item) => item.curves.some((curve) => curve.name === name));
  return group ? { at: group.at, ...group.curves.find((curve) => curve.name === name) } : null;
}

class Plot {
  constructor(place, label, lines, { height = 190, range = null, step = false } = {}) {
    Object.assign(this, { place, label, lines, height, range, step });
  }

  // lines: [{ name, label, stroke, shape: "band" | "mean" | "points" | "steps", x, y }]
  draw(lines, spanH) {
    const tables = lines.filter((line) => line.x.length > 0).map((line) => [line.x, line.y]);
    const shown = lines.filter((line) => line.x.length > 0);
    const data = tables.length > 0 ? uPlot.join(tables) : [[0], ...lines.map(() => [null])];
    this.plot?.destroy();
    this.plot = new uPlot(this.options(tables.length > 0 ? shown : lines, spanH), data, this.place);
  }

  options(lines, spanH) {
    const ink = colour("--soft"), grid = colour("--line");
    const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid }, font: "13px system-ui" };
    const bands = [];
    lines.forEach((line, index) => {
      if (line.shape === "high") bands.push({ series: [index + 1, index + 2], fill: faint(line.stroke, 0.16) });
    });
    return {
      width: Math.max(260, this.place.clientWidth), height: this.height, legend: { show: false }, cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false, range: [-0.1, spanH] }, y: this.range ? { range: this.range } : {} },
      axes: [{ ...axis, values: (_, at) => at.map((hour) => `${Math.round(hour * 60)}`) }, { ...axis, label: this.label, labelSize: 20, labelFont: "13px system-ui", size: 46 }],
      series: [{}, ...lines.map(seriesOf)],
      bands,
    };
  }
}

function seriesOf(line) {
  const { shape, stroke } = line;
  if (shape === "points") return { label: line.label, stroke, paths: () => null, points: { ...POINT, stroke, fill: line.fill ?? stroke } };
  if (shape === "steps") return { label: line.label, stroke, width: 2, dash: line.dash, spanGaps: true, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } };
  if (shape === "mean") return { label: line.label, stroke, width: 1.5, dash: [4, 3], spanGaps: true, points: { show: false } };
  return { label: line.label, stroke: "transparent", spanGaps: true, points: { show: false } };
}

const plots = {};

export function drawGraphs(graph, waiting, band, nowH) {
  if (typeof uPlot === "undefined") return;
  const accent = colour("--accent"), ink = colour("--ink"), open = colour("--open"), paper = colour("--paper");
  const orderedEnd = graph.ordered.at(-1)[0];
  const spanH = Math.max(orderedEnd * 1.05, nowH + 0.25, 1);
  plots.pressure ??= new Plot(document.getElementById("plot-pressure"), "mmHg", [], { height: 210, range: (_, low, high) => [Math.min(40, low), Math.max(180, high)] });
  plots.effect ??= new Plot(document.getElementById("plot-effect"), "0 to 10", [], { height: 150, range: [0, 10] });
  plots.rate ??= new Plot(document.getElementById("plot-rate"), "mg/h", [], { height: 120, range: (_, low, high) => [0, high * 1.15 || 1] });
  const points = (name, stroke, fill) => ({ label: name, shape: "points", stroke, fill, ...xy(joined(graph, waiting, name)) });
  plots.pressure.draw([...bandLines(band, "systolic", accent), ...bandLines(band, "diastolic", open), points("systolic_mmhg", accent), points("diastolic_mmhg", open, paper)], spanH);
  plots.effect.draw([...bandLines(band, "dissociation", accent, 10), points("dissociation", accent), points("pain", ink, paper)], spanH);
  const given = [...graph.rates];
  if (given.length > 0 && nowH > given.at(-1)[0]) given.push([nowH, given.at(-1)[1]]);
  plots.rate.draw([{ label: "ordered", shape: "steps", stroke: open, dash: [6, 4], ...xy(graph.ordered) }, { label: "given", shape: "steps", stroke: accent, ...xy(given) }], spanH);
}

function joined(graph, waiting, name) {
  return [...(graph.points[name] ?? []), ...waiting.filter((item) => item.body[name] != null).map((item) => [item.hour, item.body[name]])].sort((a, b) => a[0] - b[0]);
}

function bandLines(band, name, stroke, times = 1) {
  const curve = curveOf(band, name);
  if (!curve) return [];
  const scaled = (values) => values.map((value) => value * times);
  return [
    { shape: "high", label: "", stroke, x: curve.at, y: scaled(curve.high) },
    { shape: "low", label: "", stroke, x: curve.at, y: scaled(curve.low) },
    { shape: "mean", label: "", stroke, x: curve.at, y: scaled(curve.mean) },
  ];
}

// One value a moment, as uPlot joins tables by their moments.
function xy(pairs) {
  const found = new Map(pairs.map(([x, y]) => [x, y]));
  return { x: [...found.keys()], y: [...found.values()] };
}
