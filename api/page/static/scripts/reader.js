// Which source is open, as the address says; the browser's back button works as a reader expects.

import { addressed, citationPath } from "./address.js";
import { byId, cover } from "./dom.js";
import { hideSource, showSource } from "./source.js";

const overlaid = matchMedia("(max-width: 52rem)");
let opener = null;

/** Opens a citation beside the answer; `among` are the ones it stands with, `button` gets the focus back. */
export function openReader(citation, among, button) {
  opener = button;
  goTo(citation, among);
}

/** Closes the source; false where none was open. */
export function closeReader() {
  if (byId("source").hidden) return false;
  if (addressed(location)) history.pushState(null, "", "/");
  leave();
  return true;
}

/** Shows what the address names: a document at its words, or none. */
export function followAddress() {
  const asked = addressed(location);
  if (!asked) return leave();
  const { citation = asked, among = [] } = history.state ?? {};
  cover(byId("source"), "complementary", overlaid.matches);
  return showSource(citation, among, { close: closeReader, show: (other) => goTo(other, among) });
}

function goTo(citation, among) {
  const step = addressed(location) ? "replaceState" : "pushState";
  history[step]({ citation, among }, "", citationPath(citation));
  followAddress();
}

function leave() {
  const held = byId("source").contains(document.activeElement);
  cover(byId("source"), "complementary", false);
  hideSource();
  if (held) (opener?.isConnected ? opener : byId("question")).focus();
}

// A page made wider or narrower while a source is open.
overlaid.addEventListener("change", () => {
  cover(byId("source"), "complementary", overlaid.matches && !byId("source").hidden);
});
