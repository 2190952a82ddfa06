// Writing a job sheet: what each type needs, sizes from the library, and a template's blanks one jumps through.
import { addLine } from "./lists.js";

const BLANK = "____";
const NEEDS = { newspaper: ["publication"], outdoor: ["publication", "placement", "obstacles"] };
const SIZELESS = ["video", "h5", "event", "strategy", "pitch"];

function need(box, type) {
  const wanted = SIZELESS.includes(type) ? [] : ["kind", "width_mm", "height_mm", ...(NEEDS[type] || [])];
  box.querySelectorAll("td[class^=l-]").forEach((cell) => cell.toggleAttribute("data-needed", wanted.includes(cell.className.slice(2))));
}

function needsOf(box) {
  const chosen = document.getElementById("f-job_type");
  const say = () => need(box, chosen?.value || box.dataset.type);
  chosen?.addEventListener("change", say);
  // New lines come without their marks.
  new MutationObserver(say).observe(box.querySelector("tbody"), { childList: true });
  say();
}

// The first blank from a place on; a longer run of underscores is one blank.
function blank(field, from) {
  const start = field.value.indexOf(BLANK, from);
  if (start < 0) return false;
  let end = start + BLANK.length;
  while (field.value[end] === "_") end += 1;
  field.setSelectionRange(start, end);
  return true;
}

function entered(event) {
  const field = event.target;
  if (!field.matches?.("textarea") || !field.value.includes(BLANK)) return;
  // A press sets the caret after the focus has come.
  setTimeout(() => field.selectionStart === field.selectionEnd && blank(field, 0), 0);
}

function tabbed(event) {
  const field = event.target;
  if (event.key !== "Tab" || event.shiftKey || !field.matches?.("textarea")) return;
  if (blank(field, field.selectionEnd)) event.preventDefault();
}

function taken(button) {
  const table = document.querySelector(`[data-lines="${button.dataset.lineFill}"]`);
  const row = JSON.parse(button.dataset.row);
  const rows = [...table.querySelectorAll("tbody [data-line]")];
  const cell = (line, name) => line.querySelector(`.l-${name} :is(input:not([type=hidden]), select)`);
  let line = rows.find((one) => !cell(one, "width_mm").value && !cell(one, "height_mm").value);
  if (!line) {
    addLine(table);
    line = table.querySelector("tbody [data-line]:last-child");
  }
  Object.entries(row).forEach(([name, value]) => {
    const field = cell(line, name);
    if (field && value) field.value = value;
  });
  button.closest("dialog").close();
  cell(line, "width_mm").dispatchEvent(new Event("input", { bubbles: true }));
  cell(line, "quantity").focus();
}

function sift(input) {
  const words = input.value.trim().toLowerCase();
  document.getElementById(input.dataset.sift).querySelectorAll("li").forEach((row) => {
    row.hidden = !row.textContent.toLowerCase().includes(words);
  });
}

function other(event) {
  const field = event.target;
  const box = field.closest(".start-from");
  if (!box) return;
  const radio = box.querySelector("[data-other]");
  if (field.name === "other") {
    radio.value = field.value;
    radio.checked = true;
  } else if (field === radio) box.querySelector(".lookup input")?.focus();
}

document.querySelectorAll(".spec-rows").forEach(needsOf);
document.addEventListener("focusin", entered);
document.addEventListener("keydown", tabbed);
document.addEventListener("click", (event) => event.target.closest?.("[data-line-fill]") && taken(event.target.closest("[data-line-fill]")));
document.addEventListener("input", (event) => event.target.matches?.("[data-sift]") && sift(event.target));
document.addEventListener("change", other);
