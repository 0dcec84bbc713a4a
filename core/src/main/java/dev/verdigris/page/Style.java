package dev.verdigris.page;

/** How a page looks: on paper always as by day. What differs in color differs in pattern, too. */
final class Style {
    private static final String DAY = """
            --paper:#fbfbf9;--card:#fff;--ink:#1c2321;--faint:#66706d;--line:#dfe4e1;--tick:#e9edeb;
            --blue:#2f6bd8;--green:#12876f;--amber:#d98e04;--red:#c9302c;--grey:#9aa4a1;--pale:#cfd8d5;
            --v0:#7a5bc7;--v1:#d9772b;--v2:#3f8fa8;--v3:#9a7d2e;""";

    private static final String NIGHT = """
            --paper:#121716;--card:#1a211f;--ink:#e6ecea;--faint:#93a09c;--line:#2d3835;--tick:#252e2b;
            --blue:#6fa0ff;--green:#3fc3a5;--amber:#f0b13c;--red:#ff6f69;--grey:#74807c;--pale:#44514d;
            --v0:#a58cf0;--v1:#f09a55;--v2:#6bb9d1;--v3:#c9ab57;""";

    static final String CSS = ":root{" + DAY + "}\n@media (prefers-color-scheme:dark){:root{" + NIGHT + "}}\n"
            + "@media print{:root{" + DAY + "--paper:#fff}}\n"
            + """
            *{box-sizing:border-box}
            html{-webkit-text-size-adjust:100%;-webkit-print-color-adjust:exact;print-color-adjust:exact}
            body{margin:0;padding:1.5rem;background:var(--paper);color:var(--ink);
             font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
            header,main,footer{max-width:76rem;margin:0 auto}
            h1{font-size:1.6rem;line-height:1.2;margin:0 0 .4rem;overflow-wrap:anywhere}
            h2{font-size:1.05rem;margin:0 0 .5rem}
            h3{font-size:.8rem;margin:.9rem 0 .2rem;text-transform:uppercase;letter-spacing:.06em;color:var(--faint)}
            h3 span{text-transform:none;letter-spacing:0;font-weight:400;margin-left:.6rem}
            .ending{display:inline-block;margin:0 0 1rem;padding:.2rem .7rem;border-radius:1rem;font-weight:600;
             border:2px solid currentColor;color:var(--faint)}
            .ending.succeeded{color:var(--green)}.ending.rolled-back{color:var(--amber)}.ending.failed-dirty{color:var(--red)}
            dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:0 0 1rem}
            dt{color:var(--faint);font-size:.8rem}dd{margin:0;overflow-wrap:anywhere}
            .cause{margin:0 0 1rem;padding:.6rem .9rem;border-left:4px solid var(--red);background:var(--card);overflow-wrap:anywhere}
            section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem;margin:0 0 1rem}
            .row{display:grid;grid-template-columns:15rem minmax(0,1fr);column-gap:1rem;align-items:center;padding:.15rem 0}
            .caption{font-size:.82rem;line-height:1.3;min-width:0}
            .caption b{font-weight:600;margin-right:.5rem}.caption span{color:var(--faint)}
            .caption .sentence{display:none}
            .caption .failed,.caption .left{color:var(--red)}.caption .undone{color:var(--amber)}
            .axis{padding:0}.axis text{font-size:11px;fill:var(--faint)}
            svg{display:block}svg.plot{overflow:visible;shape-rendering:crispEdges}.line{shape-rendering:auto}
            .tick{stroke:var(--tick)}.failure{stroke:var(--red);stroke-dasharray:3 3}
            .blue{fill:var(--blue)}.green{fill:var(--green)}.any{fill:var(--ink)}
            .starting{fill:url(#p-starting)}.in-service{fill:var(--pale)}.unhealthy{fill:url(#p-unhealthy)}
            .draining{fill-opacity:.4}.leaving{fill:var(--grey)}.other{fill:url(#p-other)}
            .line{fill:none;stroke-width:2.5;vector-effect:non-scaling-stroke}
            .line.blue{stroke:var(--blue)}.line.green{stroke:var(--green);stroke-dasharray:7 3}
            .bar{fill:var(--grey)}.bar.done{fill:var(--ink);fill-opacity:.75}.bar.failed,.bar.left{fill:var(--red)}
            .bar.undone{fill:url(#p-undone)}.bar.open,.bar.paused{fill:var(--amber)}
            .version0{fill:var(--v0)}.version1{fill:var(--v1)}.version2{fill:var(--v2)}.version3{fill:var(--v3)}
            .unanswered,.alarm-alarm{fill:var(--red)}.alarm-ok{fill:var(--green);fill-opacity:.55}.alarm-insufficient{fill:var(--grey)}
            .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.3rem 0 .6rem;padding:0;
             font-size:.8rem;color:var(--faint)}
            .legend li{display:flex;align-items:center;gap:.35rem}
            table{border-collapse:collapse;width:100%;font-size:.85rem}
            th{text-align:left;color:var(--faint);font-weight:400}
            th,td{padding:.25rem .6rem .25rem 0;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
            td:first-child{white-space:nowrap;color:var(--faint);font-variant-numeric:tabular-nums}
            td:nth-child(2){min-width:9.5rem}
            tr.change td:last-child{font-weight:600}
            tr.step-failed td,tr.undo-failed td,tr.failed-dirty td{color:var(--red)}
            tr.undo-started td,tr.undone td,tr.rolled-back td{color:var(--amber)}
            footer{color:var(--faint);font-size:.8rem}
            @media (max-width:44rem){body{padding:.75rem}section{padding:.7rem}.row{grid-template-columns:minmax(0,1fr)}
             .axis .caption{display:none}.caption{margin-top:.25rem}
             thead{display:none}td{display:inline;border:0;padding:0 .4rem 0 0}
             tr{display:block;border-bottom:1px solid var(--line);padding:.3rem 0}td:last-child{display:block}}
            @media print{html{font-size:12px}body{padding:0;font-size:.9rem}section{border:0;padding:0 0 .5rem}
             .row,tr,h2,h3,.drawn{break-inside:avoid}h2,h3{break-after:avoid}}
            """;

    private Style() {}

    /** The patterns, for those who do not tell colors apart and for paper. */
    static void patterns(Markup page) {
        page.open("svg", "width", "0", "height", "0", "aria-hidden", "true", "style", "position:absolute")
                .open("defs");
        hatched(page, "p-starting", "var(--pale)", "var(--faint)", "M0 6L6 0");
        hatched(page, "p-unhealthy", "var(--red)", "var(--card)", "M0 6L6 0M0 0L6 6");
        hatched(page, "p-other", "var(--card)", "var(--grey)", "M3 0L3 6");
        hatched(page, "p-undone", "var(--amber)", "var(--card)", "M0 0L6 6");
        page.close().close();
    }

    private static void hatched(Markup page, String id, String ground, String ink, String path) {
        page.open("pattern", "id", id, "width", "6", "height", "6", "patternUnits", "userSpaceOnUse");
        page.empty("rect", "width", "6", "height", "6", "style", "fill:" + ground);
        page.empty("path", "d", path, "style", "stroke:" + ink + ";stroke-width:1;fill:none");
        page.close();
    }
}
