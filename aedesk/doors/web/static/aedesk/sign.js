// A signature drawn by finger, pen or mouse: strokes of whole numbers on a board of 1000 × 400, sent as JSON.
const WIDTH = 1000;
const HEIGHT = 400;
const NEAR = 3; // points closer than this say nothing new
const MOST = 6000; // the server takes no more

function begin(form) {
  const board = form.querySelector("[data-board]");
  if (board) draw(form, board);
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") event.preventDefault();
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => form.removeAttribute("aria-busy"));
}

function draw(form, board) {
  const field = form.querySelector("input[name=ink]");
  const pen = board.getContext("2d");
  let strokes = held(field.value);
  let stroke = null;

  const point = (event) => {
    const box = board.getBoundingClientRect();
    const at = (part, whole, most) => Math.max(0, Math.min(most, Math.round((part / whole) * most)));
    return [at(event.clientX - box.left, box.width, WIDTH), at(event.clientY - box.top, box.height, HEIGHT)];
  };

  function paint() {
    const box = board.getBoundingClientRect();
    const scale = window.devicePixelRatio || 1;
    board.width = Math.round(box.width * scale);
    board.height = Math.round(box.height * scale);
    pen.scale(board.width / WIDTH, board.height / HEIGHT);
    pen.lineWidth = 7;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(board).color;
    for (const one of strokes) {
      pen.beginPath();
      one.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (one.length === 1) pen.lineTo(...one[0]);
      pen.stroke();
    }
  }

  function changed() {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    form.toggleAttribute("data-drawn", strokes.length > 0);
    paint();
  }

  board.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    try {
      board.setPointerCapture(event.pointerId);
    } catch {
      // a pointer already gone
    }
    stroke = [point(event)];
    strokes.push(stroke);
    changed();
  });
  board.addEventListener("pointermove", (event) => {
    if (!stroke || strokes.reduce((sum, one) => sum + one.length, 0) >= MOST) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const next = point(each);
      const last = stroke[stroke.length - 1];
      if (Math.hypot(next[0] - last[0], next[1] - last[1]) >= NEAR) stroke.push(next);
    }
    changed();
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) board.addEventListener(end, () => (stroke = null));
  form.querySelector("[data-undo]").addEventListener("click", () => (strokes.pop(), changed()));
  form.querySelector("[data-clear]").addEventListener("click", () => ((strokes = []), changed()));
  new ResizeObserver(paint).observe(board);
  changed();
}

// What was drawn before the form came back with a question.
function held(text) {
  try {
    return JSON.parse(text || "[]");
  } catch {
    return [];
  }
}

document.querySelectorAll("form[data-sign]").forEach(begin);
document.querySelector("[data-focus]")?.focus();
