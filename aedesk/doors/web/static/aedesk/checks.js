// The check page: answers, waivers and signs are given in place; the parts they change are read again, nothing jumps.
import { beside, send } from "./acts.js";
import { toast } from "./dialogs.js";
import { release } from "./forms.js";
import { say } from "./words.js";

let next = ""; // the item whose turn it is after the answer
let held = ""; // the item that has the focus while its part is read again

/** The open item after this one, else the first that is open. */
function after(item) {
  const open = [...document.querySelectorAll("[data-open-items] > .item")];
  // By its id: the list may have been read again while the answer was under way.
  const at = open.findIndex((one) => one.id === item.id);
  return (open[at + 1] || open.find((one) => one.id !== item.id))?.id ?? "";
}

async function answered(event) {
  const form = event.target;
  if (!form.closest("[data-answers]") || form.method !== "post" || event.defaultPrevented) return;
  event.preventDefault();
  try {
    const { ok, says } = await send(form.action, new FormData(form));
    if (!ok) beside(form, says).scrollIntoView({ block: "nearest" });
    else {
      const item = form.closest(".item");
      if (item) next = after(item);
      form.closest("details.item-other, details.finding-waive")?.removeAttribute("open");
      document.activeElement?.blur();
      toast(says.says);
      document.dispatchEvent(new Event("aedesk:saved"));
    }
  } catch {
    toast(say("没有送到，请再试一次。", "It did not get through; try again."), "error");
  }
  release(form);
}

// What was folded or open stays so when a part is read again.
const folds = new Map();
document.addEventListener("htmx:beforeSwap", (event) => {
  folds.clear();
  const part = event.detail.target;
  part?.querySelectorAll?.("details[id]").forEach((one) => folds.set(one.id, one.open));
  if (part?.id === "items-part" && part.contains(document.activeElement)) held = document.activeElement.closest(".item")?.id ?? "";
});

// At once, not when it has settled: another reading may come in between and find neither fold nor focus.
document.addEventListener("htmx:afterSwap", (event) => {
  event.target.querySelectorAll?.("details[id]").forEach((one) => folds.has(one.id) && (one.open = folds.get(one.id)));
  if (event.target.id !== "items-part" || !(next || held)) return;
  const moved = document.activeElement !== document.body; // whoever went elsewhere meanwhile stays there
  if (next || !moved) document.getElementById(next || held)?.querySelector("button, summary")?.focus({ preventScroll: true });
  next = held = "";
});

document.addEventListener("submit", answered);
