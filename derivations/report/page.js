"use strict";

// Copies: the texts are in one JSON block, by the id of the equation and the button's name.
const texts = JSON.parse(document.getElementById("copies").textContent);
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
  await copy(texts[button.parentElement.dataset.of][button.dataset.copy]);
  button.classList.add("done");
  said.textContent = `${button.dataset.copy} copied`;
  setTimeout(() => button.classList.remove("done"), 1500);
});

// Light or dark: what the system says, until someone chooses.
const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");
document.getElementById("scheme").addEventListener("click", () => {
  const now = root.dataset.scheme || (dark.matches ? "dark" : "light");
  root.dataset.scheme = now === "dark" ? "light" : "dark";
});

// A display that is too wide gives its number a line of its own; then it is made smaller, to 55 %;
// beyond that its box scrolls.
const smallest = 0.55;
const closed = ".proof:not([open])";
function fit(box) {
  const line = box.parentElement;
  box.style.fontSize = "";
  line.classList.remove("below");
  if (box.clientWidth < 0.8 * box.scrollWidth) line.classList.add("below");
  for (let ratio = 1; box.scrollWidth > box.clientWidth && ratio > smallest; ) {
    ratio = Math.max(smallest, Math.min(ratio - 0.01, (ratio * box.clientWidth) / box.scrollWidth));
    box.style.fontSize = `${ratio}em`;
  }
  box.classList.toggle("scrolls", box.scrollWidth > box.clientWidth);
}
function fitAll(within) {
  within.querySelectorAll(".display").forEach((box) => box.closest(closed) || fit(box));
}

// Inline mathematics can't be broken: where it is wider than the text it gets a box of its own.
function boxInline(within) {
  within.querySelectorAll("math:not([display=block])").forEach((maths) => {
    if (maths.closest(".display") || maths.closest(closed)) return;
    const room = maths.parentElement.closest("p, li, dd, td, aside, figcaption, h2");
    if (!room || maths.getBoundingClientRect().width <= room.clientWidth) return;
    const box = document.createElement("span");
    box.className = "display inline";
    maths.replaceWith(box);
    box.append(maths);
  });
}

const contents = document.getElementById("contents");
const wide = window.matchMedia("(min-width: 1240px)");
function arrange() {
  contents.open = wide.matches;
  boxInline(document);
  fitAll(document);
}
arrange();
if (document.fonts) document.fonts.ready.then(arrange);
let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === width) return;
  width = window.innerWidth;
  arrange();
});
document.addEventListener("toggle", (event) => {
  if (!event.target.open) return;
  boxInline(event.target);
  fitAll(event.target);
}, true);
contents.addEventListener("click", (event) => {
  if (event.target.closest("a") && !wide.matches) contents.open = false;
});

// In the contents, the section that is being read.
const links = new Map(
  [...contents.querySelectorAll("a")].map((link) => [link.getAttribute("href").slice(1), link]),
);
const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    links.forEach((link) => link.removeAttribute("aria-current"));
    links.get(entry.target.id).setAttribute("aria-current", "true");
  }
}, { rootMargin: "0px 0px -85% 0px" });
document.querySelectorAll("main > section").forEach((section) => watch.observe(section));
