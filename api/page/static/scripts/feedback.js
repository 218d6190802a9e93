// A thumb up or down, at once; a note with it if one is wanted.

import { sendFeedback } from "./api.js";
import { announce, el, icon } from "./dom.js";

/** The two thumbs of an answer, and the note that a thumb opens. */
export function feedback(answer, history) {
  const note = el("div", { class: "note", hidden: true });
  const thumbs = [["up", "This answer is right"], ["down", "This answer is wrong"]].map(([verdict, label]) =>
    el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, "aria-pressed": "false", "data-verdict": verdict,
      onclick: () => judge(verdict) }, icon(verdict)));

  async function judge(verdict) {
    const sent = await send({ verdict, answer, history });
    if (!sent) return say("That could not be kept. Try again in a moment.");
    for (const thumb of thumbs) thumb.setAttribute("aria-pressed", String(thumb.dataset.verdict === verdict));
    return askForNote(verdict);
  }

  function askForNote(verdict) {
    const id = `note-${answer.id}-${Math.random().toString(36).slice(2, 7)}`;
    const field = el("textarea", { id, rows: 2, maxlength: 2000, dir: "auto" });
    const form = el("form", {},
      el("label", { for: id }, verdict === "down" ? "Thank you. What should it say? (if you like)" : "Thank you. Anything to add? (if you like)"),
      field,
      el("div", { class: "note-buttons" },
        el("button", { type: "submit", class: "button" }, "Send the note"),
        el("button", { type: "button", class: "text-button", onclick: () => say("Thank you.") }, "No note")));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (!text) return say("Thank you.");
      return say((await send({ verdict, note: text, answer, history })) ? "Thank you. Your note is kept." : "The note could not be kept. Try again in a moment.");
    });
    note.hidden = false;
    note.replaceChildren(form);
    announce("Thank you. You can add a note.");
    field.focus();
  }

  function say(words) {
    const held = note.contains(document.activeElement);
    note.hidden = false;
    note.replaceChildren(el("p", {}, words));
    announce(words);
    if (held) thumbs.find((thumb) => thumb.getAttribute("aria-pressed") === "true")?.focus();
  }

  return { thumbs: el("div", { class: "thumbs", role: "group", "aria-label": "Was this answer right?" }, thumbs), note };
}

async function send(body) {
  try {
    await sendFeedback(body);
    return true;
  } catch {
    return false;
  }
}
