// What script adds to the builder: short addresses, language links that keep the choice, a word for
// screen readers when the count changes, and buttons that copy. Without it the page works all the same.
(() => {
  "use strict";
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  document.querySelector("main").append(said);

  document.addEventListener("htmx:config:request", (event) => {
    const body = event.detail.ctx.request.body;
    for (const name of new Set(body.keys())) {
      const values = body.getAll(name).filter(Boolean);
      body.delete(name);
      values.forEach((value) => body.append(name, value));
    }
  });

  document.addEventListener("htmx:after:history:update", () => {
    for (const link of document.querySelectorAll(".me a[hreflang]")) {
      const chosen = new URLSearchParams(location.search);
      chosen.set("lang", link.hreflang);
      link.search = chosen.toString();
    }
  });

  const showCopying = () => {
    if (!navigator.clipboard) return;
    document.querySelectorAll(".copy").forEach((button) => button.removeAttribute("hidden"));
  };
  showCopying();

  document.addEventListener("htmx:after:swap", () => {
    said.textContent = document.getElementById("sum").textContent;
    showCopying();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
    button.textContent = said.textContent = button.dataset.copied;
  });
})();
