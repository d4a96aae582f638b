// Comfort only: every page works without this file. No eval, no inline code, no storage (strict Content-Security-Policy).
"use strict";
(() => {
  const wide = window.matchMedia("(min-width: 62rem)");
  const fold = () => document.querySelectorAll("details[data-nav]").forEach((nav) => { nav.open = wide.matches; });

  const buttons = (form) => [...form.elements].filter((e) => e instanceof HTMLButtonElement && e.type === "submit");
  const unlock = (form) => buttons(form).forEach((b) => {
    if (b.dataset.locked) { b.disabled = false; delete b.dataset.locked; }
  });
  const lock = (form) => buttons(form).forEach((b) => {
    if (!b.disabled) { b.disabled = true; b.dataset.locked = "1"; }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const asked = event.submitter?.closest("[data-confirm]") ?? form.closest("[data-confirm]");
    if (asked && !window.confirm(asked.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation(); // htmx listens at the form; capture comes first
      return;
    }
    if ("noLock" in form.dataset || form.target === "_blank") return;
    // after the browser has read the form: a disabled button would not send its name
    setTimeout(() => { if (!event.defaultPrevented || form.matches("[hx-post],[hx-put],[hx-get],[hx-delete]")) lock(form); });
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-confirm]");
    if (link && !window.confirm(link.dataset.confirm)) event.preventDefault();
    document.querySelectorAll("details.user-menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.user-menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-autosubmit]")) event.target.form?.requestSubmit();
  });

  // back button: the page returns from the cache with its buttons still locked
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(unlock));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) unlock(form);
  });

  const focus = (root) => root.querySelector("[data-autofocus]")?.focus();
  document.addEventListener("htmx:afterSettle", (event) => focus(event.target));

  wide.addEventListener("change", fold);
  fold();
  focus(document);
})();
