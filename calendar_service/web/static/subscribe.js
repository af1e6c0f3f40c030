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

  document.addEventListener("htmx:after:swap", () => {
    said.textContent = document.getElementById("sum").textContent;
  });
})();
