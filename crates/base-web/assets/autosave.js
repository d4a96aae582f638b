// Saves each field of a draft shortly after it was changed. Comfort only: the save buttons do the same without this
// file. What is typed stays in the page until the server has acknowledged it, whatever happens in between.
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  const status = form?.querySelector("[data-save-status]");
  if (!form || !status) return;
  const say = (key, values = {}) => {
    let text = status.dataset[key] ?? "";
    for (const [name, value] of Object.entries(values)) text = text.replace(`{${name}}`, value);
    status.replaceChildren(text);
    status.dataset.state = key;
  };

  const codeOf = (name) => name.split(".")[0];
  const versionOf = (code) => form.elements.namedItem(`v.${code}`);
  const inputsOf = (code) => [...form.elements].filter((e) => e.name && codeOf(e.name) === code && versionOf(code));
  const typed = (code) => {
    const values = {};
    for (const input of inputsOf(code)) {
      if ((input.type === "checkbox" || input.type === "radio") && !input.checked) continue;
      (values[input.name] ??= []).push(input.value);
    }
    return values;
  };

  // codes that still have to be saved, in the order of change; one request at a time
  const waiting = new Set();
  const timers = new Map();
  let busy = false;
  let failures = 0;
  let retry = null;

  const problemBox = (code) => {
    const anchor = inputsOf(code)[0]?.closest(".field, fieldset");
    if (!anchor) return null;
    let box = form.querySelector(`[data-save-problem="${CSS.escape(code)}"]`);
    if (!box) {
      box = document.createElement("div");
      box.className = "save-problem";
      box.dataset.saveProblem = code;
      box.setAttribute("role", "alert");
      anchor.after(box);
    }
    return box;
  };
  const clearProblem = (code) => form.querySelector(`[data-save-problem="${CSS.escape(code)}"]`)?.remove();
  const button = (text, act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "kern-btn kern-btn--secondary kern-btn--x-small";
    const label = document.createElement("span");
    label.className = "kern-label";
    label.textContent = text;
    one.append(label);
    one.addEventListener("click", act);
    return one;
  };
  const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });

  const put = (code, values) => {
    for (const input of inputsOf(code)) {
      const there = values[input.name] ?? [];
      if (input.type === "checkbox" || input.type === "radio") input.checked = there.includes(input.value);
      else input.value = there[0] ?? "";
      input.dispatchEvent(new Event("input", { bubbles: false }));
    }
  };

  // both values stand there; nothing is lost until one was chosen
  const conflict = (code, answer) => {
    const box = problemBox(code);
    if (!box) return;
    const theirs = document.createElement("blockquote");
    theirs.textContent = answer.theirs_text;
    const keep = button(status.dataset.mine, () => {
      versionOf(code).value = answer.version;
      clearProblem(code);
      enqueue(code, 0);
    });
    const take = button(status.dataset.theirs, () => {
      versionOf(code).value = answer.version;
      put(code, answer.theirs_typed);
      clearProblem(code);
    });
    box.replaceChildren(paragraph(answer.detail), theirs, keep, take);
    say("conflict");
  };

  const later = (key, seconds) => {
    clearTimeout(retry);
    say(key, { seconds });
    status.append(" ", button(status.dataset.again, () => { clearTimeout(retry); run(); }));
    retry = setTimeout(run, seconds * 1000);
  };

  const run = async () => {
    if (busy || waiting.size === 0) return;
    const code = waiting.values().next().value;
    waiting.delete(code);
    busy = true;
    say("saving");
    const abort = new AbortController();
    const limit = setTimeout(() => abort.abort(), 60_000);
    try {
      const response = await fetch(`${form.dataset.autosave}/${encodeURIComponent(code)}`, {
        method: "PUT",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ typed: typed(code), version: Number(versionOf(code).value) }),
        signal: abort.signal,
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok) {
        failures = 0;
        versionOf(code).value = answer.version;
        clearProblem(code);
        say("saved", { time: answer.time });
      } else if (response.status === 401) {
        waiting.add(code);
        later("signedOut", 15);
        const link = Object.assign(document.createElement("a"), { href: "/sign-in", target: "_blank", textContent: status.dataset.signIn });
        status.append(" ", link);
      } else if (response.status === 409 && answer.code === "answer-changed") {
        conflict(code, answer);
      } else if (response.status >= 500 || response.status === 429 || answer.code === "stale") {
        throw new Error(String(response.status));
      } else {
        const details = (answer.errors ?? []).map((error) => error.detail);
        problemBox(code)?.replaceChildren(paragraph(details.join(" ") || answer.detail || ""));
        say("refused");
      }
    } catch {
      waiting.add(code);
      failures += 1;
      later("waiting", Math.min(60, 2 ** failures));
    } finally {
      clearTimeout(limit);
      busy = false;
    }
    if (waiting.size > 0 && failures === 0 && status.dataset.state !== "signedOut") run();
  };

  const enqueue = (code, delay) => {
    clearTimeout(timers.get(code));
    timers.set(code, setTimeout(() => {
      timers.delete(code);
      waiting.add(code);
      run();
    }, delay));
  };
  const changed = (event, delay) => {
    const code = event.target.name ? codeOf(event.target.name) : "";
    if (!code || !versionOf(code) || event.target.name.startsWith("v.") || event.target.name.startsWith("pick.")) return;
    // a conflict waits for the person's choice
    if (form.querySelector(`[data-save-problem="${CSS.escape(code)}"] button`)) return;
    enqueue(code, delay);
  };
  form.addEventListener("input", (event) => changed(event, 1500));
  form.addEventListener("change", (event) => changed(event, 100));

  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; timers.forEach(clearTimeout); timers.clear(); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (waiting.size > 0 || timers.size > 0 || busy)) event.preventDefault();
  });
  window.addEventListener("online", run);
  window.addEventListener("focus", () => { if (status.dataset.state === "signedOut") run(); });

  const grouped = (number) => Number(number).toLocaleString(document.documentElement.lang);
  // characters as the server counts them: after NFC and trimming, a line break once
  for (const input of form.querySelectorAll("[name][data-count]")) {
    const line = document.createElement("p");
    line.className = "kern-hint char-count";
    (input.closest(".field") ?? input.parentElement).append(line);
    const show = () => {
      const count = [...input.value.replaceAll("\r\n", "\n").trim().normalize("NFC")].length;
      line.textContent = status.dataset.count.replace("{count}", grouped(count)).replace("{max}", grouped(input.dataset.count));
      line.classList.toggle("char-count--over", count > Number(input.dataset.count));
    };
    input.addEventListener("input", show);
    show();
  }
})();
