// The conversation as it is read: questions, answers, and troubles that can be tried again.

import { answerView, spoken } from "./answer.js";
import { announce, byId, el } from "./dom.js";
import { keyForm } from "./key.js";

const REMEMBERED = 30;

/** The messages a service needs to understand what comes after these turns. */
export function historyOf(turns) {
  return turns.slice(-REMEMBERED).flatMap((turn) => [
    { role: "user", content: turn.question },
    { role: "assistant", content: turn.answer.answer },
  ]);
}

/** Shows the turns of a conversation, from the first. */
export function showTurns(turns, on) {
  byId("thread").replaceChildren(...turns.map((turn, place) => {
    const article = questionView(turn.question);
    article.append(answerView(turn.answer, historyOf(turns.slice(0, place)), on));
    return article;
  }));
}

/** A question that waits for its answer; what it returns is filled in by `settle` or `fail`. */
export function appendQuestion(question) {
  const article = questionView(question);
  article.append(el("p", { class: "waiting" }, "Reading the documents…"));
  byId("thread").append(article);
  article.scrollIntoView({ block: "start" });
  return article;
}

/** Shows as much of the answer's text as has come. */
export function showText(article, text) {
  if (article.lastChild.classList.contains("waiting")) {
    article.lastChild.replaceWith(el("div", { class: "answer" }, el("p", { class: "statements coming", dir: "auto" })));
  }
  article.lastChild.firstChild.textContent = text;
}

/** Puts the answer where the question waits for it. */
export function settle(article, answer, history, on) {
  article.lastChild.replaceWith(answerView(answer, history, on));
  article.lastChild.classList.add("fresh");
  article.scrollIntoView({ block: "start" });
  announce(spoken(answer));
}

/** Says what went wrong, and offers what can be done about it. */
export function fail(article, trouble, again) {
  const retry = trouble.final ? null : el("button", { type: "button", class: "button", onclick: again }, "Try again");
  article.lastChild.replaceWith(el("div", { class: "trouble", role: "alert" },
    el("p", { class: "verdict" }, trouble.message), el("p", {}, trouble.advice),
    trouble.needsKey ? keyForm(again) : retry));
  article.scrollIntoView({ block: "nearest" });
}

function questionView(question) {
  return el("article", { class: "turn" }, el("h2", { class: "question", dir: "auto" }, question));
}
