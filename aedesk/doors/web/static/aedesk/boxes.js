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

/** The next page of a file, or the same at its ends. */
export const turned = (pages, page, by) => pages[Math.max(0, Math.min(pages.length - 1, pages.indexOf(page) + by))];
