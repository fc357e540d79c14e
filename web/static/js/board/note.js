// A word beside a cell: why a rule refused, or what it warns of, and the nearest free places as buttons.

import { go } from "./focus.js";
import { cellNamed, root, speak, told } from "./sheet.js";

/** @typedef {import("./sheet.js").Cell} Cell */

/** @type {HTMLElement | null} */
let note = null;
let beside = "";

/** Put something beside a cell, where there is room, never over it. */
export function lay(/** @type {HTMLElement} */ box, /** @type {Cell} */ cell) {
  const at = cell.getBoundingClientRect();
  const { offsetWidth: wide, offsetHeight: high } = box;
  const below = at.bottom + 8 + high <= window.innerHeight || at.top < high + 8;
  const top = below ? Math.min(at.bottom + 8, window.innerHeight - high - 8) : at.top - high - 8;
  const covers = top < at.bottom && top + high > at.top;
  const middle = (at.left + at.right - wide) / 2;
  const left = covers ? (at.right + 8 + wide <= window.innerWidth ? at.right + 8 : at.left - wide - 8) : middle;
  box.style.left = `${Math.max(8, Math.min(left, window.innerWidth - wide - 8))}px`;
  box.style.top = `${Math.max(8, top)}px`;
}

/**
 * Show a word beside a cell.
 * @param {Cell} cell
 * @param {string} sentence
 * @param {{words: string, act: () => void}[]} ways
 * @param {boolean} refused
 */
export function show(cell, sentence, ways, refused) {
  close();
  note = document.createElement("div");
  note.className = `card floating note${refused ? " refused" : ""}`;
  note.id = "note";
  note.setAttribute("role", "group");
  note.setAttribute("aria-label", sentence);
  const words = document.createElement("p");
  words.textContent = refused ? sentence : `${told("placed_but")} ${sentence}`;
  const cross = document.createElement("button");
  cross.type = "button";
  cross.className = "close";
  cross.textContent = "×";
  cross.setAttribute("aria-label", told("close"));
  cross.addEventListener("click", close);
  note.append(words);
  if (ways.length) {
    const list = document.createElement("div");
    list.className = "ways";
    for (const way of ways) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "text-button";
      button.textContent = way.words;
      button.addEventListener("click", () => { close(); way.act(); });
      list.append(button);
    }
    note.append(list);
  }
  note.append(cross);
  root.append(note);
  beside = cell.id;
  lay(note, cell);
  speak(sentence);
}

export const isOpen = () => note !== null;

/** Step into the note's buttons. @returns {boolean} whether there were any */
export function enter() {
  const button = note?.querySelector("button");
  button?.focus();
  return Boolean(button);
}

/** Take the note away; whoever stood in it stands in its cell again. */
export function close() {
  if (!note) return;
  const inside = note.contains(document.activeElement);
  note.remove();
  note = null;
  const cell = cellNamed(beside);
  if (inside && cell) go(cell);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && note?.contains(document.activeElement)) {
    event.stopPropagation();
    close();
  }
}, true);
document.addEventListener("pointerdown", (event) => {
  if (note && event.target instanceof Node && !note.contains(event.target)) close();
});
