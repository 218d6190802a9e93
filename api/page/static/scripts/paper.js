// A document's text as nodes that together hold exactly that text, with one `<mark>`.

import { el } from "./dom.js";
import { cut } from "./text.js";

// A browser lays out only the blocks in view, so that a book opens as fast as a note.
const LONG = 20_000;
const BLOCK = 2_000;

/** The nodes; `place` has `start` and `end`, and `context_start` and `context_end` where the passage is known. */
export function paperNodes(text, place) {
  if (!(place?.end > place?.start)) return blocks(text);
  const [before, quote, after] = cut(text, place.start, place.end);
  const mark = el("mark", {}, quote);
  if (!(place.context_start <= place.start && place.context_end >= place.end)) return around(before, [mark], after);
  const [far, near] = cut(before, place.context_start, place.start);
  const [, close, rest] = cut(after, 0, place.context_end - place.end);
  return around(far, [el("span", { class: "passage" }, near, mark, close)], rest);
}

/** What is marked stays with the rest of its lines. */
function around(before, marked, after) {
  const begun = before.lastIndexOf("\n") + 1;
  const ended = after.indexOf("\n") + 1 || after.length;
  const line = el("div", {}, before.slice(begun), ...marked, after.slice(0, ended));
  return [...blocks(before.slice(0, begun)), line, ...blocks(after.slice(ended))];
}

function blocks(text) {
  if (text.length < LONG) return text ? [el("div", {}, text)] : [];
  const found = [];
  for (let from = 0; from < text.length; ) {
    const to = text.indexOf("\n", from + BLOCK) + 1 || text.length;
    found.push(el("div", { class: "block" }, text.slice(from, to)));
    from = to;
  }
  return found;
}
