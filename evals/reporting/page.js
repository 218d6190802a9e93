"use strict";
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const cases = [...document.querySelectorAll(".case")];
  const texts = cases.map((one) => one.textContent.toLowerCase());
  const lost = new Set(["wrong", "broken", "unscored"]);
  const fits = (wanted, given) => wanted === "" || wanted === given;
  const outcomeFits = (wanted, given) => (wanted === "lost" ? lost.has(given) : fits(wanted, given));

  function filter() {
    const { suite, kind, outcome, stage, text } = form.elements;
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    cases.forEach((one, at) => {
      const data = one.dataset;
      one.hidden = !(
        fits(suite.value, data.suite) && fits(kind.value, data.kind) && fits(stage.value, data.stage) &&
        outcomeFits(outcome.value, data.outcome) && words.every((word) => texts[at].includes(word))
      );
      shown += one.hidden ? 0 : 1;
    });
    form.elements.count.value = `${shown} of ${cases.length} cases`;
  }

  function open() {
    const target = location.hash.startsWith("#case-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      form.reset();
      filter();
      target.open = true;
      target.scrollIntoView();
    }
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  window.addEventListener("hashchange", open);
  if (cases.some((one) => lost.has(one.dataset.outcome))) form.elements.outcome.value = "lost";
  filter();
  open();
})();
