// Long work on its page: the bar moves by itself, and the page follows when something has to be said anew.

const EVERY_MS = 1000;
const QUARTER = 25;

const panel = /** @type {HTMLElement} */ (document.querySelector("[data-task]"));
const bar = /** @type {HTMLProgressElement} */ (panel.querySelector("progress"));
const words = /** @type {HTMLElement} */ (document.getElementById("task-words"));
const said = /** @type {HTMLElement} */ (panel.querySelector("[role=status]"));
let spoken = -1;
let timer = 0;

/** Ask how far it is. What needs another page than this one, an end above all, is fetched as a page. */
async function ask() {
  const answer = await fetch(panel.dataset.task ?? "", { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer && [401, 403, 404].includes(answer.status)) return location.reload();
  if (answer?.ok) {
    const told = await answer.json();
    if (told.look !== panel.dataset.look) return location.reload();
    show(told);
  }
  wait();
}

/** Screen readers hear of each quarter, not of each step. */
function show(/** @type {{percent: number | null, words: string}} */ told) {
  words.textContent = told.words;
  if (told.percent === null) return bar.removeAttribute("value");
  bar.value = told.percent;
  const quarter = Math.floor(told.percent / QUARTER);
  if (quarter !== spoken) said.textContent = `${told.percent}% · ${told.words}`;
  spoken = quarter;
}

/** Nobody looks at a hidden page: it asks again when it is shown. */
function wait() {
  window.clearTimeout(timer);
  if (!document.hidden) timer = window.setTimeout(ask, EVERY_MS);
}

document.addEventListener("visibilitychange", wait);
wait();
