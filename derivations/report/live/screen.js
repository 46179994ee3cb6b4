"use strict";

// The first screen. What is drawn follows from custom properties; here they are computed, by the
// functions above, and numbers are written. One point for the whole page: figures watch it too.
const live = (() => {
  const { concurrence, concurrenceGradient, densityMatrix, entropyProduction, populations } =
    beyondthermal;
  const RANGE = 8;
  const LEVELS = ["G", "S", "A", "E"];
  const KETS = ["00", "01", "10", "11"];
  const root = document.documentElement;
  const screen = document.getElementById("screen");
  const get = (id) => document.getElementById(id);
  const within = (value) => Math.max(-RANGE, Math.min(RANGE, value));
  root.classList.add("js");

  // Numbers as they are written: a true minus sign, and none before zero.
  function written(value, digits) {
    return value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1").replace("-", "−");
  }

  // A colour of the style sheet, which knows whether it is light or dark, as red, green and blue.
  const probe = screen.appendChild(document.createElement("i"));
  probe.hidden = true;
  function colour(name) {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
  }

  // A palette is a table of packed colours: blue up to one third, orange beyond, with a step.
  const SIZE = 2048;
  const mixed = (one, other, part) => one.map((v, k) => v + (other[k] - v) * part);
  const packed = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  function palette(stops) {
    const scale = Uint32Array.from({ length: SIZE + 1 }, (_, k) => {
      const at = k / SIZE;
      const next = Math.max(1, stops.findIndex(([end]) => end > at));
      const [[from, one], [to, other]] = [stops[next - 1], stops[next]];
      return packed(mixed(one, other, (at - from) / (to - from)));
    });
    return (part) => scale[Math.round(SIZE * Math.max(0, Math.min(1, part)))];
  }
  function concurrencePalette() {
    const none = packed(colour("none"));
    const stops = JSON.parse(screen.dataset.stops);
    // Nothing is above one half; the last stop is a little beyond it.
    const above = palette(stops.map(([C, name]) => [C < 0.5 ? 2 * C : 1.001, colour(name)]));
    return (C) => (C > 0 ? above(2 * C) : none);
  }

  // A function of the point as a map, a pixel of the screen at a time.
  function paint(canvas, value, toColour) {
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    const N = Math.max(64, Math.min(720, side));
    canvas.width = canvas.height = N;
    const context = canvas.getContext("2d");
    const image = context.createImageData(N, N);
    const pixels = new Uint32Array(image.data.buffer);
    const at = (k) => RANGE * ((2 * k + 1) / N - 1);
    for (let j = 0, k = 0; j < N; ++j)
      for (let i = 0; i < N; ++i) pixels[k++] = toColour(value(at(i), -at(j)));
    context.putImageData(image, 0, 0);
  }
  const maps = [];
  const repaint = () => maps.forEach((map) => map());

  // The point, and what is drawn when it has moved: once a frame.
  const point = { A: Number(get("beta-A").value), S: Number(get("beta-S").value) };
  const watchers = [];
  let due = 0;
  let climbing = 0;
  function redraw() {
    due = 0;
    watchers.forEach((draw) => draw(point));
  }
  function move(A, S) {
    point.A = within(A);
    point.S = within(S);
    due = due || requestAnimationFrame(redraw);
  }
  function moveByHand(A, S) {
    climbing = 0;
    move(A, S);
  }

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  function drive(hit) {
    const there = (event) => {
      const box = hit.getBoundingClientRect();
      const part = (at, from, size) => RANGE * ((2 * (at - from)) / size - 1);
      moveByHand(part(event.clientX, box.left, box.width), -part(event.clientY, box.top, box.height));
    };
    hit.addEventListener("pointerdown", (event) => {
      hit.setPointerCapture(event.pointerId);
      there(event);
    });
    hit.addEventListener("pointermove", (event) => {
      if (hit.hasPointerCapture(event.pointerId)) there(event);
    });
    hit.addEventListener("keydown", (event) => {
      const [A, S] = STEPS[event.key] || [0, 0];
      const step = event.shiftKey ? 1 : 0.1;
      if (!A && !S) return;
      event.preventDefault();
      moveByHand(point.A + step * A, point.S + step * S);
    });
  }

  // A plane: its map, which is painted anew in another size or scheme, and its point.
  function plane(frame, value, makeColours) {
    const canvas = frame.querySelector("canvas");
    const map = () => canvas.clientWidth && paint(canvas, value, makeColours());
    maps.push(map);
    new ResizeObserver(map).observe(canvas);
    drive(frame.querySelector(".hit"));
  }

  // Along the gradient, a fixed length a frame, until it is flat: one half is never reached.
  function climb() {
    climbing = 1;
    if (concurrence(point.A, point.S) === 0) move(-0.5, 3.5);
    requestAnimationFrame(function step() {
      const [, A, S] = concurrenceGradient(point.A, point.S);
      const slope = Math.hypot(A, S);
      if (!climbing || slope < 1e-5) return;
      const length = Math.min(0.09, 60 * slope) / slope;
      move(point.A + length * A, point.S + length * S);
      if (Math.abs(point.A) < RANGE || Math.abs(point.S) < RANGE) requestAnimationFrame(step);
    });
  }

  // What is written and drawn of a point.
  const KINDS = [[-0.005, "inverted: more pumped than damped"], [0.005, "infinitely hot"], [1.5, "hot"], [4, "warm"]];
  function kind(beta) {
    return (KINDS.find(([end]) => beta < end) || [0, "cold"])[1];
  }
  function judged(C) {
    if (C === 0) return ["none", "separable"];
    return C > 1 / 3 ? ["beyond", "beyond the thermal limit"] : ["below", "entangled"];
  }
  // Properties are set where they are used, and not above: all that is below is styled anew.
  function set(elements, properties) {
    for (const [name, value] of Object.entries(properties))
      elements.forEach((element) => element.style.setProperty(`--${name}`, value));
  }
  const all = (selector) => [...screen.querySelectorAll(selector)];
  const [hit, gauge, arrows] = [all(".hit"), all(".gauge i"), { A: all("use.A"), S: all("use.S") }];

  function drawReservoirs() {
    for (const name of ["A", "S"]) {
      const beta = point[name];
      set(hit, { [`beta-${name}`]: beta });
      set(arrows[name], { up: 1 / (1 + Math.exp(beta)) });
      get(`beta-${name}`).value = beta;
      get(`read-${name}`).textContent = written(beta, 2);
      get(`word-${name}`).textContent = `${name} is ${kind(beta)}`;
    }
    get("read-sigma").textContent = entropyProduction(point.A, point.S).toPrecision(4);
  }

  const levels = LEVELS.map((name) => all(`circle.${name}, .bar.${name}`));
  const bars = LEVELS.map((name) => screen.querySelector(`.bar.${name} output`));
  function drawPopulations() {
    populations(point.A, point.S).forEach((p, k) => {
      set(levels[k], { p });
      bars[k].textContent = p.toFixed(4);
    });
  }

  const rho = screen.querySelector(".rho");
  rho.innerHTML = `<span></span>${KETS.map((ket) => `<span>|${ket}⟩</span>`).join("")}${
    KETS.map((ket) => `<span>⟨${ket}|</span>${"<b></b>".repeat(4)}`).join("")}`;
  const tiles = rho.querySelectorAll("b");
  const shown = Array(16).fill(null);
  function drawDensityMatrix() {
    densityMatrix(point.A, point.S).forEach((entry, k) => {
      if (entry === shown[k]) return;
      shown[k] = entry;
      tiles[k].textContent = entry ? written(entry, 4) : "0";
      tiles[k].className = entry ? (entry < 0 ? "minus" : "plus") : "zero";
      tiles[k].style.setProperty("--v", entry && Math.min(1, 0.12 + 1.7 * Math.abs(entry)));
    });
  }
  function tellDensityMatrix() {
    const told = shown.map((v, k) => v && `⟨${KETS[k >> 2]}|ρ|${KETS[k & 3]}⟩ = ${written(v, 4)}`);
    rho.setAttribute("aria-label", `Density matrix: ${told.filter(Boolean).join(", ")}`);
  }

  function drawConcurrence() {
    const [C, A, S] = concurrenceGradient(point.A, point.S);
    const [name, word] = judged(C);
    set(gauge, { C });
    get("read-C").textContent = C.toFixed(6);
    get("word").className = name;
    get("word").textContent = word;
    get("read-gradient").textContent = `${written(A, 4)}, ${written(S, 4)}`;
    const slope = Math.hypot(A, S);
    const length = slope > 1e-4 ? `${16 + 200 * Math.min(0.2, slope)}px` : "0";
    set(hit, { uphill: `${Math.atan2(-S, A)}rad`, slope: length });
  }

  let resting = 0;
  function say() {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const C = concurrence(point.A, point.S);
      const where = `beta A ${point.A.toFixed(2)}, beta S ${point.S.toFixed(2)}`;
      get("point-said").textContent = `${where}: C is ${C.toFixed(4)}, ${judged(C)[1]}`;
      tellDensityMatrix();
    }, 400);
  }

  // A link to a proof opens it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-proof]");
    if (!link) return;
    get(link.hash.slice(1)).closest(".claim").querySelector(".proof").open = true;
  });

  watchers.push(drawReservoirs, drawPopulations, drawDensityMatrix, drawConcurrence, say);
  for (const name of ["A", "S"])
    get(`beta-${name}`).addEventListener("input", () =>
      moveByHand(Number(get("beta-A").value), Number(get("beta-S").value)));
  get("climb").addEventListener("click", climb);
  plane(screen.querySelector(".frame"), concurrence, concurrencePalette);
  new MutationObserver(repaint).observe(root, { attributeFilter: ["data-scheme"] });
  // On paper all is light, whatever the screen is.
  for (const query of ["(prefers-color-scheme: dark)", "print"])
    matchMedia(query).addEventListener("change", repaint);
  redraw();
  return { RANGE, colour, maps, set, packed, palette, concurrencePalette, plane, point, redraw, watchers, written };
})();
