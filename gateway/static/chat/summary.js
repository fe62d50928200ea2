// What was told, for checking: a heading for each section, long scales folded, and a way to change each line.

import { button, make } from "./dom.js";
import { oneOf } from "./choices.js";
import { say } from "./words.js";

const FOLD_FROM = 6; // lines; a scale of nine questions is opened by whoever wants to check it

export function summary(widget, answer, command) {
  const change = (item) => command(`change:${item}`, say("change"));
  return make("div", { class: "summary" }, make("h3", {}, say("summary_title")),
    told(widget.lines, change), oneOf(widget, answer));
}

/** The lines by section; `change(item)` where they can still be changed, else null. */
export function told(lines, change) {
  const sections = grouped(lines);
  return make("div", { class: "told" }, ...[...sections].map(([name, own]) => block(name, own, change)));
}

function block(name, lines, change) {
  const list = make("dl", {}, ...lines.map((line) => row(line, change)));
  if (!name) return list;
  const unknown = lines.filter((line) => line.unknown).length;
  const heading = [make("span", { class: "told-name" }, name),
    make("span", { class: "told-count" }, say("summary_count", { n: lines.length })),
    unknown ? make("span", { class: "unknown" }, say("summary_unknown", { n: unknown })) : null];
  if (lines.length >= FOLD_FROM) return make("details", {}, make("summary", {}, ...heading.filter(Boolean)), list);
  return make("section", {}, make("h4", {}, name), list);
}

function row(line, change) {
  const element = make("div", {}, make("dt", {}, line.asks),
    make("dd", {}, line.unknown ? make("span", { class: "unknown" }, line.says) : line.says));
  if (change && line.change) {
    element.append(button(say("change"), () => change(line.item), {
      class: "change", "aria-label": `${say("change")} ${line.asks}`,
    }));
  }
  return element;
}

const sectionOf = (line) => line.section ?? "";

function grouped(lines) {
  const sections = new Map();
  for (const line of lines) sections.set(sectionOf(line), [...(sections.get(sectionOf(line)) ?? []), line]);
  return sections;
}
