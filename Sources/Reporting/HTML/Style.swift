/// The style sheet of every page: quiet type, two colors that the color-blind can tell apart, light
/// and dark, and print.
enum Style {
  static let sheet: Markup = """
    :root{color-scheme:light dark;--paper:#fbfbf9;--panel:#fff;--ink:#1d2127;--muted:#5d6670;\
    --line:#e2e4e3;--grid:#ececea;--c0:#1f63b5;--c1:#b54d08;--c2:#187a5e;--c3:#8a5bb0;--c4:#8a6d00;\
    --c5:#b03a6b;--quiet:#aab2ba;--serious:#a8322b}
    @media (prefers-color-scheme:dark){:root{--paper:#14171b;--panel:#1a1e23;--ink:#e7e8e6;\
    --muted:#a0a8b1;--line:#2e343b;--grid:#262b31;--c0:#74aef5;--c1:#f2a05a;--c2:#5cc9a7;\
    --c3:#c3a0e6;--c4:#d6bb4c;--c5:#ef8fb5;--quiet:#66707b;--serious:#ff8f86}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 -apple-system,"Segoe UI",\
    Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,system-ui,sans-serif;\
    overflow-wrap:anywhere}
    .page{max-width:1180px;margin:0 auto;padding:0 20px 64px}
    h1,h2,.headline{font-family:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",\
    Charter,Georgia,"Liberation Serif",serif;font-weight:600;line-height:1.2;\
    text-wrap:balance}
    h1{font-size:clamp(1.5rem,1.1rem + 1.9vw,2.4rem);margin:.15em 0 .3em;max-width:26em}
    h2{font-size:1.5rem;margin:0 0 .2em}
    h3{font-size:1rem;line-height:1.35;margin:0;font-weight:650}
    p{margin:.3em 0 .7em;max-width:46em}
    a{color:var(--c0)}
    code{font-size:.93em;white-space:nowrap}
    :focus-visible{outline:2px solid var(--c0);outline-offset:2px}
    .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
    white-space:nowrap}
    .skip{position:absolute;left:-999px;top:0;background:var(--panel);padding:.5em 1em}
    .skip:focus{left:8px;top:8px;z-index:1}
    header{padding-top:40px}
    .eyebrow{color:var(--muted);font-size:.875rem;margin:0}
    nav{border-block:1px solid var(--line);margin:26px 0 0;padding:10px 0;font-size:.9rem}
    nav ul{display:flex;flex-wrap:wrap;gap:4px 22px;list-style:none;margin:0;padding:0}
    nav a{color:var(--ink);text-decoration:none}
    nav a:hover{text-decoration:underline;text-underline-offset:3px}
    .headline{font-size:1.3rem;color:var(--c0);margin:0 0 .4em}
    .headline.bad{color:var(--serious)}
    .lead{font-size:1.08rem;max-width:44em}
    .keys{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,210px),1fr));gap:18px 34px;\
    margin:26px 0 10px;padding:0;list-style:none}
    .keys li{border-top:2px solid var(--ink);padding-top:10px}
    .keys b{display:block;font-weight:600;font-size:.9rem}
    .keys .value{display:block;font-size:2rem;line-height:1.15;font-weight:600;\
    font-variant-numeric:tabular-nums;letter-spacing:-.02em}
    .keys .small{display:block;color:var(--muted);font-size:.82rem;font-variant-numeric:tabular-nums}
    .keys svg{margin:6px 0 2px}
    section{margin-top:54px;scroll-margin-top:12px}
    .intro{color:var(--muted)}.built{margin-top:8px}.built dl{margin-top:4px}
    .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:10px 48px;\
    margin-top:30px}
    .two h2{font-size:1.2rem}
    .worries,.steps{margin:.5em 0;padding:0;list-style:none}
    .worries li,.steps li{padding:9px 0;border-top:1px solid var(--line)}
    .worries .kind{font-size:.78rem;font-weight:650;display:block;color:var(--muted)}
    .worries .is-serious .kind{color:var(--serious)}
    .worries .is-caution .kind{color:var(--c1)}
    .steps{counter-reset:step}
    .steps li{counter-increment:step;padding-left:30px;position:relative}
    .steps li::before{content:counter(step);position:absolute;left:0;font-weight:650;\
    color:var(--c0)}
    .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));\
    gap:0 40px;margin-top:20px;align-items:start}
    .beside{grid-row:span 3;min-width:0}@media(min-width:800px){.beside{grid-column:span 2}}
    .small-figures{grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr))}
    figure{margin:0;padding-bottom:34px;min-width:0;break-inside:avoid;display:grid;\
    grid-template-columns:minmax(0,1fr);grid-template-rows:subgrid;grid-row:span 3;gap:0}
    figure.wide{grid-column:1/-1}
    figcaption p{color:var(--muted);font-size:.86rem;line-height:1.45;margin:.25em 0 .6em}
    svg{display:block;width:100%;height:auto;max-width:520px;overflow:visible;\
    font-family:inherit}
    details{margin-top:8px;font-size:.86rem}
    summary{color:var(--muted);cursor:pointer;width:max-content;max-width:100%}
    summary:hover{color:var(--ink)}
    .scroll{overflow-x:auto;margin-top:6px;max-height:420px;overflow-y:auto}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.84rem;\
    overflow-wrap:normal}
    th,td{text-align:right;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);\
    vertical-align:top;max-width:22em}
    th{font-weight:600}
    thead th{color:var(--muted);font-weight:500;position:sticky;top:0;background:var(--paper)}
    th:first-child,td.text{text-align:left}
    dl{display:grid;grid-template-columns:minmax(8em,max-content) 1fr;gap:4px 20px;margin:12px 0;\
    font-size:.92rem}
    dt{color:var(--muted)}
    dd{margin:0}
    .worries .places{color:var(--muted);font-size:.86rem;margin:.2em 0 0}.worries .mends{font-size:.92rem;margin:.2em 0 0}.mends code{white-space:normal}\
    .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));\
    gap:26px 30px;list-style:none;margin:20px 0;padding:0}
    .card{border-top:1px solid var(--quiet);padding-top:8px;min-width:0;break-inside:avoid}
    .card svg{max-width:300px}
    .card.target{border-top:3px solid var(--c0);padding-top:6px}
    .card.unused{color:var(--muted)}
    .card .role{font-size:.82rem;margin:.1em 0 .5em;color:var(--muted)}
    .card .role b{color:var(--ink);font-weight:600}
    .card.unused .role b{color:var(--c1)}
    .card .reason{font-size:.78rem;line-height:1.4;color:var(--muted);margin:.5em 0 0}
    .odd-row{margin-top:26px;break-inside:avoid}.odd-row ul{margin:.3em 0;padding-left:1.2em}\
    .odd-row th,.odd-row td{padding:4px 10px}
    .odd{background:color-mix(in srgb,var(--c1) 24%,var(--paper))!important;font-weight:600}
    .changes{font-size:.8rem}.changes td,.changes th{padding:4px 10px;text-align:left}\
    .changes tbody th{white-space:nowrap}.tall{max-height:720px}
    .changes .small-note{display:block;color:var(--muted);font-weight:400}
    .added td,.added th{background:color-mix(in srgb,var(--c2) 18%,var(--paper))}
    .removed td,.removed th{background:color-mix(in srgb,var(--c1) 18%,var(--paper))}
    .changed{background:color-mix(in srgb,var(--c4) 24%,var(--paper))}
    del{color:var(--muted)}ins{text-decoration:none;font-weight:600}
    footer{margin-top:64px;border-top:1px solid var(--line);padding-top:14px;color:var(--muted);\
    font-size:.85rem}
    text{fill:var(--ink);font-size:12px}
    .tick,.axis-title,.note{fill:var(--muted);font-size:11px}
    .axis-title{font-size:11.5px}
    .small{font-size:11px}
    .big{font-size:18px;font-weight:600}
    .label,.note{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
    .axis{stroke:var(--quiet);stroke-width:1;shape-rendering:crispEdges}
    .grid{stroke:var(--grid);stroke-width:1;shape-rendering:crispEdges}
    .reference{stroke:var(--muted);stroke-width:1;stroke-dasharray:3 3;fill:none}
    .marker{stroke:var(--ink);stroke-width:1;stroke-dasharray:2 3}
    .line{fill:none;stroke:var(--quiet);stroke-width:2.2;stroke-linejoin:round;\
    stroke-linecap:round}
    .line.thin{stroke-width:1.2}
    .whisker{stroke:var(--quiet);stroke-width:1.6}
    .whisker.ink{stroke:var(--ink);stroke-width:1.3}
    .line.c0,.whisker.c0{stroke:var(--c0)}.line.c1,.whisker.c1{stroke:var(--c1)}
    .line.c2{stroke:var(--c2)}.line.c3{stroke:var(--c3)}.line.c4{stroke:var(--c4)}\
    .line.c5{stroke:var(--c5)}.line.c-many{stroke:var(--c0);stroke-width:1;opacity:.55}
    .dot{fill:var(--c0);stroke:var(--paper);stroke-width:1.2}
    .dot.c1{fill:var(--c1)}.dot.c-quiet{fill:var(--quiet)}.see-through{fill-opacity:.65}
    .band{fill:var(--c0);fill-opacity:.14}
    .fill{fill:var(--c0)}.fill.c1{fill:var(--c1)}.fill.c-quiet{fill:var(--quiet)}
    .quiet-bar{fill:var(--quiet);fill-opacity:.38}
    .track{fill:var(--grid)}
    .heat-right{fill:var(--c0)}.heat-wrong{fill:var(--c1)}
    .t0{fill:var(--c0)}.t1{fill:var(--c1)}.t2{fill:var(--c2)}.t3{fill:var(--c3)}\
    .t4{fill:var(--c4)}.t5{fill:var(--c5)}
    @media print{:root{color-scheme:light;--paper:#fff;--panel:#fff;--ink:#000;--muted:#444;\
    --line:#ccc;--grid:#e6e6e6;--c0:#1f63b5;--c1:#b54d08;--c2:#187a5e;--c3:#8a5bb0;--c4:#8a6d00;\
    --c5:#b03a6b;--quiet:#999;--serious:#a8322b}
    body{font-size:10.5pt}.page{max-width:none;padding:0}nav,.skip,details:not([open]){display:none}
    section{margin-top:28px}h2,h3,figcaption,.intro{break-after:avoid}
    .figures{grid-template-columns:1fr 1fr}.small-figures{grid-template-columns:1fr 1fr 1fr}\
    .scroll{max-height:none;overflow:visible}*{print-color-adjust:exact;\
    -webkit-print-color-adjust:exact}}
    """
}
