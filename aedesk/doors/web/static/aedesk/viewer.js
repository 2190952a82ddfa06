// The page viewer of the artwork check: pages, plates, the heat map and layers, with the findings' boxes over them.
import { laid, turned } from "./boxes.js";
import { layers } from "./layers.js";
import { say } from "./words.js";
import { loupe, show } from "./zoom.js";

function viewer(root) {
  const frames = JSON.parse(root.dataset.viewer);
  const pages = [...new Set(frames.map((one) => one.page))];
  const find = (selector) => root.querySelector(selector);
  const sheet = find("[data-sheet]"), picture = find("[data-picture]"), pane = find("[data-pane]"), view = find("[data-view]");
  const state = { page: pages[0], view: "page|", boxes: true };
  const findings = () => [...document.querySelectorAll("[data-finding]")]; // read anew: answers replace them
  const switched = layers(root, () => {
    if (view) view.value = state.view = "page|"; // a plate has no layers
    draw();
  });
  const glass = loupe(pane, { sheets: () => [sheet], turn, changed: (zoom) => (find("[data-zoom-of]").textContent = `${Math.round(zoom * 100)}%`) });

  function frameNow() {
    const [kind, ink] = state.view.split("|");
    const here = frames.filter((one) => one.page === state.page);
    return here.find((one) => one.kind === kind && one.ink === ink) || here[0];
  }

  function boxesNow(frame) {
    return findings().filter((one) => Number(one.dataset.page) === state.page).flatMap((one) =>
      JSON.parse(one.dataset.places).map((box) => {
        const made = laid(box, frame, one.dataset.severity, one.dataset.finding);
        made.dataset.for = one.dataset.finding;
        made.addEventListener("click", () => choose(one.dataset.finding, false));
        return made;
      }));
  }

  function draw() {
    const frame = frameNow();
    const source = (state.view === "page|" && switched?.address(state.page)) || frame.src;
    if (picture.getAttribute("src") !== source) {
      picture.src = source;
      if (source !== frame.src) switched.waiting();
    }
    picture.alt = say(`第 ${state.page} 页`, `Page ${state.page}`);
    sheet.dataset.ratio = frame.width_mm / frame.height_mm;
    sheet.querySelectorAll(".viewer-box").forEach((one) => one.remove());
    if (state.boxes) sheet.append(...boxesNow(frame));
    find("[data-page-of]").textContent = `${state.page} / ${pages.length}`;
    find("[data-estimate]").hidden = !frame.is_estimate;
    glass.lay();
  }

  function turn(by) {
    state.page = turned(pages, state.page, by);
    draw();
  }

  function choose(number, move = true) {
    const one = findings().find((row) => row.dataset.finding === String(number));
    if (!one) return;
    findings().forEach((row) => row.classList.toggle("is-here", row === one));
    one.closest("details.finding-group")?.setAttribute("open", "");
    if (Number(one.dataset.page) && Number(one.dataset.page) !== state.page) state.page = Number(one.dataset.page);
    draw();
    const boxes = sheet.querySelectorAll(`[data-for="${number}"]`);
    boxes.forEach((box) => box.classList.add("is-here"));
    if (!move || !boxes.length) one.scrollIntoView({ block: "center" });
    else {
      show(boxes[0], pane, glass);
      boxes[0].focus({ preventScroll: true });
    }
  }

  picture.addEventListener("load", () => switched?.drawn());
  picture.addEventListener("error", () => {
    if (!picture.getAttribute("src").startsWith(root.dataset.layersAt)) return;
    switched.asPrinted();
    draw();
    switched.failed();
  });
  root.addEventListener("click", (event) => {
    const go = event.target.closest("[data-go]"), zoom = event.target.closest("[data-zoom]");
    if (go) turn(Number(go.dataset.go));
    if (zoom) glass.step(Number(zoom.dataset.zoom));
  });
  view?.addEventListener("change", () => { state.view = view.value; draw(); });
  find("[data-boxes]").addEventListener("change", (event) => { state.boxes = event.target.checked; draw(); });
  document.addEventListener("click", (event) => {
    const jump = root.isConnected && event.target.closest("[data-jump]");
    if (!jump) return;
    event.preventDefault(); // a link there leads to the words, where there is no script
    choose(jump.dataset.jump);
  });
  document.addEventListener("htmx:afterSettle", () => root.isConnected && draw());
  find("[data-many]").hidden = pages.length === 1;
  find("[data-viewer-bar]").hidden = false;
  draw();
}

const begun = new WeakSet();
function begin() {
  document.querySelectorAll("[data-viewer]").forEach((root) => {
    if (begun.has(root)) return;
    begun.add(root);
    viewer(root);
  });
}
document.addEventListener("htmx:afterSettle", begin);
begin();
