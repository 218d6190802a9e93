// Who wrote an answer, the documents alone or a language model that they prove; and the other's answer where it differs.

import { el } from "./dom.js";
import { OTHERS, WRITERS } from "./words.js";

/** Nothing where no model was asked; `statements(other)` makes the other's text with its chips. */
export function mode(answer, statements) {
  if (!answer.usage) return null;
  return el("div", { class: "mode", "data-mode": answer.mode },
    el("p", { class: "quiet" }, WRITERS[answer.mode]),
    answer.other ? other(answer.other, statements) : null);
}

function other(answer, statements) {
  return el("details", {},
    el("summary", {}, OTHERS[answer.mode]),
    el("div", { class: `other ${answer.status}` }, statements(answer)));
}
