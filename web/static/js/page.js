// What every page gains from script; each works without it, only less handily.

const STAY_MS = 6000;

/** Close menus on Escape, and when the pointer or the focus goes elsewhere. */
function tendMenus() {
  const opened = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu[open]"));
  const closeAllBut = (/** @type {EventTarget | null} */ target) => {
    for (const menu of opened()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  };
  document.addEventListener("pointerdown", (event) => closeAllBut(event.target));
  document.addEventListener("focusin", (event) => closeAllBut(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

/** Let one message stay for a while, longer as long as someone is reading it. */
function dismissLater(/** @type {HTMLElement} */ toast) {
  let timer = 0;
  const start = () => { timer = window.setTimeout(() => toast.remove(), STAY_MS); };
  const hold = () => window.clearTimeout(timer);
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("focusout", start);
  start();
}

/**
 * Say something at the foot of the screen and to screen readers; the earlier message goes.
 * @param {Node | string} words a sentence, or an element that may hold a button
 * @param {{refused?: boolean, stays?: boolean}} [how]
 */
export function say(words, how = {}) {
  const region = document.getElementById("toasts");
  if (!region) return;
  region.classList.add("floating");
  const toast = document.createElement("div");
  toast.className = how.refused ? "toast refused" : "toast";
  const text = document.createElement("span");
  text.append(words);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "×";
  close.setAttribute("aria-label", region.dataset.close ?? "×");
  close.addEventListener("click", () => toast.remove());
  toast.append(text, close);
  region.replaceChildren(toast);
  if (!how.stays) dismissLater(toast);
}

/** Messages that came with the page float too, and are put in again so that they are spoken. */
function floatMessages() {
  const region = document.getElementById("toasts");
  const flashed = [...(region?.querySelectorAll(".toast") ?? [])];
  if (!flashed.length) return;
  const words = flashed.map((toast) => toast.textContent ?? "").join(" ");
  say(words, { refused: flashed.some((toast) => toast.classList.contains("refused")) });
}

tendMenus();
floatMessages();
document.getElementById("error-summary")?.focus();
