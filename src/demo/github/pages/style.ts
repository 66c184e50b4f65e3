/** The one stylesheet, for light and dark. */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --soft: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --dim: #59636e; --link: #0969da;
  --green: #1a7f37; --red: #d1242f; --yellow: #9a6700; --grey: #59636e; --red-soft: #ffebe9; --yellow-soft: #fff8c5; --blue-soft: #ddf4ff; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --soft: #151b23; --line: #3d444d; --text: #f0f6fc; --dim: #9198a1; --link: #4493f8;
  --green: #3fb950; --red: #f85149; --yellow: #d29922; --grey: #9198a1; --red-soft: #25171c; --yellow-soft: #272115; --blue-soft: #121d2f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
code, pre { font: 12px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: color-mix(in srgb, var(--dim) 15%, transparent); border-radius: 6px; padding: .2em .4em; overflow-wrap: anywhere; }
pre { background: var(--soft); border-radius: 6px; padding: 12px; overflow-x: auto; margin: 8px 0; } pre code { background: none; padding: 0; }
.banner { background: var(--yellow-soft); border-bottom: 1px solid var(--line); padding: 8px 24px; color: var(--text); }
.banner.broken { background: var(--red-soft); }
.top { background: var(--soft); border-bottom: 1px solid var(--line); padding: 16px 24px; font-size: 16px; }
.top .sep { color: var(--dim); margin: 0 4px; }
main { max-width: 1012px; margin: 24px auto; padding: 0 24px; }
h1 { font-size: 26px; font-weight: 400; margin: 0 0 4px; line-height: 1.25; } h1 .number { color: var(--dim); }
h2 { font-size: 18px; margin: 24px 0 8px; } h3, h4, h5, h6 { font-size: 14px; margin: 16px 0 4px; }
.meta { color: var(--dim); margin-bottom: 16px; }
.pill { display: inline-block; border-radius: 2em; padding: 3px 12px; color: #fff; font-weight: 500; background: #1f883d; } .pill.closed { background: #cf222e; } .pill.merged { background: #8250df; }
.label { border: 1px solid var(--line); border-radius: 2em; padding: 0 8px; font-size: 12px; color: var(--dim); }
.box { border: 1px solid var(--line); border-radius: 6px; margin-bottom: 16px; overflow: hidden; }
.box > header { background: var(--soft); border-bottom: 1px solid var(--line); padding: 12px 16px; font-weight: 600; }
.row { padding: 12px 16px; border-top: 1px solid var(--line); display: flex; gap: 10px; align-items: flex-start; } .row:first-child, header + .row { border-top: 0; }
.row .grow { flex: 1; min-width: 0; } .row .title { font-weight: 600; } .small { font-size: 12px; color: var(--dim); }
.icon { flex: none; width: 16px; font-weight: 700; text-align: center; } .success { color: var(--green); } .failure { color: var(--red); } .pending { color: var(--yellow); } .neutral { color: var(--grey); }
details > summary { cursor: pointer; list-style: none; display: flex; gap: 10px; padding: 12px 16px; } details > summary::-webkit-details-marker { display: none; }
details + details { border-top: 1px solid var(--line); } details > .inside { padding: 0 16px 16px 42px; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: 8px 0; display: block; overflow-x: auto; } th, td { border: 1px solid var(--line); padding: 6px 13px; text-align: left; vertical-align: top; } th { background: var(--soft); } th, td, td code { overflow-wrap: break-word; }
blockquote { border-left: 4px solid var(--line); color: var(--dim); margin: 8px 0; padding: 0 12px; } ul { padding-left: 24px; }
.annotation { color: var(--text); border: 1px solid var(--line); border-left: 4px solid var(--red); border-radius: 6px; margin: 12px 0; overflow: hidden; }
.annotation.warning { border-left-color: var(--yellow); } .annotation.notice { border-left-color: var(--link); }
.annotation .where { background: var(--soft); padding: 6px 12px; font: 12px ui-monospace, monospace; border-bottom: 1px solid var(--line); }
.annotation .source { background: var(--red-soft); padding: 4px 12px; font: 12px/1.6 ui-monospace, monospace; white-space: pre; overflow-x: auto; } .annotation.warning .source { background: var(--yellow-soft); } .annotation.notice .source { background: var(--blue-soft); }
.annotation .source b { color: var(--dim); font-weight: 400; display: inline-block; min-width: 3em; text-align: right; margin-right: 1em; user-select: none; }
.annotation .words { padding: 8px 12px; white-space: pre-wrap; }
.comment > .words { padding: 4px 16px 8px; overflow-wrap: anywhere; } .comment details > summary { padding: 8px 0 0; display: block; font-weight: 600; }
textarea { width: 100%; min-height: 320px; font: 12px ui-monospace, monospace; } button { background: #1f883d; color: #fff; border: 0; border-radius: 6px; padding: 8px 16px; font-weight: 600; cursor: pointer; }
`;
