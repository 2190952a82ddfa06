// Looking closely: a pane in which a picture is made larger by wheel, fingers, keys and buttons, and moved by dragging.
import { spread } from "./boxes.js";

const LEAST = 1, MOST = 12, STEP = 1.35;
const SHORTEST = 220; // px: what a finger can still move about in
const held = (value) => Math.min(MOST, Math.max(LEAST, value));

/**
 * Makes `pane` a loupe over whatever `sheets()` names. At 1 the whole picture is seen.
 * `changed(zoom)` hears of every step; `turn(step)` turns the page by arrow keys where nothing is enlarged.
 */
export function loupe(pane, { sheets, changed = () => {}, turn = () => {} }) {
  let zoom = 1;

  function lay() {
    const room = pane.getBoundingClientRect();
    const style = getComputedStyle(pane);
    const across = room.width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const beside = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    const high = (parseFloat(style.maxHeight) || room.height) - beside;
    const ratios = sheets().map((sheet) => Number(sheet.dataset.ratio) || 1); // width to height
    // A banner takes no more of the window than it fills; room for its numbers stays.
    pane.style.height = `${Math.max(SHORTEST, Math.min(high, across / Math.min(...ratios)) + beside)}px`;
    sheets().forEach((sheet, at) => {
      const ratio = ratios[at];
      sheet.style.width = `${Math.max(40, Math.min(across, high * ratio)) * zoom}px`;
      spread(sheet);
    });
  }

  /** Enlarge about a point of the window, by default the pane's middle: what lies there stays there. */
  function to(wanted, at) {
    const sheet = sheets()[0];
    if (!sheet) return;
    const pane0 = pane.getBoundingClientRect();
    const x = at?.x ?? pane0.left + pane0.width / 2, y = at?.y ?? pane0.top + pane0.height / 2;
    const before = sheet.getBoundingClientRect();
    const share = [(x - before.left) / before.width, (y - before.top) / before.height];
    zoom = held(wanted);
    lay();
    const after = sheet.getBoundingClientRect();
    pane.scrollLeft += after.left + share[0] * after.width - x;
    pane.scrollTop += after.top + share[1] * after.height - y;
    pane.toggleAttribute("data-large", zoom > 1);
    changed(zoom);
  }

  const step = (by) => to(by ? zoom * STEP ** by : 1);

  pane.addEventListener("wheel", (event) => {
    // A wheel over a page that nobody clicked belongs to the window.
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== pane) return;
    event.preventDefault();
    to(zoom * Math.exp(-event.deltaY * (event.ctrlKey ? 0.008 : 0.002)), { x: event.clientX, y: event.clientY });
  }, { passive: false });

  const keys = { "+": () => step(1), "=": () => step(1), "-": () => step(-1), 0: () => step(0) };
  pane.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key in keys) keys[event.key]();
    else if (event.key === "PageDown" || event.key === "PageUp") turn(event.key === "PageDown" ? 1 : -1);
    else if (across && zoom === 1) turn(across);
    else return; // the arrows move an enlarged page by themselves
    event.preventDefault();
  });

  const apart = (touches) => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
  let pinch = null;
  pane.addEventListener("touchstart", (event) => {
    pinch = event.touches.length === 2 ? { apart: apart(event.touches), zoom } : null;
  }, { passive: true });
  pane.addEventListener("touchmove", (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const [a, b] = event.touches;
    to((pinch.zoom * apart(event.touches)) / pinch.apart, { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 });
  }, { passive: false });

  let drag = null;
  pane.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button || event.target.closest("button") || zoom === 1) return;
    drag = { x: event.clientX + pane.scrollLeft, y: event.clientY + pane.scrollTop };
    pane.setPointerCapture(event.pointerId);
  });
  pane.addEventListener("pointermove", (event) => {
    if (!drag) return;
    pane.scrollLeft = drag.x - event.clientX;
    pane.scrollTop = drag.y - event.clientY;
  });
  ["pointerup", "pointercancel"].forEach((name) => pane.addEventListener(name, () => (drag = null)));
  pane.addEventListener("dragstart", (event) => event.preventDefault());

  new ResizeObserver(lay).observe(pane);
  return { step, to, lay, get zoom() { return zoom; } };
}

/** Brings a box to the middle of its pane, and the pane into view; large enough to be seen. */
export function show(box, pane, glass) {
  const room = pane.getBoundingClientRect(), place = box.getBoundingClientRect();
  const wanted = Math.min(room.width / 3 / Math.max(place.width, 1), room.height / 3 / Math.max(place.height, 1)) * glass.zoom;
  if (wanted > glass.zoom * 1.5) glass.to(Math.min(wanted, 4));
  const now = box.getBoundingClientRect(), seen = pane.getBoundingClientRect();
  pane.scrollLeft += now.left + now.width / 2 - seen.left - seen.width / 2;
  pane.scrollTop += now.top + now.height / 2 - seen.top - seen.height / 2;
  pane.scrollIntoView({ block: "nearest" });
}
