"use strict";
// Search and the choice of colours; all else the page does by itself.
{
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = (input) => input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  document.querySelector(".tools").hidden = false;

  const theme = document.getElementById("theme");
  let dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const pressed = () => theme.setAttribute("aria-pressed", dark);
  pressed();
  theme.addEventListener("click", () => {
    dark = !dark;
    root.dataset.theme = dark ? "dark" : "light";
    pressed();
  });

  // All services: by anything that their rows and sections say.
  const rows = all("#index tbody tr");
  const texts = new Map();
  const text = (row) => {
    if (!texts.has(row)) {
      const section = document.querySelector(row.querySelector("a").getAttribute("href"));
      texts.set(row, { section, words: (row.textContent + section.textContent).toLowerCase() });
    }
    return texts.get(row);
  };
  const search = document.getElementById("search");
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const wanted = words(search);
      let found = 0;
      for (const row of rows) {
        const service = text(row);
        const isFound = wanted.every((word) => service.words.includes(word));
        row.hidden = service.section.hidden = !isFound;
        found += isFound ? 1 : 0;
      }
      document.getElementById("found").textContent =
        wanted.length === 0 ? "" : `${found} of ${counted(rows.length, "service")}`;
    }, 120);
  });

  // One spec: what is found is opened, the rest folded.
  const searchSpec = (spec, input, output) => {
    const wanted = words(input);
    const matches = (text) => wanted.length > 0 && wanted.every((word) => text.toLowerCase().includes(word));
    let found = 0;
    for (const value of all(".l", spec)) {
      const isHit = matches(value.textContent);
      value.classList.toggle("hit", isHit);
      const block = value.querySelector("details");
      if (block) block.open = isHit && !matches(block.querySelector("summary").textContent);
      found += isHit ? 1 : 0;
    }
    for (const object of all(".m", spec).reverse()) {
      const isHit = matches(object.querySelector("summary").textContent);
      object.classList.toggle("hit", isHit);
      object.open = wanted.length === 0 || isHit || object.querySelector(".hit") !== null;
      found += isHit ? 1 : 0;
    }
    output.textContent = wanted.length === 0 ? "" : counted(found, "place");
  };
  const addSearch = (spec) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const output = document.createElement("output");
    input.type = "search";
    label.append("Search this spec ", input);
    const line = document.createElement("p");
    line.className = "tools";
    line.append(label, output);
    spec.querySelector("summary").after(line);
    let at = -1;
    input.addEventListener("input", () => {
      at = -1;
      searchSpec(spec, input, output);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        const hits = all(".hit", spec);
        at = (at + 1) % hits.length;
        hits[at]?.scrollIntoView({ block: "center" });
      }
    });
  };
  const searched = new WeakSet();
  document.addEventListener(
    "toggle",
    (event) => {
      const spec = event.target;
      if (spec.matches?.(".spec") && !searched.has(spec)) {
        searched.add(spec);
        addSearch(spec);
      }
    },
    true,
  );

  // A link leads into what is folded, also in browsers that do not open it themselves.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    target.scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", reveal);
  reveal();
}
