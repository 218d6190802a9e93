// The source beside the answer: the whole document, scrolled to the words that were cited.

import { readDocument, Trouble } from "./api.js";
import { citationLink } from "./address.js";
import { announce, byId, copyButton, el, iconButton } from "./dom.js";
import { keyForm } from "./key.js";
import { paperNodes } from "./paper.js";
import { codePoints, cut, shortened } from "./text.js";
import { dateWords } from "./words.js";

const documents = new Map();
let shown = null;

/** Forgets texts that were read before, since the index has changed. */
export function forgetTexts() {
  documents.clear();
}

/**
 * Shows a citation's document. `among` are the citations it stands with; `on.close()` and `on.show(citation)` are
 * what the pane's buttons do.
 */
export async function showSource(citation, among, on) {
  const asked = {};
  shown = asked;
  const pane = byId("source");
  pane.hidden = false;
  document.body.classList.add("with-source");
  if (!documents.has(citation.document_id)) pane.replaceChildren(bar(citation, among, on), el("p", { class: "quiet paper" }, "Opening the document…"));
  try {
    const found = await text(citation.document_id);
    if (shown === asked) fill(pane, found, citation, among, on);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    if (shown !== asked) return;
    const again = error.needsKey ? keyForm() : error.final ? null : el("button", { type: "button", class: "button", onclick: () => showSource(citation, among, on) }, "Try again");
    pane.replaceChildren(bar(citation, among, on), el("div", { class: "paper trouble", role: "alert" }, el("h2", { id: "source-title" }, error.message), el("p", {}, error.advice), again));
  }
}

export function hideSource() {
  shown = null;
  byId("source").hidden = true;
  byId("source").replaceChildren();
  document.body.classList.remove("with-source");
}

async function text(id) {
  if (!documents.has(id)) documents.set(id, await readDocument(id));
  return documents.get(id);
}

function fill(pane, found, citation, among, on) {
  const place = located(found, citation);
  const paper = el("div", { class: "paper", tabindex: 0, role: "region", "aria-label": "The text of the document", dir: "auto" }, ...paperNodes(found.text, place));
  const title = el("h2", { id: "source-title", tabindex: -1, dir: "auto" }, found.title);
  pane.replaceChildren(
    bar(citation, among, on),
    el("div", { class: "source-head" }, title, facts(found), place?.note ? el("p", { class: "warning", role: "note" }, place.note) : null),
    paper);
  title.focus({ preventScroll: true });
  settle(paper);
  announce(place?.end > place?.start ? `Opened ${found.title} at the words cited.` : `Opened ${found.title}.`);
}

function facts(found) {
  const known = [found.publisher, dateWords(found.published)].filter(Boolean);
  return el("dl", { class: "facts" },
    found.publisher ? [el("dt", {}, "Publisher"), el("dd", { dir: "auto" }, found.publisher)] : null,
    found.published ? [el("dt", {}, "Date"), el("dd", {}, el("time", { datetime: found.published }, dateWords(found.published)))] : null,
    el("dt", { class: known.length > 0 ? null : "only" }, "File"), el("dd", { class: "uri", dir: "ltr" }, found.uri));
}

function bar(citation, among, on) {
  const place = among.findIndex((other) => same(other, citation));
  const several = place >= 0 && among.length > 1;
  const step = (name, label, to) =>
    iconButton(name, label, () => on.show(among[to]), { disabled: to < 0 || to >= among.length });
  return el("div", { class: "source-bar" },
    el("div", { class: "steps" },
      several ? [step("previous", "Previous source", place - 1), el("span", {}, el("span", { class: "word" }, "Source "), `${place + 1} of ${among.length}`), step("next", "Next source", place + 1)] : el("span", {}, citation.end > citation.start ? "Source" : "Document")),
    copyButton("link", "Copy link", () => citationLink(citation)),
    iconButton("close", "Close the source", on.close, { id: "close-source" }));
}

/** Where the cited words stand in the document as it is now. */
function located(found, citation) {
  if (!(citation.end > citation.start)) return null;
  const [, within] = cut(found.text, citation.start, citation.end);
  if (citation.quote === undefined) {
    return within ? { start: citation.start, end: citation.end } : { note: "The link points past the end of this document." };
  }
  if (within === citation.quote) return citation;
  const at = found.text.indexOf(citation.quote);
  if (at < 0) return { note: `The document has changed since this was answered; it no longer says: “${shortened(citation.quote, 200)}”` };
  const start = codePoints(found.text.slice(0, at));
  return { start, end: start + codePoints(citation.quote), note: "The document has changed since this was answered; the words now stand elsewhere." };
}

/** Brings the words into view, and again once the typeface is there and lines have moved. */
function settle(paper) {
  const mark = paper.querySelector("mark");
  const scroll = () => {
    if (!mark?.isConnected) return;
    const high = mark.getBoundingClientRect().height > paper.clientHeight * 0.7;
    mark.scrollIntoView({ block: high ? "start" : "center" });
  };
  paper.scrollTop = 0;
  scroll();
  document.fonts.ready.then(scroll);
}

function same(one, other) {
  return one.document_id === other.document_id && one.start === other.start && one.end === other.end;
}
