// swift-format-ignore-file
// Derived from Page/page.css: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let pageCSS = ##"""
:root {
  color-scheme: light dark;
  --canvas: #ffffff; --surface: #f6f8fa; --raised: #ffffff; --ink: #17202b; --muted: #4f5b69; --line: #d5dbe3;
  --accent: #2059b5; --accent-soft: #e7effc; --error: #c2261b; --warning: #92590a; --warning-soft: #fff6dc;
  --good: #1d7440; --error-soft: #fdf1f0; --good-soft: #e4f4e8; --shadow: 0 6px 24px rgb(23 32 43 / 16%);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {
    --canvas: #0d1117; --surface: #141a22; --raised: #1b222c; --ink: #e8edf3; --muted: #a7b3c0; --line: #2f3945;
    --accent: #7fb0ff; --accent-soft: #142848; --error: #ff7b70; --warning: #eab04e; --warning-soft: #2b2614;
    --good: #5fcf86; --error-soft: #221416; --good-soft: #10301c; --shadow: 0 6px 24px rgb(0 0 0 / 55%);
  }
}
:root[data-theme="dark"] {
  color-scheme: dark;
  --canvas: #0d1117; --surface: #141a22; --raised: #1b222c; --ink: #e8edf3; --muted: #a7b3c0; --line: #2f3945;
  --accent: #7fb0ff; --accent-soft: #142848; --error: #ff7b70; --warning: #eab04e; --warning-soft: #2b2614;
  --good: #5fcf86; --error-soft: #221416; --good-soft: #10301c; --shadow: 0 6px 24px rgb(0 0 0 / 55%);
}
:root[data-theme="light"] { color-scheme: light; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body {
  display: flex; flex-direction: column; background: var(--canvas); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, "Liberation Sans", sans-serif;
}
button, input, select { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
header {
  display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 8px 14px; background: var(--surface);
  border-bottom: 1px solid var(--line); z-index: 3;
}
h1 {
  font-size: 16px; font-weight: 700; margin: 0 4px 0 0; max-width: 30ch; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap;
}
.field { display: flex; align-items: center; gap: 6px; position: relative; min-width: 0; }
.field > span { color: var(--muted); font-size: 12.5px; }
.field select { max-width: 200px; }
input[type="search"], input[type="text"], select {
  height: 30px; padding: 0 8px; border: 1px solid var(--line); border-radius: 7px; background: var(--raised);
}
.search input { width: 190px; }
#hits {
  position: absolute; top: 34px; left: 0; width: min(380px, 90vw); max-height: 60vh; overflow: auto; margin: 0;
  padding: 4px; list-style: none; background: var(--raised); border: 1px solid var(--line); border-radius: 9px;
  box-shadow: var(--shadow); z-index: 5;
}
#hits li { padding: 5px 8px; border-radius: 6px; cursor: pointer; display: flex; gap: 8px; align-items: baseline; }
#hits li small { color: var(--muted); margin-left: auto; white-space: nowrap; }
#hits li[aria-selected="true"] { background: var(--accent-soft); }
.space { flex: 1; }
.live { display: flex; align-items: center; gap: 6px; color: var(--muted); font-size: 12.5px; white-space: nowrap; }
.live::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--muted); }
.live.on::before { background: var(--good); }
.live.off::before { background: var(--error); }
button.icon {
  width: 30px; height: 30px; padding: 0; border: 1px solid var(--line); border-radius: 7px; background: var(--raised);
  display: grid; place-items: center;
}
button.icon svg { width: 16px; fill: none; stroke: currentColor; stroke-width: 1.4; }
button.icon svg .fill { fill: currentColor; stroke: none; }
#problem {
  padding: 8px 14px; background: var(--error-soft); border-bottom: 1px solid var(--line); color: var(--ink);
  max-height: 40vh; overflow: auto; flex: none;
}
#problem strong { color: var(--error); }
#problem pre { margin: 6px 0 2px; font: 12.5px/1.45 var(--mono); white-space: pre; overflow-x: auto; }
#problem button.link { display: block; }
main { flex: 1; display: flex; min-height: 0; }
#stage {
  flex: 1; position: relative; overflow: hidden; min-width: 0; touch-action: none; user-select: none; cursor: grab;
  outline-offset: -3px;
}
#stage.dragging { cursor: grabbing; }
#canvas { position: absolute; top: 0; left: 0; transform-origin: 0 0; }
#busy, #empty {
  position: absolute; left: 50%; top: 14px; transform: translateX(-50%); background: var(--raised); color: var(--muted);
  border: 1px solid var(--line); border-radius: 999px; padding: 3px 14px; font-size: 12.5px;
}
#empty { top: 40%; border-radius: 9px; padding: 12px 18px; max-width: 80%; }
.zoom {
  position: absolute; left: 14px; bottom: 14px; display: flex; align-items: center; background: var(--raised);
  border: 1px solid var(--line); border-radius: 9px; overflow: hidden; box-shadow: 0 1px 4px rgb(0 0 0 / 8%);
}
.zoom button { min-width: 34px; height: 32px; border: 0; background: none; border-right: 1px solid var(--line); }
.zoom button:hover, button.icon:hover { background: var(--accent-soft); }
.zoom output { padding: 0 10px; font-size: 12.5px; color: var(--muted); min-width: 52px; text-align: center; }
#card {
  position: absolute; max-width: 340px; background: var(--raised); border: 1px solid var(--line); border-radius: 10px;
  box-shadow: var(--shadow); padding: 10px 12px; pointer-events: none; font-size: 13px; z-index: 4;
}
#card h2 { font-size: 14px; margin: 0 0 2px; }
#card p { margin: 0 0 4px; color: var(--muted); }
#card table { border-collapse: collapse; margin-top: 4px; }
#card td { padding: 1px 0; }
#card td + td { padding-left: 18px; text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
@media (max-width: 760px) {
  main { flex-direction: column; }
  h1 { max-width: 100%; flex: 1 1 60%; }
  .search { flex: 1 1 120px; }
  .search input { width: 100%; }
  .field:not(.search) { flex: 1 1 80px; }
  .field select { width: 100%; max-width: none; }
  .field > span { display: none; }
  .space { display: none; }
  /* The dot says it; who hears the page hears the words. */
  .live { font-size: 0; }
  #card { display: none; }
}
@media print { header, aside, .zoom, #busy { display: none !important; } }
"""##
}
