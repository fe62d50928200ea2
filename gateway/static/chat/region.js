// Where it hurts: a figure to tap or a list to choose from, then the side, several places, all named in words.

import { announce, bringUp, button, make } from "./dom.js";
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
  const done = button(say("done"), () => {
    const places = [...chosen.values()];
    answer(places.map(({ code, side }) => ({ code, side })), places.map((place) => place.says).join(say("comma")));
  }, { class: "primary wide sticky" });

  const name = (place, side) => {
    if (!side) return place.says;
    return say("place_side", { side: sides[side] ?? side, place: place.says });
  };

  function add(place, side) {
    const says = name(place, side);
    if (side === "both") for (const one of ["L", "R"]) chosen.delete(`${place.code}/${one}`);
    else chosen.delete(`${place.code}/both`);
    chosen.set(`${place.code}/${side}`, { code: place.code, side, says });
    announce(says);
    refresh();
    showGroups();
    bringUp(whole);
  }

  function refresh() {
    list.replaceChildren(...[...chosen].map(([key, place]) => make("li", {}, make("span", {}, place.says),
      button("×", () => { chosen.delete(key); refresh(); map.mark(chosen); },
        { class: "remove", "aria-label": say("remove", { place: place.says }) }))));
    done.hidden = !chosen.size;
    list.hidden = !chosen.size;
    map.mark(chosen);
  }

  function heading(text, back) {
    return make("div", { class: "region-heading" },
      back ? button("‹", back, { class: "icon-button", "aria-label": say("back_step") }) : null,
      make("h3", { tabindex: "-1" }, text));
  }

  function show(...children) {
    panel.replaceChildren(...children);
    if (panel.contains(document.activeElement) || document.activeElement === document.body) {
      panel.querySelector("h3")?.focus({ preventScroll: true });
    }
  }

  function showGroups() {
    show(heading(say(chosen.size ? "region_again" : "region_pick")), map.element,
      make("p", { class: "field-help" }, say("region_more")),
      make("div", { class: "choices three", role: "group" },
        ...groups.map((group) => button(group, () => showRegions(group, regions.filter((place) => place.group === group)), { class: "choice" }))));
  }

  function showRegions(title, places, side = null) {
    show(heading(title, showGroups),
      make("div", { class: "choices two", role: "group" }, ...places.map((place) =>
        button(place.says, () => {
          if (!place.paired) add(place, null);
          else if (side) add(place, side);
          else showSides(place, () => showRegions(title, places));
        }, { class: "choice" }))));
    bringUp(whole);
  }

  function showSides(place, back) {
    show(heading(say("region_side", { region: place.says }), back),
      make("p", { class: "field-help" }, say("region_side_help")),
      make("div", { class: "choices three", role: "group" }, ...Object.entries(sides).map(([side, says]) =>
        button(says, () => add(place, side), { class: "choice" }))));
  }

  // A zone with one region fills at once and empties on a second tap; several are offered as a short list.
  const map = figure(regions, (places, side) => {
    const [place] = places;
    const key = `${place.code}/${place.paired ? side : null}`;
    if (places.length > 1) showRegions(say("place_side", { side: sides[side], place: place.group }), places, side);
    else if (chosen.delete(key)) refresh();
    else add(place, place.paired ? side : null);
  });
  refresh();
  showGroups();
  whole.append(list, panel, done);
  return whole;
}
