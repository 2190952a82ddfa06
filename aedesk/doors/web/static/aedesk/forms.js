// Forms: a fresh request key, never sent twice, asked before leaving, filters that send themselves.
import { confirmFirst } from "./dialogs.js";
import { freshKey, say } from "./words.js";

const dirty = new WeakSet();

export const isDirty = (form) => dirty.has(form);

export function fillKeys(root = document) {
  root.querySelectorAll("input[data-key]").forEach((field) => {
    if (!field.value) field.value = freshKey();
  });
}

export function release(form) {
  form.removeAttribute("aria-busy");
  form.querySelectorAll("input[data-key]").forEach((field) => (field.value = freshKey()));
}

async function submitted(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  const question = event.submitter?.dataset.confirm || form.dataset.confirm;
  if (question && !form.dataset.confirmed) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await confirmFirst(question)) {
      form.dataset.confirmed = "yes";
      form.requestSubmit(event.submitter);
    }
    return;
  }
  delete form.dataset.confirmed;
  fillKeys(form);
  form.setAttribute("aria-busy", "true");
  dirty.delete(form);
}

function leaving(event) {
  const open = [...document.querySelectorAll("form[data-guard]")].some((form) => dirty.has(form));
  if (open) event.preventDefault();
}

// Lines cannot be the value of one radio button: each side keeps them in a fieldset that is on or off.
function pick(radio) {
  radio.closest("tr").querySelectorAll(".pick").forEach((side) => {
    side.querySelector("fieldset").disabled = !side.querySelector("[data-pick]").checked;
  });
}

function changed(event) {
  if (event.target.matches?.("[data-pick]")) pick(event.target);
  const form = event.target.closest?.("form");
  if (!form) return;
  if (form.matches("[data-guard]")) dirty.add(form);
  if (event.type === "change" && form.matches("[data-submit-on-change]")) form.requestSubmit();
}

export function startForms() {
  fillKeys();
  // Capture: the guard must stand before htmx, which listens on the form itself.
  document.addEventListener("submit", submitted, true);
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
  });
  document.addEventListener("htmx:load", (event) => fillKeys(event.target.querySelectorAll ? event.target : document));
  document.addEventListener("htmx:sendError", () =>
    import("./dialogs.js").then(({ toast }) => toast(say("连不上服务器，请稍后再试。", "The desk cannot be reached; try again."), "error")),
  );
  window.addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form").forEach(release));
  window.addEventListener("beforeunload", leaving);
}
