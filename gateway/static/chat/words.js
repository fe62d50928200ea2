// The page's own words in the language the patient reads, from the catalogue in the page.

const catalogue = JSON.parse(document.getElementById("words").textContent);
const root = document.documentElement;

export function language() {
  return root.dataset.language === "en" ? "en" : "zh";
}

export function say(name, values = {}) {
  const line = catalogue[name]?.[language()] ?? name;
  return line.replace(/\{(\w+)\}/g, (blank, key) => (key in values ? String(values[key]) : blank));
}

export function setLanguage(next) {
  root.dataset.language = next;
  root.lang = next === "en" ? "en" : "zh-CN";
  document.title = say("title");
  dress(document);
}

/** Put the words where data-word and data-label ask for them. */
export function dress(within) {
  for (const element of within.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of within.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
  }
}
