// The opened cell: its card beside it, its forms sent without leaving the sheet.

import { say } from "../page.js";
import { carryOut, refused } from "./acts.js";
import { pick } from "./carry.js";
import { go, here } from "./focus.js";
import { lay } from "./note.js";
import * as note from "./note.js";
import { send } from "./saving.js";
import { cellNamed, mayPlan, speak, told } from "./sheet.js";

/** @typedef {import("./sheet.js").Cell} Cell */
/** @typedef {import("./saving.js").Operation} Operation */

const host = /** @type {HTMLElement} */ (document.getElementById("card-place"));
/** @type {string} */
let opened = "";
/** The cell whose card is on its way; whatever else is done meanwhile calls it off. */
let wanted = "";

export const isOpen = () => host.childElementCount > 0;

/** Open a cell's card and step into it. */
export async function open(/** @type {Cell} */ cell) {
  note.close();
  const link = cell.querySelector("a");
  if (!link) return speak(told("off"));
  wanted = cell.id;
  cell.setAttribute("aria-busy", "true");
  const response = await fetch(`${link.href}&part=card`, { headers: { Accept: "text/html" } }).catch(() => null);
  cell.removeAttribute("aria-busy");
  if (wanted !== cell.id) return;
  if (!response?.ok) return say(told("failed"), { refused: true });
  if (response.redirected) return location.reload();
  const html = await response.text();
  if (wanted !== cell.id) return;
  host.innerHTML = html;
  show(cellNamed(cell.id) ?? cell);
  host.querySelector("section")?.focus();
}

/** Lay a card that came with the page beside its cell. */
export function showGiven() {
  const cell = cellNamed(host.querySelector("section")?.dataset.cell ?? "");
  if (!cell) return;
  go(cell);
  show(cell);
}

function show(/** @type {Cell} */ cell) {
  opened = cell.id;
  const card = host.querySelector("section");
  if (!card) return;
  card.classList.add("floating");
  for (const part of card.querySelectorAll("[data-scripted]")) part.removeAttribute("hidden");
  for (const part of card.querySelectorAll("[data-plain]")) part.remove();
  lay(card, cell);
}

/** Close the card; the focus returns to its cell. */
export function close() {
  wanted = "";
  if (!isOpen()) return;
  const inside = host.contains(document.activeElement) || document.activeElement === document.body;
  host.replaceChildren();
  const cell = cellNamed(opened);
  if (inside && cell) go(cell);
}

host.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-close], [data-carry], [data-copy]") : null;
  if (!(button instanceof HTMLElement)) return;
  event.preventDefault();
  const ref = button.dataset.carry ?? button.dataset.copy;
  const cell = cellNamed(opened);
  close();
  if (!ref || !cell) return;
  go(cell);
  pick(ref, letterOf(ref), cell, Boolean(button.dataset.copy));
  say(told("click_target"));
});

function letterOf(/** @type {string} */ ref) {
  return document.querySelector(`[data-slot="${CSS.escape(ref)}"]`)?.textContent ?? "";
}

host.addEventListener("toggle", () => {
  const card = host.querySelector("section");
  const cell = cellNamed(opened);
  if (card && cell) lay(card, cell);
}, true);

host.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  close();
});

host.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !mayPlan && !form.action.includes("/slots/")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const cell = cellNamed(opened);
  const again = () => {
    const now = cellNamed(opened) ?? here();
    if (now && !isOpen()) go(now);
  };
  close();
  if (cell) go(cell);
  if (new URL(form.action).pathname.endsWith("/edits")) {
    const asked = operation(data);
    return carryOut(() => [asked], cell ? [cell] : [], undefined, again);
  }
  const fields = new URLSearchParams();
  for (const [name, value] of data) fields.append(name, String(value));
  send({
    ask: () => ({ path: form.action, form: fields }),
    done: (answer) => {
      if (answer.said) say(answer.said);
      again();
    },
    refused,
  });
});

/** A form of the card as an operation. @returns {Operation} */
function operation(/** @type {FormData} */ data) {
  const text = (/** @type {string} */ name) => String(data.get(name) ?? "");
  const op = text("op");
  const slot = { slot: text("slot"), version: Number(text("slot_version")) };
  const place = { window: Number(text("window")), date: text("date") };
  switch (op) {
    case "place": return { op, ...place, theme: Number(text("theme")) };
    case "move": return { op, ...slot, ...place };
    case "copy": return { op, slot: slot.slot, ...place };
    case "retheme": return { op, ...slot, theme: Number(text("theme")) };
    default: return { op: "remove", ...slot, reason: text("reason") };
  }
}
