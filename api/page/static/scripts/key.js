// An access key, asked for where the service wants one.

import { useKey } from "./api.js";
import { el } from "./dom.js";

let asked = 0;

/** A form for the key; `again` waits for it, and so does the page, which hears `seedqa:key`. */
export function keyForm(again = () => {}) {
  const id = `access-key-${(asked += 1)}`;
  const field = el("input", { type: "password", id, autocomplete: "off", required: true });
  const form = el("form", { class: "key-form" }, el("label", { for: id }, "Access key"), field, el("button", { type: "submit", class: "button" }, "Use this key"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    useKey(field.value.trim());
    dispatchEvent(new Event("seedqa:key"));
    again();
  });
  return form;
}
