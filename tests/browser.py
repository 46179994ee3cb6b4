"""A headless Chromium that the tests of the HTML page drive."""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--hide-scrollbars",
)


# Nothing of the page is text any more that is to become elements.
WHOLE = "return !document.querySelector('noscript:not(:has(*))')"


class Browser:
    """A tab, and what the tests ask of it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(
        self,
        path: Path,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        media: str = "",
        whole: bool = True,
    ) -> None:
        """Show a file in a window of this size, in a colour scheme, on a screen or on paper.

        Whole, it is waited for what the page makes when it has nothing else to do.
        """
        self.size(width, height)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", media=media, features=features)
        self.driver.get(path.as_uri())
        if whole:
            self.until(WHOLE)

    def size(self, width: int, height: int = 900) -> None:
        """Set the size of the window, in CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.command("Emulation.setDeviceMetricsOverride", **metrics)

    def command(self, name: str, **parameters: Any) -> Any:
        """A command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(name, parameters)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, milliseconds: int) -> None:
        """Let the page go on for a while."""
        self.driver.execute_async_script("setTimeout(arguments[1], arguments[0])", milliseconds)

    def press(self, key: str) -> None:
        """Press Tab, Enter or Escape, as a keyboard does."""
        code = {"Tab": 9, "Enter": 13, "Escape": 27}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        key_down = {"key": key, "windowsVirtualKeyCode": code}
        self.command("Input.dispatchKeyEvent", type="keyDown", **key_down, **text)
        self.command("Input.dispatchKeyEvent", type="keyUp", **key_down)

    def lay_out(self) -> None:
        """Lay out what is far from the window, too, and let what watches sizes answer."""
        style = "* { content-visibility: visible !important }"
        add = "document.head.append(Object.assign(document.createElement('style'), arguments[0]))"
        self.run(add, {"textContent": style})
        self.wait(200)

    def until(self, script: str, seconds: float = 20) -> Any:
        """What a script returns, as soon as that is true."""
        for _ in range(int(20 * seconds)):
            if found := self.run(script):
                return found
            time.sleep(0.05)
        raise AssertionError(f"never true: {script}")

    def settled(self) -> None:
        """Two frames have gone by, so that what was moved is drawn."""
        self.driver.execute_async_script(
            "const done = arguments[0];"
            "requestAnimationFrame(() => requestAnimationFrame(() => done()));"
        )

    def messages(self) -> list[str]:
        """What the console has said since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def screenshot(self, path: Path) -> None:
        """Write what is seen, as PNG."""
        data = self.command("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))

    def pdf(self) -> bytes:
        """The page as it is printed."""
        printed = self.command("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """Chromium with a fresh profile in this folder; a missing one is an error, not a skip."""
    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=_service())
    try:
        yield Browser(driver)
    finally:
        driver.quit()


def _service() -> Service:
    """The driver that is on the path; nothing is downloaded."""
    from shutil import which

    found = which("chromedriver")
    if found is None:
        raise FileNotFoundError("The tests of the HTML page need chromium and chromedriver.")
    return Service(executable_path=found)
