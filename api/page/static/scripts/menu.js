// The documents and conversations, behind a button on a narrow page.

import { byId, cover, icon } from "./dom.js";

const narrow = matchMedia("(max-width: 60rem)");
const OPEN = "with-sidebar";

export function installMenu() {
  byId("open-sidebar").append(icon("menu"));
  byId("close-sidebar").append(icon("close"));
  byId("open-sidebar").addEventListener("click", openMenu);
  byId("close-sidebar").addEventListener("click", closeMenu);
  narrow.addEventListener("change", closeMenu);
}

export function openMenu() {
  if (!narrow.matches) return;
  document.body.classList.add(OPEN);
  byId("open-sidebar").setAttribute("aria-expanded", "true");
  cover(byId("sidebar"), "navigation", true);
  byId("close-sidebar").focus();
}

/** Closes the menu; false where it was not open. */
export function closeMenu() {
  if (!document.body.classList.contains(OPEN)) return false;
  document.body.classList.remove(OPEN);
  byId("open-sidebar").setAttribute("aria-expanded", "false");
  cover(byId("sidebar"), "navigation", false);
  byId("open-sidebar").focus();
  return true;
}
