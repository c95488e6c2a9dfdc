// What the pages of this folder do with a document.

/** An element with attributes, listeners (`onclick`) and children; what is undefined or false is left out. */
export function h(name, given = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

/** Fills what is marked with `data-say` with the words of a table, and says them to `change` when the reader wants the other language. */
export function bilingual(tables, change) {
  const speak = (lang) => {
    document.documentElement.lang = lang;
    const say = tables[lang];
    document.title = say.title;
    for (const part of document.querySelectorAll("[data-say]")) part.textContent = say[part.dataset.say];
    const button = document.querySelector("#language");
    button.lang = lang === "ru" ? "en" : "ru";
    button.textContent = lang === "ru" ? "English" : "Русский";
    for (const link of document.querySelectorAll("nav a")) link.search = lang === "ru" ? "" : "?lang=en";
    change(lang, say);
  };
  document.querySelector("#language").addEventListener("click", () => {
    const lang = document.documentElement.lang === "ru" ? "en" : "ru";
    // The language outlives a reload.
    history.replaceState(null, "", lang === "ru" ? location.pathname : "?lang=en");
    speak(lang);
  });
  speak(new URLSearchParams(location.search).get("lang") === "en" ? "en" : "ru");
}

/** A text to copy, with its button. Where the clipboard is forbidden, the text is selected for the keys. */
export function copyable(text, say, { label, rows, id }) {
  const field = h("textarea", { readonly: true, rows: rows ?? Math.min(16, text.split("\n").reduce((sum, line) => sum + Math.ceil((line.length + 1) / 76), 0)), spellcheck: "false", "aria-label": label, id, class: "code", onfocus: () => field.select() });
  field.value = text;
  const told = h("span", { role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = say.copied;
    } catch {
      field.focus();
      field.select();
      told.textContent = say.byHand;
    }
  };
  return h("div", { class: "copyable" }, field, h("p", { class: "actions" }, h("button", { type: "button", onclick: () => void copy() }, say.copy), told));
}
