// A field that hides the lines of a list that do not hold what was typed.
for (const field of document.querySelectorAll("[data-finds]")) {
  field.addEventListener("input", () => {
    const typed = field.value.trim().toLowerCase();
    for (const line of document.querySelectorAll(field.dataset.finds)) {
      line.hidden = !line.textContent.toLowerCase().includes(typed);
    }
  });
}
