"""The time of a frame of the first screen: python benchmarks/first_screen.py derivation.html

A point runs over the plane, as if it were dragged; drawing it, with the layout, is timed, and so
are the frames that the browser shows. Once as on a laptop, once on a phone at a quarter of the
speed. Needs the extra `test`, Chromium and its driver.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from browser import Browser, chromium

FRAMES = 240
RUN = """
const [frames, done] = arguments, drawing = [], shown = [];
const screen = document.getElementById("screen");
(async () => {
  let last = await new Promise(requestAnimationFrame);
  for (let k = 0; k < frames; ++k) {
    live.point.A = 8 * Math.sin(k / 20);
    live.point.S = 8 * Math.cos(k / 17);
    const start = performance.now();
    live.redraw();
    screen.getBoundingClientRect();
    drawing.push(performance.now() - start);
    const now = await new Promise(requestAnimationFrame);
    shown.push(now - last);
    last = now;
  }
  const start = performance.now();
  live.maps[0]();
  done([drawing.sort((a, b) => a - b), shown.sort((a, b) => a - b), performance.now() - start]);
})();
"""


def measure(browser: Browser, page: Path, width: int, slower: int) -> None:
    browser.command("Emulation.setCPUThrottlingRate", rate=slower)
    browser.open(page, width=width)
    drawing, shown, plane = browser.driver.execute_async_script(RUN, FRAMES)
    half, late = FRAMES // 2, FRAMES * 99 // 100
    print(
        f"{width:5} pixels, speed 1/{slower}: drawing {drawing[half]:.1f} ms, "
        f"99 % below {drawing[late]:.1f} ms; frames every {shown[half]:.1f} ms; "
        f"the plane painted in {plane:.0f} ms"
    )


def main() -> None:
    page = Path(sys.argv[1] if len(sys.argv) > 1 else "derivation.html").resolve()
    with tempfile.TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        browser.driver.set_script_timeout(120)
        measure(browser, page, 1280, 1)
        measure(browser, page, 390, 4)


if __name__ == "__main__":
    main()
