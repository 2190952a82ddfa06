// Listens to the desk: when something changed, the parts of the page that ask for it are read again.
// A part with data-live (an address, or empty for the page's own) follows everything, or only the things its
// data-about names: data-about="job:12 notice".
import { toast } from "./dialogs.js";
import { isDirty } from "./forms.js";
import { say } from "./words.js";

const PAUSE = 300;
const FARTHEST = 30_000;
const title = document.title;
let known = document.documentElement.dataset.serverNow; // up to when this page knows what happened
let wait = 1000;
let about = new Set(); // what changed since the last reading; null is everything
let source;
let timer;
let later;
let counted; // unread notices, as the bell shows them

// A part in which somebody is typing is left alone until they leave it; one with unsent input or an open menu, altogether.
function inUse(part) {
  const here = document.activeElement;
  return part.contains(here) && here.matches("input:not([type=checkbox]), textarea, select");
}

const holdsInput = (part) => [...part.querySelectorAll("form, dialog[open], details[data-menu][open]")].some((one) => one.open || isDirty(one));

// Parts being read, by id or themselves, and whether each is to be read once more: of two readings under way the earlier may
// come last, and the other finds the part gone that it was for.
const reading = new Map();

function refresh(part) {
  if (!part.isConnected || holdsInput(part)) return;
  if (inUse(part)) {
    part.addEventListener("focusout", () => setTimeout(() => refresh(part), 0), { once: true });
    return;
  }
  const key = part.id || part;
  if (reading.has(key)) {
    reading.set(key, true);
    return;
  }
  reading.set(key, false);
  const address = part.dataset.live || window.location.pathname + window.location.search;
  const select = part.id ? `#${CSS.escape(part.id)}` : undefined;
  // Without a line there is nothing to read; the next change asks again.
  // Each part asks for itself: of several requests of one element htmx keeps the first and the last.
  window.htmx.ajax("GET", address, { source: part, target: part, swap: "outerHTML ignoreTitle:true", select }).catch(() => {}).finally(() => {
    const again = reading.get(key);
    reading.delete(key);
    if (again) refresh((part.id && document.getElementById(part.id)) || part);
  });
}

function follows(part) {
  const wanted = part.dataset.about?.split(" ");
  return !about || !wanted || wanted.some((one) => about.has(one));
}

function refreshAll() {
  if (document.hidden) return;
  document.querySelectorAll("[data-live]").forEach((part) => follows(part) && refresh(part));
  about = new Set();
}

function changed(what = null) {
  if (!what) about = null;
  else what.forEach((one) => about?.add(one));
  clearTimeout(timer);
  timer = setTimeout(refreshAll, PAUSE);
}

function count(unread) {
  counted = unread;
  document.title = unread ? `(${unread}) ${title}` : title;
  document.querySelectorAll("[data-unread]").forEach((bell) => {
    bell.dataset.unread = unread;
    bell.querySelector("[data-unread-count]").textContent = unread > 99 ? "99+" : unread || "";
  });
}

function heard(event) {
  known = event.lastEventId;
  wait = 1000;
  const { about: what, unread } = JSON.parse(event.data);
  if (event.type !== "changed") return;
  if ((unread ?? counted) !== counted) {
    count(unread);
    what?.push("notice");
  }
  changed(what);
}

function signedOut() {
  close();
  wait = null;
  toast(say("你已退出登录：重新登录后再继续，没提交的内容先复制下来。", "You are signed out: copy what you have not sent, then sign in again."), "warning");
}

// Only a page that is looked at keeps a stream open: a browser allows a house six connections in all.
function listen() {
  clearTimeout(later);
  if (source || document.hidden || wait === null) return;
  source = new EventSource(`/events/?since=${known}`);
  source.addEventListener("hello", heard);
  source.addEventListener("changed", heard);
  source.addEventListener("bye", signedOut);
  source.addEventListener("error", () => source?.readyState === EventSource.CLOSED && again());
}

// What was heard while the page was being left is read now.
function back() {
  if (!about || about.size) changed([]);
  listen();
}

function close() {
  source?.close();
  source = undefined;
}

async function again() {
  close();
  const answer = await fetch("/events/", { method: "HEAD" }).catch(() => null);
  if (answer?.status === 401) return signedOut();
  wait = Math.min(wait * 2, FARTHEST);
  later = setTimeout(listen, wait + Math.random() * 1000);
}

export function startLive() {
  if (!document.documentElement.dataset.me) return;
  const bell = document.querySelector("[data-unread]");
  if (bell) count(Number(bell.dataset.unread));
  listen();
  document.addEventListener("aedesk:saved", () => changed());
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : back()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => event.persisted && listen());
}
