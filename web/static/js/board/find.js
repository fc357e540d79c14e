// Finding a window by a few letters of its name; accents may be left out.

import { go, here } from "./focus.js";
import { cellsOf, rows, speak, told, where } from "./sheet.js";

/** Letters as people type them in a hurry. */
function plain(/** @type {string} */ text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** Rows whose hour, name or channel holds every word that was typed. @returns {HTMLTableRowElement[]} */
function found(/** @type {string} */ typed) {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return rows().filter((row) => {
    const group = row.closest("tbody")?.querySelector(".outlet-name")?.textContent ?? "";
    const name = plain(`${row.querySelector(".window-name")?.textContent ?? ""} ${group}`);
    return wanted.every((word) => name.includes(word));
  });
}

/** Open the box; Enter leads to the first window found, on the same day. */
export function find() {
  const dialog = document.getElementById("find");
  const field = document.getElementById("find-text");
  const list = document.getElementById("find-list");
  if (!(dialog instanceof HTMLDialogElement) || !(field instanceof HTMLInputElement) || !list) return;
  const lead = (/** @type {HTMLTableRowElement} */ row) => {
    const column = here() ? where(/** @type {import("./sheet.js").Cell} */ (here()))[1] : 0;
    const cell = cellsOf(row)[Math.max(0, column)];
    dialog.close();
    if (cell) go(cell);
  };
  const show = () => {
    const listed = found(field.value);
    list.replaceChildren(...listed.slice(0, 12).map((row) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "text-button";
      button.textContent = row.querySelector(".window-name")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
      button.addEventListener("click", () => lead(row));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
    speak(told("found", { n: listed.length }));
  };
  field.value = "";
  field.oninput = show;
  field.onkeydown = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = found(field.value)[0];
    if (first) lead(first);
  };
  show();
  dialog.showModal();
  field.focus();
}
