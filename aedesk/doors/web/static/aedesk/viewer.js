// The page viewer: pages, plates and the heat map with findings' boxes; two versions side by side or in turn.
import { say } from "./words.js";

const STEPS = [1, 1.5, 2, 3, 4, 6];

/** A box in mm from the trim, laid over a picture whose frame is known in mm. */
function laid(box, frame, severity, label) {
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

function sheetOf(frame, boxes) {
  const sheet = document.createElement("div");
  sheet.className = "viewer-sheet";
  sheet.append(Object.assign(new Image(), { src: frame.src, alt: say(`第 ${frame.page} 页`, `Page ${frame.page}`) }), ...boxes);
  return sheet;
}

function viewer(root) {
  const frames = JSON.parse(root.dataset.viewer);
  const pages = [...new Set(frames.map((one) => one.page))];
  const findings = [...document.querySelectorAll("[data-finding]")];
  const sheet = root.querySelector("[data-sheet]");
  const state = { page: pages[0], view: "page|", zoom: 0, boxes: true };
  const on = (page) => frames.filter((one) => one.page === page);
  const frameNow = () => {
    const [kind, ink] = state.view.split("|");
    return on(state.page).find((one) => one.kind === kind && one.ink === ink) || on(state.page)[0];
  };

  function boxesNow(frame) {
    return findings.filter((one) => Number(one.dataset.page) === state.page).flatMap((one) =>
      JSON.parse(one.dataset.places).map((box) => {
        const made = laid(box, frame, one.dataset.severity, one.dataset.finding);
        made.dataset.for = one.dataset.finding;
        made.addEventListener("click", () => choose(one.dataset.finding, false));
        return made;
      }));
  }

  function draw() {
    const frame = frameNow();
    const picture = sheet.querySelector("[data-picture]");
    if (picture.getAttribute("src") !== frame.src) picture.src = frame.src;
    picture.alt = say(`第 ${state.page} 页`, `Page ${state.page}`);
    sheet.querySelectorAll(".viewer-box").forEach((one) => one.remove());
    if (state.boxes) sheet.append(...boxesNow(frame));
    sheet.style.width = `${STEPS[state.zoom] * 100}%`;
    root.querySelector("[data-page-of]").textContent = `${state.page} / ${pages.length}`;
  }

  function choose(number, move = true) {
    const one = findings.find((row) => row.dataset.finding === String(number));
    if (!one) return;
    findings.forEach((row) => row.classList.toggle("is-here", row === one));
    if (Number(one.dataset.page) && Number(one.dataset.page) !== state.page) state.page = Number(one.dataset.page);
    draw();
    const boxes = sheet.querySelectorAll(`[data-for="${number}"]`);
    boxes.forEach((box) => box.classList.add("is-here"));
    (move ? boxes[0] : one)?.scrollIntoView({ block: "center", inline: "center", behavior: "smooth" });
  }

  root.addEventListener("click", (event) => {
    const go = event.target.closest("[data-go]"), zoom = event.target.closest("[data-zoom]");
    if (go) state.page = pages[Math.max(0, Math.min(pages.length - 1, pages.indexOf(state.page) + Number(go.dataset.go)))];
    if (zoom) state.zoom = zoom.dataset.zoom === "0" ? 0 : Math.max(0, Math.min(STEPS.length - 1, state.zoom + Number(zoom.dataset.zoom)));
    if (go || zoom) draw();
  });
  root.querySelector("[data-view]")?.addEventListener("change", (event) => { state.view = event.target.value; draw(); });
  root.querySelector("[data-boxes]").addEventListener("change", (event) => { state.boxes = event.target.checked; draw(); });
  root.querySelector("[data-pane]").addEventListener("keydown", (event) => {
    const steps = { "+": 1, "=": 1, "-": -1 };
    if (event.key === "PageDown" || event.key === "PageUp") {
      state.page = pages[Math.max(0, Math.min(pages.length - 1, pages.indexOf(state.page) + (event.key === "PageDown" ? 1 : -1)))];
    } else if (event.key in steps) {
      state.zoom = Math.max(0, Math.min(STEPS.length - 1, state.zoom + steps[event.key]));
    } else return;
    event.preventDefault();
    draw();
  });
  document.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-jump]");
    if (jump) choose(jump.dataset.jump);
  });
  root.querySelector("[data-viewer-bar]").hidden = false;
  draw();
}

function comparison(root) {
  const frames = JSON.parse(root.dataset.compare), differs = JSON.parse(root.dataset.differs);
  const pages = [...new Set(frames.map((one) => one.page))];
  const pair = root.querySelector("[data-pair]");
  const first = differs.find((one) => pages.includes(one.page))?.page ?? pages[0];
  const state = { page: first, mode: "side", boxes: true, shown: "after" };

  function side(name) {
    const frame = frames.find((one) => one.page === state.page && one.side === name);
    if (!frame) return null;
    const boxes = differs.find((one) => one.page === state.page)?.boxes ?? [];
    return sheetOf(frame, state.boxes ? boxes.map((box) => laid(box, frame, "differs", "")) : []);
  }

  function draw() {
    const names = { side: ["before", "after"], blink: [state.shown], before: ["before"], after: ["after"] }[state.mode];
    pair.replaceChildren(...names.map(side).filter(Boolean));
    root.querySelector("[data-page-of]").textContent = `${state.page} / ${Math.max(...pages)}`;
  }

  setInterval(() => {
    if (state.mode !== "blink" || document.hidden) return;
    state.shown = state.shown === "after" ? "before" : "after";
    draw();
  }, 700);
  root.addEventListener("click", (event) => {
    const go = event.target.closest("[data-go]");
    if (!go) return;
    state.page = pages[Math.max(0, Math.min(pages.length - 1, pages.indexOf(state.page) + Number(go.dataset.go)))];
    draw();
  });
  root.querySelector("[data-mode]").addEventListener("change", (event) => { state.mode = event.target.value; draw(); });
  root.querySelector("[data-boxes]").addEventListener("change", (event) => { state.boxes = event.target.checked; draw(); });
  root.querySelector("[data-viewer-bar]").hidden = false;
  draw();
}

const begun = new WeakSet();
function begin() {
  document.querySelectorAll("[data-viewer], [data-compare]").forEach((root) => {
    if (begun.has(root)) return;
    begun.add(root);
    root.dataset.viewer ? viewer(root) : comparison(root);
  });
}
document.addEventListener("htmx:afterSettle", begin);
begin();
