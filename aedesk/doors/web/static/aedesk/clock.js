// The desk's clock, deadlines that turn amber and red, running timers: one tick a second for all of them.
import { say, span } from "./words.js";

const root = document.documentElement;
const offset = Number(root.dataset.serverNow || Date.now()) - Date.now();
const DAYS = { zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"], en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const listeners = new Set();

export const now = () => Date.now() + offset;
export const everySecond = (listener) => listeners.add(listener);

// Shanghai has kept UTC+8 without summer time since 1991.
export const shanghai = (moment) => new Date(moment + 8 * 3600 * 1000);
const two = (number) => String(number).padStart(2, "0");
export const hm = (moment) => `${two(shanghai(moment).getUTCHours())}:${two(shanghai(moment).getUTCMinutes())}`;

function write(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

function paintClock(moment) {
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  const at = shanghai(moment);
  const day = at.getUTCDay();
  write(clock.querySelector("[data-clock-time]"), hm(moment));
  write(clock.querySelector("[data-clock-seconds]"), `:${two(at.getUTCSeconds())}`);
  write(
    clock.querySelector("[data-clock-day]"),
    say(
      `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${DAYS.zh[day]}`,
      `${DAYS.en[day]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`,
    ),
  );
}

function paintDue(node, moment) {
  const left = (Number(node.dataset.due) - moment) / 1000;
  const tone = left < 0 ? "late" : node.dataset.warn && Number(node.dataset.warn) <= moment ? "warn" : "calm";
  if (node.dataset.tone !== tone) {
    node.dataset.tone = tone;
    const row = node.closest("[data-follow-due]");
    if (row) row.dataset.tone = tone;
  }
  const words = left < 0 ? say(`已迟 ${span(-left)}`, `${span(-left)} late`) : say(`还剩 ${span(left)}`, `${span(left)} left`);
  write(node.querySelector(".due-left"), words);
}

function paintTimer(node, moment) {
  const seconds = Math.max(0, Math.floor((moment - Number(node.dataset.since)) / 1000));
  write(node, `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`);
}

function tick() {
  const moment = now();
  paintClock(moment);
  document.querySelectorAll("[data-due]").forEach((node) => paintDue(node, moment));
  document.querySelectorAll("[data-since]").forEach((node) => paintTimer(node, moment));
  listeners.forEach((listener) => listener(moment));
}

export function startClock() {
  tick();
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
}
