// What a person does on the sheet: place, fill, move, duplicate, remove, undo. Painted at once, then sent.

import { say } from "../page.js";
import { go, here, isRange, range, single } from "./focus.js";
import * as note from "./note.js";
import { address, past, send } from "./saving.js";
import { cellAt, cellNamed, chips, hasRoom, isDayOff, isEmpty, isOff, mayPlan, named, placeOf, root, speak, spoken, told } from "./sheet.js";

/** @typedef {import("./sheet.js").Cell} Cell */
/** @typedef {import("./saving.js").Operation} Operation */
/** @typedef {import("./saving.js").Answer} Answer */
/** @typedef {{id: number, letter: string, hue: string}} Theme */

/** @returns {Theme[]} the plan's themes in the order of their keys */
export function themes() {
  return [...root.querySelectorAll("#brushes .brush")].filter((brush) => brush instanceof HTMLElement).map((brush) => ({
    id: Number(brush.dataset.theme), letter: brush.dataset.letter ?? "", hue: brush.dataset.hue ?? "0",
  }));
}

/** Send operations; ``paint`` shows them ahead in these cells, which return to what they were if the server refuses. */
export function carryOut(
  /** @type {() => Operation[] | null} */ operations,
  /** @type {Cell[]} */ cells,
  /** @type {() => void} */ paint = () => {},
  /** @type {(answer: Answer) => void} */ done = () => {},
) {
  if (!mayPlan) return;
  note.close();
  const kept = cells.map((cell) => [cell.id, cell.innerHTML]);
  paint();
  for (const cell of cells) cell.classList.add("busy");
  send({
    ask: () => {
      const asked = operations();
      return asked?.length ? { path: address("/edits"), operations: asked } : null;
    },
    revert: () => {
      for (const [id, html] of kept) {
        const cell = cellNamed(id ?? "");
        if (!cell) continue;
        cell.innerHTML = html ?? "";
        cell.classList.remove("busy");
      }
    },
    done: (answer) => {
      warnOf(answer);
      if (answer.said) offerUndo(answer.said);
      done(answer);
    },
    refused,
  });
}

/** Say what was done, with a button that takes it back. */
function offerUndo(/** @type {string} */ sentence) {
  const words = document.createElement("span");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = told("undo");
  button.addEventListener("click", () => {
    button.closest(".toast")?.remove();
    step("undo");
  });
  words.append(`${sentence} `, button);
  say(words);
}

/** A no, beside its cell, with what can be done instead. */
export function refused(/** @type {Answer} */ answer) {
  const cell = answer.at ? cellNamed(answer.at) : here();
  const sentence = answer.detail ?? told("failed");
  if (!cell) return say(sentence, { refused: true });
  note.show(cell, sentence, ways(answer.remedies), true);
}

/** The first warning of a cell that was just changed. */
function warnOf(/** @type {Answer} */ answer) {
  for (const changed of answer.cells) {
    const [first] = changed.told ?? [];
    const cell = cellNamed(changed.id);
    if (first && cell && cell === here()) return note.show(cell, first.words, ways(first.remedies), first.blocking);
  }
  const cell = here();
  if (cell && answer.cells.some((changed) => changed.id === cell.id)) speak(spoken(cell));
}

function ways(/** @type {import("./saving.js").Remedy[] | undefined} */ remedies) {
  return (remedies ?? []).map(({ words, operation }) => ({
    words,
    act: () => {
      const target = cellAt(Number(operation.window), String(operation.date));
      carryOut(() => [operation], [], undefined, () => { if (target) go(cellNamed(target.id) ?? target); });
    },
  }));
}

function stamp(/** @type {Cell} */ cell, /** @type {Theme} */ theme) {
  const mark = document.createElement("b");
  mark.className = `mark is-planned hue-${theme.hue}`;
  mark.textContent = theme.letter;
  (cell.querySelector("a") ?? cell).append(mark);
}

/** Place a theme in the cell, or fill the range with it. */
export function place(/** @type {Theme} */ theme) {
  if (isRange()) return fill([theme]);
  const cell = here();
  if (!cell) return;
  if (isOff(cell)) return note.show(cell, spoken(cell), [], true);
  const at = placeOf(cell);
  carryOut(() => [{ op: "place", ...at, theme: theme.id }], [cell], () => stamp(cell, theme));
}

/**
 * Fill the range, themes in turn: its empty cells, or where none is empty those that still have room. Holidays are
 * left out, unless there is nothing else in the range.
 */
export function fill(/** @type {Theme[]} */ order) {
  if (!order.length) return;
  const lines = range();
  const open = lines.flat().filter(hasRoom);
  const onHolidays = open.every(isDayOff);
  const worked = open.filter((cell) => onHolidays || !isDayOff(cell));
  const wanted = new Set(worked.some(isEmpty) ? worked.filter(isEmpty) : worked);
  const operations = lines.flatMap((line) => {
    const places = line.filter((cell) => wanted.has(cell)).map(placeOf);
    if (!places[0]) return [];
    return [{
      op: "fill", window: places[0].window, dates: places.map((one) => one.date), themes: order.map((one) => one.id),
      on_holidays: onHolidays,
    }];
  });
  if (!operations.length) return say(told("no_room"), { refused: true });
  carryOut(() => operations, [...wanted], undefined, () => single());
}

/** Remove the last slot of the cell, or every last one of the range. */
export function remove() {
  const cells = range().flat().filter((cell) => chips(cell).length || cell.querySelector(".mark"));
  if (!cells.length) return speak(told("nothing_here"));
  const ids = cells.map((cell) => cell.id);
  const confirmed = cells.map((cell) => chips(cell).at(-1)).find((chip) => chip?.element.classList.contains("is-confirmed"));
  if (confirmed) {
    const cell = /** @type {Cell} */ (confirmed.element.closest("td"));
    return note.show(cell, told("reason_needed"), [], true);
  }
  carryOut(
    () => ids.flatMap((id) => {
      const chip = chipsNamed(id).at(-1);
      return chip ? [{ op: "remove", ...named(chip.ref) }] : [];
    }),
    cells,
    () => { for (const cell of cells) [...cell.querySelectorAll(".mark:not(.gone)")].at(-1)?.classList.add("gone"); },
  );
}

/** Give the last slot of each cell of the range another theme. */
export function retheme(/** @type {Theme} */ theme) {
  const cells = range().flat().filter((cell) => chips(cell).length);
  const ids = cells.map((cell) => cell.id);
  carryOut(
    () => ids.flatMap((id) => {
      const chip = chipsNamed(id).at(-1);
      return chip && chip.letter !== theme.letter ? [{ op: "retheme", ...named(chip.ref), theme: theme.id }] : [];
    }),
    cells,
  );
}

function chipsNamed(/** @type {string} */ id) {
  const cell = cellNamed(id);
  return cell ? chips(cell) : [];
}

/** Move a slot, or put another like it, into a cell. */
export function bring(/** @type {string} */ ref, /** @type {Cell} */ to, /** @type {boolean} */ copy) {
  const mark = root.querySelector(`[data-slot="${CSS.escape(ref)}"]`);
  const from = mark?.closest("td");
  if (isOff(to)) return note.show(to, spoken(to), [], true);
  if (!copy && from === to) return;
  const at = placeOf(to);
  const cells = from instanceof HTMLTableCellElement && from !== to ? [from, to] : [to];
  carryOut(
    () => [copy ? { op: "copy", slot: named(ref).slot, ...at } : { op: "move", ...named(ref), ...at }],
    cells,
    () => { if (mark) (to.querySelector("a") ?? to).append(copy ? mark.cloneNode(true) : mark); },
  );
}

/** Take back this person's last edit, or do it again. */
export function step(/** @type {"undo" | "redo"} */ which) {
  note.close();
  send({
    ask: () => {
      if (past[which] === null) {
        speak(told(which === "undo" ? "nothing_to_undo" : "nothing_to_redo"));
        return null;
      }
      return { path: address(`/edits/${past[which]}/undo`) };
    },
    done: (answer) => {
      const cells = answer.cells.flatMap((changed) => cellNamed(changed.id) ?? []);
      const cell = cells.find((one) => !isEmpty(one)) ?? cells[0];
      if (cell && root.contains(document.activeElement)) go(cell);
      if (cell) speak(spoken(cell));
    },
  });
}
