/// The style sheet of the page.
enum PageStyle {
  static let text = """
    :root{color-scheme:light dark;--ink:#17202b;--muted:#4f5b69;--line:#d5dbe2;--soft:#f4f6f9;--link:#1550a8;--page:#fff}
    body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,"Liberation Sans",Helvetica,Arial,sans-serif}
    main{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 4rem;overflow-wrap:anywhere}
    h1{font-size:2rem;line-height:1.2;margin:0 0 .75rem}
    h2{font-size:1.5rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
    h3{font-size:1.2rem;margin:2rem 0 .5rem}
    p,ul,ol,dl,pre,figure,.table{margin:.75rem 0}
    a{color:var(--link)}
    .table{overflow-x:auto}
    table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
    th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:3.5rem}
    th{background:var(--soft);overflow-wrap:normal}
    .right{text-align:right;white-space:nowrap}
    code,pre{font-family:ui-monospace,"Liberation Mono",Menlo,Consolas,monospace}
    code{background:var(--soft);padding:.05rem .25rem;border-radius:.2rem;font-size:.9em}
    pre{background:var(--soft);padding:.75rem;overflow-x:auto;font-size:.8rem;line-height:1.2}
    figure{overflow-x:auto}
    figure svg{max-width:100%;height:auto}
    figcaption,.note{color:var(--muted);font-size:.9rem}
    summary{cursor:pointer;color:var(--muted)}
    sup{line-height:0;font-size:.7em}
    td strong{white-space:nowrap}
    .footnotes{font-size:.85rem;color:var(--muted);overflow-wrap:anywhere}
    .tasks{list-style:none;padding-left:0}
    .tasks>li{padding-left:1.75rem;text-indent:-1.75rem}
    .box{display:inline-block;width:1.75rem;text-indent:0}
    @media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--muted:#a7b3c0;--line:#303a46;--soft:#161d26;--link:#7fb0ff;--page:#0d1117}}
    @media print{body{font-size:10pt}main{max-width:none;padding:0}table{font-size:8pt}.table,figure,pre{overflow:visible}
    th,td{padding:.2rem .35rem;min-width:2.8rem}
    tr,figure,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}pre{white-space:pre-wrap}.right{white-space:normal}
    figure svg{max-height:19cm}details::details-content{content-visibility:visible;display:block}
    details:not([open]):has(>pre){display:none}}
    """
}
