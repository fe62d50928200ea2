// Small tools to build elements. Text is always set as text, never as markup.

/** make("button", { class: "x", onclick: f, "aria-label": "…" }, "text", child) */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

export function button(label, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, label);
}

/** Scroll the talk, and only the talk, until this element stands at its top, or just shows where `gently`. */
export function bringUp(element, gently = false) {
  const scroller = document.getElementById("scroller");
  const place = element.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  if (gently && place.top >= view.top && place.bottom <= view.bottom - 8) return;
  const by = gently && place.height < view.height ? place.bottom - view.bottom + 16 : place.top - view.top - 12;
  scroller.scrollBy({ top: by, behavior: "smooth" });
}

/** Words for the screen reader that are not shown. */
export function announce(text) {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  requestAnimationFrame(() => { announcer.textContent = text; });
}
