// A small form in place: a link with data-quick opens its act's form in a dialog, and what is wrong stands in it.
import { mark } from "./autosave.js";
import { confirmFirst, toast } from "./dialogs.js";
import { fillKeys, isDirty, release } from "./forms.js";
import { say } from "./words.js";

let dialog;
let from;

function box() {
  if (dialog) return dialog;
  dialog = document.createElement("dialog");
  dialog.className = "dialog quick";
  dialog.setAttribute("aria-labelledby", "quick-title");
  dialog.innerHTML = `<header class="dialog-head"><h2 id="quick-title"></h2><button type="button" class="tool" data-close>×</button></header><div class="dialog-body"></div>`;
  dialog.querySelector("[data-close]").setAttribute("aria-label", say("关闭", "Close"));
  dialog.addEventListener("cancel", leaving);
  dialog.addEventListener("close", () => from?.isConnected && from.focus());
  document.body.append(dialog);
  return dialog;
}

// Escape does not throw away what was typed without asking.
async function leaving(event) {
  const form = dialog.querySelector("form");
  if (!form || !isDirty(form)) return;
  event.preventDefault();
  if (await confirmFirst(say("放弃已填的内容？", "Drop what you have filled in?"))) dialog.close();
}

async function open(link) {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } }).catch(() => null);
  const page = answer?.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page && page.querySelector("main .form");
  if (!form) return window.location.assign(link.href);
  from = link;
  link.closest("details[data-menu]")?.removeAttribute("open");
  const shown = box();
  shown.querySelector("h2").textContent = page.querySelector("main h1")?.textContent || link.textContent;
  const about = link.closest(".line")?.querySelector(".line-title a, .line-title b")?.textContent;
  const body = shown.querySelector(".dialog-body");
  body.replaceChildren(document.adoptNode(form));
  if (about) body.prepend(Object.assign(document.createElement("p"), { className: "quick-about soft", textContent: about }));
  fillKeys(body);
  window.htmx?.process(body);
  shown.showModal();
  body.querySelector("form :is(input:not([type=hidden]), select, textarea)")?.focus();
}

function show(form, says) {
  mark(form, says.fields || {});
  form.parentElement.querySelector(".quick-says")?.remove();
  const note = document.createElement("div");
  note.className = "quick-says";
  if (says.html) note.innerHTML = says.html;
  else note.append(Object.assign(document.createElement("p"), { className: "panel panel-late", textContent: says.says }));
  note.setAttribute("role", "alert");
  form.before(note);
  (form.querySelector("[aria-invalid]") || note.firstElementChild)?.focus();
  note.scrollIntoView({ block: "nearest" });
}

async function sent(event) {
  const form = event.target;
  if (!form.closest?.("dialog.quick") || event.defaultPrevented) return;
  event.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Act": "1" } });
    const says = await answer.json();
    release(form);
    if (!answer.ok) return show(form, says);
    dialog.close();
    toast(says.says || dialog.querySelector("h2").textContent);
    document.dispatchEvent(new Event("aedesk:saved"));
  } catch {
    release(form);
    toast(say("没有送到，请再试一次；填的内容还在。", "It did not get through; try again. What you filled in is still here."), "error");
  }
}

export function startQuick() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-quick]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("submit", sent);
}
