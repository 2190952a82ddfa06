// The client's words: key words marked by selecting them, and sentences that become changes.
import { addLine } from "./lists.js";
import { toast } from "./dialogs.js";
import { say } from "./words.js";

const SENTENCE = /[^。；;！!？?\n]+[。；;！!？?]?/g;
const length = (text) => [...text].length; // spans count characters, not the halves that a browser counts

function start(box) {
  const field = box.querySelector("textarea[name=words]");
  const kept = box.querySelector("[data-marks]");
  const shown = box.querySelector("[data-shown]");
  let text = field.value;
  let spans = read(kept.value, text);

  function draw() {
    const lead = length(text.slice(0, text.length - text.trimStart().length));
    kept.value = spans.map(([from, until]) => `${length(text.slice(0, from)) - lead}-${length(text.slice(0, until)) - lead}`).join("\n");
    shown.replaceChildren(...spans.map((span) => chip(text.slice(...span), () => {
      spans = spans.filter((one) => one !== span);
      draw();
      field.focus();
    })));
  }

  function mark() {
    const chosen = selected(field);
    if (!chosen) {
      toast(say("先在原话里选中要标的字。", "Select the words to mark first."));
      field.focus();
      return;
    }
    spans = merged([...spans, chosen]);
    draw();
    field.focus();
  }

  field.addEventListener("input", () => {
    spans = followed(spans, text, field.value);
    text = field.value;
    draw();
  });
  const buttons = box.querySelectorAll("[data-mark], [data-split]");
  buttons.forEach((button) => button.addEventListener("pointerdown", (event) => event.preventDefault())); // the selection stays
  box.querySelector("[data-mark]").addEventListener("click", mark);
  box.querySelector("[data-split]")?.addEventListener("click", () => split(field));
  draw();
}

function read(lines, text) {
  const characters = [...text];
  const place = (n) => characters.slice(0, n).join("").length;
  return lines.split("\n").filter(Boolean).map((line) => line.split("-").map((n) => place(Number(n))));
}

function selected(field) {
  let [from, until] = [field.selectionStart, field.selectionEnd];
  while (from < until && /\s/.test(field.value[from])) from += 1;
  while (from < until && /\s/.test(field.value[until - 1])) until -= 1;
  return from < until ? [from, until] : null;
}

function merged(spans) {
  const found = [];
  for (const [from, until] of spans.sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else found.push([from, until]);
  }
  return found;
}

// What was typed before a mark moves it along; what was typed into it takes it away.
function followed(spans, before, after) {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [ends, moved] = [before.length - tail, after.length - before.length];
  return spans.filter(([from, until]) => until <= head || from >= ends).map(([from, until]) => (from >= ends ? [from + moved, until + moved] : [from, until]));
}

function chip(text, remove) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "×";
  button.setAttribute("aria-label", say(`不再标“${text}”`, `Unmark “${text}”`));
  button.addEventListener("click", remove);
  item.append(text, button);
  return item;
}

function split(field) {
  const table = document.querySelector('[data-lines="items"]');
  const chosen = selected(field);
  const words = chosen ? field.value.slice(...chosen) : field.value;
  const parts = chosen ? [words] : (words.match(SENTENCE) || []).map((part) => part.replace(/[。；;！!？?]+$/, "").trim()).filter(Boolean);
  const inputs = () => [...table.querySelectorAll("tbody input[name$='-what']")];
  const there = new Set(inputs().map((input) => input.value));
  for (const part of parts.filter((one) => !there.has(one))) {
    if (!inputs().some((input) => !input.value)) addLine(table);
    inputs().find((input) => !input.value).value = part.slice(0, 300);
  }
  if (!parts.length) toast(say("还没有写客户原话。", "There are no words yet."));
  else table.scrollIntoView({ block: "nearest" });
}

document.querySelectorAll("[data-words]").forEach(start);
