// One answer: the short answer, the statements with their chips, the sum, the sources, how far to trust it.

import { citationLink } from "./address.js";
import { choicesOf } from "./choices.js";
import { derivationTable } from "./derivation.js";
import { copyButton, el } from "./dom.js";
import { feedback } from "./feedback.js";
import { mode } from "./mode.js";
import { emphasised, oneLine, pieces, shortened } from "./text.js";
import { ADVICE, confidenceWords, dateWords, VERDICTS } from "./words.js";

/**
 * What a person reads of an answer. `on.open(citation, among, opener)` shows a source, `on.choose(text)` answers a
 * question back, `on.browse()` shows the documents.
 */
export function answerView(answer, history, on) {
  if (isTalk(answer)) return el("div", { class: "answer", "data-status": "talk" }, el("p", { dir: "auto" }, answer.answer), foot(answer, null));
  const chip = (citation, among) => chipButton(citation, among, on);
  const byMarker = markers(answer.citations, chip);
  const judged = feedback(answer, history);
  return el("div", { class: `answer ${answer.status}`, "data-status": answer.status },
    understood(answer),
    verdict(answer),
    shortAnswer(answer),
    statements(answer, byMarker),
    answer.derivation ? derivationTable(answer.derivation, answer.citations, byMarker) : null,
    choices(answer, on),
    help(answer, on),
    answer.citations.length > 0 ? sources("Sources", answer.citations, chip) : null,
    nearest(answer, on),
    mode(answer, (other) => statements(other, markers(other.citations, chip))),
    foot(answer, judged.thumbs),
    judged.note);
}

function markers(citations, chip) {
  const known = new Map(citations.map((citation) => [citation.marker, citation]));
  return (marker) => (known.has(marker) ? chip(known.get(marker), citations) : null);
}

/** Thanks and greetings are answered in kind; they look nothing up, so there is nothing to trust or to judge. */
function isTalk(answer) {
  const bare = answer.citations.length === 0 && answer.nearest.length === 0;
  return bare && answer.status === "not_found" && answer.reason === "out_of_scope" && answer.confidence === 1;
}

/** One line that says the answer aloud. */
export function spoken(answer) {
  const said = answer.short_answer ?? answer.answer.split("\n")[0];
  return [isTalk(answer) ? null : VERDICTS[answer.status], said].filter(Boolean).join(". ");
}

function verdict(answer) {
  const words = VERDICTS[answer.status];
  return words ? el("p", { class: "verdict" }, words) : null;
}

function shortAnswer(answer) {
  const parts = answer.parts.length > 1 ? answer.parts : [];
  if (parts.length > 0 && answer.status !== "needs_clarification") {
    return el("ul", { class: "short many" }, parts.map((part) => el("li", { dir: "auto" }, oneLine(part))));
  }
  if (!answer.short_answer || isWholeAnswer(answer)) return null;
  return el("p", { class: "short", dir: "auto" }, oneLine(answer.short_answer));
}

function isWholeAnswer(answer) {
  const bare = answer.answer.replace(/\s*\[\d+\]/gu, "");
  return oneLine(bare) === oneLine(answer.short_answer);
}

function statements(answer, byMarker) {
  const lines = answer.answer.split("\n").filter((line) => line.trim());
  return el("div", { class: "statements" }, lines.map((line) => el("p", { dir: "auto" }, statement(line, answer, byMarker))));
}

function statement(line, answer, byMarker) {
  const found = pieces(line, answer.citations);
  const cited = found.some((piece) => piece.marker !== undefined);
  const [name, words] = cited ? ["b", foundWords(answer)] : ["strong", [answer.derivation?.rounded ?? ""]];
  const nodes = [];
  for (const piece of found) {
    if (piece.marker === undefined) nodes.push(...emphasised(piece.text, words).map((part) => (part.found ? el(name, {}, part.text) : part.text)));
    else nodes.push(beside(nodes, byMarker(piece.marker)));
  }
  return nodes;
}

/** A chip with the word before it, so that it never begins a line. */
function beside(nodes, chip) {
  const last = nodes.at(-1);
  if (last instanceof Element && last.classList.contains("together")) {
    last.append(chip);
    return "";
  }
  const word = typeof last === "string" ? (/\S{1,30}\s*$/u.exec(last)?.[0] ?? "") : "";
  if (word) nodes.splice(-1, 1, last.slice(0, -word.length));
  return el("span", { class: "together" }, word.trimEnd(), chip);
}

function foundWords(answer) {
  return (answer.parts.length > 0 ? answer.parts : [answer.short_answer ?? ""]).map(oneLine);
}

function chipButton(citation, among, on) {
  const label = `Source ${citation.marker}: ${oneLine(citation.title)}. Opens the words in the document.`;
  return el("button", { type: "button", class: "chip", "aria-label": label, title: shortened(citation.quote, 160), "data-marker": citation.marker,
    onclick: (event) => on.open(citation, among, event.currentTarget) }, String(citation.marker));
}

function sources(title, citations, chip) {
  return el("section", { class: "sources" },
    el("h3", {}, title),
    el("ul", { class: "plain" }, citations.map((citation) =>
      el("li", {}, chip(citation, citations), el("span", { class: "source-title", dir: "auto" }, oneLine(citation.title)),
        citation.published ? el("span", { class: "quiet" }, dateWords(citation.published)) : null))));
}

function choices(answer, on) {
  if (answer.status !== "needs_clarification") return null;
  return el("div", { class: "choices", role: "group", "aria-label": "Choose one" },
    choicesOf(answer).map(({ label, question }) =>
      el("button", { type: "button", class: "button", dir: "auto", onclick: () => on.choose(question) }, label)));
}

function help(answer, on) {
  if (answer.status === "answered" || answer.status === "needs_clarification" || !ADVICE[answer.reason]) return null;
  const browse = answer.status === "not_found" ? [" ", el("button", { type: "button", class: "text-button", onclick: on.browse }, "Browse the documents")] : [];
  return el("p", { class: "help" }, ADVICE[answer.reason], ...browse);
}

function nearest(answer, on) {
  if (answer.nearest.length === 0) return null;
  return el("section", { class: "nearest" },
    el("h3", {}, "What comes nearest"),
    el("ul", { class: "plain" }, answer.nearest.map((citation) => el("li", {}, nearestCard(citation, answer.nearest, on)))));
}

function nearestCard(citation, among, on) {
  return el("button", { type: "button", class: "card", "data-marker": citation.marker, onclick: (event) => on.open(citation, among, event.currentTarget) },
    el("span", { class: "chip", "aria-hidden": "true" }, String(citation.marker)),
    el("span", { class: "card-quote", dir: "auto" }, shortened(citation.quote, 180)),
    el("span", { class: "quiet", dir: "auto" }, shortened(citation.title, 90)));
}

function understood(answer) {
  if (answer.standalone_question === answer.question) return null;
  return el("p", { class: "understood" }, "Understood as: ", el("q", { dir: "auto" }, answer.standalone_question));
}

function foot(answer, thumbs) {
  const asksBack = answer.status === "needs_clarification" || thumbs === null;
  return el("div", { class: "foot" },
    asksBack ? null : confidence(answer),
    copyButton("copy", "Copy", () => copied(answer)),
    thumbs);
}

function confidence(answer) {
  const { words, chance } = confidenceWords(answer);
  return el("p", { class: "confidence" }, meter(answer.confidence), el("span", {}, words, el("span", { class: "chance" }, ` · ${chance}`)));
}

function meter(confidence) {
  const filled = Math.min(Math.floor(confidence * 4) + 1, 4);
  return el("span", { class: "meter", "aria-hidden": "true" }, [1, 2, 3, 4].map((bar) => el("i", { class: bar <= filled ? "on" : null })));
}

function copied(answer) {
  const list = answer.citations.map((citation) => `[${citation.marker}] ${oneLine(citation.title)}: ${citationLink(citation)}`);
  return [answer.question, "", answer.answer, ...(list.length > 0 ? ["", ...list] : [])].join("\n");
}
