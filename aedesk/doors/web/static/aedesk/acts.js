// An act sent from the page it stands on: the answer is data, and the page goes on where it is.
export async function send(address, body) {
  const answer = await fetch(address, { method: "POST", body, headers: { "X-Act": "1" } });
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(String(answer.status));
  return { ok: answer.ok, says: await answer.json() };
}

/** A refusal, or what is wrong with the input, in words beside the form. */
export function beside(form, says) {
  const box = document.createElement("div");
  box.className = "line-refusal";
  box.setAttribute("role", "alert");
  if (says.html) box.innerHTML = says.html;
  else box.append(Object.assign(document.createElement("p"), { className: "field-error", textContent: Object.values(says.fields || {}).join(" ") || says.says }));
  form.parentElement.querySelector(":scope > .line-refusal")?.remove();
  form.after(box);
  return box;
}
