// Copy, cut and paste: letters in a table, as Excel has them too.

import { say } from "../page.js";
import { carryOut, remove, themes } from "./acts.js";
import { here, range } from "./focus.js";
import { beside, cellOf, chips, isOff, mayPlan, placeOf, speak, told } from "./sheet.js";

/** Whether the sheet, not a field, has the person's attention. */
const onSheet = () => Boolean(cellOf(document.activeElement));

function copied(/** @type {ClipboardEvent} */ event) {
  const lines = range();
  event.clipboardData?.setData("text/plain", lines.map((line) => line.map((cell) => chips(cell).map((chip) => chip.letter).join("")).join("\t")).join("\n"));
  event.preventDefault();
  speak(told("copied", { n: lines.flat().length }));
}

document.addEventListener("copy", (event) => { if (onSheet()) copied(event); });
document.addEventListener("cut", (event) => {
  if (!onSheet() || !mayPlan) return;
  copied(event);
  remove();
});
document.addEventListener("paste", (event) => {
  const start = here();
  if (!onSheet() || !start || !mayPlan) return;
  event.preventDefault();
  const known = new Map(themes().map((theme) => [theme.letter, theme]));
  const table = (event.clipboardData?.getData("text/plain") ?? "").split(/\r?\n/).map((line) => line.split("\t"));
  const cells = table.flatMap((line, down) => line.flatMap((text, right) => {
    const cell = beside(start, down, right);
    const found = [...text.trim().toUpperCase()].flatMap((letter) => known.get(letter) ?? []);
    return found.length && !isOff(cell) ? [{ cell, found }] : [];
  }));
  const operations = cells.flatMap(({ cell, found }) => found.map((theme) => ({ op: "place", ...placeOf(cell), theme: theme.id })));
  if (!operations.length) return say(told("nothing_to_paste"));
  carryOut(() => operations, cells.map(({ cell }) => cell));
});
