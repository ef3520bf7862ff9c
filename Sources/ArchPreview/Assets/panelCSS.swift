// swift-format-ignore-file
// Derived from Page/panel.css: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let panelCSS = ##"""
#panel {
  width: 420px; flex: none; display: flex; flex-direction: column; border-left: 1px solid var(--line);
  background: var(--surface); min-height: 0;
}
#panel.wide { width: min(860px, 62vw); }
.tabs { display: flex; gap: 2px; padding: 6px 10px 0; border-bottom: 1px solid var(--line); flex: none; }
.tabs button {
  border: 0; background: none; padding: 7px 10px 8px; color: var(--muted); border-bottom: 2px solid transparent;
  margin-bottom: -1px;
}
.tabs button[aria-selected="true"] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
.tabs .count {
  margin-left: 6px; font-size: 11.5px; padding: 1px 6px; border-radius: 999px; background: var(--line); color: var(--ink);
  font-weight: 600;
}
.tabs .count.error { background: var(--error); color: var(--canvas); }
#panel section { flex: 1; overflow: auto; padding: 14px; min-height: 0; outline-offset: -3px; }
#panel h2 { font-size: 17px; margin: 0; }
#panel h3 { font-size: 13px; margin: 18px 0 6px; color: var(--muted); font-weight: 600; }
#panel p { margin: 6px 0; }
.muted { color: var(--muted); }
.hint { color: var(--muted); font-size: 13px; }
.badge {
  display: inline-block; padding: 1px 8px; border-radius: 999px; font-size: 12px; background: var(--accent-soft);
  color: var(--accent); font-weight: 600;
}
button.link, a { color: var(--accent); }
button.link { border: 0; background: none; padding: 0; text-align: left; text-decoration: underline; text-underline-offset: 2px; }
button.plain, .actions button, .actions a {
  border: 1px solid var(--line); border-radius: 7px; background: var(--raised); padding: 4px 10px; text-decoration: none;
  color: var(--ink); font-size: 13px;
}
button.plain:hover, .actions button:hover, .actions a:hover { background: var(--accent-soft); }
button[aria-pressed="true"] { background: var(--error-soft); border-color: var(--error); color: var(--error); }
.actions { display: flex; flex-wrap: wrap; gap: 6px; margin: 10px 0; }
table.figures { border-collapse: collapse; width: 100%; }
.figures th { text-align: left; font-weight: 600; color: var(--muted); font-size: 12px; padding: 3px 0; }
.figures td { border-top: 1px solid var(--line); padding: 4px 0; vertical-align: baseline; }
.figures td.number, .figures th.number {
  text-align: right; font-variant-numeric: tabular-nums; padding-left: 10px; overflow-wrap: anywhere;
}
.figures button.link { text-decoration-style: dotted; text-decoration-color: var(--muted); color: inherit; }
.figures .changed { font-weight: 700; }
pre.why, pre.source {
  font: 12px/1.5 var(--mono); background: var(--canvas); border: 1px solid var(--line); border-radius: 8px; margin: 6px 0;
  padding: 8px 10px; overflow: auto; max-height: 320px;
}
pre.source { padding: 6px 0; max-height: 46vh; }
pre.source .line { display: block; padding: 0 10px 0 0; white-space: pre; min-width: max-content; }
pre.source .line::before {
  content: attr(data-line); display: inline-block; width: 4ch; margin-right: 12px; padding-left: 8px; text-align: right;
  color: var(--muted); opacity: .75; user-select: none;
}
pre.source .line.here { background: var(--accent-soft); box-shadow: inset 3px 0 var(--accent); }
.list { list-style: none; margin: 6px 0; padding: 0; }
.list li { border: 1px solid var(--line); border-left: 4px solid var(--muted); border-radius: 8px; margin: 0 0 8px;
  background: var(--raised); padding: 8px 10px; }
.list li.error { border-left-color: var(--error); }
.list li.warning { border-left-color: var(--warning); }
.list li.info { border-left-color: var(--accent); }
.list .id { font-weight: 700; }
.list .where { font-size: 12.5px; }
.list p { margin: 4px 0 0; }
.variants .row > span:first-child { width: auto; min-width: 72px; overflow-wrap: anywhere; }
.variants select { margin-left: auto; max-width: 60%; }
ul.plain { list-style: none; margin: 6px 0; padding: 0; }
ul.plain li { padding: 2px 0; overflow-wrap: anywhere; }
.filter { display: flex; gap: 6px; margin-bottom: 10px; flex-wrap: wrap; }
.filter input { flex: 1; min-width: 120px; }
.switches { max-height: 34vh; overflow: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--raised);
  margin: 6px 0; }
.switches label { display: flex; gap: 8px; align-items: center; padding: 4px 10px; cursor: pointer; }
.switches label:hover { background: var(--accent-soft); }
.switches label small { margin-left: auto; color: var(--muted); }
.switches .down { color: var(--error); font-weight: 600; }
.try { display: flex; gap: 6px; }
.try select { max-width: 45%; }
.try input { flex: 1; min-width: 60px; }
.changes { list-style: none; margin: 8px 0; padding: 0; }
.changes li { display: flex; gap: 8px; align-items: baseline; padding: 2px 0; overflow-wrap: anywhere; }
.changes li button { margin-left: auto; flex: none; }
#part p[role="alert"] { color: var(--error); }
.row { display: flex; gap: 10px; align-items: center; margin: 8px 0; }
.row > span:first-child { width: 72px; color: var(--muted); flex: none; }
.row input[type="range"] { flex: 1; min-width: 0; accent-color: var(--accent); }
.row output { min-width: 44px; text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
.effects { width: 100%; border-collapse: collapse; }
.effects td { padding: 4px 8px 4px 0; border-top: 1px solid var(--line); vertical-align: baseline; }
.effects td:first-child { width: 82px; font-weight: 700; }
.effects .breaks { color: var(--error); }
.effects .degrades, .effects .delayed, .effects .unknown { color: var(--warning); }
.effects .survives { color: var(--good); }
#report { line-height: 1.5; }
#report h1 { font-size: 22px; max-width: none; white-space: normal; margin: 4px 0 8px; }
#report h2 { font-size: 18px; margin: 26px 0 8px; }
#report h3 { font-size: 15.5px; color: var(--ink); margin: 22px 0 6px; }
#report h4, #report h5, #report h6 { font-size: 14px; margin: 16px 0 4px; }
#report .wide-table { overflow-x: auto; margin: 8px 0; }
#report table { border-collapse: collapse; font-size: 13px; }
#report th, #report td { border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; }
#report th { background: var(--raised); }
#report pre { font: 12px/1.25 var(--mono); overflow: auto; background: var(--canvas); border: 1px solid var(--line);
  border-radius: 8px; padding: 10px; }
#report code { font: 12.5px var(--mono); }
#report blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid var(--line); color: var(--muted); }
#report sup a { text-decoration: none; }
#report .notes { font-size: 12.5px; color: var(--muted); }
@media (max-width: 760px) {
  #panel, #panel.wide { width: 100%; height: 46%; border-left: 0; border-top: 1px solid var(--line); }
}
"""##
}
