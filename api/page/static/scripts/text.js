// Offsets count Unicode code points; JavaScript strings count UTF-16 units. This is the one place that converts.

const SPACE = /[\s\u0085\u001c-\u001f]+/gu;

/** The UTF-16 index at which code point number `codePoint` begins; the text's length where it has fewer. */
export function utf16Index(text, codePoint) {
  let index = 0;
  for (let seen = 0; seen < codePoint && index < text.length; seen += 1) {
    index += text.codePointAt(index) > 0xffff ? 2 : 1;
  }
  return index;
}

/** The number of code points in a text. */
export function codePoints(text) {
  let count = 0;
  for (let index = 0; index < text.length; count += 1) index += text.codePointAt(index) > 0xffff ? 2 : 1;
  return count;
}

/** Text in three: before, within and after a span of code points. */
export function cut(text, start, end) {
  const from = utf16Index(text, start);
  const to = from + utf16Index(text.slice(from), end - start);
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/** A text on one line, as the answer quotes it. */
export function oneLine(text) {
  return text.replace(SPACE, " ").trim();
}

/** The first `limit` characters, cut at a word. */
export function shortened(text, limit) {
  const line = oneLine(text);
  if (line.length <= limit) return line;
  const head = line.slice(0, limit);
  const space = head.lastIndexOf(" ");
  return `${head.slice(0, space > limit / 2 ? space : limit).replace(/[\ud800-\udbff]$/u, "")}…`;
}

/**
 * A line of the answer as pieces: `{text}` and `{marker}`. A `[1]` inside a document's own words is the document's,
 * so it stays text.
 */
export function pieces(line, citations) {
  const quoted = quotedSpans(line, citations);
  const known = new Set(citations.map((citation) => citation.marker));
  const found = [];
  let done = 0;
  for (const match of line.matchAll(/\s*\[(\d{1,4})\]/gu)) {
    const marker = Number(match[1]);
    const end = match.index + match[0].length;
    if (!known.has(marker) || quoted.some(([from, to]) => from < end && match.index < to && end <= to)) continue;
    if (match.index > done) found.push({ text: line.slice(done, match.index) });
    found.push({ marker });
    done = end;
  }
  if (done < line.length) found.push({ text: line.slice(done) });
  return found;
}

function quotedSpans(line, citations) {
  const spans = [];
  for (const quote of new Set(citations.map((citation) => oneLine(citation.quote)).filter(Boolean))) {
    for (let at = line.indexOf(quote); at >= 0; at = line.indexOf(quote, at + 1)) spans.push([at, at + quote.length]);
  }
  return spans;
}

/** The parts of `text` that are one of `words`, as `{text, found}`; longer words win. */
export function emphasised(text, words) {
  const wanted = [...new Set(words)].filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [{ text, found: false }];
  const escaped = wanted.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  return text.split(pattern).map((part, place) => ({ text: part, found: place % 2 === 1 })).filter((part) => part.text);
}

/**
 * The part of a quote around the one number with these digits, as `[before, number, after]`; the quote's beginning
 * where there is none, or more than one. "54.16 million" has the digits of 54160000.
 */
export function around(quote, value, room = 45) {
  const line = oneLine(quote);
  const same = [...line.matchAll(/\d[\d,]*(?:\.\d+)?/gu)].filter((match) => digits(match[0]) === digits(value));
  if (same.length !== 1) return [shortened(line, 2 * room), "", ""];
  const [from, to] = [same[0].index, same[0].index + same[0][0].length];
  const before = line.slice(0, from);
  const after = line.slice(to);
  return [tail(before, room), same[0][0], shortened(after, room).replace(/^(?=\S)/u, after.startsWith(" ") ? " " : "")];
}

function tail(text, room) {
  if (text.length <= room) return text;
  return `…${text.slice(text.indexOf(" ", text.length - room) + 1)}`;
}

function digits(value) {
  return value.replace(/[^\d]/gu, "").replace(/^0+|0+$/gu, "");
}
