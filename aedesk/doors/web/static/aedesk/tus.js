// Sends one file piece by piece (tus 1.0): goes on by itself after a cut, or when it is told to.
import { csrf, say } from "./words.js";

const PIECE = 4 << 20;
const FARTHEST = 30000;
const SOON = new Set([0, 408, 409, 423, 429, 460, 500, 502, 503, 504]);

const coded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const headers = (more) => ({ "X-CSRFToken": csrf(), "X-Act": "1", "Tus-Resumable": "1.0.0", ...more });

export async function ask(method, path, more = {}, body = undefined) {
  const answer = await fetch(path, { method, headers: headers(more), body, redirect: "manual" });
  if (answer.ok) return answer;
  if (answer.type === "opaqueredirect") throw trouble(401, {});
  throw trouble(answer.status, await answer.json().catch(() => ({})));
}

function trouble(status, told) {
  const signedOut = status === 401 || status === 405;
  const says = signedOut
    ? say("登录过期了：重新登录后选同一个文件，会接着传。", "You are signed out: sign in, choose the same file, and it goes on.")
    : Object.values(told.fields || {})[0] || told.says || say("没有传成，请再试一次。", "It did not get through; try again.");
  return Object.assign(new Error(says), { status, html: told.html, told });
}

export class Sending {
  // `heard` is called with what happens: sent(bytes), waits(), came(), failed(error).
  constructor(file, about, heard) {
    Object.assign(this, { file, about, heard, path: null, offset: 0, paused: false, tries: 0 });
  }

  get isWhole() {
    return this.path !== null && this.offset === this.file.size;
  }

  // With `before`, an upload that was begun earlier is gone on with.
  async start(before = null) {
    try {
      if (before) [this.path, this.offset] = [before.url, before.offset];
      else await this.#announce();
      await this.run();
    } catch (error) {
      this.heard.failed(error);
    }
  }

  async #announce() {
    const told = { filename: this.file.name, ...this.about };
    const words = Object.entries(told).map(([name, value]) => `${name} ${coded(value)}`);
    const answer = await ask("POST", "/uploads/", { "Upload-Length": this.file.size, "Upload-Metadata": words.join(",") });
    this.path = answer.headers.get("Location");
  }

  async run() {
    this.paused = false;
    while (!this.paused && this.offset < this.file.size) {
      try {
        await this.#piece();
        this.tries = 0;
      } catch (error) {
        if (this.paused) return;
        if (!SOON.has(error.status)) throw error;
        await this.#rest();
        await this.#look();
      }
    }
    if (this.isWhole) this.heard.came();
  }

  async #piece() {
    const piece = this.file.slice(this.offset, this.offset + PIECE);
    const more = { "Upload-Offset": this.offset, "Content-Type": "application/offset+octet-stream" };
    // Only https and localhost have it; the office's own server may be plain http.
    if (crypto.subtle) {
      const digest = await crypto.subtle.digest("SHA-256", await piece.arrayBuffer());
      more["Upload-Checksum"] = `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
    }
    this.offset = await this.#patch(piece, headers(more));
    this.heard.sent(this.offset);
  }

  // Not fetch: only this tells how much of a piece has gone out.
  #patch(piece, all) {
    return new Promise((resolve, reject) => {
      const request = (this.request = new XMLHttpRequest());
      request.open("PATCH", this.path);
      Object.entries(all).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.upload.onprogress = (event) => this.heard.sent(this.offset + event.loaded);
      request.onload = () => {
        if (request.status === 204) return resolve(Number(request.getResponseHeader("Upload-Offset")));
        let told = {};
        try {
          told = JSON.parse(request.responseText);
        } catch {
          // a page, not data: the words for its status say enough
        }
        reject(trouble(request.status, told));
      };
      request.onerror = request.onabort = request.ontimeout = () => reject(trouble(0, {}));
      request.timeout = 120000;
      request.send(piece);
    });
  }

  // Longer from time to time, and at once when the line is back or somebody presses "go on".
  #rest() {
    this.heard.waits();
    this.tries += 1;
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        window.removeEventListener("online", wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(1000 * 2 ** (this.tries - 1), FARTHEST));
      window.addEventListener("online", wake);
      this.wake = wake;
    });
  }

  async #look() {
    try {
      const answer = await ask("HEAD", this.path);
      this.offset = Number(answer.headers.get("Upload-Offset"));
      this.heard.sent(this.offset);
    } catch (error) {
      if (error.status === 404) throw error;
    }
  }

  pause() {
    this.paused = true;
    this.request?.abort();
    this.wake?.();
  }

  async resume() {
    try {
      await this.#look();
      await this.run();
    } catch (error) {
      this.heard.failed(error);
    }
  }

  async fileAway(values) {
    const answer = await ask("POST", this.path, { "Content-Type": "application/json" }, JSON.stringify(values));
    return answer.json();
  }

  async drop() {
    this.pause();
    if (this.path) await ask("DELETE", this.path).catch(() => null);
  }
}
