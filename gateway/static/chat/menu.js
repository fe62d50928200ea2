// The menu: pause, larger type, the other language, reading aloud, asking for staff.

import { button } from "./dom.js";
import { language, say, setLanguage } from "./words.js";

const opener = document.getElementById("menu-button");
const menu = document.getElementById("menu");
const listen = document.getElementById("listen");
const root = document.documentElement;
const CAN_SPEAK = "speechSynthesis" in window;
const BIG = "preop.big";

function remembered() {
  try { return localStorage.getItem(BIG) === "1"; } catch { return false; }
}

function setBig(on) {
  root.classList.toggle("big", on);
  listen.hidden = !on || !CAN_SPEAK; // in large type reading aloud is one tap away
  try { localStorage.setItem(BIG, on ? "1" : "0"); } catch { /* private mode: for this visit only */ }
}

/** `wish(command, label)` sends a command; `asked()` gives the question's text; `running()` whether one is being asked. */
export function setUpMenu({ wish, asked, running, redraw }) {
  setBig(remembered());
  const close = (focus = true) => {
    menu.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (focus) opener.focus();
  };
  const entry = (label, act, attributes = {}) =>
    button(label, () => { close(); act(); }, { class: "menu-entry", ...attributes });
  const build = () => {
    const other = language() === "en" ? "zh" : "en";
    const entries = [
      entry(say(root.classList.contains("big") ? "smaller" : "bigger"),
        () => { setBig(!root.classList.contains("big")); redraw(); }),
      entry(say("language_other"), () => {
        const label = say("language_other");
        setLanguage(other);
        if (running()) wish(`language_${other}`, label);
        redraw();
      }, { lang: other === "en" ? "en" : "zh-CN" }),
    ];
    if (CAN_SPEAK) entries.push(entry(say("read_aloud"), () => speak(asked())));
    if (running()) entries.push(entry(say("pause"), () => wish("pause", say("pause"))));
    entries.push(entry(say("human"), () => wish("human", say("human"))));
    menu.replaceChildren(...entries);
  };
  opener.addEventListener("click", () => {
    if (!menu.hidden) return close();
    build();
    menu.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    menu.firstElementChild.focus();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !menu.hidden) close(); });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !menu.contains(event.target) && !opener.contains(event.target)) close(false);
  });
  opener.setAttribute("aria-label", say("menu"));
  listen.setAttribute("aria-label", say("read_aloud"));
  listen.addEventListener("click", () => (speechSynthesis.speaking ? speechSynthesis.cancel() : speak(asked())));
  if (CAN_SPEAK) addEventListener("pagehide", () => speechSynthesis.cancel());
}

function speak(text) {
  speechSynthesis.cancel();
  if (!text) return;
  const speech = new SpeechSynthesisUtterance(text);
  speech.lang = language() === "en" ? "en-US" : "zh-CN";
  speech.rate = 0.9;
  speechSynthesis.speak(speech);
}
