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

  // Of a stretch of words, which may run over several lines, the end that is nearer to another place.
  const ends = (nodes) => {
    const frame = text.getBoundingClientRect();
    const boxes = nodes.flatMap((node) => [...node.getClientRects()]).filter((box) => box.width);
    if (!boxes.length) return [];
    const first = boxes[0], last = boxes[boxes.length - 1];
    const middle = boxes.length === 1 ? [{ x: (first.left + first.right) / 2 - frame.left, y: first.top - frame.top }] : [];
    return [...middle, { x: first.left + 4 - frame.left, y: first.top - frame.top }, { x: last.right - 4 - frame.left, y: last.top - frame.top }];
  };
  const shape = (name, given) => {
    const found = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(given)) found.setAttribute(key, value);
    canvas.append(found);
  };
  const join = (one, other) => {
    let best = null;
    for (const a of ends(one)) for (const b of ends(other)) {
      const far = Math.hypot(a.x - b.x, 2 * (a.y - b.y));
      if (!best || far < best.far) best = { a, b, far };
    }
    if (!best) return;
    const { a, b } = best, lift = Math.min(a.y, b.y) - Math.min(18, 6 + best.far / 12);
    shape("path", { d: `M${a.x} ${a.y} Q${(a.x + b.x) / 2} ${lift} ${b.x} ${b.y}` });
    shape("circle", { cx: b.x, cy: b.y, r: 3 });
  };
  const draw = (id) => {
    canvas.replaceChildren();
    const own = [...marks(id)];
    const those = (style) => own.filter((node) => node.classList.contains(style));
    const stops = ["m-source", "m-cue", "m-words"].map(those).filter((nodes) => nodes.length);
    if (!those("m-words").length) return;
    for (let i = 0; i + 1 < stops.length; i++) join(stops[i], stops[i + 1]);
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
