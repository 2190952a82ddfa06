// The days on the wall of the plan: which are worked, how far one lies from another, where a date stands.

export const columns = () => [...document.querySelectorAll("[data-days] [data-on], .wall-day[data-on]")];
const isOff = (index) => columns()[index]?.hasAttribute("data-off") ?? false;

// A column so many working days on from another; past the edge of the wall it is kept at the edge.
export function moved(index, days) {
  let at = index;
  for (let left = Math.abs(days); left > 0; ) {
    at += Math.sign(days);
    if (at < -60 || at > 120) break;
    if (!isOff(at)) left -= 1;
  }
  return at;
}

export function workdaysBetween(from, to) {
  let count = 0;
  for (let at = from; at !== to; at += Math.sign(to - from)) if (!isOff(at + Math.sign(to - from))) count += Math.sign(to - from);
  return count;
}

export const nth = (index) => columns()[Math.max(0, Math.min(columns().length - 1, index))].dataset.on;
export const place = (node) => columns().indexOf(node.closest("[data-on]"));
