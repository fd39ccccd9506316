// The intake: each answer goes to the clinic as it is typed, one after another, and what follows from it comes back.
import { post } from "./form.js";

const form = document.getElementById("intake");
const saved = document.getElementById("saved");
const beside = document.getElementById("beside");
const AFTER_TYPING_MS = 500;
const waiting = new Map(); // path → its field, in the order in which they were touched
let sending = false;

function valueOf(field) {
  switch (field.dataset.kind) {
    case "choices":
      return field.querySelector("input:checked")?.value ?? null;
    case "records":
      return recordsOf(field);
    case "texts":
      return field.querySelector("textarea").value.split("\n").map((line) => line.trim()).filter(Boolean);
    default: {
      const typed = field.querySelector("input, select").value.trim();
      return typed === "" ? null : asNumber(typed);
    }
  }
}

// "74" is a number in the unit that stands beside the field; "74 kg" or "163 lb" is read by the clinic.
function asNumber(typed) {
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}

function recordsOf(field) {
  if (field.querySelector(".none").checked) return [];
  const lines = [...field.querySelectorAll(".line-of")].map((line) => {
    const record = {};
    for (const cell of line.querySelectorAll("[data-column]")) {
      if (cell.value.trim() !== "") record[cell.dataset.column] = asNumber(cell.value.trim());
    }
    return record;
  });
  const filled = lines.filter((record) => Object.keys(record).length > 0);
  return filled.length > 0 ? filled : null;
}

function touch(field) {
  waiting.set(field.dataset.path, field);
  saved.textContent = "Saving …";
  sendAll();
}

async function sendAll() {
  if (sending) return;
  sending = true;
  while (waiting.size > 0) {
    const [path, field] = waiting.entries().next().value;
    waiting.delete(path);
    try {
      await send(path, field);
    } catch (error) {
      if (error.status) {
        show(field, error.message);
        saved.textContent = "Not saved; see the field.";
      } else {
        waiting.set(path, field);
        saved.textContent = `The clinic cannot be reached; ${waiting.size} wait here. Keep this page open.`;
        setTimeout(sendAll, 3000);
        break;
      }
    }
  }
  sending = false;
}

async function send(path, field) {
  const key = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  const answer = await post(`/episodes/${form.dataset.episode}/answers`, {
    path, value: valueOf(field), after: Number(field.dataset.number), key,
  });
  field.dataset.number = answer.number;
  for (const other of form.querySelectorAll(".question")) {
    show(other, answer.faults[other.dataset.path] ?? answer.faults[other.dataset.written] ?? "");
  }
  const open = [...beside.querySelectorAll("details[open]")].map((item) => item.closest(".finding").textContent);
  beside.innerHTML = answer.beside;
  for (const item of beside.querySelectorAll("details")) item.open = open.includes(item.closest(".finding").textContent);
  saved.textContent = `Saved at ${new Date().toTimeString().slice(0, 5)}.`;
}

function show(field, fault) {
  const place = field.querySelector(".fault");
  place.textContent = fault;
  place.hidden = !fault;
  field.classList.toggle("wrong", Boolean(fault));
}

if (form) {
  const timers = new Map();
  const later = (field) => {
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => touch(field), AFTER_TYPING_MS));
  };
  form.addEventListener("input", (event) => {
    const field = event.target.closest(".question");
    if (event.target.matches("input[type=radio], input[type=checkbox], select")) touch(field);
    else later(field);
  });
  form.addEventListener("click", (event) => {
    const field = event.target.closest(".question");
    if (event.target.matches(".add-line")) {
      const made = field.querySelector("template").content.cloneNode(true);
      event.target.closest("p").before(made);
      field.querySelector(".none").checked = false;
      field.querySelector(".line-of:last-of-type input, .line-of:last-of-type select")?.focus();
    }
    if (event.target.matches(".remove-line")) {
      event.target.closest(".line-of").remove();
      touch(field);
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size > 0 || sending) event.preventDefault();
  });
}

// One group at a time; the address says which, so that a reload and the back button stay there.
const groups = [...document.querySelectorAll(".group")];
const links = [...document.querySelectorAll("[data-shows]")];
const next = document.getElementById("next-group");

function showGroup() {
  const asked = location.hash.slice(1);
  const target = document.getElementById(asked);
  const shown = groups.find((group) => group.id === asked || group.contains(target)) ?? groups[0];
  for (const group of groups) group.classList.toggle("away", group !== shown);
  for (const link of links) {
    if (link.dataset.shows === shown.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  next.hidden = shown === groups.at(-1);
  if (target && target !== shown) target.focus();
}

window.addEventListener("hashchange", showGroup);
next?.addEventListener("click", () => {
  const at = groups.findIndex((group) => !group.classList.contains("away"));
  location.hash = groups[at + 1].id;
  groups[at + 1].querySelector("h2").focus();
});
if (groups.length > 0) showGroup();
