#!/usr/bin/env python3
"""Drives `archc serve` in headless Chromium, over the browser's own protocol, and looks at what the page shows.

Usage: preview.py ARCHC [FOLDER FOR PICTURES]
"""
import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

from chromium import HELP, SECONDS, Browser

ARCHC = os.path.abspath(sys.argv[1])
PICTURES = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


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


def value_tried(browser, name, value):
    """Tries another value of the selected part, as somebody does who types."""
    browser.run(HELP + f"""const select = document.querySelector('#part .try select');
select.value = '{name}'; select.dispatchEvent(new Event('change')); document.querySelector('#part .try input').focus();""")
    for letter in value:
        browser.key(letter, text=letter)
    browser.key("Enter", text="\r")


def try_changes(browser, folder):
    """What-ifs of one's own: other values, and parts that are not there; the files stay as they are."""
    write(folder, SHOP)
    process, url = serve(folder, "shop.arch")
    browser.call("Page.navigate", url="about:blank")
    browser.call("Page.navigate", url=url)
    browser.until("the page", "node('Back.Orders') && find('live').textContent === 'live'")
    browser.run(HELP + "node('Back.Orders').focus()")
    browser.key("Enter", text="\r")
    browser.until("what can be tried", "[...document.querySelectorAll('#part .try option')].some((one) => one.value === 'replicas')")
    value_tried(browser, "replicas", "6")
    browser.until("the value is tried", "/replicas is 6/.test(document.querySelector('#part .changes')?.textContent)"
                  " && node('Back.Orders').textContent.includes('×6') && location.hash.includes('set=Back.Orders.replicas%3D6')")
    expect(browser.run(HELP + "return document.querySelector('#part .try input').placeholder") == "now 2",
           "the value of the files is told")
    browser.until("the figures follow", "[...document.querySelectorAll('#part .figures td')].some((one) => one.textContent === '10%')")
    browser.picture("changed")

    # What does not fit is refused with a reason, and nothing else changes.
    for value in ["many", "6 } service Extra {", "6, p99: 1ms"]:
        browser.run(HELP + "document.querySelector('#part .try input').value = ''")
        value_tried(browser, "replicas", value)
        browser.until(f"{value} is refused", "document.querySelector('#part p[role=alert]')?.textContent.length > 20"
                      " && !document.querySelector('#part p[role=alert]').hidden")
    expect(browser.run(HELP + "return !node('Extra') && node('Back.Orders').textContent.includes('×6')"), "only what fits counts")

    # A part that is taken away, with its switches; and the way back.
    browser.run(HELP + "node('Back.OrdersDB').focus()")
    browser.key("Enter", text="\r")
    press = "[...document.querySelectorAll('#part .actions button')].find((one) => /not there/.test(one.textContent)).click()"
    browser.until("the part", "/OrdersDB/.test(document.querySelector('#part h2').textContent)")
    browser.run(HELP + press)
    browser.until("it is gone", "!node('Back.OrdersDB') && node('Back.Orders') && !document.querySelector('[data-part=\"Back.OrdersDB\"]')")
    browser.run(HELP + "find('tab-whatif').click()")
    browser.until("both changes", "document.querySelectorAll('#whatif .changes button').length === 2"
                  " && find('tab-whatif').querySelector('.count').textContent === '2'")
    browser.until("what comes of it", "/OrdersDB/.test(find('whatif').querySelector('.answer').textContent)")
    browser.picture("taken-away")

    # The files change: what is supposed of a part that is gone waits until it is back.
    write(folder, SHOP.replace("OrdersDB", "Ledger"))
    browser.until("the other name", "node('Back.Ledger') && document.querySelectorAll('#whatif .changes button').length === 1")
    write(folder, SHOP)
    browser.until("it is away again", "node('Back.Orders') && !node('Back.Ledger') && !node('Back.OrdersDB')"
                  " && document.querySelectorAll('#whatif .changes button').length === 2")
    browser.call("Page.reload")
    browser.until("a reload keeps it", "document.body.dataset.revision && node('Back.Orders')?.textContent.includes('×6') && !node('Back.OrdersDB')")
    browser.run(HELP + "document.querySelector('#whatif .changes button').click()")
    browser.until("one is taken back", "node('Back.OrdersDB') && node('Back.Orders').textContent.includes('×6')")
    browser.run(HELP + "document.querySelector('#whatif .reset').click()")
    browser.until("all is as it was", "!node('Back.Orders').textContent.includes('×6') && !location.hash.includes('set=')")
    # A boundary that is taken away takes its view along, and brings it back.
    browser.run(HELP + "choose('view', 'shop.Back'); find('search').focus()")
    for letter in "back":
        browser.key(letter, text=letter)
    browser.key("Enter", text="\r")
    browser.until("the boundary", "document.querySelector('#part h2').textContent === 'Back' && node('Back.Orders') && !node('Web')")
    browser.run(HELP + press)
    browser.until("nothing of the view", "/leaves nothing/.test(find('empty').textContent) && !find('empty').hidden && !root.querySelector('svg')")
    browser.run(HELP + press)
    browser.until("the view is back", "find('empty').hidden && node('Back.Orders') && !node('Web')")
    with open(os.path.join(folder, "shop.arch")) as file:
        expect(file.read() == SHOP, "the files stay as they are")
    stop(process)
    browser.problems = [one for one in browser.problems
                        if "ERR_CONNECTION" not in one and "ERR_INCOMPLETE" not in one and "422 (Unprocessable" not in one
                        and "404 (Not Found)" not in one]


def try_two_tabs(browser, folder):
    """Two readers of one program, each with a place and suppositions of their own, while its files change."""
    write(folder, SHOP)
    process, url = serve(folder, "shop.arch")
    other = Browser(os.path.join(folder, "other"), PICTURES)
    try:
        for tab in [browser, other]:
            tab.call("Page.navigate", url="about:blank")
            tab.call("Page.navigate", url=url)
            tab.until("the page", "node('Back.Orders') && find('live').textContent === 'live'")
        browser.run(HELP + "find('tab-whatif').click(); document.querySelector('[data-part=\"Back.OrdersDB\"]').click(); find('zoom-in').click()")
        browser.until("its what-if", "root.querySelector('svg').textContent.includes('OrdersDB fails')")
        other.run(HELP + "choose('overlay', 'load'); for (let i = 0; i < 3; i += 1) find('zoom-in').click()")
        other.until("its overlay", "root.querySelector('svg').textContent.includes('Load at peak')")
        place = HELP + "const box = node('Back.Orders').getBoundingClientRect(); return [box.left, box.top, find('zoom-level').value]"
        before = [browser.run(place), other.run(place)]
        write(folder, SHOP + "cache Hot\nOrders -> Hot { timeout: 50ms }\n")
        for tab in [browser, other]:
            tab.until("the change", "node('Hot')")
        browser.until("its what-if is still there", "root.querySelector('svg').textContent.includes('OrdersDB fails')")
        other.until("and the other's overlay", "root.querySelector('svg').textContent.includes('Load at peak')"
                    " && !root.querySelector('svg').textContent.includes('fails')")
        for one, two in zip(before, [browser.run(place), other.run(place)]):
            expect(abs(one[0] - two[0]) < 3 and abs(one[1] - two[1]) < 3 and one[2] == two[2], f"each keeps its place: {one}, {two}")
        # The file is gone for a while.
        os.remove(os.path.join(folder, "shop.arch"))
        for tab in [browser, other]:
            tab.until("what is wrong", "/cannot be read/.test(find('problem').textContent) && node('Hot')")
        write(folder, SHOP)
        for tab in [browser, other]:
            tab.until("all is well again", "find('problem').hidden && !node('Hot')")
    finally:
        other.close()
    stop(process)
    browser.problems += other.problems
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
    browser = Browser(folder, PICTURES)
    try:
        try_shop(browser, folder)
        try_changes(browser, folder)
        try_two_tabs(browser, folder)
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
