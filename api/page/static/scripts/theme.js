// Light or dark: as the system has it, until the reader chooses.

import { byId, icon } from "./dom.js";

const KEY = "seedqa.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

export function installTheme() {
  byId("theme").addEventListener("click", () => choose(isDark() ? "light" : "dark"));
  system.addEventListener("change", show);
  show();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : system.matches;
}

function choose(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
  show();
}

function show() {
  const label = isDark() ? "Switch to the light theme" : "Switch to the dark theme";
  byId("theme").replaceChildren(icon(isDark() ? "sun" : "moon"));
  byId("theme").setAttribute("aria-label", label);
  byId("theme").title = label;
}
