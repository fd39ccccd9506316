// The chart: entries go into the outbox first and from there to the clinic, in order; what follows comes back.
import { drawGraphs } from "./chart_graph.js";
import { Refused, post } from "./form.js";
import { newKey, openOutbox } from "./outbox.js";

const page = document.getElementById("chart");
const base = `/episodes/${page.dataset.episode}/sessions/${page.dataset.session}`;
const me = page.dataset.user;
const NEXT = { started: "running", "rate set": null, paused: "paused", resumed: "running", stopped: "recovering" };
const AGAIN_MS = 3000;
const UNTOUCHED_MS = 30 * 60_000; // a device that nobody touches asks no more, so that its sign-in can end
let state = JSON.parse(document.getElementById("first-state").textContent);
let heardAt = performance.now(); // when the state was heard, by the clock that nobody turns
let offset = new Date(state.now) - Date.now(); // how far this device's clock is behind the clinic's
let band = [];
let outbox;
let waiting = [];
let sending = false;
let timer;

const el = (id) => document.getElementById(id);
const now = () => new Date(Date.now() + offset);
const sinceHeardH = () => (performance.now() - heardAt) / 3.6e6;

// The largest difference was heard with the least delay; a jump is a clock that somebody has set.
function hearClock(said) {
  const heard = new Date(said) - Date.now();
  offset = Math.abs(heard - offset) > 60_000 ? heard : Math.max(offset, heard);
}

// ---- what is shown -------------------------------------------------------------------------------------------------
function take(answer) {
  if (answer.last < state.last) return; // an older answer came late
  state = answer;
  heardAt = performance.now();
  hearClock(state.now);
  el("now").innerHTML = state.html.now;
  el("log").innerHTML = state.html.log;
  keepForReload();
  showAll();
}

async function keepForReload() {
  if (!window.caches || !navigator.serviceWorker?.controller) return;
  const cache = await caches.open("sciatwin-chart");
  await cache.put(`${base}/state`, new Response(JSON.stringify(state), { headers: { "Content-Type": "application/json" } }));
}

function stateNow() {
  return mine().reduce((found, item) => NEXT[item.kind] ?? found, state.state);
}

function showAll() {
  const shown = stateNow();
  page.dataset.state = shown;
  for (const part of page.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(shown);
  for (const place of page.querySelectorAll("[data-open]")) place.innerHTML = state.html.open;
  page.querySelector("[data-open-account]").innerHTML = shown === "recovering" ? "" : state.html.open;
  showChecks();
  showOutbox();
  showLive();
  if (isOther("graph", JSON.stringify([state.graph, mine().filter((item) => item.kind === "measured")]))) showGraphs();
}

// Whether something is other than when it was last shown: graphs are drawn when their points change.
const lastShown = {};
function isOther(what, now) {
  const differs = lastShown[what] !== now;
  lastShown[what] = now;
  return differs;
}

function showChecks() {
  for (const form of page.querySelectorAll("form.check")) {
    const own = mine().findLast((item) => item.body.item === form.dataset.item);
    const found = state.checks[form.dataset.item];
    const answer = own?.body.answer ?? found.answer;
    for (const choice of form.querySelectorAll("[name=answer]")) choice.checked = choice.value === answer;
    for (const name of ["note", "value"]) {
      const field = form.elements[name];
      if (field && document.activeElement !== field && field.value === "" && found[name]) field.value = found[name];
    }
    form.querySelector(".answered").textContent = own ? "waits to be sent" : found.by;
    say(form.querySelector(".fault"), own ? "" : found.says);
    form.classList.toggle("done", Boolean(answer) && !found.says && !own);
  }
}

function say(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

function showOutbox() {
  const own = mine(), others = waiting.filter((item) => item.user !== me);
  const wait = own.filter((item) => !item.refused), refused = own.filter((item) => item.refused);
  const parts = [];
  if (wait.length > 0) parts.push(`${wait.length} ${wait.length === 1 ? "entry waits" : "entries wait"} on this device${navigator.onLine ? "" : ": no network"}.`);
  if (refused.length > 0) parts.push(`${refused.length} ${refused.length === 1 ? "was" : "were"} not taken; see below.`);
  if (others.length > 0) parts.push(`${others.length} of somebody else wait until she signs in here.`);
  el("outbox-says").textContent = parts.join(" ") || "Every entry is kept.";
  el("outbox").dataset.waiting = wait.length;
  el("outbox").classList.toggle("waits", parts.length > 0);
  const lines = own.map((item) => {
    const line = document.createElement("li");
    line.textContent = `${clock(item.happened_at)} ${item.kind}: ${words(item.body)}${item.refused ? `. Not taken: ${item.refused} ` : ""}`;
    if (item.refused) {
      const drop = document.createElement("button");
      Object.assign(drop, { type: "button", className: "second", textContent: "Take it off this list" });
      drop.addEventListener("click", async () => { await outbox.remove(item.place); await reload(); });
      line.append(drop);
    }
    return line;
  });
  el("outbox-list").replaceChildren(...lines);
}

function clock(at) {
  return new Date(at).toTimeString().slice(0, 5);
}

function words(body) {
  return Object.values(body).filter((value) => value !== null && value !== "").map((value) => (typeof value === "object" ? "scored" : value)).join(", ");
}

// Without a zero at its end, as doses are written.
function tenths(value) {
  return String(Math.round(value * 10) / 10);
}

function showLive() {
  const passed = sinceHeardH(), live = state.live;
  const set = (name, text) => { const place = page.querySelector(`[data-live="${name}"]`); if (place && place.textContent !== text) place.textContent = text; };
  if (stateNow() === "running") {
    set("given_mg", tenths(live.given_mg + live.rate_mg_per_h * passed));
    set("given_ml", tenths(live.given_ml + live.rate_ml_per_h * passed));
  }
  if (live.due_at) {
    const leftS = Math.round((new Date(live.due_at) - now()) / 1000);
    const text = leftS >= 0 ? `in ${Math.floor(leftS / 60)} min ${String(leftS % 60).padStart(2, "0")} s` : `overdue by ${Math.ceil(-leftS / 60)} min`;
    set("due", text);
    page.querySelector('[data-live="due"]')?.classList.toggle("overdue", leftS < 0);
  }
  for (const field of page.querySelectorAll("[data-due]")) field.value = live.due_at ?? "";
}

function showGraphs() {
  const started = state.graph.started ? new Date(state.graph.started) : null;
  const hour = (at) => (started ? (new Date(at) - started) / 3.6e6 : 0);
  const points = mine().filter((item) => item.kind === "measured").map((item) => ({ hour: hour(item.happened_at), body: item.body }));
  const running = stateNow() === "running" || stateNow() === "paused";
  drawGraphs(state.graph, points, band, started && running ? hour(now()) : (state.graph.rates.at(-1)?.[0] ?? 0));
  showNumbers();
}

function showNumbers() {
  const rows = new Map();
  for (const [name, pairs] of Object.entries(state.graph.points)) {
    for (const [hour, value] of pairs) rows.set(hour, { ...rows.get(hour), [name]: value });
  }
  const cell = (text) => { const made = document.createElement("td"); made.textContent = text ?? ""; return made; };
  const lines = [...rows].sort((a, b) => b[0] - a[0]).map(([hour, row]) => {
    const line = document.createElement("tr");
    const pressure = row.systolic_mmhg == null ? "" : `${row.systolic_mmhg}/${row.diastolic_mmhg}`;
    line.append(...[Math.round(hour * 60), pressure, row.pulse_per_min, row.saturation_percent, row.breathing_per_min, row.dissociation, row.pain].map(cell));
    return line;
  });
  document.querySelector("#numbers tbody").replaceChildren(...lines);
}

// ---- what is sent --------------------------------------------------------------------------------------------------
const mine = () => waiting.filter((item) => item.user === me && item.base === base);

async function reload() {
  waiting = await outbox.all();
  showAll();
}

async function enter(kind, body, happened) {
  const entry = { base, user: me, kind, body, happened_at: happened.toISOString(), key: newKey() };
  waiting.push(await outbox.add(entry));
  showAll();
  sendAll();
}

// Of every session of mine: another chart may have been left with entries that wait.
const nextToSend = () => waiting.find((item) => item.user === me && !item.refused);

async function sendAll() {
  if (sending) return;
  sending = true;
  clearTimeout(timer);
  for (let item = nextToSend(); item; item = nextToSend()) {
    try {
      const answer = await post(`${item.base}/entries`, { kind: item.kind, body: item.body, happened_at: item.happened_at, key: item.key });
      await outbox.remove(item.place);
      waiting = waiting.filter((other) => other.place !== item.place);
      if (item.base === base) take(answer);
    } catch (error) {
      if (error instanceof Refused && [404, 409, 422].includes(error.status)) {
        item.refused = error.message;
        await outbox.put(item);
        continue;
      }
      if (error instanceof Refused) say(el("refused"), `${error.message} What waits here is kept.`);
      timer = setTimeout(sendAll, AGAIN_MS);
      break;
    }
  }
  sending = false;
  showAll();
}

// What another device has entered meanwhile.
async function listen() {
  if (sending || document.hidden || performance.now() - touchedAt > UNTOUCHED_MS) return;
  try {
    const answer = await fetch(`${base}/last`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const said = await answer.json();
    hearClock(said.now);
    if (said.last > state.last) {
      const whole = await fetch(`${base}/state`, { headers: { Accept: "application/json" } });
      if (whole.ok) take(await whole.json());
    }
    if (nextToSend()) sendAll();
  } catch { /* no network: asked again soon */ }
}

// What needs the clinic's answer at once: it is not queued, and nobody's password is kept.
async function sendNow(address, body) {
  const answer = await post(`${base}/${address}`, body);
  take(answer);
}

// ---- forms ---------------------------------------------------------------------------------------------------------
function valueOf(field) {
  const typed = field.value.trim();
  if (field.type === "checkbox") return field.checked;
  if (field.dataset.flag !== undefined) return typed === "true";
  if (field.dataset.number === undefined) return typed;
  const number = Number(typed.replace(",", "."));
  return Number.isFinite(number) ? number : typed;
}

function bodyOf(form) {
  const body = {};
  for (const field of form.elements) {
    if (!field.name || field.name.startsWith("@") || field.disabled) continue;
    if (field.type === "radio" && !field.checked) continue;
    if (field.type !== "checkbox" && field.value.trim() === "") continue;
    body[field.name] = valueOf(field);
  }
  return body;
}

function happenedOf(form) {
  const typed = form.elements["@time"]?.value;
  if (!typed) return now();
  const [hours, minutes, seconds] = typed.split(":").map(Number);
  const at = now();
  at.setHours(hours, minutes, seconds || 0, 0);
  if (at > now()) at.setDate(at.getDate() - 1);
  return at;
}

async function submit(form) {
  let body = bodyOf(form);
  const { kind, scale } = form.dataset;
  if (kind === "recovery scored") body = { scale, items: Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Number(value)])) };
  if (kind === "measured" && Object.keys(body).length === 0) return complain(form, "Enter at least one value.");
  if (form.dataset.online === undefined) {
    const at = happenedOf(form);
    clear(form); // at once: what is typed while it is being kept belongs to the next entry
    try {
      await enter(kind, body, at);
    } catch {
      complain(form, `This device could not keep it: ${words(body)}. Enter it again.`);
    }
    return;
  }
  const login = form.elements["@login"]?.value, password = form.elements["@password"]?.value;
  const second = login && password ? { login, password } : null;
  form.dataset.key ??= newKey();
  try {
    await sendNow("entries", { kind, body, happened_at: now().toISOString(), key: form.dataset.key, second, password: second ? "" : (password ?? "") });
    delete form.dataset.key;
    clear(form);
  } catch (error) {
    if (error instanceof Refused) delete form.dataset.key;
    complain(form, error instanceof Refused ? error.message : "The clinic cannot be reached. This needs its answer: try again when the network is back.");
  }
}

function complain(form, text) {
  let place = form.querySelector(".fault");
  if (!place) {
    place = document.createElement("p");
    place.className = "fault";
    place.setAttribute("role", "alert");
    form.append(place);
  }
  say(place, text);
}

function clear(form) {
  form.reset();
  complain(form, "");
  for (const details of form.querySelectorAll("details.when")) details.open = false;
  for (const total of form.querySelectorAll(".total")) showTotal(form);
  const field = form.querySelector(".rate-field");
  if (field) showUnits(field);
}

page.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form.entry, form.check")) return;
  event.preventDefault();
  if (form.matches(".entry")) submit(form);
});

function sendCheck(form) {
  const body = { item: form.dataset.item, ...bodyOf(form) };
  if (body.answer) enter("checked", body, now());
}

page.addEventListener("change", (event) => {
  const check = event.target.closest("form.check");
  if (check) sendCheck(check);
  const score = event.target.closest("form.score");
  if (score) showTotal(score);
});

page.addEventListener("input", (event) => {
  const field = event.target.closest(".rate-field");
  if (field) showUnits(field);
});

function showTotal(form) {
  const fields = [...form.querySelectorAll("fieldset")];
  const scored = fields.map((item) => item.querySelector("input:checked")).filter(Boolean);
  const total = scored.reduce((sum, item) => sum + Number(item.value), 0);
  form.querySelector(".total").textContent = scored.length < fields.length ? `Total: ${fields.length - scored.length} to be scored.` : `Total: ${total} of 10.`;
}

// The same rate in each unit, beside the field; what is above the order says so before it is sent.
function showUnits(field) {
  const highest = JSON.parse(field.dataset.highest);
  const unit = field.querySelector("[name=unit]:checked").value;
  const typed = field.querySelector("[name=entered]");
  const number = Number(typed.value.replace(",", "."));
  const place = field.querySelector(".all-units");
  if (!typed.value || !Number.isFinite(number)) return say(place, "");
  const part = number / highest[unit];
  const over = part > 1 + 1e-6 ? `Above the highest rate of the order, ${highest[unit]} ${unit}. ` : "";
  typed.setCustomValidity(over);
  say(place, over + "= " + Object.entries(highest).map(([name, most]) => `${Number((part * most).toPrecision(3))} ${name}`).join(" = "));
}

function labelOf(name) {
  const said = name.replaceAll("_", " ").replace("mmhg", "mmHg").replace("l per min", "L/min").replace("per min", "/min").replace("percent", "%");
  return said[0].toUpperCase() + said.slice(1);
}

// ---- corrections ---------------------------------------------------------------------------------------------------
const dialog = el("correction");
let wrong;

page.addEventListener("click", (event) => {
  const button = event.target.closest("button.correct");
  if (!button) return;
  wrong = { number: Number(button.dataset.number), body: JSON.parse(button.dataset.body), at: button.dataset.happened };
  dialog.querySelector("h2").textContent = `Correct entry ${wrong.number}: ${button.dataset.kind}`;
  const fields = Object.entries(wrong.body).filter(([name, value]) => typeof value !== "object" || value === null).filter(([name]) => !["rate_ml_per_h", "bolus_ml", "witness", "witness_name"].includes(name));
  el("correction-fields").replaceChildren(...fields.map(([name, value]) => {
    const label = document.createElement("label");
    label.textContent = `${labelOf(name)} `;
    const input = Object.assign(document.createElement("input"), { name, value: value ?? "" });
    label.append(input);
    return label;
  }));
  const local = new Date(new Date(wrong.at) - new Date(wrong.at).getTimezoneOffset() * 60000);
  dialog.querySelector('[name="@at"]').value = local.toISOString().slice(0, 19);
  dialog.querySelector('[name="@reason"]').value = "";
  say(dialog.querySelector(".fault"), "");
  dialog.showModal();
});

dialog.querySelector("form").addEventListener("submit", async (event) => {
  const choice = event.submitter?.value;
  if (choice === "no") return;
  event.preventDefault();
  const form = event.target, body = { ...wrong.body };
  for (const field of form.querySelectorAll("#correction-fields input")) {
    const before = wrong.body[field.name], typed = field.value.trim();
    if (typed === String(before ?? "")) continue;
    body[field.name] = typed === "" ? (typeof before === "string" ? "" : null) : typed === "true" || typed === "false" ? typed === "true" : Number.isFinite(Number(typed)) && typeof before !== "string" ? Number(typed) : typed;
  }
  for (const name of ["rate_ml_per_h", "bolus_ml"]) delete body[name];
  const typedAt = form.elements["@at"].value;
  const unchanged = typedAt === new Date(new Date(wrong.at) - new Date(wrong.at).getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  try {
    await sendNow("corrections", { number: wrong.number, body: choice === "strike" ? null : body, reason: form.elements["@reason"].value, happened_at: unchanged || !typedAt ? null : new Date(typedAt).toISOString(), key: newKey() });
    dialog.close();
  } catch (error) {
    say(dialog.querySelector(".fault"), error.status ? error.message : "The clinic cannot be reached; a correction needs its answer.");
  }
});

// ---- start ---------------------------------------------------------------------------------------------------------
async function begin() {
  outbox = await openOutbox();
  waiting = await outbox.all();
  for (const field of page.querySelectorAll(".rate-field")) showUnits(field);
  showAll();
  prepareForNoNetwork();
  try {
    const answer = await fetch(`${base}/state`, { headers: { Accept: "application/json" } });
    if (answer.ok) take(await answer.json());
  } catch { /* no network: the page shows what it has */ }
  sendAll();
  try {
    const answer = await fetch(`${base}/band`, { headers: { Accept: "application/json" } });
    if (answer.ok) band = await answer.json();
  } catch { /* the points are drawn without the band */ }
  if (band.length === 0) el("band-says").textContent = "The prediction is not here: the points are drawn without it.";
  showGraphs();
}

async function prepareForNoNetwork() {
  const says = el("without");
  if (!("serviceWorker" in navigator)) {
    says.textContent = "This address is not encrypted. Without a network, entries wait on this device while the page stays open; it cannot be loaded again until the network is back. Open the clinic through https, or on the machine itself.";
    says.hidden = false;
    return;
  }
  try {
    await navigator.serviceWorker.register("/chart-worker.js", { scope: "/" });
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    await fetch(location.pathname, { headers: { Accept: "text/html" } }); // kept by the worker, with its state
    page.dataset.offline = "ready";
  } catch {
    says.textContent = "This browser keeps no page for use without a network: while the page stays open, entries wait on this device.";
    says.hidden = false;
  }
}

let touchedAt = performance.now();
for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, () => { touchedAt = performance.now(); });
window.addEventListener("online", sendAll);
window.addEventListener("offline", showOutbox);
window.addEventListener("resize", showGraphs);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showGraphs);
setInterval(showLive, 1000);
setInterval(showGraphs, 30000);
setInterval(listen, 5000);
begin();
