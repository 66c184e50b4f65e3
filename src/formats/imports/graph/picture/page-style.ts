import { svgStyle } from "./svg-style.ts";

export const pageStyle = `
:root { color-scheme: light dark; --ink: light-dark(#1f2328, #e6edf3); --soft: light-dark(#59636e, #9198a1);
  --line: light-dark(#d1d9e0, #3d444d); --paper: light-dark(#fff, #0d1117); --card: light-dark(#f6f8fa, #151b23);
  --good: light-dark(#1a7f37, #3fb950); --bad: light-dark(#cf222e, #f85149); --link: light-dark(#0969da, #4493f8); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 78rem; margin: 0 auto; padding: 1.5rem 1rem 6rem; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
h4 { margin: .5rem 0 .25rem; font-size: .85rem; color: var(--soft); font-weight: 600; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
code { font: .87em ui-monospace, monospace; overflow-wrap: anywhere; } .soft { color: var(--soft); }
.note { border-left: 4px solid var(--line); padding: .1rem .75rem; color: var(--soft); }
input { width: 100%; box-sizing: border-box; font: inherit; padding: .5rem .75rem; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: 6px; }
.figure { overflow: auto; max-height: 80vh; border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; }
.figure svg { display: block; margin: 0 auto; }
details { border-top: 1px solid var(--line); } details details { margin-left: 1.25rem; } details[open] > summary { background: var(--card); }
summary { cursor: pointer; padding: .3rem .4rem; overflow-wrap: anywhere; } summary b { margin-right: .5rem; }
.lane > summary { padding: .5rem .4rem; } .lane > summary b { font-size: 1.05rem; } .module > .list { margin-left: 1.5rem; }
summary:target, details:target > summary { outline: 2px solid var(--link); }
ul { list-style: none; margin: 0 0 .5rem; padding: 0; } li { padding: .1rem 0; overflow-wrap: anywhere; font-size: .93rem; }
li.added, .plus { color: var(--good); } li.removed, .minus { color: var(--bad); } .plus, .minus { font-weight: 600; }
${svgStyle}
.box a, a .name { text-decoration: none; } a:hover .box rect, a:focus .box rect { stroke-width: 2.5; } a:hover path { stroke-width: 3; }
`;
