// Where files are dropped: each gets a row with its offered name, its progress, and one press to store it.
import { toast } from "./dialogs.js";
import { say } from "./words.js";
import { ask, Sending } from "./tus.js";

const size = (bytes) => (bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);

class Row {
  constructor(zone, file, before) {
    Object.assign(this, { zone, file, wanted: false, done: false });
    this.element = zone.template.content.firstElementChild.cloneNode(true);
    this.name = this.element.querySelector("[name=name]");
    this.find("file").textContent = `${file.name} · ${size(file.size)}`;
    if (this.name) this.name.value = file.name;
    this.number();
    zone.rows.append(this.element);
    this.element.addEventListener("click", (event) => this.clicked(event.target.closest("[data-row]")?.dataset.row));
    this.sending = new Sending(file, zone.about, this);
    this.say(say("正在开始…", "Starting…"));
    this.began(before);
  }

  // Labels and fields of a row copied from the template are joined anew.
  number() {
    const n = (Row.count = (Row.count || 0) + 1);
    this.element.querySelectorAll("[id]").forEach((one) => (one.id += `-${n}`));
    this.element.querySelectorAll("[for]").forEach((one) => (one.htmlFor += `-${n}`));
    this.element.querySelectorAll("input[type=radio]").forEach((one) => (one.name += `~${n}`));
  }

  find(part) {
    return this.element.querySelector(`[data-row-${part}]`);
  }

  say(words, tone = "") {
    this.element.dataset.tone = tone;
    this.find("says").textContent = words;
  }

  async began(before) {
    const running = this.sending.start(before);
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.offer();
    await running;
  }

  // The right name, and the folder the desk would choose, once the upload has an address.
  async offer() {
    while (!this.sending.path && this.element.dataset.tone !== "late") await new Promise((resolve) => setTimeout(resolve, 50));
    if (!this.sending.path) return;
    const told = await ask("GET", `${this.sending.path}?${new URLSearchParams(this.zone.fields)}`).then((a) => a.json()).catch(() => ({}));
    Object.entries(told.offer || {}).forEach(([name, value]) => {
      const field = this.element.querySelector(`[name=${name}]`);
      if (field && !field.dataset.typed) field.value = value;
    });
  }

  sent(bytes) {
    const part = Math.floor((100 * bytes) / this.file.size);
    this.find("progress").value = part;
    if (!this.sending.isWhole) this.say(say(`正在传 ${part}%`, `${part}% sent`));
  }

  waits() {
    this.say(say("断线了，连上就接着传。", "The line is cut; it goes on when it is back."), "warn");
  }

  came() {
    this.find("progress").value = 100;
    this.element.dataset.state = "whole";
    if (this.wanted) this.store();
    else this.say(say("传完了，看一眼名字，点“存入”。", "It is here: look at the name and press Store."), "ok");
  }

  failed(error) {
    this.wanted = false;
    this.element.dataset.state = this.sending.isWhole ? "whole" : "stopped";
    this.say(error.message, "late");
    this.find("why").innerHTML = error.html || "";
    const reasons = error.told?.fields || {};
    this.element.querySelectorAll("[name]").forEach((field) => field.toggleAttribute("aria-invalid", field.name in reasons));
  }

  values() {
    const found = { act: this.zone.act, ...this.zone.fields };
    this.element.querySelectorAll("[name]").forEach((field) => {
      if (field.type === "radio" && !field.checked) return;
      found[field.name.split("~")[0]] = field.value;
    });
    return found;
  }

  async store() {
    this.wanted = true;
    if (!this.sending.isWhole) return this.say(say("传完就存入。", "It is stored as soon as it is here."));
    this.find("why").replaceChildren();
    try {
      const told = await this.sending.fileAway(this.values());
      this.done = true;
      this.element.dataset.state = "done";
      this.say(told.says, "ok");
      this.zone.stored(told);
    } catch (error) {
      this.failed(error);
    }
  }

  clicked(what) {
    if (what === "store") this.store();
    if (what === "pause") {
      this.sending.pause();
      this.element.dataset.state = "stopped";
      this.say(say("已暂停，传过的都在。", "Paused; what was sent is kept."), "warn");
    }
    if (what === "resume") {
      this.element.dataset.state = "";
      this.sending.path ? this.sending.resume() : this.sending.start();
    }
    if (what === "drop") this.leave();
  }

  async leave() {
    await this.sending.drop();
    this.done = true;
    this.element.remove();
    this.zone.look();
  }
}

class Zone {
  constructor(element) {
    this.element = element;
    this.act = element.dataset.upload;
    this.fields = JSON.parse(element.dataset.fields || "{}");
    this.rows = element.querySelector("[data-upload-rows]");
    this.template = element.querySelector("template");
    this.all = element.querySelector("[data-upload-all]");
    this.list = [];
    this.before = [];
    element.hidden = false;
    document.querySelectorAll(`[data-upload-plain="${element.id}"]`).forEach((plain) => (plain.hidden = true));
    this.hear();
    this.remember();
  }

  get about() {
    const judged = Object.keys(this.fields).length > 0 && !("quick" in this.element.dataset);
    return { hold: "1", ...(judged && { act: this.act, fields: JSON.stringify(this.fields) }), ...("quick" in this.element.dataset && { quick: "1" }) };
  }

  hear() {
    const over = (on) => (event) => {
      event.preventDefault();
      this.element.toggleAttribute("data-over", on);
    };
    this.element.addEventListener("dragover", over(true));
    this.element.addEventListener("dragleave", over(false));
    this.element.addEventListener("drop", (event) => {
      over(false)(event);
      this.take(event.dataTransfer.files);
    });
    this.element.addEventListener("change", (event) => {
      if (event.target.type !== "file") return;
      this.take(event.target.files);
      event.target.value = "";
    });
    this.element.addEventListener("input", (event) => {
      event.target.dataset.typed = "1";
      if ("alike" in this.element.dataset) this.carry(event.target);
    });
    this.all?.addEventListener("click", () => this.list.filter((row) => !row.done).forEach((row) => row.store()));
    window.addEventListener("beforeunload", (event) => this.list.some((row) => !row.done) && event.preventDefault());
  }

  // What is said of one photo goes for the others that nobody has said anything of.
  carry(field) {
    this.rows.querySelectorAll(`[name=${field.name}]:not([data-typed])`).forEach((other) => (other.value = field.value));
  }

  take(files) {
    [...files].forEach((file) => {
      if (!file.size) return toast(say(`${file.name} 是空的。`, `${file.name} is empty.`), "error");
      const at = this.before.findIndex((one) => one.size === file.size && one.name === file.name);
      this.list.push(new Row(this, file, at < 0 ? null : this.before.splice(at, 1)[0]));
    });
    this.look();
  }

  // What was begun before the page was left: choosing the same file goes on with it.
  async remember() {
    const told = await ask("GET", "/uploads/").then((answer) => answer.json()).catch(() => ({ uploads: [] }));
    this.before = told.uploads;
    this.look();
  }

  look() {
    const waiting = this.element.querySelector("[data-upload-before]");
    const words = this.before.map((one) => `${one.name} ${Math.floor((100 * one.offset) / one.size)}%`).join("、");
    waiting.hidden = !words;
    waiting.textContent = words ? say(`没传完：${words}。再选同一个文件就接着传。`, `Unfinished: ${words}. Choose the same file to go on.`) : "";
    const open = this.list.filter((row) => !row.done);
    if (this.all) this.all.hidden = open.length < 2;
  }

  stored(told) {
    toast(told.says);
    this.look();
    if (this.list.every((row) => row.done)) window.location.reload();
  }
}

export function startUploads() {
  document.querySelectorAll("[data-upload]").forEach((element) => new Zone(element));
  // A file dropped beside the zone must not take the place of the page.
  if (document.querySelector("[data-upload]")) {
    ["dragover", "drop"].forEach((name) => document.addEventListener(name, (event) => event.preventDefault()));
  }
}
