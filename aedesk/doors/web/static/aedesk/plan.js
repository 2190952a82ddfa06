// The plan: bars and chips moved by hand or by keys. Nothing is stored before Enter, or before a bar of nobody's is dropped.
import { toast } from "./dialogs.js";
import { columns, moved, nth, place, workdaysBetween } from "./wall.js";
import { csrf, freshKey, say } from "./words.js";

const byId = (id) => document.getElementById(id);
const STEP = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const phone = window.matchMedia("(max-width: 767px)");
let pending = null; // { node, days, edge, name, at, home }

// On a phone one plans in the list, with date pickers.
if (phone.matches && !new URLSearchParams(location.search).has("view")) {
  const asked = new URLSearchParams(location.search);
  asked.set("view", "list");
  location.replace(`?${asked}`);
}

const put = (node, column, span) => {
  const first = Math.max(1, Math.min(42, column));
  const last = Math.max(first, Math.min(42, column + span - 1));
  node.style.gridColumn = `${first} / ${last + 1}`;
};

function draw() {
  const { node, days, edge } = pending;
  const column = Number(node.dataset.column);
  const whole = Number(node.dataset.whole);
  const begin = edge === "end" ? column : moved(column - 1, days) + 1;
  const end = edge === "start" ? column + whole - 1 : moved(column + whole - 2, days) + 1;
  put(node, begin, Math.max(1, end - begin + 1));
  const track = node.parentElement;
  track.querySelectorAll(".g-first, .g-mark").forEach((mark) => (mark.hidden = true));
  node.toggleAttribute("data-pending", true);
  byId("pending-says").textContent = says(days, edge);
}

function says(days, edge) {
  const { node } = pending;
  const many = Math.abs(days);
  const way = days > 0 ? say("往后", "later by") : say("往前", "earlier by");
  const end = { all: "", start: say("开始", "start "), end: say("结束", "end ") }[edge];
  const again = asksAgain(node) ? say(`；${node.dataset.doer}已接受，保存后会再问`, `; ${node.dataset.doer} accepted and will be asked again`) : "";
  return say(`“${node.dataset.what}”${end}${way} ${many} 个工作日${again}`, `“${node.dataset.what}” ${end}${way} ${many} working days${again}`);
}

const asksAgain = (node) => node.dataset.state === "accepted";

function open(node, more) {
  if (pending && pending.node !== node) close();
  pending = { node, days: 0, edge: "all", ...pending, ...more };
  byId("pending").hidden = false;
  byId("pending-carry").hidden = !pending.name;
  byId("pending-agreed-row").hidden = !(pending.days > 0);
}

function close() {
  if (!pending) return;
  const { node } = pending;
  node.removeAttribute("data-pending");
  node.style.gridColumn = "";
  node.parentElement?.querySelectorAll(".g-first, .g-mark").forEach((mark) => (mark.hidden = false));
  if (pending.home) {
    pending.home.append(node);
    show(pending.home);
  }
  pending = null;
  byId("pending").hidden = true;
  byId("pending-refusal").replaceChildren();
  byId("pending-reason").value = "";
  byId("pending-agreed").checked = false;
}

async function send(address, values) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", csrf());
  body.append("key", freshKey());
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null) body.append(name, value);
  const answer = await fetch(address, { method: "POST", body, headers: { "X-Act": "1" } });
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(String(answer.status));
  return { ok: answer.ok, says: await answer.json() };
}

function wish() {
  const { node, days, edge, name, at } = pending;
  const line = node.dataset.line;
  const common = { version: node.dataset.version, reason: byId("pending-reason").value };
  if (byId("pending-agreed").checked) common.agreed = "on";
  if (!name) return [`/do/line.shift/${line}/`, { ...common, days, edge }];
  if (name === "feedback_at") return [`/do/line.edit/${line}/`, { version: common.version, [name]: at }];
  return [`/do/line.move/${line}/`, { ...common, [name]: at }];
}

async function save() {
  if (!pending) return;
  const { node, name, at } = pending;
  if (name && at === node.dataset.at) return close();
  const before = name ? { [name]: node.dataset.at } : JSON.parse(node.dataset.dates);
  try {
    const { ok, says: told } = await send(...wish());
    if (!ok) return refused(told);
    const line = node.dataset.line;
    close();
    if (name) remember(at.slice(0, 10));
    toast(told.says, "success", [say("撤销", "Undo"), () => undo(line, before, told.version)]);
    await again(line, name);
  } catch {
    toast(say("没有送到，请再试一次。", "It did not get through; try again."), "error");
  }
}

function refused(told) {
  const box = byId("pending-refusal");
  if (told.html) box.innerHTML = told.html;
  else box.textContent = [told.says, ...Object.values(told.fields || {})].join(" ");
  byId("pending-reason").focus();
}

async function undo(line, dates, version) {
  const own = Object.keys(dates).join() === "feedback_at";
  const reason = own ? undefined : say("撤销刚才的改动", "Taking the change back");
  const { ok, says: told } = await send(`/do/line.${own ? "edit" : "move"}/${line}/`, { ...dates, version, reason });
  if (!ok) return toast([told.says, ...Object.values(told.fields || {})].join(" "), "error");
  toast(say("已撤销", "Undone"), "success");
  const [name, ...others] = Object.keys(dates);
  if (others.length) return again(line);
  remember(dates[name].slice(0, 10));
  return again(line, name);
}

async function read() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  byId("plan").replaceWith(document.adoptNode(page.getElementById("plan")));
}

// The wall is read anew, and the focus stays where it was.
async function again(line, name) {
  await read();
  const mine = [...document.querySelectorAll(`[data-line="${CSS.escape(line)}"]`)];
  (mine.find((node) => node.dataset.name === name) || mine[0])?.focus();
}

// Chips of the calendar

function carry(node, on) {
  const home = pending?.home || node.parentElement;
  const at = `${on}T${node.dataset.at.slice(11)}`;
  const later = at > node.dataset.at ? 1 : -1;
  open(node, { home, name: node.dataset.name, at, days: node.dataset.name === "client_at" ? later : 0 });
  const target = columns().find((day) => day.dataset.on === on); // a day of another month is not on the wall
  if (target && target !== node.parentElement) target.append(node);
  if (target) show(target);
  node.toggleAttribute("data-pending", true);
  if (!byId("pending").contains(document.activeElement)) node.focus({ preventScroll: phone.matches });
  byId("pending-on").value = on;
  byId("pending-see").href = `/plan/${node.dataset.line}/`;
  byId("pending-says").textContent = tells(node, on, at);
}

function tells(node, on, at) {
  const what = say(`“${node.dataset.what}”${node.querySelector("b").textContent}`, `“${node.dataset.what}” ${node.querySelector("b").textContent}`);
  if (at === node.dataset.at) return say(`${what}：${at.replace("T", " ")}，选另一天`, `${what}: ${at.replace("T", " ")}; choose another day`);
  const again = asksAgain(node) && node.dataset.name !== "feedback_at" ? say(`；${node.dataset.doer}已接受，保存后会再问`, `; ${node.dataset.doer} accepted and will be asked again`) : "";
  return say(`${what}改到 ${on}${again}`, `${what} moves to ${on}${again}`);
}

function step(days) {
  if (pending?.name) carry(pending.node, nth(moved(place(pending.node), days)));
}

// A chip pressed without being moved may be moved by choosing a day; one of somebody else's leads to its page.
function chosen(node) {
  if (pending?.node === node) return;
  if (node.hasAttribute("data-may")) {
    carry(node, node.closest("[data-on]").dataset.on);
    if (phone.matches) node.closest(".wall").scrollIntoView();
  } else window.location.assign(`/plan/${node.dataset.line}/`);
}

// On a phone one day at a time lies open below its week.
function show(day) {
  document.querySelectorAll(".wall-day").forEach((one) => {
    one.classList.toggle("open", one === day);
    one.querySelector(".wall-pick")?.setAttribute("aria-expanded", String(one === day));
  });
}

// So that the page, read again, opens the same day.
function remember(on) {
  const address = new URL(location.href);
  address.searchParams.set("day", on);
  history.replaceState(null, "", address);
}

async function pick(day) {
  if (pending?.name) return carry(pending.node, day.dataset.on);
  remember(day.dataset.on);
  if (!day.querySelector(".wall-more")) return show(day);
  await read();
  return document.querySelector(".wall-day.open .wall-pick")?.focus({ preventScroll: true });
}

function clicked(event) {
  const chip = event.target.closest?.(".dot-chip");
  const day = event.target.closest?.(".wall-pick")?.closest(".wall-day");
  if (chip) chosen(chip);
  else if (day) pick(day);
}

// Keys

function pressed(event) {
  const node = event.target.closest?.("[data-line]");
  if (event.key === "Escape" && pending) {
    const { node: back } = pending;
    close();
    back.focus();
    return event.preventDefault();
  }
  if (event.key === "Enter" && pending && (node === pending.node || event.target.id === "pending-reason")) {
    event.preventDefault();
    return save();
  }
  if (!node || !STEP[event.key] || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  event.preventDefault();
  const chip = node.classList.contains("dot-chip");
  if (!chip && Math.abs(STEP[event.key]) === 7) return neighbour(node, Math.sign(STEP[event.key]));
  if (!node.hasAttribute("data-may")) return toast(say("这一条由它的 AE 或流程来挪。", "Its AE or traffic moves this one."), "warning");
  if (chip) return carry(node, nth(Math.abs(STEP[event.key]) === 7 ? place(node) + STEP[event.key] : moved(place(node), STEP[event.key])));
  const edge = event.shiftKey ? "end" : "all";
  const days = (pending?.node === node && pending.edge === edge ? pending.days : 0) + STEP[event.key];
  open(node, { edge, days });
  return days ? draw() : close();
}

function neighbour(node, step) {
  const bars = [...document.querySelectorAll(".g-bar")];
  bars[bars.indexOf(node) + step]?.focus();
}

// Dragging

const EDGE = 8;

function grabbed(event) {
  const node = event.target.closest?.(".g-bar[data-may], .dot-chip[data-may]");
  if (!node || event.button) return;
  if (phone.matches && node.classList.contains("dot-chip")) return; // the finger scrolls; a tap chooses
  event.preventDefault();
  node.focus();
  node.setPointerCapture(event.pointerId);
  const box = node.getBoundingClientRect();
  const edge = event.clientX - box.left < EDGE ? "start" : box.right - event.clientX < EDGE ? "end" : "all";
  const follow = node.classList.contains("dot-chip") ? chipFollows(node) : barFollows(node, edge, event.clientX);
  const drop = () => {
    node.removeEventListener("pointermove", follow);
    if (pending?.node === node && node.classList.contains("g-bar") && !asksAgain(node)) save();
  };
  node.addEventListener("pointermove", follow);
  node.addEventListener("lostpointercapture", drop, { once: true });
}

function barFollows(node, edge, from) {
  const track = node.parentElement.getBoundingClientRect();
  const width = track.width / 42;
  const column = Number(node.dataset.column) - 1;
  const start = edge === "end" ? column + Number(node.dataset.whole) - 1 : column;
  return (event) => {
    const days = workdaysBetween(start, start + Math.round((event.clientX - from) / width));
    if (days === (pending?.node === node ? pending.days : 0)) return;
    open(node, { edge, days });
    days ? draw() : close();
  };
}

function chipFollows(node) {
  return (event) => {
    const under = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.matches?.(".wall-day"));
    if (under && under !== node.parentElement) carry(node, under.dataset.on);
  };
}

document.addEventListener("keydown", pressed);
document.addEventListener("pointerdown", grabbed);
document.addEventListener("click", clicked);
byId("pending-earlier")?.addEventListener("click", () => step(-1));
byId("pending-later")?.addEventListener("click", () => step(1));
byId("pending-on")?.addEventListener("change", (event) => event.target.value && carry(pending.node, event.target.value));
byId("pending-save")?.addEventListener("click", save);
byId("pending-undo")?.addEventListener("click", close);
