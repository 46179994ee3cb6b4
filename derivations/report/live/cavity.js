"use strict";

// The cavity: the full model as the run has computed it, the effective one computed here.
(() => {
  const { concurrencePalette, placed, zeroLine } = live;
  const { concurrence, effectiveTemperatures } = beyondthermal;
  const data = (name) => JSON.parse(document.getElementById(name).textContent);
  const power = (text) => text.replace(/[-\d]/g, (c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] || "⁻");

  // A rate over g with two digits, as one writes it.
  function rate(value) {
    if (value === 0) return "0";
    if (value >= 0.0995 && value < 9950) return String(Number(value.toPrecision(2)));
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits} × 10${power(exponent.replace("+", ""))}`;
  }

  // Numbers as `packed` has written them: steps between whole parts, low bytes before high ones.
  async function unpacked({ values, parts }) {
    const bytes = Uint8Array.from(atob(values), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const halves = new Uint8Array(await new Response(stream).arrayBuffer());
    const count = halves.length / 2;
    let sum = 0;
    return Float64Array.from({ length: count }, (_, k) => {
      sum += halves[k] + 256 * halves[count + k];
      return ((sum << 16) >> 16) / (2 * parts);
    });
  }

  // Fig. 2: from here on x is log10(κ/g), in the drawing's units.
  const X = (x) => (55 * (x + 2)).toFixed(1);
  const Y = (C) => (160 - 320 * Math.max(0, C)).toFixed(1);
  // Where C meets zero there is a corner, which needn't be at a point of the run.
  function line(points) {
    const corners = points.flatMap(([x, C], k) => {
      const [before, last] = points[Math.max(0, k - 1)];
      return C > 0 === last > 0 ? [[x, C]] : [[x - ((x - before) * C) / (C - last), 0], [x, C]];
    });
    return corners.map(([x, C], k) => `${k ? "L" : "M"}${X(x)} ${Y(C)}`).join("");
  }

  function effective(x, p, gamma) {
    return concurrence(...effectiveTemperatures(10 ** x, p, gamma, 1));
  }
  // Between the points of the run, on a straight line.
  function interpolated(points, x) {
    const next = Math.max(1, points.findIndex(([at]) => at >= x));
    const [[x0, C0], [x1, C1]] = [points[next - 1], points[next]];
    return Math.max(0, C0 + ((C1 - C0) * (x - x0)) / (x1 - x0));
  }

  function cavityFigure(name, gamma, start, { axes, values }) {
    const host = placed(name);
    if (!host) return;
    const part = (selector) => host.querySelector(selector);
    const [kappa, pump] = ["kappa", "p"].map((rate) => part(`[name=${rate}]`));
    const row = (axes.gamma.indexOf(gamma) * axes.p.length) * axes.kappa.length;
    const full = (k) => axes.kappa.map((at, i) =>
      [Math.log10(at), values[row + k * axes.kappa.length + i]]);
    const smooth = Array.from({ length: 241 }, (_, k) => k / 40 - 2);
    pump.max = axes.p.length - 1;
    pump.value = axes.p.findIndex((p) => Math.abs(p / start - 1) < 1e-3);

    function draw() {
      const [x, p] = [Number(kappa.value), axes.p[pump.value]];
      const points = full(Number(pump.value));
      part("path.full").setAttribute("d", line(points));
      part("path.effective").setAttribute("d", line(smooth.map((at) => [at, effective(at, p, gamma)])));
      part(".here").setAttribute("d", `M${X(x)} 0V160`);
      const found = { full: interpolated(points, x), effective: effective(x, p, gamma) };
      for (const [model, C] of Object.entries(found)) {
        const dot = part(`circle.${model}`);
        dot.setAttribute("cx", X(x));
        dot.setAttribute("cy", Y(C));
        part(`[data-read=${model}]`).textContent = C.toFixed(3);
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
    draw();
  }

  // Fig. 3: a plane of the run, between its points by straight lines in both directions.
  function between(plane, N, u, v) {
    const [i, j] = [u, v].map((at) => Math.min(N - 2, Math.floor(at)));
    const [s, t] = [u - i, v - j];
    const row = (k) => plane[k * N + i] * (1 - s) + plane[k * N + i + 1] * s;
    return row(j) * (1 - t) + row(j + 1) * t;
  }
  function paintPlane(canvas, plane, N) {
    const side = Math.max(64, Math.min(480, Math.round(canvas.clientWidth * devicePixelRatio)));
    canvas.width = canvas.height = side;
    const context = canvas.getContext("2d");
    const image = context.createImageData(side, side);
    const pixels = new Uint32Array(image.data.buffer);
    const toColour = concurrencePalette();
    const at = (k) => ((k + 0.5) / side) * (N - 1);
    for (let j = 0, k = 0; j < side; ++j)
      for (let i = 0; i < side; ++i) pixels[k++] = toColour(between(plane, N, at(i), N - 1 - at(j)));
    context.putImageData(image, 0, 0);
  }

  const sub = (letter, index) => `<msub><mi>${letter}</mi><mi>${index}</mi></msub>`;
  const SIGNS = { gamma: "<mi>γ</mi>", gamma_z: sub("γ", "z"), delta: "<mi>δ</mi>", p_c: sub("p", "c") };
  function noiseFigure({ axes, values }) {
    const host = placed("3a");
    if (!host) return;
    const part = (selector) => host.querySelector(selector);
    const [canvas, slider] = [part("canvas"), part("[name=strength]")];
    const N = axes.p.length;
    const names = Object.keys(axes.strengths);
    const chosen = () => part("[name=noise]:checked").value;
    function plane(name, k) {
      const before = names.slice(0, names.indexOf(name)).map((n) => axes.strengths[n].length);
      const start = (before.reduce((a, b) => a + b, 0) + k) * N * N;
      return values.subarray(start, start + N * N);
    }
    const at = (axis, value) => (160 * Math.log(value / axis[0])) / Math.log(axis[N - 1] / axis[0]);
    function draw() {
      const [name, k] = [chosen(), Number(slider.value)];
      const [found, strength] = [plane(name, k), axes.strengths[name][k]];
      if (canvas.clientWidth) paintPlane(canvas, found, N);
      const rows = Array.from({ length: N }, (_, j) => Array.from(found.subarray(j * N, j * N + N), (C) => C - 1 / 3));
      part(".contours").setAttribute("d", zeroLine(rows));
      part(".thermal").setAttribute("d", `M${at(axes.p, name === "gamma" ? strength : 1e-3).toFixed(1)} 0V160`);
      part(".sign").innerHTML = `<math alttext="${name}/g">${SIGNS[name]}<mo>/</mo><mi>g</mi></math>`;
      part(".strength output").textContent = rate(strength);
      slider.setAttribute("aria-valuetext", `${rate(strength)} g`);
      mark(found);
    }
    function mark(found) {
      const best = found.indexOf(Math.max(...found));
      const [p, kappa] = [axes.p[best % N], axes.kappa[Math.floor(best / N)]];
      const [x, y] = [at(axes.p, p), 160 - at(axes.kappa, kappa)];
      part(".best").setAttribute("d", `M${x - 3} ${y}h6M${x} ${y - 3}v6`);
      part(".best-told").innerHTML = `Largest of these: <math alttext="C"><mi>C</mi></math> = ${found[best].toFixed(3)} at
        <math alttext="p"><mi>p</mi></math> = ${rate(p)} <math alttext="g"><mi>g</mi></math>, <math alttext="κ"><mi>κ</mi></math> = ${rate(kappa)} <math alttext="g"><mi>g</mi></math>.`;
    }
    function choose() {
      slider.max = axes.strengths[chosen()].length - 1;
      slider.value = chosen() === "gamma" ? 4 : 0;
      draw();
    }
    slider.addEventListener("input", draw);
    part("fieldset").addEventListener("change", choose);
    new ResizeObserver(draw).observe(canvas);
    live.maps.push(draw);
    choose();
  }

  const read = async (name) => ({ axes: data(name), values: await unpacked(data(name)) });
  read("curves").then((curves) => {
    cavityFigure("2b", 0, 2e-4, curves);
    cavityFigure("2c", 1e-3, 5e-3, curves);
  });
  read("planes").then(noiseFigure);
})();
