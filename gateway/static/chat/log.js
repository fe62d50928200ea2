// The bubbles: what was said, by whom, and where a new section begins.

import { announce, make } from "./dom.js";
import { say } from "./words.js";

const log = document.getElementById("log");
let section = "";

export function showLine(line) {
  if (line.direction === "in") {
    if (line.kind !== "begin") log.append(mine(line.text, line.kind));
    return null;
  }
  if (!line.text) return null; // hidden or erased
  beginSection(line.progress?.section, line.text);
  const element = theirs(line);
  log.append(element);
  return element;
}

/** The patient's words as typed; null where they were erased. */
function mine(text, kind) {
  const shown = text ?? say(kind === "text" ? "not_kept" : "answered");
  return make("div", { class: text === null ? "bubble mine gone" : "bubble mine" },
    make("span", { class: "hidden" }, `${say("you_said")} `), make("p", {}, shown));
}

function theirs(line) {
  const kind = line.kind === "hold" ? "hold" : line.role ?? "say";
  const bubble = make("div", { class: `bubble theirs ${kind}`, "data-seq": line.seq },
    make("span", { class: "hidden" }, `${say("program_said")} `));
  const texts = (line.text ?? "").split("\n").filter((text) => text.trim());
  const asked = kind === "question" ? texts.findLastIndex((text) => /[？?]\s*$/.test(text)) : -1;
  texts.forEach((text, at) => {
    const role = asked < 0 ? null : at === asked ? "asks" : at > asked ? "help" : "lead";
    bubble.append(make("p", { class: role }, text));
  });
  if (line.widget?.kind === "calls") bubble.append(calls(line.widget.calls));
  return bubble;
}

export function calls(list) {
  return make("div", { class: "calls" },
    ...list.map((call) => make("a", { class: "call", href: `tel:${call.number}` }, phone(), call.says)));
}

function phone() {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M6.5 3.5h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.500-2 4 1.500v3a2 2 0 0 1-2 2A15.500 15.500 0 0 1 4.500 5.500a2 2 0 0 1 2-2z");
  icon.append(path);
  return icon;
}

/** A new section gets its name in the head, and a line in the talk where the bot's own words do not name it. */
function beginSection(name, text) {
  if (!name || name === section) return;
  section = name;
  document.getElementById("heading").textContent = name;
  if (text.includes(name)) return;
  log.append(make("h2", { class: "section" }, name));
  announce(say("section_now", { section: name }));
}

/** What is typed but not stored yet, after everything else. */
export function showUnsent(messages, trouble) {
  for (const old of log.querySelectorAll(".unsent")) old.remove();
  for (const message of messages) {
    const bubble = mine(message.text ?? "");
    bubble.classList.add("unsent");
    bubble.append(make("small", {}, trouble ? say("not_sent") : say("sending")));
    log.append(bubble);
  }
}

/** A note of the page's own, such as why a message was not taken. */
export function showNote(text) {
  log.append(make("p", { class: "note" }, text));
}

export function showCalls(text, list) {
  log.append(make("div", { class: "bubble theirs say" },
    ...text.split("\n").map((part) => make("p", {}, part)), calls(list)));
}
