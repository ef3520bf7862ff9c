"""Chromium without a window, over its own protocol: JSON over a WebSocket, which is framed by hand as no library for it is
at hand everywhere.
"""
import base64
import http.client
import json
import os
import re
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.parse

SECONDS = 60

# What scripts in the page are written with.
HELP = """
const find = (id) => document.getElementById(id);
const root = find('canvas') && find('canvas').shadowRoot;
const node = (id) => root && [...root.querySelectorAll('.node')].find((one) => one.dataset.name === id);
const middle = (element) => { const box = element.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2] };
const choose = (id, value) => { find(id).value = value; find(id).dispatchEvent(new Event('change')); };
const stageMiddle = () => middle(find('stage'));
"""


class Browser:
    """A tab of Chromium, with a profile of its own in a folder; pictures go to another folder, if one is given."""

    def __init__(self, folder, pictures=None):
        self.pictures = pictures
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
        if self.pictures:
            os.makedirs(self.pictures, exist_ok=True)
            data = self.call("Page.captureScreenshot", format="png")["data"]
            with open(os.path.join(self.pictures, name + ".png"), "wb") as file:
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
