// Autosave: what was typed goes to the desk after 800 ms, and stays in this browser while it cannot get there.
import { everySecond, hm, now } from "./clock.js";
import { freshKey, say } from "./words.js";

const PAUSE = 800;
const RETRY = 15_000;
const forms = new Set();

class Saving {
  constructor(form) {
    this.form = form;
    this.changed = new Set();
    this.store = `aedesk:${document.documentElement.dataset.me || ""}:${form.dataset.autosave}`;
    this.note = form.querySelector("[data-saved]");
    this.retryAt = 0;
    form.addEventListener("input", (event) => this.touched(event.target.name));
    form.addEventListener("change", (event) => this.touched(event.target.name));
    form.addEventListener("submit", (event) => this.submitted(event));
    this.say(say("自动保存", "Saves itself"));
    this.restore();
  }

  say(text, tone = "") {
    if (!this.note) return;
    this.note.textContent = text;
    this.note.dataset.tone = tone;
  }

  touched(name) {
    if (!name) return;
    this.changed.add(name.replace(/-\d+-\w+$/, ""));
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  // A table of lines goes as a whole; a cleared tick goes as "off", a cleared list as nothing.
  entries(names) {
    return [...new FormData(this.form).entries()].filter(([name]) => names.has(name.replace(/-\d+-\w+$/, "")));
  }

  keep() {
    const values = this.entries(this.changed).filter(([, value]) => typeof value === "string");
    localStorage.setItem(this.store, JSON.stringify({ names: [...this.changed], values, version: this.form.elements.version?.value }));
  }

  restore() {
    const kept = JSON.parse(localStorage.getItem(this.store) || "null");
    if (!kept) return;
    const taken = new Map();
    kept.values.forEach(([name, value]) => taken.set(name, [...(taken.get(name) || []), value]));
    this.form.dispatchEvent(new CustomEvent("aedesk:restore", { detail: taken, bubbles: true }));
    taken.forEach((values, name) => fill(this.form, name, values));
    kept.names.forEach((name) => this.changed.add(name));
    // The version read then, so that a colleague's later change is not overwritten unseen.
    if (kept.version && this.form.elements.version) this.form.elements.version.value = kept.version;
    this.say(say("已恢复上次没有保存的内容", "Unsaved text was restored"), "warn");
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  async flush() {
    clearTimeout(this.timer);
    await this.sending;
    await this.send();
  }

  send() {
    this.sending = this.post();
    return this.sending;
  }

  async post() {
    if (this.busy || !this.changed.size) return;
    const names = new Set(this.changed);
    const body = new FormData();
    ["csrfmiddlewaretoken", "version"].forEach((name) => this.form.elements[name] && body.append(name, this.form.elements[name].value));
    body.append("key", freshKey());
    this.entries(names).forEach(([name, value]) => body.append(name, value));
    this.changed.clear();
    this.busy = true;
    this.say(say("保存中…", "Saving…"));
    try {
      const answer = await fetch(this.form.dataset.autosave, { method: "POST", body, headers: { "X-Act": "1" }, redirect: "error" });
      await this.answered(answer, names);
    } catch {
      names.forEach((name) => this.changed.add(name));
      this.retryAt = now() + RETRY;
      this.say(say("离线：内容已存在本机，连上后自动保存", "Offline: kept on this device, will be saved when back"), "warn");
    } finally {
      this.busy = false;
    }
    if (this.changed.size && !this.retryAt && !this.stuck) this.timer = setTimeout(() => this.send(), PAUSE);
  }

  async answered(answer, names) {
    if (answer.status >= 500) throw new Error(String(answer.status));
    const says = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    this.retryAt = 0;
    this.stuck = false;
    mark(this.form, says.fields || {});
    if (answer.ok) return this.saved(says);
    names.forEach((name) => this.changed.add(name));
    this.stuck = true;
    this.show(says.html);
    this.say(says.says || say("没有保存，请检查标红的内容", "Not saved: check the marked fields"), "late");
  }

  // Not inside the form: the panel brings a form of its own.
  show(html) {
    const box = this.form.previousElementSibling;
    if (!html || !box?.matches("[data-conflict]")) return;
    box.innerHTML = html;
    box.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = new FormData(event.target);
      const theirs = new Set([...event.target.querySelectorAll("[type=radio]:checked:not([data-mine])")].map((radio) => radio.name));
      box.replaceChildren();
      this.settle(chosen, theirs);
    });
    box.firstElementChild?.focus();
  }

  // What was chosen goes back into the form, which is then saved as the next version: nothing else typed is lost.
  settle(chosen, theirs) {
    this.form.elements.version.value = chosen.get("version");
    const taken = new Map();
    chosen.forEach((value, name) => {
      const field = name.replace(/-\d+-\w+$/, "");
      if (["csrfmiddlewaretoken", "key", "version", "next"].includes(name)) return;
      // One's own text stays as it stands in the form: it may have been typed on meanwhile.
      if (theirs.has(field)) taken.set(name, [...(taken.get(name) || []), value]);
      this.changed.add(field);
    });
    this.form.dispatchEvent(new CustomEvent("aedesk:restore", { detail: taken, bubbles: true }));
    taken.forEach((values, name) => fill(this.form, name, values));
    this.stuck = false;
    this.keep();
    this.send();
  }

  saved(says) {
    const version = this.form.elements.version;
    if (version && says.version !== undefined && says.version !== null) version.value = says.version;
    Object.entries(says.filled || {}).forEach(([name, value]) => this.changed.has(name) || fill(this.form, name, [value]));
    if (!this.changed.size) localStorage.removeItem(this.store);
    this.say(say(`已保存 ${hm(now())}`, `Saved ${hm(now())}`), "ok");
    this.form.dispatchEvent(new CustomEvent("aedesk:saved", { bubbles: true }));
  }

  submitted() {
    clearTimeout(this.timer);
    localStorage.removeItem(this.store);
  }

  tick(moment) {
    if (this.retryAt && moment >= this.retryAt) {
      this.retryAt = 0;
      this.send();
    }
  }
}

function fill(form, name, values) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  fields.forEach((field) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.type === "datetime-local") field.value = values.at(-1).replace(" ", "T");
    else if (field.type !== "file" && !(field.type === "hidden" && fields.length > 1)) field.value = values.at(-1);
  });
}

export function mark(form, wrong) {
  form.querySelectorAll(".field-error[data-saving]").forEach((node) => node.remove());
  form.querySelectorAll("[aria-invalid]").forEach((node) => node.removeAttribute("aria-invalid"));
  Object.entries(wrong).forEach(([name, text]) => {
    const field = form.querySelector(`#f-${CSS.escape(name)}`);
    const box = field?.closest(".field, .lines");
    if (!box) return;
    field.setAttribute("aria-invalid", "true");
    const note = document.createElement("p");
    note.className = "field-error";
    note.dataset.saving = "";
    note.textContent = text;
    box.append(note);
  });
}

// Another form of the page (submit, copy) must not run ahead of what is still being saved.
async function saveFirst(event) {
  const waiting = [...forms].filter((saving) => saving.form !== event.target && !event.target.closest("[data-conflict]") && (saving.changed.size || saving.busy));
  if (event.target.method !== "post" || !waiting.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  for (const saving of waiting) await saving.flush();
  if (waiting.every((saving) => !saving.changed.size)) event.target.requestSubmit(event.submitter);
}

export function startAutosave() {
  document.querySelectorAll("form[data-autosave]").forEach((form) => forms.add(new Saving(form)));
  everySecond((moment) => forms.forEach((saving) => saving.tick(moment)));
  // On the window, so that it stands before every other listener.
  window.addEventListener("submit", saveFirst, true);
  window.addEventListener("online", () => forms.forEach((saving) => saving.send()));
  window.addEventListener("beforeunload", (event) => {
    if ([...forms].some((saving) => saving.changed.size && saving.form.getAttribute("aria-busy") !== "true")) event.preventDefault();
  });
}
