// What-if: a lever is moved, the server is asked, the curves follow. One question is under way at a time and the newest
// waits; an answer that comes late is dropped; the last curves stay until the next are there.
import { post } from "./form.js";
import { Pictures } from "./what_if_charts.js";
import { Lever } from "./what_if_levers.js";
import { showHours, showPain, showRows } from "./what_if_tables.js";

const REST_MS = 350;
const AGAIN_MS = 2000;
const MOST_UNDER_WAY = 4;
const ROAD_MS = 8; // there and back on one machine
const NAMES = ["dose", "minutes", "sessions", "every", "rhythm", "step", "part"];
const bench = document.getElementById("bench");
const address = `/episodes/${bench.dataset.episode}/what-if`;
const blocked = Boolean(bench.dataset.blocked);
const pictures = new Pictures(blocked);
const place = document.getElementById("pictures");
const form = document.getElementById("levers");
const bandsOf = document.getElementById("bands-of");

let asked = 0; // number of the newest question
let shown = 0; // number of the newest answer on the screen
let underWay = 0;
let leftAt = 0; // when the newest question left
let later = 0;
let serverMs = 30; // how long the server works on one
let waiting = null;
let resting = 0;
let last = null; // the newest answer with curves
const pins = { a: null, b: null };
const levers = new Map();

function scenario() {
  const values = Object.fromEntries([...levers].map(([name, lever]) => [name, lever.value]));
  return { ...values, rhythm: form.querySelector("[name=rhythm]:checked").value };
}

function changed() {
  asked += 1;
  ask({ number: asked, at_rest: false, scenario: scenario() });
  clearTimeout(resting);
  resting = setTimeout(rest, REST_MS);
  place.dataset.asked = asked;
}

function rest() {
  asked += 1;
  ask({ number: asked, at_rest: true, scenario: scenario() });
}

function ask(question) {
  waiting = question;
  send();
}

// The server works on one question at a time: the next leaves when the answer is here, or where the way is long, when
// the server must have finished with the one before. The newest waits; those between are never asked.
async function send() {
  if (!waiting) return;
  const soonest = leftAt + 1.25 * serverMs + ROAD_MS;
  const now = performance.now();
  if (underWay >= MOST_UNDER_WAY || (underWay > 0 && now < soonest)) {
    clearTimeout(later);
    later = setTimeout(send, Math.max(1, soonest - now));
    return;
  }
  const question = waiting;
  waiting = null;
  underWay += 1;
  leftAt = now;
  let lost = false;
  try {
    const answer = await post(address, question);
    if (!question.at_rest) serverMs += 0.2 * (answer.took_ms - serverMs);
    if (answer.number > shown) show(answer);
  } catch (error) {
    lost = !error.status;
    if (!lost && question.number >= asked - 1) refused(error);
  }
  underWay -= 1;
  if (lost) {
    waiting ??= question;
    say(["The clinic cannot be reached; it is asked again. The curves are those of the last answer."]);
    await new Promise((go) => setTimeout(go, AGAIN_MS));
  }
  send();
}

function show(answer) {
  shown = answer.number;
  if (answer.walls) for (const [name, walls] of Object.entries(answer.walls)) levers.get(name)?.wallsAre(walls);
  crossed(answer.crossed);
  if (answer.curves) {
    last = answer;
    draw(answer.at_rest);
    tell(answer.says);
  } else if (answer.untreated && !last) {
    pictures.showUntreated(answer.untreated);
    if (!blocked) document.getElementById("headline").textContent = "This scenario crosses a limit, so no curve of ketamine is shown. Move a lever, or begin with a published regimen.";
  }
  if (answer.at_rest) restAt(answer);
  place.dataset.shown = shown;
}

function draw(atRest) {
  pictures.show(last.curves, { a: pins.a?.curves, b: pins.b?.curves }, bandsOf.value, atRest);
}

function tell(says) {
  setText(document.getElementById("headline"), says.headline);
  setText(document.getElementById("order"), says.order);
  setLines(document.getElementById("beside-headline"), "p", says.beside);
  const warns = document.getElementById("warns");
  warns.hidden = says.warns.length === 0;
  setLines(warns, "li", says.warns);
}

// What needs not follow the hand: the tables, the address, and what is read aloud.
function restAt(answer) {
  const parameters = new URLSearchParams(NAMES.map((name) => [name, answer.scenario[name]]));
  for (const [name, pin] of Object.entries(pins)) if (pin) parameters.set(name, NAMES.map((key) => pin.scenario[key]).join("_"));
  if (!blocked) history.replaceState(null, "", `?${parameters}`);
  if (answer.says) {
    showRows(answer.says, pins);
    showPain(answer.says);
    showHours(answer.curves.hours);
    speak(`${answer.says.headline} ${answer.says.beside.join(" ")} ${answer.says.warns.join(" ")}`);
  } else if (answer.crossed.length > 0) {
    speak(`Not within limits: ${answer.crossed.map((item) => item.says).join("; ")}.`);
  }
}

const speak = (text) => setText(document.getElementById("spoken"), text);
const say = (lines) => setLines(document.getElementById("beside-headline"), "p", lines);

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function setLines(element, tag, lines) {
  if (element.children.length !== lines.length) {
    element.replaceChildren(...lines.map(() => document.createElement(tag)));
  }
  lines.forEach((line, index) => setText(element.children[index], line));
}

function crossed(items) {
  const box = document.getElementById("crossed");
  if (!box) return;
  box.hidden = items.length === 0;
  const bySetter = new Map();
  for (const item of items) bySetter.set(item.whose, [...(bySetter.get(item.whose) ?? []), item]);
  box.replaceChildren(...[...bySetter].map(([whose, found]) => {
    const line = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = `Not within the limits: ${found.map((item) => item.says).join("; ")}.`;
    line.append(strong, ` Set by: ${whose}. ${[...new Set(found.map((item) => item.why))].join(" ")}`);
    return line;
  }));
  if (items.length > 0 && last) {
    const line = document.createElement("p");
    line.textContent = "The curves are those of the last scenario within the limits.";
    box.append(line);
  }
}

function refused(error) {
  const named = error.faults.map((fault) => [levers.get(fault.field.split(".").pop()), fault.says]);
  for (const [lever, says] of named) lever?.refuse(says);
  if (named.every(([lever]) => !lever)) say([error.message]);
}

function take(wanted) {
  for (const [name, lever] of levers) {
    lever.free();
    lever.set(wanted[name]);
  }
  form.querySelector(`[name=rhythm][value=${wanted.rhythm}]`).checked = true;
  rhythmIs(wanted.rhythm);
  changed();
}

function rhythmIs(rhythm) {
  levers.get("every").off(rhythm !== "every");
}

function readPin(text) {
  const values = text.split("_");
  return Object.fromEntries(NAMES.map((name, index) => [name, name === "rhythm" ? values[index] : Number(values[index])]));
}

function pinIs(name, answer) {
  pins[name] = answer;
  const line = document.querySelector(`[data-pin="${name}"]`);
  line.querySelector(".pinned").textContent = answer ? `${name.toUpperCase()}: ${answer.says.order}` : "";
  line.querySelector(".pinned").hidden = line.querySelector(".back").hidden = line.querySelector(".remove").hidden = !answer;
  line.querySelector(".pin").hidden = Boolean(answer);
}

async function pinsOfAddress() {
  const parameters = new URLSearchParams(location.search);
  for (const name of Object.keys(pins)) {
    if (!parameters.has(name)) continue;
    const answer = await post(address, { number: 0, at_rest: true, scenario: readPin(parameters.get(name)) }).catch(() => null);
    if (answer?.curves) pinIs(name, answer);
  }
}

function begin() {
  for (const element of form.querySelectorAll(".lever")) {
    const lever = new Lever(element, changed, speak);
    levers.set(lever.name, lever);
  }
  const parameters = new URLSearchParams(location.search);
  for (const [name, lever] of levers) lever.set(parameters.has(name) && Number.isFinite(Number(parameters.get(name))) && !document.querySelector(".note-of-limits .status") ? Number(parameters.get(name)) : Number(lever.field.value) / lever.factor);
  rhythmIs(form.querySelector("[name=rhythm]:checked").value);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.name !== "rhythm") return;
    rhythmIs(event.target.value);
    changed();
  });
  for (const button of document.querySelectorAll(".template")) button.addEventListener("click", () => take(JSON.parse(button.dataset.scenario)));
  for (const line of document.querySelectorAll(".pin-line")) {
    const name = line.dataset.pin;
    line.querySelector(".pin").addEventListener("click", () => { if (last) { pinIs(name, last); draw(true); rest(); line.querySelector(".remove").focus(); } });
    line.querySelector(".remove").addEventListener("click", () => { pinIs(name, null); draw(true); rest(); line.querySelector(".pin").focus(); });
    line.querySelector(".back").addEventListener("click", () => take(pins[name].scenario));
  }
  bandsOf.addEventListener("change", () => last && draw(true));
}

if (blocked) {
  bandsOf.value = "untreated";
  bandsOf.closest(".key-note").hidden = true;
  ask({ number: 1, at_rest: true, scenario: {} });
} else {
  begin();
  await pinsOfAddress();
  rest();
}
