"use strict";

// Figures that can be driven, each in the place of the still one, which is a button away.
(() => {
  const { RANGE, colour, packed, palette, concurrencePalette, plane, point, set, watchers, written } = live;
  const { concurrence, concurrenceGradient, entropyProduction, entropyProductionGradient } = beyondthermal;

  // The content of a template in the place of a figure's picture.
  function placed(name) {
    const figure = document.getElementById(`figure-${name}`);
    const template = document.querySelector(`template[data-figure~="${name}"]`);
    if (!figure) return null;
    const host = template.content.cloneNode(true).firstElementChild;
    host.querySelectorAll(`[data-for]:not([data-for="${name}"])`).forEach((other) => other.remove());
    const button = host.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = "Still figure";
    button.addEventListener("click", () => {
      const still = figure.classList.toggle("still");
      button.textContent = still ? "Live figure" : "Still figure";
    });
    figure.classList.add("driven-figure");
    figure.prepend(host);
    return host;
  }

  // What is drawn of the point only where it is seen.
  function whileSeen(host, draw) {
    let seen = false;
    new IntersectionObserver(([entry]) => {
      seen = entry.isIntersecting;
      if (seen) draw();
    }).observe(host);
    watchers.push(() => seen && draw());
  }

  // The plane of the first screen once more, with another map, other lines and another gradient.
  function planeFigure(name, value, gradient, colours, tell) {
    const host = placed(name);
    if (!host) return;
    const frame = document.querySelector("#screen .frame").cloneNode(true);
    host.querySelector("slot").replaceWith(frame);
    frame.querySelector(".still").remove();
    frame.querySelector(".hit").setAttribute("aria-describedby", "point-said");
    plane(frame, value, colours);
    const output = host.querySelector("output");
    const gauge = host.querySelector(".gauge i");
    const hit = frame.querySelector(".hit");
    function draw() {
      const [found, A, S] = gradient(point.A, point.S);
      const slope = Math.hypot(A, S) > 1e-4 ? "34px" : "0";
      set([hit], { "beta-A": point.A, "beta-S": point.S, uphill: `${Math.atan2(-S, A)}rad`, slope });
      set([gauge], { C: found });
      output.innerHTML = tell(found);
    }
    whileSeen(host, draw);
    return frame;
  }

  // The line on which values on a grid, its rows from below, change their sign: in the drawing's
  // units, by the sides of small squares.
  const CORNERS = [[0, 0], [1, 0], [1, 1], [0, 1]];
  function zeroLine(grid) {
    const N = grid.length - 1;
    let path = "";
    for (let j = 0; j < N; ++j) for (let i = 0; i < N; ++i) path += segment(grid, i, j, 160 / N);
    return path;
  }
  function contour(value, level, N = 120) {
    const at = Array.from({ length: N + 1 }, (_, k) => RANGE * ((2 * k) / N - 1));
    return zeroLine(at.map((S) => at.map((A) => value(A, S) - level)));
  }
  function segment(grid, i, j, unit) {
    const ends = [];
    CORNERS.forEach(([u, v], k) => {
      const [s, t] = CORNERS[(k + 1) % 4];
      const [one, other] = [grid[j + v][i + u], grid[j + t][i + s]];
      if (one > 0 === other > 0) return;
      const part = one / (one - other);
      const x = unit * (i + u + part * (s - u));
      const y = 160 - unit * (j + v + part * (t - v));
      ends.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
    });
    return ends.length === 2 ? `M${ends.join("L")}` : "";
  }

  // Where the value is met on the way from the middle to the upper left corner: place of a label.
  function onAntidiagonal(value, level) {
    let [low, high] = [0, RANGE];
    for (let k = 0; k < 40; ++k) {
      const middle = (low + high) / 2;
      if (value(-middle, middle) < level) low = middle;
      else high = middle;
    }
    return 80 - 10 * low;
  }

  const MOST = 32;
  function entropyPalette() {
    const stops = ["none", "violet-1", "violet-2", "violet-3"].map(colour);
    const scale = palette([[0, stops[0]], [0.2, stops[1]], [0.6, stops[2]], [1.001, stops[3]]]);
    return (sigma) => scale(sigma / MOST);
  }
  function drawEntropyContours(frame) {
    const levels = [1, 5, 10, 20];
    frame.querySelector(".third").setAttribute("class", "contours");
    frame.querySelector(".contours").setAttribute("d", levels.map((level) => contour(entropyProduction, level)).join(""));
    const labels = levels.map((level) => {
      const at = onAntidiagonal(entropyProduction, level);
      return `<text class="note" x="${at}" y="${at + 2}">${level}</text>`;
    });
    frame.querySelector("svg").insertAdjacentHTML("beforeend", labels.join(""));
  }

  planeFigure("1b", concurrence, concurrenceGradient, concurrencePalette,
    (C) => `<math alttext="C"><mi>C</mi></math> = ${C.toFixed(6)}`);
  const entropy = planeFigure("1c", entropyProduction, entropyProductionGradient, entropyPalette,
    (sigma) => `${written(sigma, 3)} <math alttext="Γ^+"><msup><mi mathvariant="normal">Γ</mi><mo>+</mo></msup></math>`);
  if (entropy) drawEntropyContours(entropy);
  live.placed = placed;
  live.zeroLine = zeroLine;
})();
