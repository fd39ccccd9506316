// The same in numbers: what the curves say, for those who read or listen.
const EVERY_MIN = 15;
const NAMED = [
  ["ketamine_arterial", "Ketamine, arterial, ng/mL", 1, 0],
  ["ketamine_venous", "Ketamine, venous, ng/mL", 1, 0],
  ["nmda_block", "NMDA receptors blocked, %", 100, 0],
  ["dissociation", "Dissociation, % of the scale", 100, 0],
  ["systolic", "Systolic pressure, mmHg", 1, 0],
  ["diastolic", "Diastolic pressure, mmHg", 1, 0],
];

function cell(tag, text, scope) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (scope) made.scope = scope;
  return made;
}

function line(...cells) {
  const made = document.createElement("tr");
  made.append(...cells);
  return made;
}

// The scenario, and beside it those that are pinned.
export function showRows(says, pins) {
  const others = Object.entries(pins).filter(([, pin]) => pin);
  const table = document.getElementById("table-rows");
  const heads = ["What", "Now", ...others.map(([name]) => name.toUpperCase())];
  table.tHead.replaceChildren(line(...heads.map((name) => cell("th", name, "col"))));
  const first = line(cell("th", "Of 100, how many gain", "row"), cell("td", says.headline), ...others.map(([, pin]) => cell("td", pin.says.headline)));
  const rows = says.rows.map((row, index) => line(cell("th", row.what, "row"), cell("td", row.value), ...others.map(([, pin]) => cell("td", pin.says.rows[index].value))));
  table.tBodies[0].replaceChildren(first, ...rows);
}

export function showPain(says) {
  const rows = says.pain.map((row) => line(cell("th", row.week, "row"), ...[row.treated, row.placebo, row.untreated, row.gain].map((text) => cell("td", text))));
  document.getElementById("table-pain").tBodies[0].replaceChildren(...rows);
}

export function showHours(hours) {
  const table = document.getElementById("table-hours");
  const known = NAMED.filter(([name]) => hours.curves[name]);
  table.tHead.replaceChildren(line(cell("th", "Minutes", "col"), ...known.map(([, label]) => cell("th", label, "col"))));
  const lastMin = hours.at[hours.at.length - 1] * 60;
  const step = Math.max(EVERY_MIN, Math.ceil(lastMin / 16 / EVERY_MIN) * EVERY_MIN);
  const rows = [];
  for (let minute = 0; minute <= lastMin + 1e-6; minute += step) {
    const nearest = nearestTo(hours.at, minute / 60);
    rows.push(line(cell("th", String(Math.round(hours.at[nearest] * 60)), "row"), ...known.map(([name, , factor, digits]) => {
      const curve = hours.curves[name];
      const [mean, low, high] = [curve.mean, curve.low_90, curve.high_90].map((values) => (values[nearest] * factor).toFixed(digits));
      return cell("td", `${mean} (${low} to ${high})`);
    })));
  }
  table.tBodies[0].replaceChildren(...rows);
}

function nearestTo(at, moment) {
  let best = 0;
  at.forEach((value, index) => { if (Math.abs(value - moment) < Math.abs(at[best] - moment)) best = index; });
  return best;
}
