// One key for each answer, unless something is being written.
(() => {
  "use strict";
  const press = { a: "accept", r: "reject", s: "skip", u: "undo" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape") {
      const open = document.querySelector("#correct[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "c") {
      const correct = document.getElementById("correct");
      if (!correct) return;
      event.preventDefault();
      correct.open = true;
      correct.querySelector("select, input").focus();
      return;
    }
    const target = document.getElementById(press[event.key]);
    if (target) { event.preventDefault(); target.click(); }
  });
})();
