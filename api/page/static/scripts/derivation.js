// A computed figure, laid open: each operand with where it stands, then the result.

import { el } from "./dom.js";
import { around } from "./text.js";
import { arithmetic, grouped, isLong } from "./words.js";

/** The table of a derivation; `chip(marker)` makes the button that opens a source. */
export function derivationTable(derivation, citations, chip) {
  const byMarker = new Map(citations.map((citation) => [citation.marker, citation]));
  return el("div", { class: "table-frame", role: "region", "aria-label": "How the figure was worked out", tabindex: 0 },
    el("table", { class: "derivation" },
      el("caption", {}, "How it was worked out"),
      el("thead", {}, el("tr", {}, heading("Name"), heading("Figure", "number"), heading("Where it stands"))),
      el("tbody", {}, derivation.operands.map((operand) => operandRow(operand, byMarker.get(operand.citation), chip))),
      el("tfoot", {}, resultRow(derivation))));
}

function heading(words, kind = null) {
  return el("th", { scope: "col", class: kind }, words);
}

function operandRow(operand, citation, chip) {
  return el("tr", {},
    el("th", { scope: "row" }, operand.name),
    el("td", { class: "number" }, amount(operand.value, operand.unit)),
    el("td", {}, citation ? place(operand, citation, chip) : null));
}

function place(operand, citation, chip) {
  const [before, figure, after] = around(citation.quote, operand.value);
  return [el("span", { class: "excerpt", dir: "auto" }, before, figure ? el("b", {}, figure) : null, after), " ", chip(operand.citation)];
}

function resultRow(derivation) {
  return el("tr", {},
    el("th", { scope: "row", class: "expression" }, arithmetic(derivation.expression)),
    el("td", { class: "number result", colspan: 2 }, "= ", ...result(derivation)));
}

/** The exact figure and how it is told; one with a long tail only as it is told. */
function result({ value, unit, rounded }) {
  const exact = amount(value, unit);
  if (!rounded || rounded === exact) return [exact];
  return isLong(value) ? [rounded] : [exact, " ", el("span", { class: "quiet" }, `(${rounded})`)];
}

function amount(value, unit) {
  return [isLong(value) ? "about" : null, grouped(value), unit].filter(Boolean).join(" ");
}
