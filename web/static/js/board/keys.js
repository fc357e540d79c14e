// The sheet by keyboard.

import { fill, place, remove, retheme, step, themes } from "./acts.js";
import * as card from "./card.js";
import { aim, giveBack, isCarrying, pickHere, put } from "./carry.js";
import { find } from "./find.js";
import { first, go, here, isRange, single, wholeRow } from "./focus.js";
import * as note from "./note.js";
import { beside, cellOf, cellsOf, mayPlan, nextFilled, root, rows } from "./sheet.js";

/** @typedef {import("./sheet.js").Cell} Cell */

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const letters = root.dataset.singleKeys === "1";

/** Where a key leads; null where it leads nowhere. @returns {Cell | null} */
function leads(/** @type {KeyboardEvent} */ event, /** @type {Cell} */ cell) {
  const arrow = ARROWS[event.key];
  if (arrow) return event.ctrlKey || event.metaKey ? nextFilled(cell, ...arrow) : beside(cell, ...arrow);
  const row = cell.closest("tr");
  if (event.key !== "Home" && event.key !== "End" || !row) return null;
  const line = cellsOf(event.ctrlKey ? (event.key === "Home" ? rows()[0] : rows().at(-1)) ?? row : row);
  return (event.key === "Home" ? line[0] : line.at(-1)) ?? null;
}

/** @returns {boolean} whether the key meant something */
function withCtrl(/** @type {KeyboardEvent} */ event) {
  switch (event.key.toLowerCase()) {
    case "z": step(event.shiftKey ? "redo" : "undo"); return true;
    case "y": step("redo"); return true;
    case "a": wholeRow(); return true;
    default: return false;
  }
}

/** @returns {boolean} whether the key meant something */
function plain(/** @type {KeyboardEvent} */ event, /** @type {Cell} */ cell) {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1] ?? (/^[1-9]$/.test(event.key) ? event.key : "");
  const theme = digit && letters ? themes()[Number(digit) - 1] : undefined;
  if (theme && mayPlan) {
    if (event.altKey) retheme(theme);
    else place(theme);
    return true;
  }
  switch (event.key) {
    case "Enter": case "F2":
      if (isCarrying()) put(cell);
      else void card.open(cell);
      return true;
    case " ":
      if (isCarrying()) put(cell, event.ctrlKey);
      else pickHere();
      return true;
    case "Delete": case "Backspace": if (mayPlan) remove(); return true;
    case "Escape": return escape();
    case "PageUp": case "PageDown": leaf(event.key, cell); return true;
    case "Tab": return !event.shiftKey && note.isOpen() && note.enter();
    default: return letters && letter(event.key);
  }
}

function letter(/** @type {string} */ key) {
  switch (key) {
    case "m": case "M": pickHere(); return true;
    case "t": case "T": today(); return true;
    case "w": case "W": warnings(); return true;
    case "r": case "R": rotate(); return true;
    case "/": find(); return true;
    case "?": help(); return true;
    default: return false;
  }
}

function escape() {
  if (isCarrying()) giveBack();
  else if (note.isOpen()) note.close();
  else if (card.isOpen()) card.close();
  else if (isRange()) single();
  else return false;
  return true;
}

/** The month before or after, at the same window. */
function leaf(/** @type {string} */ key, /** @type {Cell} */ cell) {
  const address = key === "PageUp" ? root.dataset.before : root.dataset.after;
  if (address) location.assign(`${address}#${cell.id}`);
}

export function today() {
  const heads = [...root.querySelectorAll("thead th.day")];
  const cell = first(Math.max(0, heads.findIndex((head) => head.classList.contains("today"))));
  if (cell) go(cell);
}

function warnings() {
  const menu = document.getElementById("warnings");
  if (!(menu instanceof HTMLDetailsElement) || menu.hidden) return;
  menu.open = true;
  menu.querySelector("a")?.focus();
}

/** Ask for the letters of the themes to take in turn. */
export function rotate() {
  const field = document.getElementById("rotate-letters");
  if (isRange() && field instanceof HTMLInputElement) field.focus();
}

/** Fill the range with the letters that were typed. */
export function rotated(/** @type {string} */ typed) {
  const known = new Map(themes().map((theme) => [theme.letter, theme]));
  fill([...typed.toUpperCase()].flatMap((one) => known.get(one) ?? []));
  const cell = here();
  if (cell) go(cell, { extend: true });
}

export function help() {
  const dialog = document.getElementById("all-keys");
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}

/** Listen on the sheet. */
export function tendKeys(/** @type {HTMLElement} */ frame) {
  frame.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.target !== cell) return;
    const next = leads(event, cell);
    if (next) {
      go(next, { extend: event.shiftKey && !isCarrying() });
      if (isCarrying()) aim(next);
      else note.close();
      event.preventDefault();
    } else if ((event.ctrlKey || event.metaKey) && event.key !== " " ? withCtrl(event) : plain(event, cell)) {
      event.preventDefault();
    }
  });
}
