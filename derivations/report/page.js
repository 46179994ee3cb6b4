const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// What is copied, and theorems: JSON, compressed, by the id of the equation and the button's name.
let texts = null;
function unpacked() {
  const packed = atob(document.getElementById("copies").textContent);
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}
async function text(of, name) {
  texts ??= unpacked();
  return (await texts)[of][name];
}
const said = document.getElementById("said");

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.body.appendChild(document.createElement("textarea"));
  area.value = text;
  area.select();
  document.execCommand("copy");
  area.remove();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await copy(await text(button.parentElement.dataset.of, button.dataset.copy));
  button.classList.add("done");
  said.textContent = button.getAttribute("aria-label").replace("Copy", "Copied");
  setTimeout(() => button.classList.remove("done"), 1500);
});

document.addEventListener("toggle", ({ target }) => {
  all(".theorem", target).forEach(async (box) => {
    box.textContent = await text(box.dataset.of, "Rocq");
  });
}, true);

// Light or dark: what the system says, until someone chooses; remembered where a browser lets us.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
document.getElementById("scheme").addEventListener("click", () => {
  const now = root.dataset.scheme || (dark.matches ? "dark" : "light");
  root.dataset.scheme = now === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("scheme", root.dataset.scheme);
  } catch {
    // Refused: the choice holds for this visit.
  }
});

// On paper with every proof, if asked for.
document.getElementById("print").addEventListener("click", () => {
  whole();
  const closed = all(".proof:not([open])");
  const open = (state) => closed.forEach((proof) => { proof.open = state; });
  window.addEventListener("afterprint", () => open(false), { once: true });
  open(true);
  window.print();
});

// A display that is too wide gives its number a line of its own; then it is made smaller, to 85 %;
// beyond that it keeps its size, and its box scrolls. All are measured before any is changed.
const smallest = 0.85;
const room = (box) => (box.clientWidth - 1) / box.scrollWidth;
function shrink(boxes) {
  const ratios = boxes.map((box) => [box, box.scrollWidth > box.clientWidth ? room(box) : 1]);
  return ratios.filter(([, ratio]) => ratio < 1);
}
function fit(boxes) {
  boxes.forEach((box) => {
    box.style.fontSize = "";
    box.parentElement.classList.remove("below");
  });
  const wide = shrink(boxes).filter(([, ratio]) => ratio < smallest);
  wide.forEach(([box]) => box.parentElement.classList.add("below"));
  const small = shrink(boxes).filter(([, ratio]) => ratio >= smallest);
  small.forEach(([box, ratio]) => { box.style.fontSize = `${0.985 * ratio}em`; });
  const scrolling = new Set(shrink(boxes).map(([box]) => box));
  boxes.forEach((box) => {
    const scrolls = scrolling.has(box);
    box.classList.toggle("scrolls", scrolls);
    if (!scrolls) ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
    else Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: "Equation, scrolls sideways" });
  });
}

// Chromium gives a root the width that its sign has in its largest form: what is too much is cut off.
function tighten(blocks) {
  const right = (element) => element.getBoundingClientRect().right;
  const roots = blocks.flatMap((block) => all("msqrt:not([style])", block));
  const cuts = roots.map((root) => [root, 1 + right(root.lastElementChild) - right(root),
    parseFloat(getComputedStyle(root).fontSize)]);
  cuts.forEach(([root, cut, em]) => { root.style.marginRight = `${Math.min(0, cut) / em}em`; });
}

// Inline mathematics can't be broken: where it is wider than the text it gets a box of its own.
function boxInline(block) {
  all("math:not([display=block])", block).forEach((maths) => {
    if (maths.closest(".display") || maths.getBoundingClientRect().width <= block.clientWidth) return;
    const box = document.createElement("span");
    box.className = "display inline";
    box.tabIndex = 0;
    maths.replaceWith(box);
    box.append(maths);
  });
}

// A box is measured when it is laid out: as it comes near the window, as a proof is opened, as the
// window changes its width.
const widths = new WeakMap();
const sizes = new ResizeObserver((entries) => {
  const changed = entries.filter(({ target, contentRect: { width } }) => {
    const is = width > 0 && width !== widths.get(target);
    if (is) widths.set(target, width);
    return is;
  });
  const targets = changed.map((entry) => entry.target);
  tighten(targets);
  const blocks = targets.filter((target) => !target.matches(".line"));
  blocks.filter((block) => block.scrollWidth > block.clientWidth).forEach(boxInline);
  fit(targets.filter((target) => target.matches(".line")).map((line) => line.firstElementChild));
});
const watched = ".line, p, li, dd, td, aside, figcaption, h2, h3";
const watch = (within) => all(watched, within).forEach((block) => sizes.observe(block));
document.fonts.ready.then(() => {
  watch(document.body);
  if (location.hash) settle(location.hash);
});

// What comes near a target is laid out on the way there, and moves it: go on until it rests.
function settle(hash, times = 4) {
  document.getElementById(hash.slice(1))?.scrollIntoView();
  if (times) requestAnimationFrame(() => settle(hash, times - 1));
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && !event.defaultPrevented) requestAnimationFrame(() => settle(link.hash));
});

// Contents beside the text if there is room; in them, the section that is being read.
const contents = document.getElementById("contents");
const wide = window.matchMedia("(min-width: 1240px)");
const arrange = () => { contents.open = wide.matches; };
arrange();
wide.addEventListener("change", arrange);
contents.addEventListener("click", (event) => {
  if (event.target.closest("a") && !wide.matches) contents.open = false;
});
const links = new Map(all("a", contents).map((link) => [link.getAttribute("href").slice(1), link]));
const reading = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    links.forEach((link) => link.removeAttribute("aria-current"));
    links.get(entry.target.id).setAttribute("aria-current", "true");
  }
}, { rootMargin: "0px 0px -85% 0px" });
all("main > section").forEach((section) => reading.observe(section));

// The meaning of a symbol is its row in the table of symbols; its MathML is the key.
const meanings = new Map();
function know() {
  all(".list").forEach((list) => whole(list));
  all(".glossary tbody tr").forEach((row) => {
    const [maths, ...more] = row.querySelector("math").children;
    if (maths && !more.length) meanings.set(maths.outerHTML, row);
  });
}

// With another index or accent a letter is another symbol, and an index is none; so is Γ⁺ for Γ.
const NAMES = /^(msub|msubsup|mover|munder|munderover)$/;
function isPartOfName(element) {
  const parent = element.parentElement;
  const raised = parent.localName === "msup" && parent.lastElementChild.localName === "mo";
  return NAMES.test(parent.localName) || raised;
}

// The largest symbol with a meaning around an element of a formula.
function symbol(element) {
  if (!meanings.size) know();
  let found = null;
  for (let at = element; at.parentElement && at.localName !== "math"; at = at.parentElement) {
    if (meanings.has(at.outerHTML)) found = at;
    else if (found && isPartOfName(found)) found = null;
  }
  return found && (isPartOfName(found) ? null : meanings.get(found.outerHTML));
}

function meaning(rows) {
  const list = document.createElement("dl");
  for (const row of rows) {
    const [sign, words, unit] = row.cells;
    const [term, told, small] = ["dt", "dd", "small"].map((name) => document.createElement(name));
    term.append(...sign.cloneNode(true).childNodes);
    small.append(" ", ...unit.cloneNode(true).childNodes);
    told.append(...words.cloneNode(true).childNodes, small);
    list.append(term, told);
  }
  return rows.length ? [list] : [];
}

// What there is to say about an element: an equation that it refers to, or symbols. The number
// beside an equation tells what its symbols mean.
function told(element) {
  if (element.localName !== "a") return meaning([symbol(element)].filter(Boolean));
  const claim = document.getElementById(element.hash.slice(1))?.closest(".claim");
  if (!claim) return [];
  whole(claim);
  if (claim.contains(element) && !element.closest(".proof, .verdict")) {
    const symbols = all(":scope > .line math *", claim).map(symbol);
    return meaning([...new Set(symbols.filter(Boolean))]);
  }
  const parts = all(":scope > :is(.says, .label, .line, .comparison, .figures)", claim);
  return parts.map((part) => part.cloneNode(true));
}

const tip = document.getElementById("tip");
let owner = null;
let timer = 0;
function hide() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner?.closest("math")?.classList.remove("known");
  owner = null;
  tip.hidden = true;
}
function show(element) {
  const parts = told(element);
  hide();
  if (!parts.length) return;
  owner = element;
  tip.replaceChildren(...parts);
  tip.hidden = false;
  if (element.localName === "a") element.setAttribute("aria-describedby", "tip");
  element.closest("math")?.classList.add("known");
  const at = element.getBoundingClientRect();
  const below = at.bottom + tip.offsetHeight + 8 < root.clientHeight || at.top < tip.offsetHeight + 8;
  const left = Math.min(at.left, root.clientWidth - tip.offsetWidth - 16);
  tip.style.left = `${Math.max(16, left) + window.scrollX}px`;
  tip.style.top = `${(below ? at.bottom + 8 : at.top - tip.offsetHeight - 8) + window.scrollY}px`;
  watch(tip);
}
const asks = (target) => target.closest?.("a[href^='#eq-'], math *");
const later = (action, delay) => {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
};
document.addEventListener("pointerover", (event) => {
  const element = asks(event.target);
  if (tip.contains(event.target) || (element && element === owner)) clearTimeout(timer);
  else if (element && !(element.localName === "a" && event.pointerType === "touch")) {
    later(() => show(element), 180);
  } else if (owner || element === null) later(hide, 250);
});
document.addEventListener("focusin", (event) => {
  const element = asks(event.target);
  if (tip.contains(event.target)) return;
  if (element && event.target.matches(":focus-visible")) show(element);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
