// Which widget answers which question. A kind that we do not know is answered by typing.

import { card } from "./card.js";
import { manyOf, oneOf, zeroToTen } from "./choices.js";
import { amount, duration } from "./fields.js";
import { region } from "./region.js";
import { summary } from "./summary.js";

/** The element for this widget, or null. `answer(value, label)`, `type(text)` and `command(name, label)` send. */
export function drawWidget(widget, { answer, type, command }) {
  if (!widget) return null;
  const choices = widget.choices?.length > 0;
  switch (widget.kind) {
    case "choices": return choices ? oneOf(widget, answer) : null;
    case "many": return choices ? manyOf(widget, answer) : null;
    case "nrs": return zeroToTen(widget, answer);
    case "number": return amount(widget, answer);
    case "duration": return duration(widget, answer, type);
    case "drug": return widget.fields?.length ? card(widget, answer) : null;
    case "region": return widget.regions?.length ? region(widget, answer) : null;
    case "summary": return summary(widget, answer, command);
    default: return choices ? oneOf(widget, answer) : null;
  }
}
