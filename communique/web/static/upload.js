// Files can be dropped, and sending them shows how much of them has gone out. Without this script the
// form does the same, with less to see.
(() => {
  "use strict";
  const form = document.getElementById("take-in"), drop = document.getElementById("drop");
  const files = document.getElementById("files"), chosen = document.getElementById("chosen");
  const sending = document.getElementById("sending"), sent = document.getElementById("sent");
  const bar = document.getElementById("sent-bar"), button = form.querySelector("button");

  const show = () => {
    const names = [...files.files].slice(0, 8).map((file) => file.name);
    if (files.files.length > names.length) names.push(`and ${files.files.length - names.length} more`);
    chosen.replaceChildren(...names.map((name) => {
      const item = document.createElement("li"), words = document.createElement("bdi");
      words.textContent = name;
      item.append(words);
      return item;
    }));
  };
  files.addEventListener("change", show);

  for (const kind of ["dragenter", "dragover"])
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"])
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.remove("over"); });
  drop.addEventListener("drop", (event) => {
    const given = event.dataTransfer.files;
    if (given.length) { files.files = given; show(); }
  });
  // A file that misses the box must not replace the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());

  form.addEventListener("submit", (event) => {
    if (!files.files.length) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    button.disabled = true;
    sending.hidden = false;
    const fail = (words) => { button.disabled = false; sent.textContent = words; bar.value = 0; };
    request.upload.addEventListener("progress", (at) => {
      if (!at.lengthComputable) return;
      bar.value = at.loaded / at.total;
      sent.textContent = `Sending: ${Math.floor(100 * at.loaded / at.total)} %`;
    });
    request.addEventListener("load", () => {
      if (request.status === 200) location.assign(request.responseURL);
      else fail(request.responseXML?.querySelector("main .lead")?.textContent
        || (typeof request.response === "string" && request.response) || "This was refused; nothing was taken in.");
    });
    request.addEventListener("error", () => fail("The app did not answer; nothing was taken in."));
    request.responseType = "document";
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
})();
