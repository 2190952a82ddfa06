// The layers of a file switched on and off: which are on, and the address of the picture that shows them so.
import { say } from "./words.js";

/** Null where the file has no layers. `changed()` hears of every switch; `address(page)` is "" while all is as printed. */
export function layers(root, changed) {
  const box = root.querySelector("[data-layers]");
  if (!box) return null;
  const boxes = [...box.querySelectorAll("[data-layer]")];
  const says = box.querySelector("[data-layers-say]");
  const printed = (one) => one.hasAttribute("data-printed");

  function set(wanted) {
    boxes.forEach((one) => (one.checked = wanted(one)));
    changed();
  }

  box.addEventListener("change", changed);
  box.querySelector("[data-layers-all]").addEventListener("click", () => set(() => true));
  box.querySelector("[data-layers-print]").addEventListener("click", () => set(printed));
  box.hidden = false;
  return {
    address: (page) => (boxes.every((one) => one.checked === printed(one)) ? ""
      : `${root.dataset.layersAt}${page}/${boxes.map((one) => Number(one.checked)).join("")}/`),
    asPrinted: () => boxes.forEach((one) => (one.checked = printed(one))),
    waiting: () => (says.textContent = say("正在画…", "Being drawn…")),
    drawn: () => (says.textContent = ""),
    failed: () => (says.textContent = say("这样的图层画不出来，显示的是按印刷的样子。", "These layers could not be drawn; the page is shown as printed.")),
  };
}
