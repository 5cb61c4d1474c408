// Keeps the bar of an upload true, and shows what became of it when it is over.
(() => {
  "use strict";
  const place = document.getElementById("progress"), status = document.getElementById("status");
  const bar = document.getElementById("bar");
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.from, { cache: "no-store" });
      if (!answer.ok) { location.reload(); return; }
      const now = await answer.json();
      if (now.over) { location.reload(); return; }
      if (status.textContent !== now.status) status.textContent = now.status;
      if (now.state === "reading") { bar.max = Math.max(1, now.characters); bar.value = now.done; }
    } catch {
      status.textContent = "The app does not answer; what is filed is kept.";
    }
    setTimeout(look, 500);
  };
  setTimeout(look, 300);
})();
