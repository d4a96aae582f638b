// Comfort only: every page works without this file. No eval, no inline code, no storage (strict Content-Security-Policy).
"use strict";
(() => {
  const wide = window.matchMedia("(min-width: 62rem)");
  const fold = () => document.querySelectorAll("details[data-fold]").forEach((part) => { part.open = wide.matches; });

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

  // sums of amounts while they are typed; the server shows the same after saving
  const cents = (text, english) => {
    const plain = text.replace(/[\s€]/g, "").replaceAll(english ? "," : ".", "").replace(",", ".");
    const number = Number(plain);
    return Number.isFinite(number) ? Math.round(number * 100) : 0;
  };
  const addUp = (table) => {
    const english = table.lang === "en";
    const money = new Intl.NumberFormat(english ? "en-GB" : "de-DE", { style: "currency", currency: "EUR" });
    const inputs = [...table.querySelectorAll("input[data-group]")];
    const sum = (wanted) => inputs.filter(wanted).reduce((all, input) => all + cents(input.value, english), 0);
    const of = (group, column) => sum((i) => i.dataset.group === group && (!column || i.dataset.column === column));
    table.querySelectorAll("output[data-sum]").forEach((o) => {
      const { sum: group, less, column } = o.dataset;
      o.value = money.format((of(group, column) - (less ? of(less, column) : 0)) / 100);
    });
    table.querySelectorAll("output[data-row-sum]").forEach((o) => {
      const row = o.closest("tr");
      o.value = money.format(sum((input) => row.contains(input)) / 100);
    });
  };
  document.addEventListener("input", (event) => {
    const table = event.target.closest?.("table[data-amounts]");
    if (table) addUp(table);
  });

  wide.addEventListener("change", fold);
  fold();
  focus(document);
})();
