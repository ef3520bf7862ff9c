#!/usr/bin/env python3
"""Opens drawings and reports in headless Chromium and looks at what becomes of them there.

Clean drawings: text stays in its box, on its page and off its neighbours in the browser's own font, in the usual one and
in a wider one. Hostile drawings, with each text of Tests/Fixtures/hostile.json in every field: well-formed, no script
runs, no request leaves, no link leads where it must not, and no content security policy is broken. That the traps work is
tried first, on a drawing that does all of this.

Reports as pages: with each hostile text in every field, once as they are and once without their own policy, so that it is
not the policy alone that holds; and those of all samples, whose drawings stand in them. A page that does all of it comes
first, too.

Usage: browser.py ARCHC
"""
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.parse

ARCHC = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
POLICY = "default-src 'none'; style-src 'unsafe-inline'; report-uri /violation"
WIDER = "DejaVu Sans"
SECONDS = 600

BAD = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="60"
onload="parent.pwned=1"><script>parent.pwned=1;fetch('/leak?script')</script><image href="http://leak.example/leak"
width="9" height="9"/><a href="javascript:parent.pwned=1"><text x="1" y="9">x</text></a><g class="node kind-service"
data-name="n"><path class="fc" d="M0 0H20V20H0z"/><text x="5" y="15">far too wide for this box</text></g></svg>"""

BAD_PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>x</title><body onload="parent.pwned=1"><h1>x</h1>
<script>parent.pwned=1;fetch('/leak?page')</script><img src="http://leak.example/leak" alt="x">
<a href="javascript:parent.pwned=1">x</a></body>"""

PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>Drawings</title><body><script>
const drawings = DRAWINGS;
const problems = {};
function note(name, text) { (problems[name] = problems[name] || []).push(text) }
function overlap(a, b, by) {
  return a.left + by < b.right && b.left + by < a.right && a.top + by < b.bottom && b.top + by < a.bottom }
function inside(a, b, by) {
  return a.left >= b.left - by && a.right <= b.right + by && a.top >= b.top - by && a.bottom <= b.bottom + by }
function load(tag, source, done) {
  return new Promise(resolve => {
    const frame = document.createElement(tag);
    const timer = setTimeout(() => { frame.remove(); resolve('it never loads') }, 20000);
    frame.onload = () => { clearTimeout(timer); let result; try { result = done(frame) } catch (e) { result = '' + e }
      frame.remove(); resolve(result) };
    frame.onerror = () => { clearTimeout(timer); frame.remove(); resolve('it does not load') };
    if (tag == 'iframe') { frame.width = 1200; frame.height = 900 }
    frame.src = source;
    document.body.append(frame) }) }
function safety(name, svg) {
  const known = ['svg', 'title', 'desc', 'style', 'rect', 'g', 'path', 'text', 'a', 'circle', 'line', 'tspan'];
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    if (!known.includes(element.tagName)) note(name, 'an element ' + element.tagName);
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name) || attribute.name == 'style' || /url\\s*\\(/i.test(attribute.value)
          && attribute.name != 'href' && attribute.name != 'data-name' && attribute.name != 'data-source' && attribute.name != 'data-target')
        note(name, 'an attribute ' + attribute.name);
      if (/href$/.test(attribute.name)) {
        let protocol; try { protocol = new URL(attribute.value, 'https://base.example/').protocol } catch (e) {}
        if (!['http:', 'https:', 'mailto:'].includes(protocol)) note(name, 'a link ' + attribute.value.slice(0, 80)) } } }
  if (svg.querySelectorAll('style').length > 1) note(name, 'a second style sheet') }
// A report as a page: which elements there are, what they load and where they lead, and whether its drawings are in it.
function pageSafety(name, page, hasDrawings) {
  const known = ['html', 'head', 'meta', 'title', 'style', 'body', 'main', 'section', 'header', 'footer', 'h1', 'h2', 'h3', 'p', 'br',
    'a', 'b', 'strong', 'em', 'code', 'pre', 'div', 'span', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'ul', 'ol', 'li', 'dl', 'dt',
    'dd', 'figure', 'figcaption', 'details', 'summary', 'sup', 'svg', 'desc', 'rect', 'g', 'path', 'text', 'circle', 'line', 'tspan',
    'polyline'];
  for (const element of page.querySelectorAll('*')) {
    if (!known.includes(element.tagName.toLowerCase())) note(name, 'an element ' + element.tagName.toLowerCase());
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name) || ['style', 'src', 'srcset', 'srcdoc', 'action', 'background'].includes(attribute.name))
        note(name, 'an attribute ' + attribute.name);
      if (/href$/.test(attribute.name)) {
        let protocol; try { protocol = new URL(attribute.value, 'https://base.example/').protocol } catch (e) {}
        if (!['http:', 'https:', 'mailto:'].includes(protocol)) note(name, 'a link ' + attribute.value.slice(0, 80));
        // A link in a drawing is its author's.
        if (attribute.value.startsWith('#') && !element.closest('svg') && !page.getElementById(decodeURIComponent(attribute.value.slice(1))))
          note(name, 'a link to nothing: ' + attribute.value) } } }
  if (!page.querySelector('h1')) note(name, 'it has no title');
  if (hasDrawings && !page.querySelector('figure > svg g.node')) note(name, 'it has no drawing');
  for (const svg of page.querySelectorAll('section > figure > svg')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width < 10 || frame.right > page.documentElement.clientWidth + 1) note(name, 'a drawing does not fit the page') }
  if (page.documentElement.scrollWidth > page.documentElement.clientWidth + 1) note(name, 'the page is wider than the window') }
// What people see: boxes as the browser paints them.
function geometry(name, svg, hasOwnFont) {
  const page = svg.getBoundingClientRect();
  const nodes = [...svg.querySelectorAll('g.node')];
  const boxes = nodes.map(node => [...node.querySelectorAll('path,rect')].map(p => p.getBoundingClientRect())
    .reduce((a, b) => a.width * a.height >= b.width * b.height ? a : b));
  nodes.forEach((node, index) => {
    for (const text of node.querySelectorAll('text')) {
      const bounds = text.getBoundingClientRect();
      if (!inside(bounds, boxes[index], 1)) note(name, `"${text.textContent}" leaves the box of ${node.dataset.name}`) } });
  const labels = [...svg.querySelectorAll('text')].filter(text => !text.closest('g.node') && text.textContent.trim());
  const frames = labels.map(label => label.getBoundingClientRect());
  labels.forEach((label, index) => {
    if (hasOwnFont && !inside(frames[index], page, 1)) note(name, `"${label.textContent}" leaves the page`);
    // What is on no box may take the room that another font wants, as far as that is on nothing else.
    if (!hasOwnFont && !label.hasAttribute('textLength')) return;
    boxes.forEach((box, node) => {
      if (overlap(frames[index], box, 2.5)) note(name, `"${label.textContent}" lies on ${nodes[node].dataset.name}`) });
    for (let other = index + 1; other < labels.length; other += 1)
      if ((hasOwnFont || labels[other].hasAttribute('textLength')) && overlap(frames[index], frames[other], 3))
        note(name, `"${label.textContent}" lies on "${labels[other].textContent}"`) });
  if (hasOwnFont) for (const text of svg.querySelectorAll('text[textLength]')) {
    const wanted = parseFloat(text.getAttribute('textLength'));
    text.removeAttribute('textLength');
    const natural = text.getComputedTextLength();
    if (Math.abs(natural - wanted) > Math.max(1.5, 0.03 * wanted))
      note(name, `"${text.textContent}" is ${natural.toFixed(1)} wide and not ${wanted}`) } }
function examine(name, kind) {
  return frame => {
    if (kind.startsWith('page')) return pageSafety(name, frame.contentDocument, kind == 'page-clean');
    const svg = frame.contentDocument.documentElement;
    if (svg.tagName != 'svg' || frame.contentDocument.querySelector('parsererror')) return 'it is not well-formed';
    safety(name, svg);
    if (kind == 'clean' || kind == 'trap') geometry(name, svg, true);
    if (kind == 'wider') geometry(name, svg, false) } }
(async () => {
  for (const [name, kind] of drawings) {
    window.pwned = undefined;
    const tries = [load('iframe', '/drawing/' + name, examine(name, kind))];
    if (kind.startsWith('page')) tries.push(load('iframe', '/bare/' + name, examine(name, kind)));
    else if (kind == 'clean') tries.push(load('iframe', '/wider/' + name, examine(name, 'wider')));
    else tries.push(load('iframe', '/guarded/' + name, () => undefined),
      load('img', '/drawing/' + name, image => image.naturalWidth > 0 ? undefined : 'as an image it is empty'));
    for (const problem of await Promise.all(tries)) if (problem) note(name, problem);
    if (window.pwned) note(name, 'a script runs');
    if (kind == 'trap' || kind == 'page-trap') {
      await new Promise(resolve => setTimeout(resolve, 1000));
      await fetch('/trapped', {method: 'POST'}) } }
  await new Promise(resolve => setTimeout(resolve, 500));
  await fetch('/result', {method: 'POST', body: JSON.stringify(problems)});
})();
</script>"""


def run(*arguments, folder):
    done = subprocess.run([ARCHC, *arguments], cwd=folder, capture_output=True)
    if done.returncode < 0:
        sys.exit(f"archc {' '.join(arguments)} was ended by signal {-done.returncode}")
    return done


def quoted(text):
    return '"' + "".join(f"\\u{{{ord(c):x}}}" if not c.isalnum() or ord(c) > 126 else c for c in text) + '"'


def program(text, has_links=True):
    """A program with one text wherever a text may stand."""
    q = quoted(text)
    link = f", link: {q}" if has_links else ""
    comment = " ".join(text.split()).replace("\0", "")
    return f"""/// {comment}
system S {q} {{ owner: {q} }}
/// {comment}
client Web {q} {{ tech: {q}{link}, owner: {q}, -> Api {q} {{ timeout: 1s }} }}
zone Z {q} {{ trust: private, owner: {q}
  service Api {q} {{ tech: {q}{link}, replicas: 2, -> Db {q} }}
  database Db {q} {{ tech: {q}{link} }}
}}
queue Jobs {q} {{ tech: {q} }}
Api ~> Jobs {q}
flow F {q} {{ Web -> Api {q}
  Api -> Db {q} }}
view V {q} {{ include: [Web, Api, Db] }}
"""


def records(text):
    """What a report shows besides what is drawn, with one text wherever a text may stand."""
    q = quoted(text)
    return f"""constraints {{ users: 1k, load: 1/s peak 2/s, team: 2 {q}, timeline: {q}, regulation: {q} }}
requirement R1 {q} {{ type: functional, priority: must, satisfied-by: F, source: {q} }}
decision D1 {q} {{ status: proposed, affects: Db, context: {q}, decision: {q}, rationale: {q}
  option A {q} {{ pros: [{q}], cons: [{q}] }}
  option B {q} {{ extend Db {{ tech: PostgreSQL }} }}
  chosen: A, positive: [{q}], negative: [{q}] }}
failure Lost {q} {{ of: Db, impact: {q}, mitigation: {q}, detection: {q}, owner: {q} }}
migration {q} {{ phase P1 {q} {{ adds: Jobs, duration: 2w, rollback: {q}, exit: {q} }} }}
next {q} {{ owner: {q}, due: 2027-01-01 }}
allow no-backup {q} {{ owner: {q}, until: 2999-01-01 }}
extend Api {{ endpoint E "GET /x" {{ purpose: {q} }} }}
external Away {q} {{ availability: 99% total assumed {q} }}
Api -> Away {q} {{ timeout: 1s }}
security {{ authorization: {q}, audit: {q} }}
"""


def reports(folder, texts):
    """The reports as pages by name, and of which kind each is."""
    pages = [("bad.html", "page-trap")]
    with open(os.path.join(folder, "bad.html"), "w") as file:
        file.write(BAD_PAGE)
    for index, text in enumerate(texts):
        source, name = f"r{index}.arch", f"r{index}.html"
        for has_links in [True, False]:
            with open(os.path.join(folder, source), "w", encoding="utf-8") as file:
                file.write(program(text, has_links) + records(text))
            if run("report", source, "-o", name, folder=folder).returncode == 0:
                pages.append((name, "page-hostile"))
                break
        else:
            sys.exit(f"hostile text {index} cannot be reported: {run('report', source, folder=folder).stderr.decode()}")
    for sample in sorted(os.listdir(os.path.join(ROOT, "samples"))):
        source = os.path.join(ROOT, "samples", sample, sample + ".arch")
        if not os.path.exists(source) or sample == "bad":
            continue
        if run("report", source, "-o", f"{sample}.html", folder=folder).returncode != 0:
            sys.exit(f"{sample} cannot be reported")
        pages.append((f"{sample}.html", "page-clean"))
    return pages


def draw(folder):
    """The drawings by name, and of which kind each is."""
    drawings = [("bad.svg", "trap")]
    with open(os.path.join(folder, "bad.svg"), "w") as file:
        file.write(BAD)
    with open(os.path.join(ROOT, "Tests/Fixtures/hostile.json")) as file:
        texts = json.load(file)
    if len(texts) < 200:
        sys.exit("there are fewer than 200 hostile texts")
    for index, text in enumerate(texts):
        source = f"h{index}.arch"
        path = os.path.join(folder, source)
        with open(path, "w", encoding="utf-8") as file:
            file.write(program(text))
        if b"[ARC053]" in run("check", source, folder=folder).stdout:
            # What is no link of an allowed kind is a mistake already; the other fields are tried without it.
            with open(path, "w", encoding="utf-8") as file:
                file.write(program(text, has_links=False))
        for number, options in enumerate(
            [("--all", "--overlay", "owner", "--flow", "F", "--numbered"), ("--flow", "F"), ("--view", "V")]
        ):
            name = f"h{index}-{number}.svg"
            done = run("diagram", source, *options, "-o", name, folder=folder)
            if done.returncode == 0:
                drawings.append((name, "hostile"))
            elif number == 0:
                sys.exit(f"hostile text {index} cannot be drawn: {done.stderr.decode(errors='replace')}")
    # A text that is no UTF-8 is a mistake with a place, and nothing is drawn.
    with open(os.path.join(folder, "surrogate.arch"), "wb") as file:
        file.write(b'service A "\xed\xa0\x80\xff" {}\n')
    if run("diagram", "surrogate.arch", "-o", "surrogate.svg", folder=folder).returncode != 2:
        sys.exit("half of a surrogate pair was drawn")
    for sample in sorted(os.listdir(os.path.join(ROOT, "samples"))):
        source = os.path.join(ROOT, "samples", sample, sample + ".arch")
        if not os.path.exists(source) or sample == "bad":
            continue
        output = os.path.join("built", sample)
        if run("build", source, "-o", output, folder=folder).returncode != 0:
            sys.exit(f"{sample} cannot be built")
        for file in sorted(os.listdir(os.path.join(folder, output))):
            if file.endswith(".svg"):
                drawings.append((f"{output}/{file}", "clean"))
        for overlay in ["load", "latency", "availability", "cost", "findings", "owner", "criticality", "assumed"]:
            name = f"{sample}-{overlay}.svg"
            if run("diagram", source, "--overlay", overlay, "-o", name, folder=folder).returncode == 0:
                drawings.append((name, "clean"))
    return drawings + reports(folder, texts)


class Server(http.server.BaseHTTPRequestHandler):
    folder, page, result = "", "", None
    leaks, trapped, violations = [], [], []
    done = threading.Event()

    def log_message(self, *_):
        pass

    def parse_request(self):
        if not super().parse_request():
            return False
        # Whatever host a drawing asks for is led here.
        if "leak" in self.path or "leak" in self.headers.get("Host", ""):
            Server.leaks.append(self.path)
        return True

    def send_error(self, *_):
        # A handshake for TLS is no request, and says whom it is for.
        if b"leak" in getattr(self, "raw_requestline", b""):
            Server.leaks.append("a handshake for TLS")
        super().send_error(*_)

    def answer(self, kind, body, **headers):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = urllib.parse.unquote(self.path.split("?")[0])
        if path == "/":
            return self.answer("text/html", Server.page.encode())
        parts = path.split("/", 2)
        if len(parts) < 3 or parts[1] not in ("drawing", "wider", "guarded", "bare"):
            return self.answer("text/plain", b"")
        with open(os.path.join(Server.folder, parts[2]), "rb") as file:
            body = file.read()
        if parts[1] == "wider":
            body = body.replace(b"Helvetica,Arial", f'"{WIDER}",Helvetica,Arial'.encode(), 1)
        if parts[1] == "bare":
            body = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", body, count=1)
        if parts[2].endswith(".html"):
            return self.answer("text/html; charset=utf-8", body)
        headers = {"Content_Security_Policy": POLICY} if parts[1] == "guarded" else {}
        self.answer("image/svg+xml", body, **headers)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/violation":
            report = json.loads(body or b"{}").get("csp-report", {})
            Server.violations.append((report.get("document-uri", ""), report.get("violated-directive", "")))
        elif self.path == "/trapped":
            Server.trapped, Server.leaks = Server.trapped + Server.leaks, []
        elif self.path == "/result":
            Server.result = json.loads(body)
            Server.done.set()
        self.answer("text/plain", b"")


def main():
    folder = tempfile.mkdtemp()
    drawings = draw(folder)
    Server.folder = folder
    Server.page = PAGE.replace("DRAWINGS", json.dumps(drawings))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = subprocess.Popen(
        [
            "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
            f"--host-resolver-rules=MAP * 127.0.0.1:{port}", f"--user-data-dir={folder}/profile",
            f"http://127.0.0.1:{port}/",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        if not Server.done.wait(SECONDS):
            sys.exit(f"the browser did not finish within {SECONDS} seconds")
    finally:
        browser.terminate()
        browser.wait()

    problems = Server.result
    trap = " ".join(problems.pop("bad.svg", []))
    for word in ["a script runs", "an element script", "an attribute onload", "a link javascript", "leaves the box"]:
        if word not in trap:
            sys.exit(f"the trap does not work: nothing said `{word}`")
    trap = " ".join(problems.pop("bad.html", []))
    for word in ["a script runs", "an element script", "an element img", "an attribute onload", "a link javascript"]:
        if word not in trap:
            sys.exit(f"the trap of pages does not work: nothing said `{word}`")
    if not any("page" in path for path in Server.trapped):
        sys.exit(f"the trap of pages does not work: of requests {Server.trapped} was seen")
    if len(Server.trapped) < 3 or not any(uri.endswith("bad.svg") for uri, _ in Server.violations):
        sys.exit(f"the trap does not work: of requests {Server.trapped} was seen, of policies {Server.violations}")
    for uri, directive in Server.violations:
        if not uri.endswith("bad.svg"):
            problems.setdefault(uri, []).append(f"breaks the policy {directive}")
    if Server.leaks:
        problems["requests"] = Server.leaks
    for name, found in sorted(problems.items()):
        for problem in found[:5]:
            print(f"{name}: {problem}", file=sys.stderr)
    if problems:
        sys.exit(f"{len(problems)} of {len(drawings)} drawings and reports have problems")
    counts = {kind: sum(other == kind for _, other in drawings) for _, kind in drawings}
    print(f"{counts['hostile']} hostile and {counts['clean']} clean drawings, {counts['page-hostile']} hostile and "
          f"{counts['page-clean']} clean reports are as they should be in Chromium")


main()
