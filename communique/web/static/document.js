// Lights up a fact in the text and in the list together, draws the link from a source over its cue to
// what it says, and fetches on demand why a fact was filed. Words are only ever set as text.
(() => {
  "use strict";
  const text = document.getElementById("text"), facts = document.getElementById("facts");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const SVG = "http://www.w3.org/2000/svg";
  const canvas = document.createElementNS(SVG, "svg");
  canvas.setAttribute("class", "links");
  canvas.setAttribute("aria-hidden", "true");
  text.append(canvas);

  const marks = (id) => text.querySelectorAll(`[data-f~="${id}"]`);
  const item = (id) => document.getElementById(`f-${id}`);
  let lit = "", pinned = "", timer = 0;

  const point = (node, end) => {
    const boxes = node.getClientRects(), frame = text.getBoundingClientRect();
    const box = boxes[end ? boxes.length - 1 : 0];
    return { x: (end ? box.right : box.left) - frame.left, y: box.top - frame.top, right: box.right - frame.left };
  };
  const draw = (id) => {
    canvas.replaceChildren();
    const own = [...marks(id)];
    const first = (style) => own.find((node) => node.classList.contains(style));
    const source = first("m-source"), cue = first("m-cue"), said = first("m-words");
    const stops = [source, cue, said].filter(Boolean);
    if (stops.length < 2) return;
    for (let i = 0; i + 1 < stops.length; i++) {
      const from = point(stops[i], false), to = point(stops[i + 1], false);
      const middle = { x: (from.x + to.x) / 2, y: Math.min(from.y, to.y) - 16 };
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", `M${from.x + 4} ${from.y} Q${middle.x} ${middle.y} ${to.x + 4} ${to.y - 1}`);
      canvas.append(path);
      const tip = document.createElementNS(SVG, "circle");
      tip.setAttribute("cx", to.x + 4);
      tip.setAttribute("cy", to.y - 1);
      tip.setAttribute("r", 3);
      canvas.append(tip);
    }
  };

  const light = (id) => {
    if (id === lit) return;
    for (const node of document.querySelectorAll(".on")) node.classList.remove("on");
    canvas.replaceChildren();
    lit = id;
    if (!id) return;
    for (const node of marks(id)) node.classList.add("on");
    item(id)?.classList.add("on");
    draw(id);
  };
  const rest = () => { clearTimeout(timer); timer = setTimeout(() => light(pinned), 120); };

  // The list scrolls by itself on a wide screen; the page must not jump under the mouse.
  const reveal = (id) => {
    const line = item(id);
    if (!line || facts.scrollHeight <= facts.clientHeight) return;
    const box = line.getBoundingClientRect(), frame = facts.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom)
      facts.scrollTo({ top: facts.scrollTop + box.top - frame.top - frame.height / 3, behavior: still.matches ? "auto" : "smooth" });
  };
  const hidden = (id) => {
    const section = item(id)?.closest(".kind");
    return !section || section.offsetParent === null;
  };
  const at = (event) => {
    const node = event.target.closest("[data-f]");
    // The narrowest fact that is shown stands last.
    return node ? node.dataset.f.split(" ").filter((id) => !hidden(id)) : [];
  };

  text.addEventListener("mouseover", (event) => {
    const ids = at(event);
    clearTimeout(timer);
    if (ids.length) timer = setTimeout(() => { light(ids.at(-1)); reveal(ids.at(-1)); }, 40);
    else rest();
  });
  text.addEventListener("mouseleave", rest);
  // A click stays; a second one on the same words goes on to the next fact that they belong to.
  text.addEventListener("click", (event) => {
    if (String(getSelection())) return;
    const ids = at(event);
    if (!ids.length) { pinned = ""; light(""); return; }
    const now = ids.indexOf(pinned);
    pinned = now > 0 ? ids[now - 1] : ids.at(-1);
    light(pinned);
    reveal(pinned);
  });

  const of = (event) => event.target.closest?.(".fact")?.dataset.fact;
  facts.addEventListener("mouseover", (event) => { const id = of(event); if (id) { clearTimeout(timer); light(id); } });
  facts.addEventListener("mouseleave", rest);
  facts.addEventListener("focusin", (event) => { const id = of(event); if (id) light(id); });
  facts.addEventListener("click", (event) => {
    const go = event.target.closest(".go"), why = event.target.closest(".why"), id = of(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey || !id) return;
    if (go) {
      event.preventDefault();
      pinned = id;
      light(id);
      marks(id)[0]?.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    } else if (why) {
      event.preventDefault();
      explain(id, why);
    }
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") { pinned = ""; light(""); } });
  addEventListener("resize", () => { if (lit) draw(lit); });

  let reasons = null;
  const element = (name, words, parent) => {
    const found = document.createElement(name);
    if (words !== null) found.textContent = words;
    parent?.append(found);
    return found;
  };
  const explain = async (id, link) => {
    const line = item(id), known = line.querySelector(".reasons");
    if (known) { known.remove(); link.setAttribute("aria-expanded", "false"); return; }
    const box = element("div", null, line);
    box.className = "reasons";
    box.setAttribute("role", "status");
    box.textContent = "Reading it again, to say why …";
    link.setAttribute("aria-expanded", "true");
    try {
      reasons ??= fetch(`${facts.dataset.why}.json`).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      });
      const found = await reasons;
      box.textContent = "";
      if (found.note) element("p", found.note, box);
      const own = found.reasons[id] || [];
      if (!own.length && !found.note) element("p", "This reading does not find the fact.", box);
      const list = element("dl", null, box);
      for (const reason of own) {
        element("dt", reason.part, list);
        const sure = reason.probability === null ? "" : `, ${Math.round(100 * reason.probability)} %`;
        const words = reason.words.slice(0, 3).map((each) => `“${each.text.length > 70 ? `${each.text.slice(0, 70)} …` : each.text}”`);
        const told = element("dd", `${reason.maker}${sure}`, list);
        if (words.length) { element("br", null, told); element("bdi", words.join(", "), told); }
      }
    } catch {
      reasons = null;
      box.textContent = "The reasons could not be had.";
    }
  };

  // A link that names words leads to them, and lights what stands on exactly them.
  const target = document.getElementById("at");
  if (target) {
    const lit = target.parentElement.querySelector("mark") || target;
    requestAnimationFrame(() => lit.scrollIntoView({ block: "center", behavior: "instant" }));
  }
})();
