// Offers the reader's own time zone in the form that asks for one; without script it is typed.
"use strict";
for (const button of document.querySelectorAll("[data-own-zone]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const field = button.form.elements.zone;
  if (zone && zone.includes("/") && field.value !== zone) {
    button.textContent = button.textContent.replace("…", zone.replaceAll("_", " "));
    button.hidden = false;
    button.addEventListener("click", () => { field.value = zone; button.form.requestSubmit(); });
  }
}
