"use strict";

// The cavity: C of the full model and of the effective one.
(() => {
  const { concurrencePalette, placed, zeroLine } = live;
  const { concurrence, effectiveTemperatures } = beyondthermal;
  const power = (text) => text.replace(/[-\d]/g, (c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] || "⁻");

  // A rate over g with two digits, as one writes it.
  function rate(value) {
    if (value === 0) return "0";
    if (value >= 0.0995 && value < 9950) return String(Number(value.toPrecision(2)));
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits} × 10${power(exponent.replace("+", ""))}`;
  }

  // C of the full model with one noise besides γ, rates over g; negative where it is zero. Where no number of photons is known
  // to be enough, this one is, wherever the sliders can be.
  const PHOTONS = 150;
  function full(noise, kappa, p, gamma, strength) {
    const C = cavities[noise](kappa, p, gamma, 1, strength, 0);
    return Number.isNaN(C) ? cavities[noise](kappa, p, gamma, 1, strength, PHOTONS) : C;
  }

  // What isn't seen isn't computed.
  function onceSeen(host, draw) {
    const watch = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      watch.disconnect();
      draw();
    });
    watch.observe(host);
  }

  // Fig. 2: from here on x is log10(κ/g), in the drawing's units.
  const X = (x) => (55 * (x + 2)).toFixed(1);
  const Y = (C) => (160 - 320 * Math.max(0, C)).toFixed(1);
  function line(value) {
    const points = Array.from({ length: 241 }, (_, k) => k / 40 - 2);
    return `M${points.map((x) => `${X(x)} ${Y(value(x))}`).join("L")}`;
  }

  function cavityFigure(name, gamma) {
    const host = placed(name);
    if (!host) return;
    const part = (selector) => host.querySelector(selector);
    const [kappa, pump] = ["kappa", "p"].map((rate) => part(`[name=${rate}]`));

    function draw() {
      const [x, p] = [Number(kappa.value), 10 ** pump.value];
      const models = {
        full: (at) => full("gamma_z", 10 ** at, p, gamma, 0),
        effective: (at) => concurrence(...effectiveTemperatures(10 ** at, p, gamma, 1)),
      };
      part(".here").setAttribute("d", `M${X(x)} 0V160`);
      for (const [model, value] of Object.entries(models)) {
        part(`path.${model}`).setAttribute("d", line(value));
        const dot = part(`circle.${model}`);
        dot.setAttribute("cx", X(x));
        dot.setAttribute("cy", Y(value(x)));
        part(`[data-read=${model}]`).textContent = Math.max(0, value(x)).toFixed(4);
      }
      tell(x, p);
    }
  function tell(x, p) {
      kappa.nextElementSibling.textContent = rate(10 ** x);
      pump.nextElementSibling.textContent = rate(p);
      kappa.setAttribute("aria-valuetext", `${rate(10 ** x)} g`);
      pump.setAttribute("aria-valuetext", `${rate(p)} g`);
      const betas = effectiveTemperatures(10 ** x, p, gamma, 1);
      part("[data-read=betas]").textContent = betas.map((beta) =>
        Number.isFinite(beta) ? live.written(beta, 2) : "−∞").join(", ");
      const share = { pump: (Math.log10(p) + 6) / 5, loss: (x + 2) / 6, relaxation: gamma ? 0.5 : 0 };
      for (const [rate, part] of Object.entries(share)) host.style.setProperty(`--${rate}`, part);
    }
    [kappa, pump].forEach((slider) => slider.addEventListener("input", draw));
    onceSeen(host, draw);
  }

  // Fig. 3: a plane between its points, by straight lines in both directions.
  const N = 61;
  function between(plane, u, v) {
    const [i, j] = [u, v].map((at) => Math.min(N - 2, Math.floor(at)));
    const [s, t] = [u - i, v - j];
    const row = (k) => plane[k * N + i] * (1 - s) + plane[k * N + i + 1] * s;
    return row(j) * (1 - t) + row(j + 1) * t;
  }
  function paintPlane(canvas, plane) {
    const side = Math.max(64, Math.min(480, Math.round(canvas.clientWidth * devicePixelRatio)));
    canvas.width = canvas.height = side;
    const context = canvas.getContext("2d");
    const image = context.createImageData(side, side);
    const pixels = new Uint32Array(image.data.buffer);
    const toColour = concurrencePalette();
    const at = (k) => ((k + 0.5) / side) * (N - 1);
    for (let j = 0, k = 0; j < side; ++j)
      for (let i = 0; i < side; ++i) pixels[k++] = toColour(between(plane, at(i), N - 1 - at(j)));
    context.putImageData(image, 0, 0);
  }

  const axis = (from, to) => Array.from({ length: N }, (_, k) => from * (to / from) ** (k / (N - 1)));
  const [P, KAPPA] = [axis(3e-5, 0.1), axis(0.1, 100)];
  const place = (values, value) => (160 * Math.log(value / values[0])) / Math.log(values[N - 1] / values[0]);

  // C by rows, as many between two frames as there is time for, until all are of the last question.
  function rows(C, question, draw) {
    const of = new Array(N).fill(null);
    let [row, asked] = [0, null];
    function compute() {
      const end = performance.now() + 10;
      do {
        for (let i = 0; i < N; ++i) C[row * N + i] = full(asked[0], KAPPA[row], P[i], ...asked.slice(1));
        of[row] = asked;
        row = (row + 1) % N;
      } while (of[row] !== asked && performance.now() < end);
      draw();
      if (of[row] !== asked) requestAnimationFrame(compute);
    }
    return () => {
      const idle = of[row] === asked;
      asked = question();
      if (idle) requestAnimationFrame(compute);
    };
  }

  const sub = (letter, index) => `<msub><mi>${letter}</mi><mi>${index}</mi></msub>`;
  const NOISES = {
    gamma_z: { sign: sub("γ", "z"), from: 1e-4, to: 1e-1 },
    delta: { sign: "<mi>δ</mi>", from: 1e-2, to: 1 },
    p_c: { sign: sub("p", "c"), from: 1e-3, to: 5e-2 },
  };
  function noiseFigure() {
    const host = placed("3a");
    if (!host) return;
    const part = (selector) => host.querySelector(selector);
    const [canvas, relaxation, slider] = [part("canvas"), part("[name=gamma]"), part("[name=strength]")];
    const C = new Float64Array(N * N);
    const chosen = () => part("[name=noise]:checked").value;
    // None at the left end, then by powers.
    function strength() {
      const { from, to } = NOISES[chosen()];
      return Number(slider.value) ? from * (to / from) ** ((slider.value - 1) / (slider.max - 1)) : 0;
    }
    const question = () => [chosen(), 10 ** relaxation.value, strength()];
    function draw() {
      if (canvas.clientWidth) paintPlane(canvas, C);
      const above = Array.from({ length: N }, (_, j) => Array.from(C.subarray(j * N, j * N + N), (value) => value - 1 / 3));
      part(".contours").setAttribute("d", zeroLine(above));
      const best = C.indexOf(Math.max(...C));
      const [p, kappa] = [P[best % N], KAPPA[Math.floor(best / N)]];
      part(".best").setAttribute("d", `M${place(P, p) - 3} ${160 - place(KAPPA, kappa)}h6m-3-3v6`);
      part(".best-told").innerHTML = `Largest of ${N} × ${N}: <math alttext="C"><mi>C</mi></math> = ${Math.max(0, C[best]).toFixed(4)} at
        <math alttext="p"><mi>p</mi></math> = ${rate(p)} <math alttext="g"><mi>g</mi></math>, <math alttext="κ"><mi>κ</mi></math> = ${rate(kappa)} <math alttext="g"><mi>g</mi></math>.`;
    }
    const compute = rows(C, question, draw);
    function tell() {
      const [noise, gamma, strength] = question();
      part(".thermal").setAttribute("d", gamma < P[0] ? "" : `M${place(P, gamma).toFixed(1)} 0V160`);
      part(".sign").innerHTML = `<math alttext="${noise}/g">${NOISES[noise].sign}<mo>/</mo><mi>g</mi></math>`;
      for (const [input, value] of [[relaxation, gamma], [slider, strength]]) {
        input.nextElementSibling.textContent = rate(value);
        input.setAttribute("aria-valuetext", `${rate(value)} g`);
      }
      compute();
    }
    [relaxation, slider].forEach((input) => input.addEventListener("input", tell));
    part("fieldset").addEventListener("change", tell);
    new ResizeObserver(draw).observe(canvas);
    live.maps.push(draw);
    onceSeen(host, tell);
  }

  live.full = full;
  cavityFigure("2b", 0);
  cavityFigure("2c", 1e-3);
  noiseFigure();
})();
