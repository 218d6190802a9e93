// The service, as the page calls it. Every failure becomes a `Trouble`: what happened and what to do, in kind words.

import { events } from "./stream.js";

const KEY = "seedqa.key";

export class Trouble extends Error {
  constructor(title, advice, { wait = 0, needsKey = false, final = false } = {}) {
    super(title);
    this.advice = advice;
    this.wait = wait;
    this.needsKey = needsKey;
    this.final = final;
  }
}

/** One answer to a question that follows the messages in `history`; `onText` hears its text as it comes. */
export async function ask(question, history, onText, signal) {
  const messages = [...history, { role: "user", content: question }];
  const response = await request("/v1/chat/completions", { method: "POST", body: { messages, stream: true }, signal });
  let text = "";
  let answer = null;
  try {
    for await (const chunk of events(response)) {
      const added = chunk.choices?.[0]?.delta?.content;
      if (added) onText((text += added));
      answer = chunk.answer ?? answer;
    }
  } catch (error) {
    if (error.name === "AbortError") throw error;
  }
  if (!answer) throw new Trouble("The answer broke off.", "The connection was lost on the way. Try again.");
  return answer;
}

export async function listDocuments() {
  return (await call("/v1/documents")).documents;
}

export function readDocument(id) {
  return call(`/v1/documents/${encodeURIComponent(id)}`);
}

export async function listExamples() {
  return (await call("/v1/examples")).questions;
}

export function sendFeedback(feedback) {
  return call("/v1/feedback", { method: "POST", body: feedback });
}

/** Keeps an access key for this browser; an empty one forgets it. */
export function useKey(key) {
  if (key) localStorage.setItem(KEY, key);
  else localStorage.removeItem(KEY);
}

async function call(path, options) {
  return (await request(path, options)).json();
}

async function request(path, { method = "GET", body, signal } = {}) {
  const response = await reach(path, { method, signal, headers: headers(body), body: body && JSON.stringify(body) });
  if (response.ok) return response;
  throw await troubleOf(response);
}

async function reach(path, options) {
  try {
    return await fetch(path, { ...options, credentials: "omit", cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble("The service cannot be reached.", "Check your connection, and that it is still running. Your question is kept.");
  }
}

function headers(body) {
  const found = body ? { "Content-Type": "application/json" } : {};
  const key = savedKey();
  if (key) found.Authorization = `Bearer ${key}`;
  return found;
}

function savedKey() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

async function troubleOf(response) {
  const problem = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get("Retry-After")) || 0;
  switch (response.status) {
    case 401:
      return new Trouble("This service asks for an access key.", "Whoever runs it can give you one. It stays in this browser.", { needsKey: true });
    case 403:
      return new Trouble("Your access key does not allow this.", "Ask whoever runs the service for one that does.", { needsKey: true });
    case 404:
      return new Trouble("There is no such document any more.", "The list of documents shows what there is.", { final: true });
    case 413:
      return new Trouble("That is too much text at once.", "Ask a shorter question, or begin a new conversation.", { final: true });
    case 429:
      return new Trouble("Many questions are being asked just now.", wait ? `Try again in ${wait} seconds.` : "Try again in a moment.", { wait });
    case 503:
      return new Trouble("The documents are not ready yet.", "They are being read or changed. Try again in a moment.", { wait });
    case 504:
      return new Trouble("That took too long.", "Try again, or ask for one thing at a time.");
    default:
      if (response.status >= 500) return new Trouble("Something went wrong in the service.", "Try again. If it stays so, tell whoever runs it.");
      return new Trouble("This cannot be answered.", sentence(problem.detail ?? problem.error?.message ?? "Put it in other words"), { final: true });
  }
}

function sentence(text) {
  const words = String(text);
  return `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/u, "")}.`;
}
