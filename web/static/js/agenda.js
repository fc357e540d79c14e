// The list of days with script: a slot, or a place for a new one, opens in a sheet from the bottom edge.

const list = document.querySelector(".month-agenda");

/** The card of a page that is fetched, ready to stand within another page; null where there is none. */
async function cardOf(/** @type {string} */ address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok || response.redirected) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const card = page.getElementById("card");
  const title = card?.querySelector("h1");
  if (!card || !title) return null;
  const heading = document.createElement("h2");  // the page has its own first heading
  heading.id = title.id;
  heading.append(...title.childNodes);
  title.replaceWith(heading);
  for (const form of card.querySelectorAll("form")) {
    const back = document.createElement("input");
    Object.assign(back, { type: "hidden", name: "back", value: "agenda" });
    form.append(back);
  }
  return document.importNode(card, true);
}

/** Show a card at the bottom edge; what cannot be fetched opens as a page. */
async function open(/** @type {string} */ address, /** @type {HTMLElement} */ from) {
  from.setAttribute("aria-busy", "true");
  const card = await cardOf(address);
  from.removeAttribute("aria-busy");
  if (!card) return location.assign(address);
  const sheet = document.createElement("dialog");
  sheet.className = "bottom-sheet";
  sheet.setAttribute("aria-labelledby", "card-title");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button wide";
  close.textContent = list instanceof HTMLElement ? list.dataset.close ?? "×" : "×";
  close.addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
  sheet.addEventListener("close", () => {
    sheet.remove();
    from.focus();
  });
  sheet.append(card, close);
  document.body.append(sheet);
  sheet.showModal();
}

list?.addEventListener("click", (event) => {
  const line = event.target instanceof Element ? event.target.closest("a.slot-line") : null;
  if (!(line instanceof HTMLAnchorElement) || !(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void open(line.href, line);
});
list?.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches(".placing")) return;
  event.preventDefault();
  const asked = new URL(form.action);
  for (const [name, value] of new FormData(form)) asked.searchParams.set(name, String(value));
  const button = form.querySelector("button");
  if (button) void open(asked.href, button);
});

export {};
