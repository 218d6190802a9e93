// Conversations live in this browser only. Where storage is off or full, the page works without it.

const CONVERSATIONS = "seedqa.conversations";
const CURRENT = "seedqa.current";
const MOST = 50;
const MOST_TURNS = 100;

/** A conversation: `{id, started, turns: [{question, answer}]}`. */
export function newConversation() {
  return { id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`, started: Date.now(), turns: [] };
}

/** All conversations, the newest first. */
export function conversations() {
  try {
    const found = JSON.parse(localStorage.getItem(CONVERSATIONS) ?? "[]");
    return Array.isArray(found) ? found.filter(isConversation) : [];
  } catch {
    return [];
  }
}

export function conversation(id) {
  return conversations().find((one) => one.id === id) ?? null;
}

/** Keeps a conversation, and lets go of the oldest ones where there is no room. */
export function keep(one) {
  const kept = { ...one, turns: one.turns.slice(-MOST_TURNS) };
  const all = [kept, ...conversations().filter((other) => other.id !== one.id)].slice(0, MOST);
  while (all.length > 0 && !written(all)) all.pop();
}

export function forget(id) {
  written(conversations().filter((one) => one.id !== id));
}

export function rememberCurrent(id) {
  try {
    sessionStorage.setItem(CURRENT, id);
  } catch {
    // A reload then begins anew.
  }
}

export function currentId() {
  try {
    return sessionStorage.getItem(CURRENT);
  } catch {
    return null;
  }
}

function written(all) {
  try {
    localStorage.setItem(CONVERSATIONS, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}

function isConversation(one) {
  return typeof one?.id === "string" && Array.isArray(one.turns) && one.turns.every((turn) => typeof turn?.question === "string" && isAnswer(turn.answer));
}

function isAnswer(answer) {
  return typeof answer?.answer === "string" && Array.isArray(answer.citations) && Array.isArray(answer.nearest) && Array.isArray(answer.parts);
}
