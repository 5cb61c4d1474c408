(() => {
  "use strict";
  const root = document.documentElement, pane = document.getElementById("sources");
  const brief = document.getElementById("brief");
  const wide = matchMedia("(min-width: 64rem)"), still = matchMedia("(prefers-reduced-motion: reduce)");
  let back = null, timer = 0, current = "";
  root.classList.add("js");

  const show = (target) => {
    const box = pane.getBoundingClientRect(), at = target.getBoundingClientRect();
    const third = Math.max(70, pane.clientHeight / 3 - Math.min(at.height / 2, pane.clientHeight / 4));
    pane.scrollTo({ top: pane.scrollTop + at.top - box.top - third, behavior: still.matches ? "auto" : "smooth" });
  };

  // The words of a citation may be cut into several pieces where another citation begins or ends.
  const pieces = (number) => pane.querySelectorAll(`[data-c~="${number}"]`);
  const light = (number, link) => {
    const words = pieces(number), line = link && link.closest("li, .stand");
    document.querySelectorAll(".near").forEach((node) => node.classList.remove("near"));
    // What else the line stands on is marked too, but lightly.
    if (line) line.querySelectorAll("a.c").forEach((other) => pieces(other.dataset.n).forEach((node) => node.classList.add("near")));
    if (number !== current) {
      document.querySelectorAll(".on").forEach((node) => node.classList.remove("on"));
      words.forEach((node) => node.classList.add("on"));
      brief.querySelectorAll(`a.c[data-n="${number}"]`).forEach((node) => node.classList.add("on"));
      current = number;
    }
    if (words.length) show(words[0]);
    return words[0];
  };

  const open = (from) => { back = from; root.classList.add("open"); };
  const close = () => {
    root.classList.remove("open");
    if (back) back.focus({ preventScroll: wide.matches });
    back = null;
  };

  const cited = (event) => event.target.closest && event.target.closest("a.c");
  brief.addEventListener("click", (event) => {
    const link = event.target.closest("a.c, a.d");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
    if (!wide.matches) link.scrollIntoView({ block: "nearest" });
    if (link.matches(".d")) { show(document.getElementById(link.hash.slice(1))); return; }
    const words = light(link.dataset.n, link);
    // From the keyboard (a click of no button), reading goes on in the source; Escape leads back.
    if (words && (event.detail === 0 || !wide.matches)) {
      words.tabIndex = -1;
      words.focus({ preventScroll: true });
    }
  });
  brief.addEventListener("mouseover", (event) => {
    const link = cited(event);
    clearTimeout(timer);
    if (link && wide.matches) timer = setTimeout(() => light(link.dataset.n, link), 90);
  });
  brief.addEventListener("focusin", (event) => {
    const link = cited(event);
    if (link && wide.matches && link.matches(":focus-visible")) light(link.dataset.n, link);
  });

  // From the words back to the line that cites them.
  pane.addEventListener("click", (event) => {
    const words = event.target.closest(".m");
    if (!words || String(getSelection())) return;
    const numbers = words.dataset.c.split(" ");
    const number = numbers.includes(current) ? current : numbers[0];
    const link = brief.querySelector(`a.c[data-n="${number}"]`);
    if (!link) return;
    light(number);
    for (let node = link.closest("details"); node; node = node.parentElement.closest("details")) node.open = true;
    const line = link.closest("li, .stand");
    root.classList.remove("open");
    line.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    line.classList.add("seen");
    setTimeout(() => line.classList.remove("seen"), 1600);
    link.focus({ preventScroll: true });
  });

  document.getElementById("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && back) close(); });

  // On paper, only what the page shows has a footnote.
  addEventListener("beforeprint", () => {
    const seen = new Set();
    brief.querySelectorAll("a.c").forEach((link) => {
      if (!link.closest("details:not([open]), .also")) seen.add(link.dataset.n);
    });
    brief.querySelectorAll("[data-note]").forEach((note) => { note.hidden = !seen.has(note.dataset.note); });
  });
})();
