// A button with data-copy copies the text (or value) of the element with that id, and says so beside it.
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    const told = button.parentElement.querySelector("[role=status]");
    if (told) told.textContent = button.dataset.done;
  });
}
