// What the contract's codes mean in plain words.

/** What to do next; the answer's own sentence says what is missing. */
export const ADVICE = {
  entity_absent: "Check the spelling, or try another name for it.",
  attribute_absent: "Ask about something else of it, or read what comes nearest.",
  false_premise: "Ask again without taking that for granted.",
  out_of_scope: "The list of documents shows what there is to ask about.",
  unit_or_period_absent: "Ask without the year or the unit, and you see which figures there are.",
  ambiguous_reference: "Say which one you mean.",
  values_disagree: "Read both before you rely on either.",
};

export const VERDICTS = {
  answered: null,
  partial: "Part of an answer",
  not_found: "Not in the documents",
  conflict: "The documents disagree",
  needs_clarification: "Which one do you mean?",
};

/** Which mode answered, where a language model was asked. */
export const WRITERS = {
  extractive: "Answered by the documents alone.",
  generative: "Answered by the language model; the documents prove each statement.",
};

export const OTHERS = {
  extractive: "The documents alone give another answer",
  generative: "The language model says another thing",
};

const CONFIDENCE = [
  [0.85, "Very likely right", "Very likely not in the documents"],
  [0.65, "Probably right", "Probably not in the documents"],
  [0.4, "Perhaps right: read the words it rests on", "Perhaps not in the documents: read what comes nearest"],
  [0, "Uncertain: read the words it rests on", "Uncertain: read what comes nearest"],
];

/** How likely the answer is right, in words; the number stands beside them. */
export function confidenceWords(answer) {
  const [, right, absent] = CONFIDENCE.find(([least]) => answer.confidence >= least);
  return { words: answer.status === "not_found" ? absent : right, chance: chanceWords(answer.confidence) };
}

function chanceWords(probability) {
  if (probability >= 0.95) return "more than 9 in 10";
  return probability < 0.05 ? "less than 1 in 10" : `about ${Math.max(1, Math.round(probability * 10))} in 10`;
}

/** "18 September 2020" for an ISO date; other texts as they are. */
export function dateWords(iso) {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(iso ?? "")) return iso || null;
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date);
}

const DECIMALS = 4;

/** Whether a decimal string has so long a tail that a person is told it in short. */
export function isLong(value) {
  const [, whole, decimals] = /^-?0*(\d*)\.(\d+?)0*$/u.exec(value) ?? [null, "", ""];
  return decimals.length > DECIMALS && `${whole}${decimals}`.replace(/^0+/u, "").length > kept(whole);
}

/** A decimal string with its thousands parted; beyond four decimals it keeps four digits, and all before the point. */
export function grouped(value) {
  const match = /^(-?)0*(\d+)(\.\d+)?$/u.exec(value);
  if (!match) return value;
  const [, sign, whole, decimals = ""] = match;
  if (!isLong(value)) return `${sign && "−"}${whole.replace(/\B(?=(\d{3})+$)/gu, ",")}${decimals}`;
  return new Intl.NumberFormat("en", { maximumSignificantDigits: kept(whole) }).format(value).replace("-", "−");
}

function kept(whole) {
  return Math.max(DECIMALS, whole === "0" ? 0 : whole.length);
}

/** An expression as it is written by hand. */
export function arithmetic(expression) {
  return expression.replace(/\*/gu, "×").replace(/\//gu, "÷").replace(/-/gu, "−");
}

export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
