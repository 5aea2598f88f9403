"use strict";
(() => {
  const folds = [...document.querySelectorAll("main details")];
  const all = document.getElementById("all");
  const show = (open) => {
    folds.forEach((fold) => { fold.open = open; });
    document.documentElement.classList.toggle("all", open);
    all.setAttribute("aria-pressed", String(open));
  };
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => show(all.getAttribute("aria-pressed") !== "true"));
  }
  // On a phone a plate fits the page until it is tapped.
  if (matchMedia("(max-width: 600px)").matches) {
    document.querySelectorAll(".plate").forEach((plate) => { plate.tabIndex = 0; });
  }
  // Print has no folds; what was folded is folded again afterwards.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open);
    closed.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((fold) => { fold.open = false; }));
})();
