/* What is typed into a form is kept on the server as one types, and once more when the page is left. */
(() => {
  const form = document.querySelector("form[data-keeps]");
  if (!form) return;
  const told = form.querySelector("[data-kept]");
  let waiting = 0, isSent = false, isChanged = false, running = null;

  const typed = () => {
    const data = new FormData(form);
    data.append("kept-path", form.dataset.keeps);
    return new URLSearchParams(data);
  };
  const keep = async () => {
    if (isSent) return;
    running = new AbortController();
    isChanged = false;
    try {
      const answer = await fetch(form.dataset.drafts, { method: "POST", body: typed(), signal: running.signal });
      if (answer.status === 204) told.textContent = told.dataset.kept.replace("{time}", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
    } catch { isChanged = true; }
  };
  form.addEventListener("input", () => {
    isChanged = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1000);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(waiting);
    running?.abort();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) isSent = false; });
  addEventListener("pagehide", () => {
    if (isChanged && !isSent) navigator.sendBeacon(form.dataset.drafts, typed());
  });

  /* The words selected in a paragraph become the quotation. */
  for (const button of form.querySelectorAll("[data-takes]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const chosen = getSelection(), text = document.getElementById(button.dataset.takes);
      const field = document.getElementById(button.dataset.into);
      if (chosen.rangeCount && text.contains(chosen.getRangeAt(0).commonAncestorContainer)) field.value = chosen.toString().trim();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }
})();
