"use strict";

// What isn't on the first screen stands in the page as text, in <noscript>, which is read in no time.
// It becomes elements as it comes near the window, before the page is printed, and at the latest, for
// who searches in the page, when the browser has nothing else to do. Without scripts nothing is late.
function build(part) {
  const box = part.parentElement;
  near.unobserve(box);
  part.outerHTML = part.textContent;
  watch(box);
}
const whole = (box = document) => box.querySelectorAll("noscript").forEach(build);

const near = new IntersectionObserver((entries) => {
  entries.filter((entry) => entry.isIntersecting).forEach((entry) => whole(entry.target));
}, { rootMargin: "200% 0px" });
document.querySelectorAll(":has(> noscript)").forEach((box) => near.observe(box));
window.addEventListener("beforeprint", () => whole());

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 20));
const LATE = document.querySelectorAll("noscript").values();
function rest() {
  const end = performance.now() + 8;
  for (let next = LATE.next(); !next.done; next = LATE.next()) {
    if (next.value.isConnected) build(next.value);
    if (performance.now() > end) return idle(rest);
  }
}
window.addEventListener("load", () => idle(rest));
