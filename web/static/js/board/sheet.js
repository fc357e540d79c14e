// The sheet as a grid of cells: where each is, what stands in it, what lies beside it.

/** @typedef {{ref: string, letter: string, hue: string, element: HTMLElement}} Chip */
/** @typedef {HTMLTableCellElement} Cell */

export const root = /** @type {HTMLElement} */ (document.getElementById("board"));
export const frame = document.getElementById("frame");
export const month = root.dataset.month ?? "";
export const mayPlan = root.dataset.mayPlan === "1";
/** @type {Record<string, string>} */
export const words = JSON.parse(root.dataset.words ?? "{}");

/** A sentence with its {facts} filled in. */
export function told(/** @type {string} */ name, /** @type {Record<string, string | number>} */ facts = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (_whole, fact) => String(facts[fact] ?? ""));
}

/** @returns {HTMLTableRowElement[]} rows of windows that are not folded away */
export function rows() {
  return [...(frame?.querySelectorAll("tr.window-row:not(.folded)") ?? [])].filter((row) => row instanceof HTMLTableRowElement);
}

/** @returns {Cell[]} a row's cells, first day first */
export function cellsOf(/** @type {Element} */ row) {
  return /** @type {Cell[]} */ ([...row.querySelectorAll("td.cell")]);
}

/** @returns {{window: number, date: string}} window and date of a cell, from its name */
export function placeOf(/** @type {Cell} */ cell) {
  const [window, day] = cell.id.slice(1).split("-");
  return { window: Number(window), date: `${month}-${day}` };
}

/** @returns {Cell | null} */
export function cellAt(/** @type {number} */ window, /** @type {string} */ date) {
  return cellNamed(`c${window}-${date.slice(8)}`);
}

/** @returns {Cell | null} */
export function cellNamed(/** @type {string} */ name) {
  const found = document.getElementById(name);
  return found instanceof HTMLTableCellElement ? found : null;
}

/** The cell that an event happened in. @returns {Cell | null} */
export function cellOf(/** @type {EventTarget | null} */ target) {
  const found = target instanceof Element ? target.closest("td.cell") : null;
  return found instanceof HTMLTableCellElement ? found : null;
}

/** @returns {Chip[]} slots of a cell that the server knows */
export function chips(/** @type {Cell} */ cell) {
  return [...cell.querySelectorAll(".mark[data-slot]")].filter((mark) => mark instanceof HTMLElement).map((element) => ({
    ref: element.dataset.slot ?? "",
    letter: element.textContent ?? "",
    hue: [...element.classList].find((name) => name.startsWith("hue-"))?.slice(4) ?? "0",
    element,
  }));
}

/** Slot and version of a chip, as operations name them: the newest version that the sheet has been told of. */
export function named(/** @type {string} */ ref) {
  const [slot = "", seen] = ref.split(".");
  const told_ = [...root.querySelectorAll(`[data-slot^="${CSS.escape(slot)}."]`)]
    .map((mark) => Number((mark instanceof HTMLElement ? mark.dataset.slot : "")?.split(".")[1]));
  return { slot, version: Math.max(Number(seen), ...told_) };
}

export const isOff = (/** @type {Cell} */ cell) => cell.classList.contains("off");
/** Whether the window runs that day and has room for one more, as far as the sheet shows. */
export function hasRoom(/** @type {Cell} */ cell) {
  const row = cell.parentElement;
  const takes = Number(row instanceof HTMLElement && row.dataset.takes || 1);
  const more = Number(cell.querySelector(".more")?.textContent?.slice(1) ?? 0);
  const held = cell.querySelectorAll(".mark:not(.is-cancelled):not(.is-missed):not(.is-proposed):not(.gone)").length + more;
  return !isOff(cell) && held < takes;
}
/** Whether nobody works on a cell's day. */
export function isDayOff(/** @type {Cell} */ cell) {
  const head = frame?.querySelectorAll("thead th.day")[Number(cell.id.slice(-2)) - 1];
  return Boolean(head?.classList.contains("holiday"));
}
export const isEmpty = (/** @type {Cell} */ cell) => !cell.querySelector(".mark, .more");

/** @returns {[number, number]} row and column of a cell among those shown */
export function where(/** @type {Cell} */ cell) {
  const row = cell.parentElement;
  return [rows().findIndex((other) => other === row), row ? cellsOf(row).indexOf(cell) : -1];
}

/** The cell so many rows and columns away, at the sheet's edge the last one. @returns {Cell} */
export function beside(/** @type {Cell} */ cell, /** @type {number} */ down, /** @type {number} */ right) {
  const shown = rows();
  const [row, column] = where(cell);
  const line = shown[Math.min(Math.max(row + down, 0), shown.length - 1)];
  const found = line ? cellsOf(line) : [];
  return found[Math.min(Math.max(column + right, 0), found.length - 1)] ?? cell;
}

/** The next filled cell in a direction, or the last one there. @returns {Cell} */
export function nextFilled(/** @type {Cell} */ cell, /** @type {number} */ down, /** @type {number} */ right) {
  for (let here = cell; ;) {
    const next = beside(here, down, right);
    if (next === here) return here;
    if (!isEmpty(next)) return next;
    here = next;
  }
}

/** Every cell of the rectangle between two. @returns {Cell[][]} by row */
export function between(/** @type {Cell} */ one, /** @type {Cell} */ other) {
  const [[r1, c1], [r2, c2]] = [where(one), where(other)];
  return rows().slice(Math.min(r1, r2), Math.max(r1, r2) + 1)
    .map((row) => cellsOf(row).slice(Math.min(c1, c2), Math.max(c1, c2) + 1));
}

/** What a screen reader is told of a cell. */
export function spoken(/** @type {Cell} */ cell) {
  return cell.querySelector(".unseen")?.textContent ?? "";
}

/** Prepare a cell that came with the page or an answer: one Tab stop for the whole sheet, links for the mouse. */
export function tend(/** @type {Cell} */ cell) {
  cell.tabIndex = -1;
  const link = cell.querySelector("a");
  if (link) {
    link.tabIndex = -1;
    link.draggable = false;
  }
}

/** Say something to screen readers only. */
export function speak(/** @type {string} */ sentence) {
  const live = document.getElementById("live");
  if (live) live.textContent = sentence;
}
