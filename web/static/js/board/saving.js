// Edits on their way: one after another, each answered by what changed; without a connection they wait.

import { say } from "../page.js";
import { replaced } from "./focus.js";
import { cellNamed, frame, root, told } from "./sheet.js";

/** @typedef {import("./sheet.js").Cell} Cell */
/** @typedef {{op: string, [name: string]: unknown}} Operation */
/** @typedef {{words: string, operation: Operation}} Remedy */
/** @typedef {{id: string, html: string, told?: {words: string, blocking: boolean, remedies: Remedy[]}[], by?: string, initials?: string}} CellTold */
/**
 * @typedef {{version: number, undo: number | null, redo: number | null, cells: CellTold[], rows: Record<string, string>,
 *   days: Record<string, string>, figures: string, money: string, unsent: number, proposal: string, warnings: {count: number, words: string, html: string}, saved: string,
 *   said?: string, placed?: number, detail?: string, code?: string, at?: string | null, remedies?: Remedy[]}} Answer
 */
/**
 * @typedef {object} Errand
 * @property {() => {path: string, operations?: Operation[], form?: URLSearchParams} | null} ask read when its turn comes
 * @property {() => void} [revert] put back what was painted ahead
 * @property {(answer: Answer) => void} [done]
 * @property {(answer: Answer) => void} [refused]
 */

const POLL_MS = 15_000;
const AGAIN_MS = 5_000;
/** How long the initials of whoever else changed a cell stand in it. */
const SHOWN_MS = 60_000;
const KEPT = ["campaign", "outlet", "theme", "state", "proposal", "beside"];

/** @type {Errand[]} */
const waiting = [];
let busy = false;
let savedAt = root.dataset.saved ?? "";
let version = Number(root.dataset.version);
const token = document.querySelector("#token input") instanceof HTMLInputElement
  ? /** @type {HTMLInputElement} */ (document.querySelector("#token input")).value : "";
/** @type {{undo: number | null, redo: number | null}} */
export const past = { undo: null, redo: null };

/** The address of something about this month, filters kept. */
export function address(/** @type {string} */ path, /** @type {Record<string, string>} */ more = {}) {
  const asked = new URLSearchParams();
  const present = new URLSearchParams(location.search);
  for (const name of KEPT) if (present.get(name)) asked.set(name, present.get(name) ?? "");
  for (const [name, value] of Object.entries(more)) asked.set(name, value);
  const query = asked.toString();
  return `${root.dataset.home}${path}${query ? `?${query}` : ""}`;
}

/** Send an errand after those that wait already. */
export function send(/** @type {Errand} */ errand) {
  waiting.push(errand);
  if (document.getElementById("offline")) offline(true);
  state("saving");
  void work();
}

async function work() {
  if (busy) return;
  busy = true;
  while (waiting.length) {
    const errand = /** @type {Errand} */ (waiting[0]);
    const asked = errand.ask();
    if (!asked) {
      waiting.shift();
      errand.revert?.();
      if (!waiting.length) state("saved", savedAt);
      continue;
    }
    /** @type {Response} */
    let response;
    try {
      response = await post(asked);
    } catch {
      offline(true);
      window.setTimeout(() => { busy = false; void work(); }, AGAIN_MS);
      return;
    }
    offline(false);
    waiting.shift();
    await settle(errand, response);
  }
  busy = false;
}

function post(/** @type {{path: string, operations?: Operation[], form?: URLSearchParams}} */ asked) {
  const headers = new Headers({ "X-CSRF-Token": token, Accept: "application/json" });
  if (asked.form) return fetch(asked.path, { method: "POST", headers, body: asked.form });
  headers.set("Content-Type", "application/json");
  const body = JSON.stringify(asked.operations ? { version, operations: asked.operations } : {});
  return fetch(asked.path, { method: "POST", headers, body });
}

async function settle(/** @type {Errand} */ errand, /** @type {Response} */ response) {
  if (response.redirected) return location.reload();  // signed out meanwhile
  /** @type {Answer} */
  const answer = await response.json().catch(() => ({ detail: told("failed") }));
  if (!response.ok) errand.revert?.();
  if (answer.cells) apply(answer);
  if (response.ok) {
    if (!waiting.length) state("saved", answer.saved);
    return errand.done?.(answer);
  }
  state(waiting.length ? "saving" : "unsaved");
  if (answer.cells && !waiting.length) state("saved", answer.saved);
  if (errand.refused) errand.refused(answer);
  else say(answer.detail ?? told("failed"), { refused: true });
}

/** Replace what an answer names, and nothing else. */
export function apply(/** @type {Answer} */ answer) {
  version = answer.version;
  root.dataset.version = String(version);
  for (const cell of answer.cells) swap(cell);
  for (const [key, html] of Object.entries(answer.rows)) {
    const row = document.getElementById(key);
    totals(row instanceof HTMLTableSectionElement ? row.rows[0] : row, html);
  }
  for (const [date, html] of Object.entries(answer.days)) {
    const foot = frame?.querySelectorAll("td.day-total")[Number(date.slice(8)) - 1];
    foot?.replaceWith(...parsed(html));
  }
  const figures = document.getElementById("figures");
  if (figures) figures.innerHTML = answer.figures;
  document.getElementById("money")?.replaceWith(...parsed(answer.money));
  const unsent = document.getElementById("send-count");
  if (unsent) {
    unsent.textContent = String(answer.unsent);
    unsent.hidden = answer.unsent === 0;
  }
  if (answer.proposal) document.getElementById("proposal")?.replaceWith(...parsed(answer.proposal.trim()));
  warn(answer.warnings);
  steps(answer);
  if (answer.placed) document.getElementById("empty-month")?.remove();
}

function parsed(/** @type {string} */ html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return [...holder.content.childNodes];
}

function swap(/** @type {CellTold} */ told_) {
  const old = cellNamed(told_.id);
  const fresh = parsed(told_.html)[0];
  if (!old || !(fresh instanceof HTMLTableCellElement)) return;
  const hadFocus = document.activeElement === old;
  if (told_.initials) {
    fresh.classList.add("glow");
    fresh.title = told_.by ?? "";
    const who = document.createElement("small");
    who.className = "faint";
    who.textContent = told_.initials;
    who.setAttribute("aria-hidden", "true");
    (fresh.querySelector("a") ?? fresh).append(who);
    window.setTimeout(() => who.remove(), SHOWN_MS);
  }
  old.replaceWith(fresh);
  replaced(fresh, hadFocus);
}

function totals(/** @type {Element | null | undefined} */ row, /** @type {string} */ html) {
  if (!row) return;
  for (const cell of row.querySelectorAll("td.total")) cell.remove();
  row.append(...parsed(html));
}

function warn(/** @type {Answer["warnings"]} */ told_) {
  const menu = document.getElementById("warnings");
  const count = document.getElementById("warning-count");
  const list = document.getElementById("warning-list");
  if (!menu || !count || !list) return;
  menu.hidden = told_.count === 0;
  count.textContent = told_.words;
  list.innerHTML = told_.html;
}

/** What would be undone and redone next. */
function steps(/** @type {{undo: number | null, redo: number | null}} */ answer) {
  for (const name of /** @type {("undo" | "redo")[]} */ (["undo", "redo"])) {
    past[name] = answer[name];
    const button = document.getElementById(name);
    if (!(button instanceof HTMLButtonElement)) continue;
    button.disabled = answer[name] === null;
    if (button.form) button.form.action = address(`/edits/${answer[name] ?? 0}/undo`);
  }
}

/** The two buttons as they came with the page. */
export function readSteps() {
  for (const name of /** @type {("undo" | "redo")[]} */ (["undo", "redo"])) {
    const button = document.getElementById(name);
    if (!(button instanceof HTMLButtonElement) || button.disabled) continue;
    past[name] = Number(/\/edits\/(\d+)\//.exec(button.form?.action ?? "")?.[1] ?? 0) || null;
  }
}

/** @param {"saving" | "saved" | "unsaved"} how @param {string} [time] */
function state(how, time = "") {
  if (time) savedAt = time;
  const place = document.getElementById("save-state");
  if (!place) return;
  place.classList.toggle("saved", how === "saved");
  place.dataset.state = how;
  place.textContent = how === "saved" && !time ? "" : told(how, { time });
}

function offline(/** @type {boolean} */ lost) {
  let bar = document.getElementById("offline");
  if (!lost) return bar?.remove();
  if (!bar) {
    bar = document.createElement("div");
    bar.id = "offline";
    bar.className = "offline";
    bar.setAttribute("role", "status");
    document.querySelector("main")?.prepend(bar);
  }
  bar.textContent = told("offline", { n: waiting.length });
}

/** Others' changes, as long as someone looks. */
async function poll() {
  if (document.visibilityState !== "visible" || waiting.length) return;
  const response = await fetch(address("/changes", { since: String(version) }), { headers: { Accept: "application/json" } }).catch(() => null);
  if (response?.status !== 200 || response.redirected || waiting.length) return;
  /** @type {Answer} */
  const answer = await response.json();
  apply(answer);
  const theirs = answer.cells.filter((cell) => cell.by);
  if (theirs.length) say(told("someone", { who: theirs[0]?.by ?? "", n: theirs.length }));
}

window.setInterval(poll, POLL_MS);
window.addEventListener("online", () => void work());
window.addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });
