// The pictures of the page What-if. They draw what the server sent and compute nothing but places on paper.
const uPlot = window.uPlot;
const LINES = ["mean", "low_90", "low_50", "high_50", "high_90"];
const LEFT = 52;
const FONT = "13px system-ui, sans-serif";
const NICE = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const PINS = ["a", "b"];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function faded(name, part) {
  const [r, g, b] = colour(name).match(/[0-9a-f]{2}/gi).map((two) => parseInt(two, 16));
  return `rgba(${r},${g},${b},${part})`;
}

function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return NICE.find((step) => step * power >= value) * power;
}

// Lines of a chart: each a quantity with its colour, its dash and, if it has them, its bands.
class Chart {
  constructor(id, { lines, y, factor = 1, sync, x, ticks = false, after, pinned }) {
    this.element = document.querySelector(`#${id} .plot`);
    Object.assign(this, { lines, y, factor, sync, x, ticks, after, pinned: pinned ?? lines });
    this.letters = [];
    this.data = null;
    this.top = 0;
  }

  build() {
    this.plot?.destroy();
    const series = [{}];
    const bands = [];
    for (const line of this.lines) {
      const first = series.length;
      series.push({ stroke: colour(line.colour), width: 2.5, dash: line.dash, points: { show: false } });
      for (let other = 1; other < LINES.length; other += 1) series.push({ stroke: "transparent", width: 0, points: { show: false } });
      bands.push({ series: [first + 4, first + 1], fill: faded(line.colour, 0.13) }, { series: [first + 3, first + 2], fill: faded(line.colour, 0.2) });
    }
    for (const pin of PINS) {
      for (const line of this.pinned) series.push({ stroke: colour(`--pin-${pin}`), width: 2, dash: line.dash, points: { show: false } });
    }
    const ink = colour("--soft");
    const grid = { stroke: colour("--line"), width: 1 };
    this.plot = new uPlot({
      width: this.element.clientWidth || 600,
      height: this.element.clientHeight,
      legend: { show: false },
      padding: [8, 14, this.ticks ? 0 : 4, 0],
      cursor: { sync: { key: this.sync }, drag: { x: false, y: false }, points: { show: false }, y: false },
      scales: { x: { time: false, range: () => [0, this.x()] }, y: { range: () => this.range() } },
      axes: [
        { stroke: ink, grid, ticks: grid, font: FONT, size: this.ticks ? 28 : 0, values: this.ticks ? undefined : (_, all) => all.map(() => "") },
        { stroke: ink, grid, ticks: grid, font: FONT, size: LEFT, space: 28 },
      ],
      series,
      bands,
      hooks: {
        draw: [(plot) => this.drawBeyond(plot)],
        setCursor: [(plot) => this.after?.(plot.cursor.idx)],
      },
    }, this.data ?? this.empty(), this.element);
  }

  empty() {
    const lines = this.lines.length * LINES.length + this.pinned.length * PINS.length;
    return [[0, this.x()], ...Array.from({ length: lines }, () => [null, null])];
  }

  range() {
    return typeof this.y === "function" ? this.y(this) : this.y;
  }

  // Data of the scenario and of the pins; bandsOf: names of the lines whose bands are shown.
  show(series, pins, { bandsOf = null, atRest = true, marks = [] } = {}) {
    const scaled = (values) => (this.factor === 1 ? values : values.map((value) => value * this.factor));
    const none = new Array(series.at.length).fill(null);
    this.data = [series.at];
    let highest = 0;
    for (const line of this.lines) {
      const curve = series.curves[line.name];
      const banded = curve && (!bandsOf || bandsOf.includes(line.name));
      this.data.push(curve ? scaled(curve.mean) : none);
      for (const name of LINES.slice(1)) this.data.push(banded ? scaled(curve[name]) : none);
      if (curve) highest = Math.max(highest, Math.max(...(banded ? curve.high_90 : curve.mean)) * this.factor);
    }
    this.letters = [];
    for (const pin of PINS) {
      const of = pins[pin];
      for (const line of this.pinned) {
        const curve = of?.curves[line.name];
        const values = curve ? scaled(along(series.at, of.at, curve.mean)) : none;
        this.data.push(values);
        if (curve) {
          highest = Math.max(highest, ...values.filter((value) => value !== null));
          this.letters.push({ pin, values });
        }
      }
    }
    if (highest > this.top || (atRest && highest < 0.45 * this.top)) this.top = niceAbove(highest * 1.04);
    this.marks = marks;
    this.plot.setData(this.data);
  }

  drawBeyond(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.font = `${13 * devicePixelRatio}px system-ui, sans-serif`;
    for (const mark of this.marks ?? []) {
      ctx.strokeStyle = ctx.fillStyle = colour(mark.colour ?? "--wall");
      ctx.lineWidth = 1.5 * devicePixelRatio;
      ctx.setLineDash([2 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      if (mark.y !== undefined) {
        const y = plot.valToPos(mark.y, "y", true);
        if (y < bbox.top || y > bbox.top + bbox.height) continue;
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.textAlign = "right";
        ctx.fillText(mark.says, bbox.left + bbox.width - 4 * devicePixelRatio, y - 5 * devicePixelRatio);
      } else {
        const x = plot.valToPos(mark.x, "x", true);
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.textAlign = "left";
        ctx.fillText(mark.says, x + 5 * devicePixelRatio, bbox.top + 14 * devicePixelRatio);
      }
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.font = `bold ${14 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = "right";
    for (const { pin, values } of this.letters) {
      const place = Math.floor(values.length * (pin === "a" ? 0.97 : 0.9));
      if (values[place] === null) continue;
      ctx.fillStyle = colour(`--pin-${pin}`);
      ctx.fillText(pin.toUpperCase(), plot.valToPos(this.data[0][place], "x", true), plot.valToPos(values[place], "y", true) - 5 * devicePixelRatio);
    }
    ctx.restore();
  }
}

// A pinned curve read at the moments of another; null where it has ended.
function along(at, known, values) {
  let right = 1;
  return at.map((moment) => {
    if (moment > known[known.length - 1] + 1e-9) return null;
    while (right < known.length - 1 && known[right] < moment) right += 1;
    const width = known[right] - known[right - 1];
    const part = Math.min(1, Math.max(0, (moment - known[right - 1]) / width));
    return values[right - 1] + part * (values[right] - values[right - 1]);
  });
}

// Bars or steps of dose under the curves, on the same axis.
class Doses {
  constructor(id, { x, sync, steps }) {
    this.element = document.querySelector(`#${id} .plot`);
    Object.assign(this, { x, sync, steps });
    this.doses = [];
    this.top = 0;
  }

  build() {
    this.plot?.destroy();
    const ink = colour("--soft");
    const grid = { stroke: colour("--line"), width: 1 };
    this.plot = new uPlot({
      width: this.element.clientWidth || 600,
      height: this.element.clientHeight,
      legend: { show: false },
      padding: [8, 14, 0, 0],
      cursor: { sync: { key: this.sync }, drag: { x: false, y: false }, points: { show: false }, y: false },
      scales: { x: { time: false, range: () => [0, this.x()] }, y: { range: () => [0, this.top || 1] } },
      axes: [
        { stroke: ink, grid, ticks: grid, font: FONT, size: 28 },
        { stroke: ink, grid, ticks: grid, font: FONT, size: LEFT, space: 22 },
      ],
      series: [{}, { show: false }],
      hooks: { draw: [(plot) => this.draw(plot)] },
    }, [[0, this.x()], [null, null]], this.element);
  }

  // doses: [from, to, height] each; a bar has no width of its own.
  show(doses, atRest) {
    this.doses = doses;
    const highest = Math.max(...doses.map((dose) => dose[2]));
    if (highest > this.top || (atRest && highest < 0.45 * this.top)) this.top = niceAbove(highest);
    this.plot.setData([[0, this.x()], [null, null]]);
  }

  draw(plot) {
    const { ctx } = plot;
    ctx.save();
    ctx.fillStyle = colour("--ketamine");
    const ground = plot.valToPos(0, "y", true);
    const start = plot.valToPos(0, "x", true);
    for (const [from, to, height] of this.doses) {
      const left = plot.valToPos(from, "x", true);
      const width = this.steps ? plot.valToPos(to, "x", true) - left : Math.max(devicePixelRatio, Math.min(4 * devicePixelRatio, 0.6 * (plot.valToPos(1, "x", true) - start)));
      const y = plot.valToPos(height, "y", true);
      ctx.globalAlpha = this.steps ? 0.35 : 1;
      ctx.fillRect(left, y, width, ground - y);
      ctx.globalAlpha = 1;
      if (this.steps) ctx.fillRect(left, y, width, 2 * devicePixelRatio);
    }
    ctx.restore();
  }
}

const DASHED = [9, 6];
const DOTTED = [2, 5];
const ARMS = [
  { name: "pain_untreated", said: "untreated", colour: "--untreated", dash: DOTTED },
  { name: "pain_placebo", said: "placebo", colour: "--placebo", dash: DASHED },
  { name: "pain_treated", said: "ketamine", colour: "--ketamine" },
];
const TO_PERCENT = 100;
const SIGN = 3; // significant digits of a number that is read off

const read = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(SIGN))));

export class Pictures {
  constructor(blocked) {
    this.hours = 2;
    const byHour = { sync: "hours", x: () => this.hours, after: (place) => this.readHour(place) };
    const level = (chart) => [0, chart.top || 1];
    this.pain = new Chart("chart-pain", { lines: ARMS, pinned: ARMS.slice(2), y: [0, 10], sync: "days", x: () => 90, ticks: blocked, after: (place) => this.readDay(place) });
    this.byHour = blocked ? {} : {
      levels: new Chart("chart-levels", { ...byHour, y: level, lines: [
        { name: "ketamine_venous", said: "venous ng/mL", colour: "--venous", dash: DASHED },
        { name: "ketamine_arterial", said: "arterial ng/mL", colour: "--arterial" },
      ] }),
      block: new Chart("chart-block", { ...byHour, y: [0, 100], factor: TO_PERCENT, lines: [{ name: "nmda_block", said: "block %", colour: "--ketamine" }] }),
      dissociation: new Chart("chart-dissociation", { ...byHour, y: [0, 100], factor: TO_PERCENT, lines: [{ name: "dissociation", said: "dissociation %", colour: "--ketamine" }] }),
      pressure: new Chart("chart-pressure", { ...byHour, y: (chart) => [40, Math.max(200, chart.top)], lines: [
        { name: "diastolic", said: "diastolic mmHg", colour: "--ketamine", dash: DASHED },
        { name: "systolic", said: "systolic mmHg", colour: "--ketamine" },
      ] }),
    };
    if (blocked || document.getElementById("chart-pressure").hidden) delete this.byHour.pressure;
    this.strips = blocked ? [] : [
      new Doses("chart-rates", { sync: "hours", x: () => this.hours, steps: true }),
      new Doses("chart-doses", { sync: "days", x: () => 90, steps: false }),
    ];
    this.build();
    new ResizeObserver(() => this.resize()).observe(document.getElementById("bench"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.build(); this.again?.(); });
  }

  get all() {
    return [this.pain, ...Object.values(this.byHour), ...this.strips];
  }

  build() {
    for (const chart of this.all) chart.build();
  }

  resize() {
    const banner = document.querySelector(".banner");
    document.documentElement.style.setProperty("--under-banner", `${banner?.offsetHeight ?? 0}px`);
    for (const chart of this.all) {
      const width = chart.element.clientWidth;
      if (width && Math.abs(width - chart.plot.width) > 1) chart.plot.setSize({ width, height: chart.element.clientHeight });
    }
  }

  show(curves, pins, bandsOf, atRest) {
    this.again = () => this.show(curves, pins, bandsOf, true);
    this.hours = Math.max(curves.axis_h, ...Object.values(pins).map((pin) => pin?.axis_h ?? 0));
    const of = (axis) => ({ a: pins.a?.[axis], b: pins.b?.[axis] });
    const review = { x: curves.marks.review_day, says: "review", colour: "--soft" };
    this.pain.show(curves.days, of("days"), { bandsOf: [`pain_${bandsOf}`], atRest, marks: [review] });
    const marks = {
      dissociation: [{ y: curves.marks.severe * TO_PERCENT, says: "severe (assumed)" }],
      pressure: [{ y: curves.marks.stop_systolic, says: "an infusion is stopped (systolic)" }],
    };
    for (const [name, chart] of Object.entries(this.byHour)) chart.show(curves.hours, of("hours"), { atRest, marks: marks[name] ?? [] });
    this.strips[0]?.show(curves.rates, atRest);
    this.strips[1]?.show(curves.doses.map(([day, mg]) => [day, day, mg]), atRest);
    this.series = curves;
  }

  showUntreated(days) {
    this.again = () => this.showUntreated(days);
    this.pain.show(days, {}, { bandsOf: ["pain_untreated"] });
    this.series = { days };
  }

  readDay(place) {
    const caption = document.querySelector("#chart-pain .at");
    const days = this.series?.days;
    if (!days || place === null || place === undefined) { caption.textContent = ""; return; }
    const said = ARMS.filter((arm) => days.curves[arm.name]).map((arm) => `${arm.said} ${days.curves[arm.name].mean[place].toFixed(1)}`);
    caption.textContent = `day ${days.at[place]}: ${said.reverse().join(" · ")}`;
  }

  readHour(place) {
    const hours = this.series?.hours;
    if (!hours || place === null || place === undefined) return;
    const lines = Object.values(this.byHour).flatMap((chart) => chart.lines.map((line) => [line, chart.factor]));
    const said = lines.filter(([line]) => hours.curves[line.name]).map(([line, factor]) => `${line.said} ${read(hours.curves[line.name].mean[place] * factor)}`);
    document.getElementById("at-hour").textContent = `${Math.round(hours.at[place] * 60)} min: ${said.join(" · ")}`;
  }
}
