// Elements are built node by node. Text is only ever text: nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  previous: "M14.5 6l-6 6 6 6",
  next: "M9.5 6l6 6-6 6",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.700l-1.200 1.200M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.700l1.200-1.200",
  copy: "M9 9h10v11H9zM6 15H5V4h10v1.500",
  moon: "M20 14.500A8 8 0 0 1 9.500 4 8 8 0 1 0 20 14.500z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M18.700 5.300l-1.400 1.400M6.700 17.300l-1.400 1.400",
  up: "M7 11v9H4v-9zM7 11l4-7.500a2 2 0 0 1 2.500 2.300L12.800 9.500H18a2 2 0 0 1 2 2.300l-1 6.500A2 2 0 0 1 17 20H7",
  down: "M17 13V4h3v9zM17 13l-4 7.500a2 2 0 0 1-2.500-2.300l.7-3.700H6a2 2 0 0 1-2-2.300l1-6.500A2 2 0 0 1 7 4h10",
  page: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
};

/** An element with attributes, listeners (`onclick`) and children; strings become text nodes. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A line drawing that takes the colour of the text around it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows an icon and says what it does. */
export function iconButton(name, label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}

export function byId(id) {
  return document.getElementById(id);
}

/** Tells those who do not see the page what has changed. */
export function announce(text) {
  byId("announcer").textContent = text;
}

/** Puts text on the clipboard; true where that worked. Pages over plain HTTP have only the old way. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "unseen", readonly: true });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** A button that copies what `text()` gives, and says so for a moment. */
export function copyButton(name, label, text) {
  const words = el("span", {}, label);
  const button = el("button", { type: "button", class: "text-button" }, icon(name), words);
  button.addEventListener("click", async () => {
    const done = await copyText(text());
    words.textContent = done ? "Copied" : "Could not copy";
    announce(words.textContent);
    setTimeout(() => (words.textContent = label), 1800);
  });
  return button;
}

/** A part that covers the page is a dialog, and what it covers is out of reach; beside the page it is a landmark. */
export function cover(part, landmark, covering) {
  part.setAttribute("role", covering ? "dialog" : landmark);
  if (covering) part.setAttribute("aria-modal", "true");
  else part.removeAttribute("aria-modal");
  byId("middle").inert = covering;
}
