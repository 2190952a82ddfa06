// Today: one tap does it in place, a refusal stands under its own line, and a mistake can be taken back.
import { send } from "./acts.js";
import { everySecond } from "./clock.js";
import { toast } from "./dialogs.js";
import { release } from "./forms.js";
import { csrf, freshKey, say } from "./words.js";

const changed = () => document.dispatchEvent(new Event("aedesk:saved"));

async function takeBack(address) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", csrf());
  body.append("key", freshKey());
  const { ok, says } = await send(address, body);
  toast(ok ? say("已更正", "Corrected") : says.says, ok ? "success" : "error");
  changed();
}

function refused(form, says) {
  const row = form.closest(".line");
  if (!row || !says.html) return toast(says.says || Object.values(says.fields || {}).join(" "), "error");
  row.querySelector(".line-refusal")?.remove();
  const box = document.createElement("div");
  box.className = "line-refusal";
  box.innerHTML = says.html;
  row.append(box);
  box.firstElementChild?.focus();
}

async function tapped(event) {
  const form = event.target;
  if (!form.matches("[data-tap]") || event.defaultPrevented) return;
  event.preventDefault();
  const words = event.submitter?.textContent.trim() || "";
  const row = form.closest(".line");
  try {
    const { ok, says } = await send(form.action, new FormData(form));
    if (!ok) refused(form, says);
    else {
      if (row && !form.closest("#progress, #work")) row.dataset.gone = "";
      toast(says.says || words, "success", form.dataset.undo ? [say("撤回", "Undo"), () => takeBack(form.dataset.undo)] : null);
      form.closest("details[data-menu]")?.removeAttribute("open");
      changed();
    }
  } catch {
    toast(say("没有送到，请再试一次。", "It did not get through; try again."), "error");
  }
  release(form);
}

// What turned late or amber changes its place: the lines are read again, at most twice a minute.
let tones = "";
let readAt = 0;
function watch(moment) {
  const now = [...document.querySelectorAll("#lines .line")].map((row) => row.dataset.tone).join();
  if (tones && now !== tones && moment - readAt > 30_000) {
    readAt = moment;
    changed();
  }
  tones = now;
}

document.addEventListener("submit", tapped);
everySecond(watch);
