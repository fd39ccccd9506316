// The diary: what is typed stays on the phone until the clinic has it. Warnings are shown here, at once, network or not.
const form = document.getElementById("diary");
const said = document.getElementById("said");
const alarm = document.getElementById("alarm");
const offline = document.getElementById("offline");
const OUTBOX = `sciatwin-outbox:${location.pathname}`;
const DRAFT = `sciatwin-draft:${location.pathname}`;
const AGAIN_MS = 15000;
let sending = false;

const kept = (name, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
};
const keep = (name, value) => {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false; // a phone that keeps nothing: the page says so below
  }
};

function answers() {
  const body = {};
  for (const [name, value] of new FormData(form)) {
    const [group, item] = name.includes(".") ? name.split(/\.(.*)/) : ["", name];
    const found = value === "yes" ? true : value === "no" ? false : item === "note" ? value.trim() : Number(value);
    if (found === "") continue;
    if (group) (body[group] ??= {})[item] = found;
    else body[item] = found;
  }
  return body;
}

function warn(body) {
  const flag = Object.values(body.red_flags ?? {}).some(Boolean);
  const thoughts = (body.phq9_item_9 ?? 0) >= 1;
  document.getElementById("alarm-flag").hidden = !flag;
  document.getElementById("alarm-thoughts").hidden = !thoughts;
  alarm.hidden = !(flag || thoughts);
}

function say(text, kind = "") {
  said.textContent = text;
  said.className = `said ${kind}`;
}

const waits = (count) => (count === 1 ? "1 page waits" : `${count} pages wait`);

async function sendAll() {
  if (sending) return;
  sending = true;
  let refused = "";
  try {
    for (let outbox = kept(OUTBOX, []); outbox.length > 0; outbox = kept(OUTBOX, [])) {
      const answer = await fetch(`${location.pathname}/pages`, {
        method: "POST",
        credentials: "omit",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(outbox[0]),
      });
      if (answer.status === 429 || answer.status >= 500) throw new Error("later");
      if (!answer.ok) {
        refused = (await answer.json().catch(() => ({}))).says ?? `The clinic answered ${answer.status}.`;
        break;
      }
      keep(OUTBOX, kept(OUTBOX, []).filter((page) => page.key !== outbox[0].key));
      say("The clinic has your page. Thank you.");
    }
  } catch {
    say(`No connection. ${waits(kept(OUTBOX, []).length)} on this phone and will be sent by itself when you open this page with a connection.`, "waits");
  }
  if (refused) say(`Not taken: ${refused} ${waits(kept(OUTBOX, []).length)} on this phone. Please telephone your clinic.`, "refused");
  sending = false;
}

function restore() {
  for (const [name, value] of kept(DRAFT, [])) {
    if (name === "note") form.elements.note.value = value;
    else {
      const field = [...form.elements].find((item) => item.name === name && item.value === value);
      if (field) field.checked = true;
    }
  }
  warn(answers());
}

form?.addEventListener("input", () => {
  keep(DRAFT, [...new FormData(form)]);
  warn(answers());
});

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const body = answers();
  if (Object.keys(body).length === 0) return say("Answer at least one question first.", "waits");
  const key = crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const page = { key, at: new Date().toISOString(), body };
  if (!keep(OUTBOX, [...kept(OUTBOX, []), page])) return say("This phone keeps nothing for this page (private window?). Nothing was sent; open the link in a usual window.", "refused");
  keep(DRAFT, []);
  form.reset();
  warn(body); // what was answered stays true after it was sent
  say("Sending …");
  sendAll();
});

if (form) {
  restore();
  if (kept(OUTBOX, []).length > 0) sendAll();
  window.addEventListener("online", sendAll);
  setInterval(() => kept(OUTBOX, []).length > 0 && sendAll(), AGAIN_MS);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/diary/worker.js", { scope: "/diary/" }).catch(() => {});
    offline.textContent = "It also opens without a network.";
  } else {
    offline.textContent = "Over this connection it does not open without a network; what you type is kept.";
  }
  offline.hidden = false;
}
