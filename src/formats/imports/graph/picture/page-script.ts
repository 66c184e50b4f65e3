/**
 * The page's own script, for browsers. It fills a module's imports in when the module is opened, finds modules and
 * imports by name, and follows links into what is closed. It makes elements and sets their text, never HTML.
 */
export const pageScript = `
"use strict";
const { separator, names, paths, imports } = JSON.parse(document.getElementById("data").textContent);
const size = 5, shown = 300, marks = ["", "+ ", "\\u2212 "], classes = ["", "added", "removed"];
const outgoing = names.map(() => []), incoming = names.map(() => []);
for (let at = 0; at < imports.length; at += size) {
  outgoing[imports[at]].push(at);
  incoming[imports[at + 1]].push(at);
}
function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}
function link(module) {
  const anchor = make("a", names[module]);
  anchor.href = "#m" + module;
  return anchor;
}
function row(at, ends) {
  const item = make("li", marks[imports[at + 4]], classes[imports[at + 4]]);
  ends.forEach((end, index) => item.append(...(index > 0 ? [" \\u2192 "] : []), link(imports[at + end])));
  item.append(" ", make("code", paths[imports[at + 2]] + ":" + imports[at + 3], "soft"));
  return item;
}
function list(title, rows, ends) {
  const box = make("div", undefined, "list"), items = make("ul");
  box.append(make("h4", title + " (" + rows.length + ")"), items);
  for (const at of rows.slice(0, shown)) items.append(row(at, ends));
  if (rows.length > shown) items.append(make("li", "\\u2026 and " + (rows.length - shown) + " more", "soft"));
  return box;
}
function fill(details) {
  if (details.dataset.module === undefined || details.dataset.filled) return;
  details.dataset.filled = "yes";
  const module = Number(details.dataset.module);
  details.append(list("imports", outgoing[module], [1]), list("imported by", incoming[module], [0]));
}
document.addEventListener("toggle", (event) => { if (event.target.open) fill(event.target); }, true);
const field = document.getElementById("query"), found = document.getElementById("found");
function matcher(term, exactly) {
  if (exactly && names.some((name) => name === term || name.startsWith(term + separator)))
    return (name) => name === term || name.startsWith(term + separator);
  return (name) => name.toLowerCase().includes(term.toLowerCase());
}
function search() {
  found.replaceChildren();
  const query = field.value.trim(), ends = query.split(/->|\\u2192/);
  if (query === "") return;
  const [from, to] = ends.map((term) => matcher(term.trim(), ends.length === 2));
  const rows = [];
  for (let at = 0; at < imports.length; at += size) {
    const [importer, imported] = [names[imports[at]], names[imports[at + 1]]];
    if (to ? from(importer) && to(imported) : from(importer) || from(imported)) rows.push(at);
  }
  if (!to) {
    const modules = [...names.keys()].filter((module) => from(names[module]));
    const box = make("div", undefined, "list"), items = make("ul");
    box.append(make("h4", "modules (" + modules.length + ")"), items);
    for (const module of modules.slice(0, shown)) items.append(make("li")), items.lastChild.append(link(module));
    if (modules.length > shown) items.append(make("li", "\\u2026 and " + (modules.length - shown) + " more", "soft"));
    found.append(box);
  }
  found.append(list("imports", rows, [0, 1]));
}
function follow() {
  const hash = location.hash.slice(1);
  if (hash.startsWith("q=")) {
    field.value = decodeURIComponent(hash.slice(2));
    search();
    field.scrollIntoView();
    return;
  }
  const target = document.getElementById(hash);
  for (let element = target; element; element = element.parentElement) if (element.tagName === "DETAILS") element.open = true;
  if (target) target.scrollIntoView({ block: "start" });
}
document.addEventListener("click", (event) => {
  const anchor = event.target.closest("a");
  if (anchor && anchor.getAttribute("href") === location.hash) follow();
});
field.addEventListener("input", search);
addEventListener("hashchange", follow);
for (const open of document.querySelectorAll("details[open]")) fill(open);
follow();
`;
