// swift-format-ignore-file
// Derived from Page/index.html: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let indexHTML = ##"""
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>archc preview</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/page.css">
<link rel="stylesheet" href="/page/panel.css">
<script type="module" src="/page/main.js"></script>
</head>
<body>
<header>
  <h1 id="title">archc</h1>
  <div class="field search">
    <input id="search" type="search" placeholder="Search  ( / )" aria-label="Search components"
      role="combobox" aria-expanded="false" aria-controls="hits" aria-autocomplete="list" autocomplete="off"
      spellcheck="false">
    <ul id="hits" role="listbox" aria-label="Components found" hidden></ul>
  </div>
  <label class="field"><span>View</span><select id="view"></select></label>
  <label class="field"><span>Overlay</span><select id="overlay"></select></label>
  <span class="space"></span>
  <span id="live" class="live" role="status">connecting</span>
  <button id="theme" type="button" class="icon" aria-label="Theme: as the system" title="Theme: as the system">
    <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="5.5"/><path class="fill" d="M8 2.5v11a5.5 5.5 0 0 0 0-11"/></svg>
  </button>
  <button id="panel-toggle" type="button" class="icon" aria-label="Side panel" title="Side panel"
    aria-expanded="true" aria-controls="panel">
    <svg viewBox="0 0 16 16" aria-hidden="true"><rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M10 3v10"/></svg>
  </button>
</header>
<div id="problem" role="alert" hidden></div>
<main>
  <section id="stage" aria-label="Drawing" tabindex="0">
    <div id="canvas"></div>
    <div id="busy" hidden>drawing …</div>
    <div id="empty" hidden></div>
    <div class="zoom" role="group" aria-label="Zoom">
      <button id="zoom-in" type="button" aria-label="Zoom in" title="Zoom in ( + )">+</button>
      <button id="zoom-out" type="button" aria-label="Zoom out" title="Zoom out ( - )">−</button>
      <button id="zoom-fit" type="button" aria-label="Fit" title="Fit ( 0 )">fit</button>
      <output id="zoom-level">100%</output>
    </div>
    <div id="card" hidden></div>
  </section>
  <aside id="panel">
    <div class="tabs" role="tablist" aria-label="Side panel">
      <button type="button" role="tab" id="tab-part" aria-controls="part" aria-selected="true">Part</button>
      <button type="button" role="tab" id="tab-findings" aria-controls="findings" aria-selected="false"
        tabindex="-1">Findings</button>
      <button type="button" role="tab" id="tab-whatif" aria-controls="whatif" aria-selected="false"
        tabindex="-1">What if</button>
      <button type="button" role="tab" id="tab-report" aria-controls="report" aria-selected="false"
        tabindex="-1">Report</button>
    </div>
    <section id="part" role="tabpanel" aria-labelledby="tab-part" tabindex="0"></section>
    <section id="findings" role="tabpanel" aria-labelledby="tab-findings" tabindex="0" hidden></section>
    <section id="whatif" role="tabpanel" aria-labelledby="tab-whatif" tabindex="0" hidden></section>
    <section id="report" role="tabpanel" aria-labelledby="tab-report" tabindex="0" hidden></section>
  </aside>
</main>
<noscript>This page needs JavaScript; archc build writes the same drawings and the report as files.</noscript>
</body>
</html>
"""##
}
