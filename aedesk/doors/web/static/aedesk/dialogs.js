// Dialogs, the confirmation, menus and toasts.
import { say } from "./words.js";

// `act` is [words, what they do]: a mistake taken back, for one.
export function toast(text, tone = "success", act = null) {
  const box = document.createElement("p");
  box.className = "pop";
  box.dataset.tone = tone;
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "tool tool-tiny";
  close.dataset.toastClose = "";
  close.setAttribute("aria-label", say("关闭", "Close"));
  close.textContent = "×";
  box.append(words);
  if (act) box.append(button(...act, box));
  box.append(close);
  document.getElementById("toasts")?.append(box);
  fade(box);
}

function button(text, run, box) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "pop-act";
  made.textContent = text;
  made.addEventListener("click", () => {
    box.remove();
    run();
  });
  return made;
}

// Good news goes by itself after a while; what went wrong stays until it is closed.
function fade(box) {
  if (["error", "warning"].includes(box.dataset.tone)) return;
  let timer = setTimeout(() => box.remove(), 6000);
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => (timer = setTimeout(() => box.remove(), 3000)));
}

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  document.querySelectorAll("dialog[open]").forEach((other) => other.close());
  dialog.showModal();
  dialog.querySelector("[autofocus], .dialog-body :is(input:not([type=hidden]), select, textarea, a, button)")?.focus();
}

export function confirmFirst(text) {
  const dialog = document.getElementById("confirm-dialog");
  if (!dialog) return Promise.resolve(window.confirm(text));
  dialog.querySelector("[data-confirm-text]").textContent = text;
  dialog.returnValue = "";
  dialog.showModal();
  const yes = dialog.querySelector(".confirm-yes");
  yes.focus();
  return new Promise((resolve) => {
    yes.onclick = () => dialog.close("yes");
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    toast(say(`已复制 ${button.dataset.copy}`, `Copied ${button.dataset.copy}`));
  } catch {
    toast(say("浏览器不允许复制，请手动选择文字。", "The browser does not allow copying; select the text by hand."), "warning");
  }
}

function clicked(event) {
  const find = (selector) => event.target.closest?.(selector);
  const opener = find("[data-dialog]");
  if (opener) openDialog(opener.dataset.dialog);
  else if (find("[data-close]")) find("dialog")?.close();
  else if (find("[data-toast-close]")) find(".pop").remove();
  else if (find("[data-copy]")) copy(find("[data-copy]"));
  else if (event.target.matches?.("dialog")) event.target.close();
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => menu.contains(event.target) || (menu.open = false));
}

export function startDialogs() {
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.querySelectorAll(".pop").forEach(fade);
}
