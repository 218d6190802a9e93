// The page: what is asked, what is shown, and the address that says so.

import { addressed, wholeDocument } from "./address.js";
import { ask, listExamples, Trouble } from "./api.js";
import { byId, el } from "./dom.js";
import { listHistory } from "./history.js";
import { loadLibrary } from "./library.js";
import { closeMenu, installMenu, openMenu } from "./menu.js";
import { closeReader, followAddress, openReader } from "./reader.js";
import { forgetTexts } from "./source.js";
import { conversation, currentId, keep, newConversation, rememberCurrent } from "./store.js";
import { oneLine, shortened } from "./text.js";
import { installTheme } from "./theme.js";
import { appendQuestion, fail, historyOf, settle, showText, showTurns } from "./thread.js";

const field = byId("question");
let current = newConversation();
let waiting = null;
let generation = null;

const onAnswer = {
  open: openReader,
  choose: (text) => submit(text),
  browse: () => {
    openMenu();
    (byId("documents").querySelector("button") ?? byId("sidebar")).focus();
  },
};

// Asking

async function submit(question) {
  const text = question.trim();
  if (!text || waiting) return;
  field.value = "";
  grow();
  closeMenu();
  byId("welcome").hidden = true;
  await answerTo(text, appendQuestion(text));
}

async function answerTo(question, article) {
  const asked = current;
  const history = historyOf(asked.turns);
  waiting = new AbortController();
  busy(true);
  try {
    const answer = await ask(question, history, (text) => showText(article, text), waiting.signal);
    asked.turns.push({ question, answer });
    keep(asked);
    if (asked !== current) return;
    settle(article, answer, history, onAnswer);
    follow(answer.index);
  } catch (error) {
    if (error.name === "AbortError") article.remove();
    else if (error instanceof Trouble) fail(article, error, () => retry(question, article));
    else throw error;
    if (!field.value) field.value = error.name === "AbortError" ? question : "";
  } finally {
    waiting = null;
    busy(false);
    refresh();
    // What had the focus may be gone with the form it was in.
    if (document.activeElement === document.body) field.focus();
  }
}

function retry(question, article) {
  if (waiting) return;
  article.lastChild.replaceWith(el("p", { class: "waiting" }, "Reading the documents…"));
  answerTo(question, article);
}

function busy(asking) {
  const button = byId("ask");
  button.textContent = asking ? "Stop" : "Ask";
  byId("thread").setAttribute("aria-busy", String(asking));
}

/** A new generation of the index may have new documents and new texts. */
function follow(index) {
  if (generation !== null && generation !== index.fingerprint) {
    forgetTexts();
    loadLibrary(openDocument);
  }
  generation = index.fingerprint;
}

// Conversations

function show(one) {
  waiting?.abort();
  current = one;
  rememberCurrent(one.id);
  showTurns(one.turns, onAnswer);
  refresh();
  byId("scroller").scrollTop = one.turns.length > 0 ? byId("scroller").scrollHeight : 0;
}

function refresh() {
  const first = current.turns[0]?.question;
  byId("conversation-title").textContent = first ? shortened(first, 80) : "New conversation";
  document.title = first ? `${shortened(first, 60)} · Ask the documents` : "Ask the documents";
  byId("welcome").hidden = byId("thread").childElementCount > 0;
  listHistory(current.id, { open: (id) => begin(conversation(id) ?? newConversation()), forgotten: (id) => (id === current.id ? begin(newConversation()) : refresh()) });
}

function begin(one) {
  closeMenu();
  closeReader();
  show(one);
  field.focus();
}

function openDocument(id) {
  const held = document.activeElement;
  closeMenu();
  openReader(wholeDocument(id), [], held);
}

async function welcome() {
  const place = byId("welcome");
  place.replaceChildren(el("h2", {}, "What would you like to know?"),
    el("p", {}, "Ask in your own words. You get the short answer, the exact words it stands in, and where they stand; or an honest “the documents do not say”."));
  const questions = await listExamples().catch(() => []);
  if (questions.length === 0) return;
  place.append(el("h3", { id: "examples-title" }, "Questions these documents answer"),
    el("ul", { class: "plain examples", "aria-labelledby": "examples-title" }, questions.map((question) =>
      el("li", {}, el("button", { type: "button", class: "example", dir: "auto", onclick: () => submit(question) }, oneLine(question))))));
}

// The question's field and the keyboard

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
}

function onKey(event) {
  const typing = event.target.matches("input, textarea");
  if (event.key === "Escape") escape();
  else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
  }
}

function escape() {
  if (!closeMenu() && !closeReader()) waiting?.abort();
}

function install() {
  installTheme();
  installMenu();
  byId("new-conversation").addEventListener("click", () => begin(newConversation()));
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    if (waiting) waiting.abort();
    else submit(field.value);
  });
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(field.value);
  });
  document.addEventListener("keydown", onKey);
  addEventListener("seedqa:key", () => {
    loadLibrary(openDocument);
    welcome();
    followAddress();
  });
  addEventListener("popstate", followAddress);
  addEventListener("hashchange", followAddress);
}

install();
show(conversation(currentId()) ?? newConversation());
loadLibrary(openDocument);
welcome();
if (addressed(location)) followAddress();
else field.focus();
