// Small helps for the clinician's pages; every page works without them.
"use strict";

// Search in the patient's words: lines that do not hold the text are hidden.
for (const box of document.querySelectorAll("[data-filter]")) {
  const lines = [...document.querySelectorAll(`${box.dataset.filter} > li`)];
  const found = document.getElementById("words-found");
  box.hidden = false;
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    let hits = 0;
    for (const line of lines) {
      const hit = !wanted || line.textContent.toLowerCase().includes(wanted);
      line.hidden = !hit;
      hits += hit ? 1 : 0;
    }
    found.textContent = wanted ? box.dataset.found.replace("#", String(hits)) : "";
  });
}

// A link to a line that the search hides shows it again; a link to a field opens the fold it lies in.
window.addEventListener("hashchange", reveal);
reveal();

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  let moved = false;
  const fold = target.closest("details:not([open])");
  if (fold) { fold.open = true; moved = true; }
  if (target.hidden) {
    const box = document.querySelector("[data-filter]");
    box.value = "";
    box.dispatchEvent(new Event("input"));
    moved = true;
  }
  if (moved) target.scrollIntoView({ block: "nearest" });
}

// Copy the invitation's link.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
  });
}
