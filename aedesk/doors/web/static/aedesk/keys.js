// The keyboard: / search, ? help, n new, g then a letter, j and k through the rows.
import { openDialog } from "./dialogs.js";

const WAIT = 1200;
let wentAt = 0;

const typing = (node) => node.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

function rows() {
  return [...document.querySelectorAll(".main .row-link, .main [data-row]")].filter((row) => row.offsetParent !== null);
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const next = all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function make() {
  const own = document.querySelector(".main [data-new]");
  if (own) own.click();
  else openDialog("new-dialog");
}

function go(key) {
  const link = document.querySelector(`[data-goto="${CSS.escape(key)}"]`);
  if (link) window.location.assign(link.href);
}

const KEYS = {
  "/": () => document.getElementById("search")?.focus(),
  "?": () => openDialog("help-dialog"),
  n: make,
  j: () => move(1),
  k: () => move(-1),
  g: () => (wentAt = Date.now()),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && event.target.id === "search") event.target.blur();
  if (typing(event.target)) return;
  const open = document.querySelector("dialog[open]");
  if (open) {
    open.querySelector(`[data-key-choice="${CSS.escape(event.key)}"]`)?.click();
    return;
  }
  if (Date.now() - wentAt < WAIT) {
    wentAt = 0;
    event.preventDefault();
    go(event.key);
  } else if (Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

export function startKeys() {
  document.addEventListener("keydown", pressed);
}
