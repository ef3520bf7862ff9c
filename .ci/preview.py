#!/usr/bin/env python3
"""Drives `archc serve` in headless Chromium, over the browser's own protocol, and looks at what the page shows.

Usage: preview.py ARCHC [FOLDER FOR PICTURES]
"""
import atexit
import base64
import http.client
import json
import os
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ARCHC = os.path.abspath(sys.argv[1])
PICTURES = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECONDS = 60


class Browser:
    """A tab of Chromium: JSON over a WebSocket, which is framed by hand as no library for it is at hand everywhere."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [
                "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-extensions", "--remote-debugging-port=0", f"--user-data-dir={folder}/profile",
                "--window-size=1400,900", "about:blank",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        address = None
        for line in self.process.stderr:
            match = re.search(rb"ws://127\.0\.0\.1:(\d+)/", line)
            if match:
                address = int(match.group(1))
                break
        if address is None:
            sys.exit("Chromium did not start")
        # Nobody reads what it says later, and it must not wait for that.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", address)
        connection.request("GET", "/json/list")
        pages = [page for page in json.load(connection.getresponse()) if page["type"] == "page"]
        path = urllib.parse.urlparse(pages[0]["webSocketDebuggerUrl"]).path
        self.socket = socket.create_connection(("127.0.0.1", address), timeout=SECONDS)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            (f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.stream = self.socket.makefile("rb")
        while self.stream.readline().strip():
            pass
        self.number = 0
        self.problems = []
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def send(self, text):
        data = text.encode()
        length = len(data)
        head = b"\x81" + (bytes([0x80 | length]) if length < 126 else b"\xfe" + struct.pack(">H", length)
                          if length < 65536 else b"\xff" + struct.pack(">Q", length))
        mask = os.urandom(4)
        self.socket.sendall(head + mask + bytes(byte ^ mask[index % 4] for index, byte in enumerate(data)))

    def receive(self):
        text = b""
        while True:
            first, second = self.stream.read(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", self.stream.read(2))[0]
            elif length == 127:
                length = struct.unpack(">Q", self.stream.read(8))[0]
            text += self.stream.read(length)
            if first & 0x80:
                return json.loads(text)

    def call(self, method, **parameters):
        self.number += 1
        self.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = self.receive()
            self.note(message)
            if message.get("id") == self.number:
                if "error" in message:
                    sys.exit(f"{method}: {message['error']}")
                return message["result"]

    def note(self, message):
        """Whatever goes wrong on the page is a failure: scripts that throw, broken policies, requests elsewhere."""
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.problems.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            self.problems.append(parameters["entry"]["text"] + " " + parameters["entry"].get("url", ""))
        elif method == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if urllib.parse.urlparse(url).hostname != "127.0.0.1" and not url.startswith(("about:", "data:")):
                self.problems.append(f"a request to {url}")

    def run(self, script):
        result = self.call(
            "Runtime.evaluate", expression=f"(async () => {{ {script} }})()", awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            sys.exit(f"{script}: {result['exceptionDetails']['exception'].get('description')}")
        return result["result"].get("value")

    def until(self, what, condition):
        """Waits until a condition holds."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            value = self.run(f"try {{ {HELP} return Boolean({condition}) }} catch {{ return false }}")
            if value:
                return value
            time.sleep(0.05)
        self.picture("failed")
        sys.exit(f"this never came about: {what}; problems: {self.problems}")

    def picture(self, name):
        if PICTURES:
            os.makedirs(PICTURES, exist_ok=True)
            data = self.call("Page.captureScreenshot", format="png")["data"]
            with open(os.path.join(PICTURES, name + ".png"), "wb") as file:
                file.write(base64.b64decode(data))

    def key(self, key, code=None, text=None):
        for kind in ["keyDown", "keyUp"]:
            parameters = {"type": kind, "key": key, "code": code or key}
            if text and kind == "keyDown":
                parameters["text"] = text
            self.call("Input.dispatchKeyEvent", **parameters)

    def mouse(self, kind, x, y, **more):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def close(self):
        self.process.terminate()
        self.process.wait()


# What the scripts below are written with.
HELP = """
const find = (id) => document.getElementById(id);
const root = find('canvas') && find('canvas').shadowRoot;
const node = (id) => root && [...root.querySelectorAll('.node')].find((one) => one.dataset.name === id);
const middle = (element) => { const box = element.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2] };
const choose = (id, value) => { find(id).value = value; find(id).dispatchEvent(new Event('change')); };
const stageMiddle = () => middle(find('stage'));
"""

SHOP = """system Shop "Corner shop" {}
client Web "Browsers"
zone Front {
  gateway Api { replicas: 2, availability: 99.9%, p99: 8ms, capacity: 2k/s }
}
zone Back {
  service Orders { replicas: 2, availability: 99.9%, p99: 30ms, capacity: 500/s }
  database OrdersDB { tech: "PostgreSQL", replicas: 1, availability: 99.95%, p99: 9ms, capacity: 900/s }
}
Web -> Api { timeout: 2s }
Api -> Orders { timeout: 1s }
Orders -> OrdersDB { timeout: 500ms }
flow Buy { rate: 100/s peak 300/s
  Web -> Api
  Api -> Orders
  Orders -> OrdersDB
}
scenario Rush { extend Buy { rate: 5k/s } }
"""


def serve(folder, *arguments):
    process = subprocess.Popen(
        [ARCHC, "serve", *arguments, "--json"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    # A check that fails leaves no server behind.
    atexit.register(process.kill)
    return process, json.loads(process.stdout.readline())["url"]


def stop(process):
    process.send_signal(signal.SIGTERM)
    if process.wait(timeout=SECONDS) != 0:
        sys.exit(f"the server ended with {process.returncode}")


def expect(condition, what):
    if not condition:
        sys.exit(f"not so: {what}")


def expect_opened(process, declaration):
    expect(select.select([process.stdout], [], [], SECONDS)[0], f"the editor is told of {declaration}")
    place = json.loads(process.stdout.readline())["open"]
    line = next(number for number, text in enumerate(SHOP.split("\n"), 1) if declaration in text)
    expect(place["line"] == line and place["path"].endswith("shop.arch"), f"line {line} is shown: {place}")


def write(folder, text):
    """As editors save: a new file takes the place of the old one."""
    with open(os.path.join(folder, "new"), "w") as file:
        file.write(text)
    os.rename(os.path.join(folder, "new"), os.path.join(folder, "shop.arch"))


def try_shop(browser, folder):
    write(folder, SHOP)
    process, url = serve(folder, "shop.arch", "--editor-url", "vscode://file/{path}:{line}")
    browser.call("Page.navigate", url=url)
    browser.until("the drawing", "root && node('Back.Orders') && document.title.startsWith('Corner shop')")
    browser.until("the key leaves the address", "location.search === ''")
    browser.until("the page is live", "find('live').textContent === 'live'")
    browser.picture("shop")

    # The drawing keeps its own colours under a policy that forbids styles in the page.
    expect(browser.run(HELP + "return getComputedStyle(node('Back.Orders').querySelector('path')).fill !== 'rgb(0, 0, 0)'"),
           "the drawing has its colours")

    # Zoom by wheel keeps what is under the pointer; by keys and buttons; pan by dragging.
    x, y = browser.run(HELP + "return middle(node('Back.Orders'))")
    before = browser.run(HELP + "return Number.parseFloat(find('zoom-level').value)")
    browser.mouse("mouseWheel", x, y, deltaX=0, deltaY=-240)
    browser.until("the wheel zooms", f"Number.parseFloat(find('zoom-level').value) > {before} + 10")
    a, b = browser.run(HELP + "return middle(node('Back.Orders'))")
    expect(abs(a - x) < 2 and abs(b - y) < 2, "what is under the pointer stays there")
    browser.run(HELP + "find('stage').focus()")
    before = browser.run(HELP + "return Number.parseFloat(find('zoom-level').value)")
    browser.key("-", text="-")
    browser.until("keys zoom", f"Number.parseFloat(find('zoom-level').value) < {before}")
    x, y = browser.run(HELP + "return middle(node('Back.Orders'))")
    browser.mouse("mousePressed", 60, 300, button="left", clickCount=1)
    browser.mouse("mouseMoved", 110, 330, button="left", buttons=1)
    browser.mouse("mouseMoved", 130, 340, button="left", buttons=1)
    browser.mouse("mouseReleased", 130, 340, button="left", clickCount=1)
    a, b = browser.run(HELP + "return middle(node('Back.Orders'))")
    expect(abs(a - x - 70) < 3 and abs(b - y - 40) < 3, f"dragging moves the drawing, by {a - x}, {b - y}")

    # Search finds and centres, and shows figures, source and the way into the editor.
    browser.key("/", text="/")
    for letter in "ordersdb":
        browser.key(letter, text=letter)
    browser.until("the search finds", "document.querySelectorAll('#hits li').length >= 1 && !find('hits').hidden")
    browser.key("Enter", text="\r")
    browser.until("it is selected", "node('Back.OrdersDB').classList.contains('selected')")
    off = browser.run(HELP + "const [x, y] = middle(node('Back.OrdersDB')), [a, b] = stageMiddle(); return Math.hypot(x - a, y - b)")
    expect(off < 4, f"the search centres, {off} px off")
    line = SHOP.split("\n").index('  database OrdersDB { tech: "PostgreSQL", replicas: 1, availability: 99.95%, p99: 9ms, capacity: 900/s }') + 1
    browser.until("its source", f"document.querySelector('#part .line.here')?.dataset.line === '{line}'")
    browser.until("its figures", "[...document.querySelectorAll('#part .figures td')].some((one) => one.textContent === '99.95%')")
    link = browser.run(HELP + "return document.querySelector('#part .actions a').href")
    expect(link.startswith("vscode://file/") and link.endswith(f"shop.arch:{line}"), f"the link of the editor: {link}")
    browser.picture("part")

    # Hovering shows figures.
    x, y = browser.run(HELP + "return middle(node('Back.Orders'))")
    browser.mouse("mouseMoved", x, y)
    browser.until("the hover tells figures", "!find('card').hidden && /availability/.test(find('card').textContent)")
    browser.picture("hover")
    browser.mouse("mouseMoved", 5, 5)

    # Overlays, views, flows.
    browser.run(HELP + "choose('overlay', 'load')")
    browser.until("the overlay", "root.querySelector('svg').textContent.includes('Load at peak')")
    browser.run(HELP + "choose('overlay', 'blast:Back.OrdersDB')")
    browser.until("the loss", "root.querySelector('svg').textContent.includes('Loss of OrdersDB')")
    browser.run(HELP + "choose('overlay', '')")
    browser.until("no overlay", "!root.querySelector('svg').textContent.includes('Loss of')")
    browser.run(HELP + "choose('view', 'shop.Buy')")
    browser.until("the flow", "root.querySelectorAll('.message').length === 3")
    browser.picture("flow")
    browser.run(HELP + "choose('view', 'shop.Back')")
    browser.until("the boundary", "node('Back.Orders') && !node('Web')")
    browser.run(HELP + "choose('view', 'shop')")
    browser.until("everything again", "node('Web')")

    # What if: what breaks, before and after.
    browser.run(HELP + "find('tab-whatif').click(); document.querySelector('[data-part=\"Back.OrdersDB\"]').click()")
    browser.until("the flow breaks", "/breaks\\s*Buy/.test(find('whatif').textContent)")
    browser.until("the drawing shows it", "root.querySelector('svg').textContent.includes('OrdersDB fails')")
    browser.picture("whatif")
    browser.run(HELP + "document.querySelector('#whatif .reset').click(); const s = document.querySelector('#whatif input[type=range]'); s.value = 5; s.dispatchEvent(new Event('input'))")
    browser.until("the load is too high", "/Over capacity/.test(find('whatif').textContent) && /5×/.test(document.querySelector('#whatif output').value)")
    browser.run(HELP + "document.querySelector('#whatif .reset').click()")
    browser.until("all is well", "!find('whatif').querySelector('.answer').textContent")

    # Variants of the program: the figures change, the drawing and the tab say so, and the address keeps it.
    browser.run(HELP + "const s = document.querySelector('#whatif .variants select'); s.value = 'scenario:Rush'; s.dispatchEvent(new Event('change'))")
    browser.until("the scenario", "/Over capacity/.test(find('whatif').textContent) && root.querySelector('svg').textContent.includes('scenario Rush')")
    browser.until("the tab says so", "find('tab-whatif').querySelector('.count').textContent === '1'")
    browser.until("the address too", "location.hash.includes('variant=scenario%3ARush')")
    browser.run(HELP + "choose('overlay', 'load')")
    browser.until("the overlay of the scenario", "root.querySelector('svg').textContent.includes('Load at peak')")
    browser.run(HELP + "choose('overlay', ''); document.querySelector('#whatif .reset').click()")
    browser.until("no scenario", "!root.querySelector('svg').textContent.includes('scenario Rush') && !find('tab-whatif').querySelector('.count')")

    # A part that gets the focus comes into sight as the drawing moves, not as its frame scrolls.
    browser.run(HELP + "for (let i = 0; i < 8; i += 1) find('zoom-in').click(); node('Back.OrdersDB').focus()")
    browser.until("it is in sight", "((a, b) => find('stage').scrollTop === 0 && find('stage').scrollLeft === 0 && a.top < b.bottom && a.left < b.right)"
                  "(node('Back.OrdersDB').getBoundingClientRect(), find('stage').getBoundingClientRect())")
    browser.run(HELP + "document.activeElement.blur(); find('zoom-fit').click()")

    # A button that is let go outside of the window ends the dragging.
    browser.mouse("mousePressed", 60, 300, button="left", clickCount=1)
    browser.mouse("mouseMoved", 90, 300, button="left", buttons=1)
    x, y = browser.run(HELP + "return middle(node('Back.Orders'))")
    browser.mouse("mouseMoved", 190, 340, buttons=0)
    browser.mouse("mouseMoved", 290, 340, buttons=0)
    a, b = browser.run(HELP + "return middle(node('Back.Orders'))")
    expect(abs(a - x) < 2 and abs(b - y) < 2, f"the drawing sticks to the pointer: {a - x}, {b - y}")
    browser.mouse("mouseReleased", 290, 340, button="left", clickCount=1)

    # Live: a new part appears, and the page keeps its place.
    browser.run(HELP + "find('zoom-in').click()")
    browser.until("it is drawn anew", "!root.querySelector('svg').textContent.includes('fails')")
    place = "return [node('Back.OrdersDB').getBoundingClientRect().left, node('Back.OrdersDB').getBoundingClientRect().top, find('zoom-level').value]"
    before = browser.run(HELP + place)
    write(folder, SHOP + "cache Hot\nOrders -> Hot { timeout: 50ms }\n")
    browser.until("the change", "node('Hot')")
    after = browser.run(HELP + place)
    expect(abs(before[0] - after[0]) < 3 and abs(before[1] - after[1]) < 3 and before[2] == after[2],
           f"the page keeps its place: {before}, {after}")
    browser.until("and the selection", "node('Back.OrdersDB').classList.contains('selected')")

    # What the panel shows of a relation stays, and so does what has the focus.
    browser.run(HELP + "find('tab-part').click(); [...document.querySelectorAll('#part ul.plain .where')][0].click()")
    browser.until("the relation's line", "/Orders -> OrdersDB/.test(document.querySelector('#part .line.here')?.textContent)")
    expect_opened(process, "Orders -> OrdersDB {")
    browser.run(HELP + "node('Front.Api').focus()")
    write(folder, "\n" + SHOP + "cache Hot\nOrders -> Hot { timeout: 50ms }\nservice Late\n")
    browser.until("the next change", "node('Late')")
    browser.until("the same line", "/shop.arch/.test(find('part').textContent) && document.querySelector('#part .line.here')")
    browser.until("the focus", "root.activeElement?.dataset.name === 'Front.Api'")
    write(folder, SHOP + "cache Hot\nOrders -> Hot { timeout: 50ms }\n")
    browser.until("the change is back", "!node('Late')")
    browser.run(HELP + "document.activeElement.blur(); find('tab-whatif').click()")
    after = browser.run(HELP + place)

    # A reload keeps the place as well.
    time.sleep(0.3)
    browser.call("Page.reload")
    browser.until("the page again", "document.body.dataset.revision && node('Back.OrdersDB')")
    again = browser.run(HELP + place)
    expect(abs(after[0] - again[0]) < 3 and abs(after[1] - again[1]) < 3, f"a reload keeps the place: {after}, {again}")
    expect(browser.run(HELP + "return find('tab-whatif').getAttribute('aria-selected')") == "true", "a reload keeps the tab")

    # Broken files: what is wrong, over the last good drawing.
    write(folder, SHOP + "service Broken { replicas: }\nWeb -> Nowhere\n")
    browser.until("the errors", "!find('problem').hidden && /Nowhere/.test(find('problem').textContent)")
    browser.until("the last drawing", "node('Hot') && !node('Broken')")
    browser.picture("broken")
    write(folder, SHOP)
    browser.until("the errors go", "find('problem').hidden && !node('Hot')")

    # Findings and the report.
    browser.run(HELP + "find('tab-findings').click()")
    browser.until("findings with places", "document.querySelectorAll('#findings li .where').length > 0")
    browser.run(HELP + "find('tab-report').click()")
    browser.until("the report", "find('report').querySelectorAll('table').length > 3")
    browser.until("its findings", "/REL008/.test(find('report').textContent)")
    browser.run(HELP + "[...find('report').querySelectorAll('button.link')].find((one) => one.textContent === 'Cost').click()")
    browser.until("its contents lead there", "document.activeElement.matches('#report h2') && document.activeElement.textContent === 'Cost' && find('report').scrollTop > 300")
    browser.picture("report")

    # The keyboard alone reaches and selects parts.
    browser.run(HELP + "node('Front.Api').focus()")
    browser.key("Enter", text="\r")
    browser.until("Enter selects", "node('Front.Api').classList.contains('selected')")
    expect_opened(process, "gateway Api")

    # So does a press, and the program that started the server is told which line to show.
    browser.run(HELP + "find('zoom-fit').click()")
    x, y = browser.run(HELP + "return middle(node('Back.Orders'))")
    browser.mouse("mousePressed", x, y, button="left", clickCount=1)
    browser.mouse("mouseReleased", x, y, button="left", clickCount=1)
    browser.until("a press selects", "node('Back.Orders').classList.contains('selected')")
    expect_opened(process, "service Orders")

    # A small window.
    browser.call("Emulation.setDeviceMetricsOverride", width=420, height=780, deviceScaleFactor=1, mobile=False)
    browser.until("the part's figures", "/gateway/.test(find('part').textContent)")
    browser.until("no sideways scrolling",
                  "document.documentElement.scrollWidth <= 420 && find('part').scrollWidth <= find('part').clientWidth")
    browser.picture("small")
    browser.run(HELP + "find('panel-toggle').click()")
    browser.until("the head is of two lines", "document.querySelector('header').offsetHeight < 90")
    browser.run(HELP + "find('panel-toggle').click()")
    browser.call("Emulation.clearDeviceMetricsOverride")
    stop(process)
    browser.until("the page says that nobody is there", "find('live').textContent === 'not connected'")
    # Another server at the same port has another key, and the page says what to do.
    process, _ = serve(folder, "shop.arch", "--port", str(urllib.parse.urlparse(url).port))
    browser.until("the page says that it was started anew", "!find('problem').hidden && /started anew.*printed/.test(find('problem').textContent)")
    stop(process)
    browser.problems = [one for one in browser.problems if "403 (Forbidden)" not in one]
    # From here on requests fail, as they must.
    browser.problems = [one for one in browser.problems if "ERR_CONNECTION" not in one and "ERR_INCOMPLETE" not in one]


def try_sample(browser, name, scheme):
    source = os.path.join(ROOT, "samples", name)
    process, url = serve(source, name + ".arch")
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.call("Page.navigate", url="about:blank")
    browser.call("Page.navigate", url=url)
    browser.until("the drawing", "root && root.querySelectorAll('.node').length > 3 && document.body.dataset.revision")
    browser.picture(f"{name}-{scheme}")
    browser.run(HELP + "choose('overlay', 'load'); find('tab-findings').click()")
    browser.until("the overlay", "root.querySelector('svg').textContent.includes('Load at peak')")
    browser.picture(f"{name}-{scheme}-load")
    stop(process)
    browser.problems = [one for one in browser.problems if "ERR_CONNECTION" not in one and "ERR_INCOMPLETE" not in one]


def main():
    folder = tempfile.mkdtemp()
    browser = Browser(folder)
    try:
        try_shop(browser, folder)
        for scheme in ["light", "dark"]:
            for name in ["ticketing", "mastodon"]:
                try_sample(browser, name, scheme)
    finally:
        browser.close()
        shutil.rmtree(folder, ignore_errors=True)
    if browser.problems:
        sys.exit("the page has problems:\n" + "\n".join(browser.problems[:10]))
    print("the preview is as it should be in Chromium")


main()
