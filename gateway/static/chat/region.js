// Where it hurts: a figure to tap or a list to choose from, then the side, several places, and which is the worst.

import { announce, bringUp, button, make } from "./dom.js";
import { columns } from "./choices.js";
import { closeUp } from "./closeup.js";
import { figure } from "./figure.js";
import { say } from "./words.js";

export function region(widget, answer) {
  const regions = widget.regions ?? [];
  const groups = [...new Set(regions.map((place) => place.group))];
  const sides = widget.sides ?? { L: say("left"), R: say("right"), both: say("both") };
  const chosen = new Map();
  const whole = make("div", { class: "region" });
  const panel = make("div", { class: "region-panel" });
  const list = make("ul", { class: "chosen" });
  const done = button(say("done"), () => { if (chosen.size > 1) askWorst(); else give(null); },
    { class: "primary wide sticky" });
  let near = null; // the hand or foot that stands large

  const name = (place, side) => {
    if (!side) return place.says;
    return say("place_side", { side: sides[side] ?? side, place: place.says });
  };
  const keyOf = (place, side) => `${place.code}/${place.paired ? side : null}`;

  function give(worst) {
    const places = [...chosen].map(([key, { code, side, says }]) =>
      (key === worst ? { place: { code, side, worst: true }, says: say("worst_place", { place: says }) }
        : { place: { code, side }, says }));
    answer(places.map(({ place }) => place), places.map(({ says }) => says).join(say("comma")));
  }

  function add(place, side) {
    const says = name(place, side);
    if (side === "both") for (const one of ["L", "R"]) chosen.delete(`${place.code}/${one}`);
    else chosen.delete(`${place.code}/both`);
    chosen.set(`${place.code}/${side}`, { code: place.code, side, says });
    announce(says);
    refresh();
    if (near) return;
    showGroups();
    bringUp(whole);
  }

  function toggle(place, side) {
    const at = place.paired ? side : null;
    if (chosen.delete(keyOf(place, side))) refresh();
    else add(place, at);
  }

  function refresh() {
    list.replaceChildren(...[...chosen].map(([key, place]) => make("li", {}, make("span", {}, place.says),
      button("×", () => { chosen.delete(key); refresh(); }, { class: "remove", "aria-label": say("remove", { place: place.says }) }))));
    done.hidden = !chosen.size;
    list.hidden = !chosen.size;
    map.mark(chosen);
    near?.();
  }

  function heading(text, back) {
    return make("div", { class: "region-heading" },
      back ? button("‹", back, { class: "icon-button", "aria-label": say("back_step") }) : null,
      make("h3", { tabindex: "-1" }, text));
  }

  function show(...children) {
    panel.replaceChildren(...children.filter(Boolean));
    if (panel.contains(document.activeElement) || document.activeElement === document.body) {
      panel.querySelector("h3")?.focus({ preventScroll: true });
    }
  }

  function showGroups() {
    near = null;
    show(heading(say(chosen.size ? "region_again" : "region_pick")), map.element,
      make("p", { class: "field-help" }, say("region_more")),
      make("div", { class: "choices three", role: "group" },
        ...groups.map((group) => button(group, () => showRegions(group, regions.filter((place) => place.group === group)), { class: "choice" }))));
  }

  function showRegions(title, places) {
    near = null;
    show(heading(title, showGroups),
      make("div", { class: "choices two", role: "group" }, ...places.map((place) =>
        button(place.says, () => {
          if (!place.paired) add(place, null);
          else showSides(place, () => showRegions(title, places));
        }, { class: "choice" }))));
    bringUp(whole);
  }

  /** One side's parts, several at a time: a hand or foot drawn large where there is a drawing, and their names. */
  function showNear(title, places, side) {
    const isChosen = (place) => chosen.has(keyOf(place, side)) || chosen.has(`${place.code}/both`);
    const drawing = closeUp(places, side, (place) => toggle(place, side));
    const names = places.map((place) => [place, button(place.says, () => toggle(place, side), { class: "choice tick" })]);
    near = () => {
      drawing?.mark(isChosen);
      for (const [place, element] of names) element.setAttribute("aria-pressed", String(isChosen(place)));
    };
    near();
    show(heading(title, showGroups), drawing?.element,
      make("div", { class: "choices two", role: "group" }, ...names.map(([, element]) => element)),
      button(say("region_back"), showGroups, { class: "secondary wide" }));
    bringUp(whole);
  }

  function showSides(place, back) {
    near = null;
    show(heading(say("region_side", { region: place.says }), back),
      make("p", { class: "field-help" }, say("region_side_help")),
      make("div", { class: "choices three", role: "group" }, ...Object.entries(sides).map(([side, says]) =>
        button(says, () => add(place, side), { class: "choice" }))));
  }

  function askWorst() {
    near = null;
    done.hidden = true;
    const names = [...chosen.values()].map((place) => place.says);
    show(heading(say("worst_which"), () => { refresh(); showGroups(); }),
      make("div", { class: `choices ${columns(names).replace("three", "two")}`, role: "group" }, ...[...chosen].map(([key, place]) =>
        button(place.says, () => give(key), { class: "choice" }))),
      button(say("worst_alike"), () => give(null), { class: "choice wide" }));
    bringUp(panel);
  }

  // A zone with one region fills at once and empties on a second tap; a zone of several is shown near.
  const map = figure(regions, (places, side) => {
    if (places.length > 1) showNear(say("place_side", { side: sides[side], place: places[0].group }), places, side);
    else toggle(places[0], side);
  });
  refresh();
  showGroups();
  whole.append(list, panel, done);
  return whole;
}
