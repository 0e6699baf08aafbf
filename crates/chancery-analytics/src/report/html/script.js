// Filters the contacts and sorts the tables. The page is whole without it, and it asks nobody for anything.
"use strict";
(() => {
  const section = document.getElementById("contacts-and-their-claims");
  const contacts = [...section.querySelectorAll(":scope > details")];
  const made = (name, text) => {
    const one = document.createElement(name);
    one.textContent = text;
    return one;
  };

  const words = new Map();
  const wordsOf = contact => {
    if (!words.has(contact)) words.set(contact, contact.textContent.toLowerCase());
    return words.get(contact);
  };
  const input = document.createElement("input");
  const told = made("span", "");
  const show = () => {
    const asked = input.value.toLowerCase().split(/\s+/).filter(word => word !== "");
    let shown = 0;
    for (const contact of contacts) {
      contact.hidden = !asked.every(word => wordsOf(contact).includes(word));
      if (!contact.hidden) shown += 1;
    }
    told.textContent = `${shown} of ${contacts.length} shown`;
  };
  const clear = () => {
    input.value = "";
    show();
  };
  if (contacts.length > 1) {
    const label = made("label", "Only contacts with these words");
    const line = document.createElement("div");
    input.type = "search";
    input.id = "filter";
    label.htmlFor = input.id;
    told.setAttribute("role", "status");
    line.className = "filter";
    line.append(label, input, told);
    contacts[0].before(line);
    input.addEventListener("input", show);
    // A link leads to a contact even if the filter hides it.
    addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (target !== null && target.hidden) {
        clear();
        target.scrollIntoView();
      }
    });
  }

  // A number is the first one in its cell: of "17–22" the least. A cell without one comes last.
  const number = cell => {
    const found = cell.textContent.match(/-?\d+(\.\d+)?/);
    return found === null ? null : Number(found[0]);
  };
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const sort = (heading, rows, body) => {
    const isNumber = heading.classList.contains("n");
    const first = isNumber ? "descending" : "ascending";
    const second = isNumber ? "ascending" : "descending";
    const now = heading.getAttribute("aria-sort");
    const next = now === null ? first : now === first ? second : null;
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    let sorted = rows;
    if (next !== null) {
      heading.setAttribute("aria-sort", next);
      const sign = next === "ascending" ? 1 : -1;
      const key = row => {
        const cell = row.cells[heading.cellIndex];
        return isNumber ? number(cell) : cell.textContent;
      };
      sorted = rows
        .map(row => [key(row), row])
        .sort(([a], [b]) => (a === null || b === null ? compare(a === null, b === null) : sign * compare(a, b)))
        .map(([, row]) => row);
    }
    body.append(...sorted);
  };
  for (const table of document.querySelectorAll("table")) {
    const body = table.tBodies[0];
    if (table.tBodies.length !== 1 || table.tHead === null || body.rows.length < 3) continue;
    const rows = [...body.rows];
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(heading, rows, body));
    }
  }
})();
