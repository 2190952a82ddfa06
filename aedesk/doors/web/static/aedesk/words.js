// The words the page itself says, in the language of the page.
export const english = document.documentElement.dataset.lang === "en";
export const say = (zh, en) => (english ? en : zh);

// The same as environment.span: whole days from two days on, else hours and minutes.
export function span(seconds) {
  const days = Math.floor(seconds / 86400);
  if (days >= 2) return say(`${days} 天`, `${days} days`);
  const total = Math.floor(seconds / 60);
  const hours = Math.floor(total / 60);
  const rest = total % 60;
  const parts = [];
  if (hours) parts.push(`${hours} ${say("小时", "h")}`);
  if (rest || !hours) parts.push(`${rest} ${say("分", "min")}`);
  return parts.join(" ");
}

export function csrf() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field ? field.value : JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
}

// crypto.randomUUID exists on https and localhost only; the office's own server may be plain http.
export function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
