// Work that takes long: begin it on a click (or at once), ask how far it is, and load the page again when it is done.
const ASK_AGAIN_MS = 1500;

for (const place of document.querySelectorAll("[data-works]")) {
  const button = place.querySelector(".begin");
  const working = place.querySelector(".working");
  const says = working.querySelector(".says");
  const counted = document.createElement("span"); // for the eye; a reader of the screen hears the sentence once
  counted.setAttribute("aria-hidden", "true");
  working.append(counted);
  let began = 0;

  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.works, { headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (!answer.ok || said.refused) return stop(said.refused || said.says);
      if (said.ready) return location.reload();
    } catch {
      says.textContent = "The clinic cannot be reached; asking again.";
    }
    counted.textContent = `${Math.round((Date.now() - began) / 1000)} s`;
    setTimeout(ask, ASK_AGAIN_MS);
  };
  const stop = (why) => {
    working.classList.add("refused");
    says.textContent = why;
    counted.textContent = "";
    button?.removeAttribute("disabled");
  };
  const begin = () => {
    began = Date.now();
    button?.setAttribute("disabled", "");
    working.classList.remove("refused");
    working.hidden = false;
    says.textContent = "Computing. You may leave this page; the answer stays here.";
    ask();
  };
  button?.addEventListener("click", begin);
  if ("atOnce" in place.dataset) begin();
}
