// The month board with script: the same sheet, without reloading.

import { remove, step } from "./board/acts.js";
import * as card from "./board/card.js";
import { aim, giveBack, isCarrying, put, tendDragging } from "./board/carry.js";
import "./board/clip.js";
import { first, go, here, isRange, range, single } from "./board/focus.js";
import { help, rotated, tendKeys } from "./board/keys.js";
import { place, themes } from "./board/acts.js";
import { readSteps } from "./board/saving.js";
import { cellNamed, cellOf, frame, isEmpty, isOff, mayPlan, root, spoken, tend, told } from "./board/sheet.js";
import * as note from "./board/note.js";

const BRUSH = "lichsong.brush";
const NARROW = "(max-width: 899px)";
let brush = "";

/** On a narrow screen the list by day opens, unless the sheet itself was asked for. */
function leaveForAgenda() {
  const asked = new URLSearchParams(location.search);
  const link = root.querySelector(".narrow-note a");
  const named = asked.has("view") || asked.has("slot") || asked.has("edit") || location.hash;
  if (!window.matchMedia(NARROW).matches || named || !(link instanceof HTMLAnchorElement)) return;
  if (document.referrer.startsWith(`${location.origin}${root.dataset.home}/`)) return;
  location.replace(link.href);
}

/** Take a theme into the hand, or lay it down. */
function hold(/** @type {string} */ letter) {
  brush = letter;
  sessionStorage.setItem(BRUSH, letter);
  const hint = document.getElementById("brush-hint");
  if (hint) hint.textContent = letter ? told("brush", { letter }) : "";
  for (const one of root.querySelectorAll("#brushes .brush")) {
    if (!(one instanceof HTMLElement)) continue;
    const held = one.dataset.letter === letter;
    one.setAttribute("aria-checked", String(held));
    one.removeAttribute("aria-current");
    one.tabIndex = held || (!letter && one === one.parentElement?.firstElementChild) ? 0 : -1;
  }
}

function tendBrushes() {
  const row = document.getElementById("brushes");
  if (!row) return;
  row.setAttribute("role", "radiogroup");
  for (const one of row.querySelectorAll(".brush")) one.setAttribute("role", "radio");
  hold(sessionStorage.getItem(BRUSH) ?? "");
  row.addEventListener("click", (event) => {
    const one = event.target instanceof Element ? event.target.closest(".brush") : null;
    if (!(one instanceof HTMLElement)) return;
    event.preventDefault();
    const letter = one.dataset.letter ?? "";
    const theme = themes().find((each) => each.letter === letter);
    if (isRange() && theme) place(theme);
    else hold(letter === brush ? "" : letter);
  });
  row.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const all = /** @type {HTMLElement[]} */ ([...row.querySelectorAll(".brush")]);
    const at = all.findIndex((one) => one === document.activeElement);
    const move = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (at < 0 || !move && event.key !== " ") return;
    event.preventDefault();
    const next = all[(at + (move ?? 0) + all.length) % all.length];
    hold(next?.dataset.letter ?? "");
    next?.focus();
  });
}

/** A click places with the brush in an empty cell, puts down what is carried, else opens the cell. */
function clicked(/** @type {MouseEvent} */ event) {
  const cell = cellOf(event.target);
  if (!cell || event.button !== 0 || event.metaKey || (event.ctrlKey && !isCarrying())) return;
  event.preventDefault();
  if (isCarrying()) return put(cell, event.ctrlKey);
  const before = here();
  go(cell, { extend: event.shiftKey && before !== null });
  if (event.shiftKey) return card.close();
  const theme = themes().find((one) => one.letter === brush);
  if (isOff(cell)) note.show(cell, spoken(cell), [], true);
  else if (theme && mayPlan && isEmpty(cell)) place(theme);
  else void card.open(cell);
}

/** Dragging across empty cells takes them as a range; with a brush they are filled. */
function tendRange(/** @type {HTMLElement} */ sheet) {
  sheet.addEventListener("pointerdown", (down) => {
    const start = cellOf(down.target);
    if (!start || down.button !== 0 || down.pointerType === "touch" || down.shiftKey || !isEmpty(start)) return;
    let far = false;
    const over = (/** @type {PointerEvent} */ event) => {
      const cell = cellOf(document.elementFromPoint(event.clientX, event.clientY));
      if (!cell || (cell === start && !far)) return;
      if (!far) go(start);
      far = true;
      go(cell, { extend: true });
    };
    const end = () => {
      window.removeEventListener("pointermove", over);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      if (!far) return;
      const stop = (/** @type {Event} */ event) => { event.preventDefault(); event.stopPropagation(); };
      window.addEventListener("click", stop, { capture: true, once: true });
      window.setTimeout(() => window.removeEventListener("click", stop, true), 0);
      const theme = themes().find((one) => one.letter === brush);
      if (theme && range().length === 1) place(theme);
    };
    window.addEventListener("pointermove", over);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  });
}

function tendFolds() {
  for (const fold of root.querySelectorAll(".fold")) {
    if (!(fold instanceof HTMLElement)) continue;
    fold.hidden = false;
    fold.tabIndex = -1;
    fold.addEventListener("click", () => {
      const open = fold.getAttribute("aria-expanded") === "true";
      fold.setAttribute("aria-expanded", String(!open));
      for (const row of fold.closest("tbody")?.querySelectorAll(".window-row") ?? []) row.classList.toggle("folded", open);
    });
  }
}

function tendButtons() {
  for (const name of /** @type {("undo" | "redo")[]} */ (["undo", "redo"])) {
    document.getElementById(name)?.addEventListener("click", (event) => {
      event.preventDefault();
      step(name);
    });
  }
  document.getElementById("range-clear")?.addEventListener("click", () => {
    single();
    const cell = here();
    if (cell) go(cell);
  });
  document.getElementById("range-remove")?.addEventListener("click", remove);
  const rotate = document.getElementById("rotate");
  rotate?.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = document.getElementById("rotate-letters");
    if (field instanceof HTMLInputElement) rotated(field.value);
  });
  document.getElementById("show-keys")?.addEventListener("click", help);
  document.getElementById("warning-list")?.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-cell]") : null;
    const cell = link instanceof HTMLElement ? cellNamed(link.dataset.cell ?? "") : null;
    if (!cell) return;
    event.preventDefault();
    document.getElementById("warnings")?.removeAttribute("open");
    go(cell);
    void card.open(cell);
  });
}

/** Make the table a grid: one Tab stop, the rest by arrows. */
function tendSheet(/** @type {HTMLElement} */ sheet) {
  sheet.querySelector("table")?.setAttribute("role", "grid");
  for (const cell of sheet.querySelectorAll("td.cell")) if (cell instanceof HTMLTableCellElement) tend(cell);
  for (const link of sheet.querySelectorAll(".window-name, td.total a")) if (link instanceof HTMLElement) link.tabIndex = -1;
  const days = [...sheet.querySelectorAll("thead th.day")];
  const today = days.findIndex((head) => head.classList.contains("today"));
  const wanted = cellNamed(location.hash.slice(1)) ?? (location.hash === "#today" ? first(Math.max(today, 0)) : null);
  const start = wanted ?? first(Math.max(today, 0));
  if (start) go(start, { quiet: !wanted });
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    const cell = here();
    if (!cell) return;
    event.preventDefault();
    go(cell);
  });
  sheet.addEventListener("click", clicked);
  sheet.addEventListener("pointerover", (event) => { if (isCarrying()) aim(cellOf(event.target)); });
  tendKeys(sheet);
  tendDragging(sheet);
  if (mayPlan) tendRange(sheet);
}

leaveForAgenda();
root.classList.add("scripted");
readSteps();
tendBrushes();
if (frame) tendSheet(frame);
tendFolds();
tendButtons();
document.getElementById("keys")?.removeAttribute("hidden");
card.showGiven();
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (isCarrying()) giveBack();
  else if (brush && !card.isOpen() && !note.isOpen() && !isRange()) hold("");
});
