// Two versions of a file: side by side and moved together, or in turn in one place; the list of changes leads to them.
import { laid, turned } from "./boxes.js";
import { say } from "./words.js";
import { loupe, show } from "./zoom.js";

const BLINK = 700; // ms for each version: slow enough to harm nobody

function comparison(root) {
  const frames = JSON.parse(root.dataset.compare), differs = JSON.parse(root.dataset.differs);
  const pages = [...new Set(frames.map((one) => one.page))];
  const find = (selector) => root.querySelector(selector);
  const mode = find("[data-mode]"), blink = find("[data-blink]");
  const state = { page: differs.find((one) => pages.includes(one.page))?.page ?? pages[0], boxes: true, shown: "after", at: null };
  const sides = ["before", "after"].map(side);
  const [before, after] = sides;

  function side(name) {
    const pane = find(`[data-pane="${name}"]`);
    const made = { name, pane, sheet: pane.querySelector("[data-sheet]"), picture: pane.querySelector("[data-picture]") };
    const other = () => sides.find((one) => one !== made);
    made.glass = loupe(pane, {
      sheets: () => [made.sheet], turn,
      changed: (zoom) => {
        find("[data-zoom-of]").textContent = `${Math.round(zoom * 100)}%`;
        if (Math.abs(other().glass.zoom - zoom) > 0.001) other().glass.to(zoom);
        follow(made, other());
      },
    });
    pane.addEventListener("scroll", () => follow(made, other()));
    return made;
  }

  /** What is in the middle of one pane is in the middle of the other. */
  function follow(one, other) {
    for (const [at, whole, seen] of [["scrollLeft", "scrollWidth", "clientWidth"], ["scrollTop", "scrollHeight", "clientHeight"]]) {
      const free = one.pane[whole] - one.pane[seen];
      const wanted = free > 0 ? (one.pane[at] / free) * (other.pane[whole] - other.pane[seen]) : 0;
      if (Math.abs(other.pane[at] - wanted) > 1.5) other.pane[at] = wanted;
    }
  }

  function fill(one, name) {
    const frame = frames.find((row) => row.page === state.page && row.side === name);
    one.sheet.hidden = !frame;
    one.pane.querySelector("[data-side]").textContent = name === "before" ? say("旧版", "Before") : say("新版", "After");
    if (!frame) return;
    if (one.picture.getAttribute("src") !== frame.src) one.picture.src = frame.src;
    one.picture.alt = say(`第 ${state.page} 页`, `Page ${state.page}`);
    one.sheet.dataset.ratio = frame.width_mm / frame.height_mm;
    one.sheet.querySelectorAll(".viewer-box").forEach((box) => box.remove());
    const boxes = differs.find((row) => row.page === state.page)?.boxes ?? [];
    if (state.boxes) one.sheet.append(...boxes.map((box, at) => laid(box, frame, "differs", String(at + 1))));
    if (state.at) one.sheet.append(Object.assign(laid(state.at, frame, "differs", ""), { className: "viewer-box is-here" }));
    one.glass.lay();
  }

  function draw() {
    const both = mode.value === "side";
    before.pane.hidden = !both;
    root.toggleAttribute("data-single", !both);
    fill(before, "before");
    fill(after, both ? "after" : mode.value === "blink" ? state.shown : mode.value);
    blink.setAttribute("aria-pressed", String(mode.value === "blink"));
    find("[data-page-of]").textContent = `${state.page} / ${Math.max(...pages)}`;
  }

  function turn(by) {
    [state.page, state.at] = [turned(pages, state.page, by), null];
    draw();
  }

  function swap() {
    state.shown = state.shown === "after" ? "before" : "after";
    draw();
  }

  function toggle() {
    mode.value = mode.value === "blink" ? "side" : "blink";
    state.shown = "before";
    draw();
  }

  function jump(button) {
    const [page, box] = [Number(button.dataset.page), JSON.parse(button.dataset.box)];
    if (!pages.includes(page)) return;
    [state.page, state.at] = [page, box];
    draw();
    const here = after.sheet.querySelector(".is-here");
    if (here) show(here, after.pane, after.glass);
    root.scrollIntoView({ block: "nearest" });
  }

  setInterval(() => mode.value === "blink" && !document.hidden && swap(), BLINK);
  root.addEventListener("click", (event) => {
    const go = event.target.closest("[data-go]"), zoom = event.target.closest("[data-zoom]");
    if (go) turn(Number(go.dataset.go));
    if (zoom) after.glass.step(Number(zoom.dataset.zoom));
  });
  root.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "b" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select")) return;
    event.preventDefault();
    toggle();
  });
  blink.addEventListener("click", toggle);
  mode.addEventListener("change", draw);
  find("[data-boxes]").addEventListener("change", (event) => { state.boxes = event.target.checked; draw(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-box]");
    if (button) jump(button);
  });
  find("[data-many]").hidden = pages.length === 1;
  find("[data-viewer-bar]").hidden = false;
  draw();
}

const begun = new WeakSet();
function begin() {
  document.querySelectorAll("[data-compare]").forEach((root) => {
    if (begun.has(root)) return;
    begun.add(root);
    comparison(root);
  });
}
document.addEventListener("htmx:afterSettle", begin);
begin();
