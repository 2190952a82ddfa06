// Boxes that offer choices while one types: the search of the top bar and the autocomplete of a field.
import { say } from "./words.js";

const PAUSE = 180;

function choices(list) {
  return [...list.querySelectorAll("[role=option]")];
}

function show(input, list, open) {
  list.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (!open) input.removeAttribute("aria-activedescendant");
}

function point(input, list, step) {
  const all = choices(list);
  if (!all.length) return;
  const here = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = (here + step + all.length + (here < 0 && step < 0 ? 1 : 0)) % all.length;
  all.forEach((one, place) => {
    one.id ||= `${list.id}-${place}`;
    one.setAttribute("aria-selected", String(place === next));
  });
  input.setAttribute("aria-activedescendant", all[next].id);
  all[next].scrollIntoView({ block: "nearest" });
}

function arrows(input, list, choose) {
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!list.hidden) point(input, list, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden) {
      const chosen = list.querySelector("[aria-selected=true]");
      if (!chosen) return;
      event.preventDefault();
      choose(chosen);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(input, list, false);
    }
  });
}

function search(input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  arrows(input, list, (chosen) => window.location.assign(chosen.href));
  document.addEventListener("htmx:afterSwap", (event) => event.target === list && show(input, list, Boolean(input.value.trim())));
  input.addEventListener("input", () => input.value.trim() || show(input, list, false));
  input.addEventListener("focus", () => list.children.length && input.value.trim() && show(input, list, true));
  document.addEventListener("click", (event) => input.closest("form").contains(event.target) || show(input, list, false));
}

function lookup(box) {
  const [input, value] = box.querySelectorAll("input");
  const list = box.querySelector("[role=listbox]");
  let timer;
  let asked = 0;
  const check = () =>
    input.setCustomValidity(input.value.trim() && !value.value ? say("请从列表中选择", "Choose from the list") : "");
  const choose = (option) => {
    input.value = option.dataset.shown;
    value.value = option.dataset.value;
    show(input, list, false);
    check();
    value.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const ask = async () => {
    const mine = ++asked;
    const address = new URL(box.dataset.lookup, window.location.href);
    address.searchParams.set("q", input.value);
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    list.innerHTML = await answer.text();
    show(input, list, document.activeElement === input);
  };
  input.addEventListener("input", () => {
    // Words without a choice are no choice: the old one must not stay behind them.
    value.value = "";
    input.setCustomValidity("");
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("focus", () => value.value || ask());
  input.addEventListener("blur", () => {
    setTimeout(() => show(input, list, false), 150);
    check();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.target.closest("[role=option]") && choose(event.target.closest("[role=option]")));
  arrows(input, list, choose);
}

function made(tag, values, attributes = {}) {
  const one = Object.assign(document.createElement(tag), values);
  Object.entries(attributes).forEach(([name, value]) => one.setAttribute(name, value));
  return one;
}

// A long select with its own search button becomes a box that offers choices while one types; its label and help stay.
function combobox(picker) {
  const select = picker.querySelector("select");
  const chosen = select.selectedOptions[0];
  const list = made("ul", { className: "lookup-list", id: `${select.id}-list`, hidden: true }, { role: "listbox", "aria-label": select.labels[0]?.textContent.trim() || "" });
  const input = made(
    "input",
    { className: "put", type: "text", autocomplete: "off", id: select.id, required: select.required, placeholder: say("输入名称、编号或首字母", "Type a name, number or initials") },
    { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" },
  );
  ["aria-describedby", "aria-invalid"].forEach((name) => select.hasAttribute(name) && input.setAttribute(name, select.getAttribute(name)));
  input.value = select.value ? chosen.textContent : "";
  const value = made("input", { type: "hidden", name: select.name, value: select.value });
  const box = made("span", { className: "lookup" });
  box.dataset.lookup = picker.dataset.picker;
  box.append(input, value, list);
  picker.replaceWith(box);
}

function ready(root) {
  root.querySelectorAll?.("[data-picker]").forEach(combobox);
  root.querySelectorAll?.("[data-lookup]:not([data-ready])").forEach((box) => {
    box.dataset.ready = "";
    lookup(box);
  });
}

export function startLookups() {
  const input = document.getElementById("search");
  if (input) search(input);
  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.target));
}
