// Earlier conversations, to go back to or to forget.

import { byId, el, iconButton } from "./dom.js";
import { conversations, forget } from "./store.js";
import { shortened } from "./text.js";

/** Lists what is kept; `on.open(id)` goes back to one, `on.forgotten(id)` hears of one that was deleted. */
export function listHistory(current, on) {
  const all = conversations().filter((one) => one.turns.length > 0);
  byId("history-section").hidden = all.length === 0;
  byId("history").replaceChildren(...all.map((one) => item(one, current, on)));
}

function item(one, current, on) {
  const name = shortened(one.turns[0].question, 70);
  const remove = () => {
    forget(one.id);
    on.forgotten(one.id);
    byId("new-conversation").focus();
  };
  return el("li", {},
    el("button", { type: "button", class: "item", "aria-current": one.id === current ? "true" : null, onclick: () => on.open(one.id) },
      el("span", { class: "item-title", dir: "auto" }, name),
      el("span", { class: "quiet" }, when(one.started))),
    iconButton("close", `Delete “${name}”`, remove, { class: "icon-button delete" }));
}

function when(started) {
  const date = new Date(started);
  const today = new Date().toDateString() === date.toDateString();
  const shape = today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" };
  return `${today ? "Today, " : ""}${new Intl.DateTimeFormat("en-GB", shape).format(date)}`;
}
