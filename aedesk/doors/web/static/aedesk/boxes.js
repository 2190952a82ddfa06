// Boxes over a page: what is measured in mm from the trim, laid over a picture whose frame is known in mm.
import { say } from "./words.js";

/** A button over `box` ([x0, y0, x1, y1] in mm from the trim). */
export function laid(box, frame, severity, label) {
  const [x0, y0, x1, y1] = box;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "viewer-box";
  made.dataset.severity = severity;
  const percent = (value, whole) => `${Math.max(0, Math.min(100, (value / whole) * 100))}%`;
  made.style.left = percent(x0 - frame.left_mm, frame.width_mm);
  made.style.top = percent(y0 - frame.top_mm, frame.height_mm);
  made.style.width = percent(x1 - x0, frame.width_mm);
  made.style.height = percent(y1 - y0, frame.height_mm);
  if ((y0 - frame.top_mm) / frame.height_mm < 0.03) made.classList.add("is-low");
  if (label) made.append(Object.assign(document.createElement("span"), { textContent: label }));
  made.setAttribute("aria-label", label ? say(`第 ${label} 条`, `Finding ${label}`) : say("不同处", "Difference"));
  return made;
}

/** Numbers that would lie on each other move to the right, one after the other. */
export function spread(sheet) {
  const taken = [];
  [...sheet.querySelectorAll(".viewer-box > span")].slice(0, 200).forEach((label) => {
    label.style.transform = "";
    const place = label.getBoundingClientRect();
    let left = place.left;
    for (let again = true; again; ) {
      const over = taken.find((one) => left < one.right && left + place.width > one.left && place.top < one.bottom && place.bottom > one.top);
      again = Boolean(over);
      if (over) left = over.right + 1;
    }
    if (left !== place.left) label.style.transform = `translateX(${left - place.left}px)`;
    taken.push({ left, right: left + place.width, top: place.top, bottom: place.bottom });
  });
}

/** The next page of a file, or the same at its ends. */
export const turned = (pages, page, by) => pages[Math.max(0, Math.min(pages.length - 1, pages.indexOf(page) + by))];
