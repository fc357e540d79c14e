// A slot on its way to another cell: picked up by key, by its card or by dragging.

import { bring } from "./acts.js";
import { go, here } from "./focus.js";
import { cellNamed, cellOf, cellsOf, chips, hasRoom, isOff, mayPlan, root, rows, speak, told } from "./sheet.js";

/** @typedef {import("./sheet.js").Cell} Cell */
/** @typedef {{ref: string, letter: string, from: string, copy: boolean}} Load */

const FAR_PX = 5;
const EDGE_PX = 36;

/** @type {Load | null} */
let load = null;

export const isCarrying = () => load !== null;

/** Pick a slot up; ``copy`` leaves it where it is. */
export function pick(/** @type {string} */ ref, /** @type {string} */ letter, /** @type {Cell} */ from, copy = false) {
  drop();
  load = { ref, letter, from: from.id, copy };
  from.classList.add("carried");
  root.classList.add("carrying");
  for (const row of rows()) for (const cell of cellsOf(row)) cell.classList.toggle("open", cell === from || hasRoom(cell));
  speak(told("carrying", { letter }));
}

/** Pick up the last slot of the present cell. @returns {boolean} whether there was one */
export function pickHere() {
  const cell = here();
  const chip = cell ? chips(cell).at(-1) : undefined;
  if (!cell || !chip || !mayPlan) return false;
  pick(chip.ref, chip.letter, cell);
  aim(cell);
  return true;
}

/** Show where the slot would go. */
export function aim(/** @type {Cell | null} */ cell) {
  for (const old of document.querySelectorAll(".cell.target, .cell.no-drop")) old.classList.remove("target", "no-drop");
  if (load && cell) cell.classList.add(cell.classList.contains("open") ? "target" : "no-drop");
}

/** Put the slot down. */
export function put(/** @type {Cell} */ cell, copy = false) {
  const held = load;
  drop();
  if (!held) return;
  go(cell);
  bring(held.ref, cell, copy || held.copy);
}

/** Put it back where it was. */
export function giveBack() {
  const cell = load ? cellNamed(load.from) : null;
  drop();
  speak(told("put_back"));
  if (cell) go(cell);
}

function drop() {
  load = null;
  root.classList.remove("carrying");
  for (const cell of document.querySelectorAll(".cell.carried, .cell.open")) cell.classList.remove("carried", "open");
  aim(null);
}

/** Drag chips with the mouse or a pen; a finger scrolls. */
export function tendDragging(/** @type {HTMLElement} */ frame) {
  frame.addEventListener("pointerdown", (down) => {
    const mark = down.target instanceof Element ? down.target.closest(".mark[data-slot]") : null;
    const cell = cellOf(mark);
    if (!(mark instanceof HTMLElement) || !cell || down.button !== 0 || down.pointerType === "touch" || !mayPlan) return;
    /** @type {HTMLElement | null} */
    let ghost = null;
    /** @type {HTMLElement | null} */
    let reason = null;
    const over = (/** @type {PointerEvent} */ event) => cellOf(document.elementFromPoint(event.clientX, event.clientY));
    const move = (/** @type {PointerEvent} */ event) => {
      if (!ghost) {
        if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < FAR_PX) return;
        pick(mark.dataset.slot ?? "", mark.textContent ?? "", cell);
        ghost = /** @type {HTMLElement} */ (mark.cloneNode(true));
        ghost.classList.add("drag-ghost");
        ghost.removeAttribute("data-slot");
        reason = document.createElement("div");
        reason.className = "drag-reason";
        reason.hidden = true;
        document.body.append(ghost, reason);
      }
      const target = over(event);
      aim(target);
      ghost.style.transform = `translate(${event.clientX + 6}px, ${event.clientY + 6}px)`;
      if (reason) {
        reason.hidden = !target?.classList.contains("no-drop");
        if (target) reason.textContent = told(isOff(target) ? "off" : "full");
        reason.style.transform = `translate(${event.clientX + 14}px, ${event.clientY + 34}px)`;
      }
      nudge(frame, event);
    };
    const end = (/** @type {PointerEvent | KeyboardEvent} */ event) => {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", end, true);
      if (!ghost) return;
      ghost.remove();
      reason?.remove();
      swallowClick();
      const target = event instanceof PointerEvent && event.type === "pointerup" ? over(event) : null;
      if (target) put(target, event.ctrlKey);
      else giveBack();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", end, true);
  });
}

/** The click that follows a drag opens nothing. */
function swallowClick() {
  const stop = (/** @type {Event} */ event) => { event.preventDefault(); event.stopPropagation(); };
  window.addEventListener("click", stop, { capture: true, once: true });
  window.setTimeout(() => window.removeEventListener("click", stop, true), 0);
}

/** Near an edge the frame scrolls. */
function nudge(/** @type {HTMLElement} */ frame, /** @type {PointerEvent} */ event) {
  const box = frame.getBoundingClientRect();
  const sideways = event.clientX > box.right - EDGE_PX ? 14 : event.clientX < box.left + EDGE_PX ? -14 : 0;
  const down = event.clientY > box.bottom - EDGE_PX ? 14 : event.clientY < box.top + EDGE_PX ? -14 : 0;
  if (sideways || down) frame.scrollBy(sideways, down);
}
