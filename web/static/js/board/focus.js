// Where the person is on the sheet: one Tab stop, arrow keys inside, and a range of cells.

import { between, cellsOf, mayPlan, rows, speak, tend, told } from "./sheet.js";

/** @typedef {import("./sheet.js").Cell} Cell */

/** @type {Cell | null} */
let present = null;
/** @type {Cell | null} */
let anchor = null;

/** @returns {Cell | null} the cell that has or last had the focus */
export function here() {
  if (present && !present.isConnected) present = /** @type {Cell | null} */ (document.getElementById(present.id));
  return present;
}

/** Make a cell the one Tab stop; with ``extend`` the range grows to it. */
export function go(/** @type {Cell} */ cell, /** @type {{extend?: boolean, quiet?: boolean}} */ how = {}) {
  const before = here();
  if (before && before !== cell) before.tabIndex = -1;
  if (!how.extend) anchor = cell;
  present = cell;
  cell.tabIndex = 0;
  if (!how.quiet) {
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  show();
}

/** @returns {Cell[][]} the range by row; a single cell where none was extended */
export function range() {
  const cell = here();
  if (!cell) return [];
  if (anchor && !anchor.isConnected) anchor = /** @type {Cell | null} */ (document.getElementById(anchor.id));
  return anchor && anchor !== cell ? between(anchor, cell) : [[cell]];
}

export const isRange = () => range().flat().length > 1;

/** Let go of the range. */
export function single() {
  anchor = here();
  show();
}

/** Take a whole row. */
export function wholeRow() {
  const row = here()?.closest("tr");
  if (!row) return;
  const all = cellsOf(row);
  anchor = all[0] ?? null;
  present = all[all.length - 1] ?? present;
  present?.focus({ preventScroll: true });
  show();
}

/** Put a replaced cell in the place of the old one, focus and all. */
export function replaced(/** @type {Cell} */ cell, /** @type {boolean} */ hadFocus) {
  tend(cell);
  if (present?.id === cell.id) {
    present = cell;
    cell.tabIndex = 0;
    if (hadFocus) cell.focus({ preventScroll: true });
  }
  if (anchor?.id === cell.id) anchor = cell;
  show();
}

/** Draw the range and its bar. */
function show() {
  for (const cell of document.querySelectorAll(".cell.selected")) cell.classList.remove("selected");
  const cells = range().flat();
  const many = cells.length > 1;
  const bar = document.getElementById("range-bar");
  if (many) for (const cell of cells) cell.classList.add("selected");
  if (!bar || bar.hidden === !(many && mayPlan)) return count(cells.length);
  bar.hidden = !(many && mayPlan);
  count(cells.length);
}

function count(/** @type {number} */ cells) {
  const place = document.getElementById("range-count");
  const words = told("selected", { n: cells });
  if (!place || place.textContent === words) return;
  place.textContent = words;
  if (cells > 1) speak(words);
}

/** The sheet's first cell, or the one of a column. @returns {Cell | null} */
export function first(/** @type {number} */ column = 0) {
  const row = rows()[0];
  return row ? cellsOf(row)[column] ?? cellsOf(row)[0] ?? null : null;
}
