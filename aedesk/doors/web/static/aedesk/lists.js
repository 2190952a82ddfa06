// Lists one puts in order by dragging or by buttons, and tables of lines one adds to.
import { toast } from "./dialogs.js";
import { hm, now } from "./clock.js";
import { freshKey, say } from "./words.js";

async function postOrder(form) {
  const note = form.querySelector("[data-saved]");
  const body = new FormData(form);
  body.append("key", freshKey());
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Act": "1" } });
    if (!answer.ok) throw new Error(String(answer.status));
    note.textContent = say(`顺序已保存 ${hm(now())}`, `Order saved ${hm(now())}`);
  } catch {
    toast(say("顺序没有保存，请再试一次。", "The order was not saved; try again."), "error");
  }
}

function shift(node, step) {
  const row = node.closest(".sort-row");
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  step < 0 ? other.before(row) : other.after(row);
  node.focus();
  postOrder(row.closest("form"));
}

function drag(event) {
  const row = event.target.closest(".sort-row");
  const form = row.closest("form");
  const order = () => [...form.querySelectorAll("[name=order]")].map((field) => field.value).join();
  const before = order();
  const grip = event.target;
  grip.setPointerCapture(event.pointerId);
  row.dataset.held = "";
  const follow = (moved) => {
    const under = document.elementsFromPoint(moved.clientX, moved.clientY).find((node) => node.matches?.(".sort-row") && node !== row);
    if (!under || under.parentElement !== row.parentElement) return;
    const middle = under.getBoundingClientRect().top + under.offsetHeight / 2;
    moved.clientY < middle ? under.before(row) : under.after(row);
  };
  const drop = () => {
    grip.removeEventListener("pointermove", follow);
    delete row.dataset.held;
    if (order() !== before) postOrder(form);
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", drop, { once: true });
}

function renumber(table) {
  const name = table.dataset.lines;
  table.querySelectorAll("tbody [data-line]").forEach((row, number) => {
    row.querySelectorAll("[name], [id], [for]").forEach((node) => {
      for (const attribute of ["name", "id", "for", "aria-controls"]) {
        const value = node.getAttribute(attribute);
        if (value) node.setAttribute(attribute, value.replace(new RegExp(`(^|f-)${name}-\\d+-`), `$1${name}-${number}-`));
      }
    });
  });
}

function touch(table) {
  renumber(table);
  table.querySelector(`input[type=hidden][name="${CSS.escape(table.dataset.lines)}"]`)?.dispatchEvent(new Event("input", { bubbles: true }));
}

export function addLine(table, like = null) {
  const row = table.querySelector("template").content.firstElementChild.cloneNode(true);
  if (like) {
    const fields = row.querySelectorAll("[name]");
    like.querySelectorAll("[name]").forEach((field, place) => {
      if (field.type === "checkbox") fields[place].checked = field.checked;
      else fields[place].value = field.value;
    });
    like.after(row);
  } else table.querySelector("tbody").append(row);
  touch(table);
  row.querySelector("input:not([type=hidden]), select")?.focus();
}

function removeLine(table, row) {
  if (table.querySelectorAll("tbody [data-line]").length === 1) addLine(table);
  const next = row.nextElementSibling || row.previousElementSibling;
  row.remove();
  touch(table);
  next?.querySelector("input:not([type=hidden]), select")?.focus();
}

function clicked(event) {
  const find = (selector) => event.target.closest?.(selector);
  const table = find("[data-lines]");
  if (find("[data-up]")) shift(find("[data-up]"), -1);
  else if (find("[data-down]")) shift(find("[data-down]"), 1);
  else if (table && find(".line-add")) addLine(table);
  else if (table && find("[data-line-copy]")) addLine(table, find("[data-line]"));
  else if (table && find("[data-line-remove]")) removeLine(table, find("[data-line]"));
}

// A restored draft, or a version chosen, may hold more lines than the page has, or fewer.
function restore(event) {
  event.target.querySelectorAll("[data-lines]").forEach((table) => {
    const wanted = new RegExp(`^${table.dataset.lines}-(\\d+)-`);
    const most = Math.max(-1, ...[...event.detail.keys()].map((name) => Number(name.match(wanted)?.[1] ?? -1)));
    if (event.detail.has(table.dataset.lines)) [...table.querySelectorAll("tbody [data-line]")].slice(Math.max(1, most + 1)).forEach((row) => row.remove());
    while (table.querySelectorAll("tbody [data-line]").length <= most) {
      table.querySelector("tbody").append(table.querySelector("template").content.firstElementChild.cloneNode(true));
      renumber(table);
    }
  });
}

function pressed(event) {
  const row = event.altKey && event.target.closest?.(".sort-row");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!row || !step) return;
  event.preventDefault();
  shift(event.target, step);
}

export function startLists() {
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  document.addEventListener("change", (event) => event.target.matches?.("[data-sortable] .sort-row input") && postOrder(event.target.form));
  document.addEventListener("pointerdown", (event) => event.target.matches?.(".grip") && drag(event));
  document.addEventListener("aedesk:restore", restore);
}
