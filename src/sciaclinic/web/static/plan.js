// The plan is computed beside the page: this asks how far it is, and shows it when it is there.
import { post } from "./form.js";

const page = document.getElementById("plan-page");
const form = document.getElementById("compute");
const computing = document.getElementById("computing");
const seconds = document.getElementById("seconds");
const ASK_AGAIN_MS = 600;

async function follow() {
  if (form) form.querySelector("button").disabled = true;
  computing.hidden = false;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    let found;
    try {
      const answer = await fetch(`/episodes/${page.dataset.episode}/plan/progress`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      found = await answer.json();
    } catch {
      continue; // the clinic cannot be reached for a moment: what is computed there is kept
    }
    seconds.textContent = Math.round(found.seconds);
    if (!found.running) {
      window.location.assign(`/episodes/${page.dataset.episode}/plan`);
      return;
    }
  }
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  form.querySelector("button").disabled = true;
  computing.hidden = false;
  try {
    await post(form.action, {});
    follow();
  } catch (error) {
    form.submit(); // the page that comes says what is wrong
  }
});

if (page.dataset.running) follow();
