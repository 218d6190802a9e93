// Where an answer asks back: what can be meant, each with the question that says so.

import { oneLine } from "./text.js";

const LOOKED_UP = /I can look up: (.+?) Or: (.+)$/su;
const NAMED = /“([^”]+)”/gu;

/** `{label, question}` for each thing that can be meant; none where the text does not tell them apart. */
export function choicesOf(answer) {
  if (answer.parts.length > 1) return answer.parts.map((part) => ({ label: oneLine(part), question: oneLine(part) }));
  const readings = LOOKED_UP.exec(answer.answer);
  if (readings) return readings.slice(1).map((question) => ({ label: question.trim(), question: question.trim() }));
  const asked = answer.standalone_question.trim().replace(/[?？]+$/u, "");
  return [...answer.answer.matchAll(NAMED)].map(([, name]) => ({ label: name, question: `${asked} (${name})?` }));
}
