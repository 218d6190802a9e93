// The list of documents to read.

import { listDocuments, Trouble } from "./api.js";
import { byId, el } from "./dom.js";
import { keyForm } from "./key.js";
import { oneLine } from "./text.js";
import { counted, dateWords } from "./words.js";

const SHOWN = 100;
const FILTER_FROM = 8;
let documents = [];
let opens = () => {};

/** Fills the list; `open(id)` shows a document. */
export async function loadLibrary(open) {
  opens = open;
  try {
    documents = await listDocuments();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return trouble(error);
  }
  const filter = byId("documents-filter");
  filter.hidden = documents.length < FILTER_FROM;
  filter.oninput = list;
  return list();
}

function trouble(error) {
  byId("documents-retry")?.remove();
  const retry = error.needsKey ? keyForm() : el("button", { type: "button", class: "text-button", onclick: () => loadLibrary(opens) }, "Try again");
  note(`${error.message} ${error.advice}`);
  byId("documents-note").after(retry);
  retry.id = "documents-retry";
}

function list() {
  byId("documents-retry")?.remove();
  const wanted = byId("documents-filter").value.trim().toLowerCase();
  const found = documents.filter((one) => `${one.title} ${one.uri} ${one.publisher ?? ""}`.toLowerCase().includes(wanted));
  byId("documents").replaceChildren(...found.slice(0, SHOWN).map(item));
  byId("documents-title").textContent = documents.length > 0 ? counted(documents.length, "document") : "Documents";
  if (documents.length === 0) return note("There are no documents yet. `qa index FOLDER` adds some.");
  if (found.length === 0) return note("No document has that in its title.");
  return note(found.length > SHOWN ? `${(found.length - SHOWN).toLocaleString("en")} more: type to narrow the list.` : "");
}

function item(one) {
  const about = [one.publisher, dateWords(one.published)].filter(Boolean).join(" · ");
  return el("li", {},
    el("button", { type: "button", class: "item", onclick: () => opens(one.id) },
      el("span", { class: "item-title", dir: "auto" }, oneLine(one.title)),
      el("span", { class: "quiet", dir: "auto" }, about || one.uri)));
}

function note(words) {
  const place = byId("documents-note");
  place.hidden = !words;
  place.replaceChildren(words);
}
