"""How long the page takes to open: python benchmarks/page.py derivation.html

On a laptop and on a phone at a quarter of this machine's speed, in Chromium: until something is
seen, until everything has been read and its scripts have run, the work of the main thread until the
first frame after that, and the elements that are there by then; then until what is late is there,
too, and the longest that anyone has to wait meanwhile. In milliseconds. Needs the extra `test`,
Chromium and its driver.
"""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser import WHOLE, Browser, chromium

DEVICES = {"laptop": (1280, 900, 1), "phone, CPU/4": (390, 844, 4)}
AIMS = {"laptop": 1000, "phone, CPU/4": 2000}
ROUNDS = 5
TIMES = """
const [entry] = performance.getEntriesByType('navigation');
const [paint] = performance.getEntriesByName('first-contentful-paint');
return [paint ? paint.startTime : NaN, entry.domContentLoadedEventEnd];
"""
FRAME = "requestAnimationFrame(() => setTimeout(arguments[0]))"
NODES = "return document.querySelectorAll('*').length"
# Only what takes longer than 50 ms is told.
LONGEST = """
const [start, done] = arguments;
const found = [50];
new PerformanceObserver((list) => list.getEntries().forEach((task) => {
  if (task.startTime > start) found.push(task.duration);
})).observe({ type: 'longtask', buffered: true });
setTimeout(() => done(Math.max(...found)), 200);
"""


def work(browser: Browser) -> float:
    """Seconds that the main thread has worked, by its own clock."""
    metrics = browser.command("Performance.getMetrics")["metrics"]
    return float({m["name"]: m["value"] for m in metrics}["TaskDuration"])


def opened(browser: Browser, page: Path, device: str) -> list[float]:
    """First sight, interactive, the work and the nodes until then; whole, and the longest wait."""
    width, height, slower = DEVICES[device]
    browser.driver.get("about:blank")
    browser.command("Emulation.setCPUThrottlingRate", rate=slower)
    before = work(browser)
    browser.open(page, width=width, height=height, whole=False)
    browser.driver.execute_async_script(FRAME)
    times: list[Any] = browser.run(TIMES)
    there = [1000 * (work(browser) - before), float(browser.run(NODES))]
    browser.until(WHOLE, 60)
    whole = float(browser.run("return performance.now()"))
    longest = float(browser.driver.execute_async_script(LONGEST, times[1]))
    return [*map(float, times), *there, whole, longest]


def main(page: Path) -> None:
    with tempfile.TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        browser.command("Performance.setTimeDomain", timeDomain="threadTicks")
        browser.command("Performance.enable")
        print(f"{page.name}: {page.stat().st_size / 1e6:.2f} MB; medians of {ROUNDS}, in ms")
        heads = "".join(f"{head:>9}" for head in ("aim", "work", "nodes", "whole", "longest"))
        print(f"{'':14}{'seen':>8}{'interactive':>13}{heads}")
        for device, aim in AIMS.items():
            rounds = [opened(browser, page, device) for _ in range(ROUNDS)]
            seen, ready, *more = map(statistics.median, zip(*rounds, strict=True))
            shown = "".join(f"{value:9.0f}" for value in (aim, *more))
            print(f"{device:14}{seen:8.0f}{ready:13.0f}{shown}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
