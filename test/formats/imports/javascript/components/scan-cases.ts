/** Text of a component, then what is found: `line[/specifierLine] kind[?] specifier`, `?count` and `!line problem`. */
export type ComponentCase = readonly [string, ...string[]];

/** What is the same in Vue and in Svelte. The expectations here and below are what the compilers of both find. */
export const sharedCases: readonly ComponentCase[] = [
  [""],
  ["<template><p>import 'a'</p></template>"],
  ["<script>import 'a'</script>", "1 import a"],
  ["<script>\nimport a from 'a'\nimport {\n  b,\n} from './b'\n</script>\n", "2 import a", "3/5 import ./b"],
  ["<!-- <script>import 'a'</script> -->\n<script>\nimport 'b'</script>", "3 import b"],
  ["<!--\n\n-->\r\n<script>\r\nimport 'b'\r\n</script>", "5 import b"],
  ["<script lang='ts'>\nimport type { A } from './a'\nlet a = <A>{}\n</script>", "2 type? ./a"],
  ['<script\n  lang="ts"\n>\nimport "a"\n</script>', "4 import a"],
  ["<script lang=ts>import 'a'</script >", "1 import a"],
  ["<script>const a = '<script>'; import 'a'</script>", "1 import a"],
  ["<script>const a = '<!--'; import 'a'</script>", "1 import a"],
  ["<script>const a = '<\\/script>'; import 'a'</script>", "1 import a"],
  ["<script>// </scripture\nimport 'a'</script>", "2 import a"],
  ["<script>if (a < b) await import('./a'); require('b')</script>", "1 dynamic ./a", "1 require b"],
  ["<script>import(a)</script><style>@import 'b'; a > b { content: '</script>' }</style>", "?1"],
  ["<style>/* <script>import 'a'</script> */</style><script>import 'b'</script>", "1 import b"],
  ["<style lang='scss'>\n@import 'a';\n</style>"],
];

export const vueCases: readonly ComponentCase[] = [
  ["<script>\nimport 'a'\n</script>\n<script setup>\nimport 'b'\n</script>", "2 import a", "5 import b"],
  ["<template><script>import 'a'</script></template>"],
  ["<template><template #x></template><script>import 'a'</script></template><script>import 'b'</script>", "1 import b"],
  ["<template><br><input><Link/><img></template><script>import 'a'</script>", "1 import a"],
  ["<template>{{ '</template><script>' }} {{ a < b }}</template><script>import 'a'</script>", "1 import a"],
  ["<template><a :b=\"c > d\" @e='f(\"</template>\")'/></template><script>import 'a'</script>", "1 import a"],
  ["<template><textarea></template><script>import 'a'</script></textarea></template>"],
  ["<template lang='pug'>\np <div>\n</template>\n<script>import 'a'</script>", "4 import a"],
  ["<template lang='html'><div><script>import 'a'</script></div></template>"],
  ["<docs>\n<script>import 'a'</script>\n</docs>\n<script>import 'b'</script>", "4 import b"],
  ["<script src='./a.ts'></script>", "1 import ./a.ts"],
  ["<script\n  src='./a.ts'\n/>\n<style src='b/c.css'></style>", "1/2 import ./a.ts", "4 import b/c.css"],
  ["<template src=./a.html /><i18n src='./b.json'/>", "1 import ./a.html", "1 import ./b.json"],
  ["<script src=./a/>import 'b'</script>", "1 import ./a/", "1 import b"],
  ["<script src='https://a.b/c.js'/><script src='/public.js'/><script src/>"],
  ["<script lang='tsx'>import 'a'; const b = <p>don't import 'c'</p></script>", "1 import a"],
  ["<script lang='coffee'>import 'a'\n</script>", "!1 unknown-language"],
  ["<script type='module'>import 'a'</script>", "1 import a"],
];

export const svelteCases: readonly ComponentCase[] = [
  ["<script context='module'>\nimport 'a'\n</script>\n<script>\nimport 'b'\n</script>", "2 import a", "5 import b"],
  ["<script module>import 'a'</script><script lang='ts'>import 'b'</script>", "1 import a", "1 import b"],
  ["<svelte:head><script>import 'a'</script></svelte:head><script>import 'b'</script>", "1 import b"],
  ["{#if a}<script>import 'a'</script>{/if}<script>import 'b'</script>", "1 import b"],
  ["{#if a < b}<p></p>{:else if c}{/if}{#each a as { b }, i (b)}{/each}<script>import 'a'</script>", "1 import a"],
  ['{a < b}{"<script>"}{`</div>\x24{{}}`}{(/[<"}]/).test(a)}{/* } */ a}<script>import "a"</script>', "1 import a"],
  ["<a on:click={() => a > b} {...c} d='{e ? '<' : '>'}' {f} g=h{i}j>k</a><script>import 'a'</script>", "1 import a"],
  ["<a /* b='> */ // c='>\n/><script>import 'a'</script>", "2 import a"],
  ["{#await\nimport('./a') then { default: A }}<A/>{/await}", "2 dynamic ./a"],
  ["<A load={() => import('./a')} b='{import('./b')}'/>{import(c)}", "1 dynamic ./a", "1 dynamic ./b", "?1"],
  ["<textarea>{a}<script></textarea><script>import 'a'</script>", "1 import a"],
  ["<ul><li>a<li>b</ul><p>a<div></div><script>import 'a'</script>", "1 import a"],
  ["<Script>import 'a'</Script><script>import 'b'</script>", "1 import b"],
  ["<A b=c/><script>import 'b'</script>", "1 import b"],
  ["<script src='./a.js'></script><style src='./b.css'></style>", "1 import ./a.js", "1 import ./b.css"],
];

export const astroCases: readonly ComponentCase[] = [
  ["---\nimport A from './A.astro'\n---\n<A/>", "2 import ./A.astro"],
  ["\n---\nimport 'a'\nconst b = a---c\n--- <p>import 'b'</p>", "3 import a"],
  ["<p>a</p>\n---\nimport 'a'\n---"],
  ["------\nimport 'a'\n---\n<script>import 'b'</script>", "2 import a", "4 import b"],
  ["---\nimport 'a'\nreturn b\n---\n<p>{c.map(d => <li>don't</li>)}</p>", "2 import a"],
  ["---\nimport 'a'\n<p>", "2 import a", "!1 unclosed-element"],
  ["<p><script>\nimport './a'\n</script></p>", "2 import ./a"],
  [
    "<script is:inline>import 'a'</script><script type='module'>import 'b'</script><script src='../a.ts'/>",
    "1 import ../a.ts",
  ],
  ["<p a={b > c} d=`</p>\x24{'`'}` {...e} f='{'>{g}</p><script>import 'a'</script>", "1 import a"],
  ["<pre is:raw>{ <script>import 'a'</script></pre><script>import 'b'</script>", "1 import b"],
  ["<Fragment>{a && <><p>it's</p></>}</Fragment><script>import 'a'</script>", "1 import a"],
  ["<p>{await import('./a')}</p>", "1 dynamic ./a"],
];

/** Texts that no compiler takes. */
export const brokenVueCases: readonly ComponentCase[] = [
  ["<SCRIPT>import 'a'</SCRIPT><script>import 'b'</SCRIPT>", "1 import b"],
  ["<template><p>a<p>b</template><script>import 'b'</script>", "1 import b"],
  ["<template>{{ a</template>\n<script>import 'a'</script>", "2 import a"],
  ["<script>\nimport 'a'\n", "2 import a", "!1 unclosed-element"],
  ["<template>\n<script>import 'a'</script>", "!1 unclosed-element"],
  ["<script>import 'a'</script\n<script>import 'b'</script>", "1 import a"],
  ["\n<script a='\nimport 'a'\n</script>", "!2 unclosed-element"],
  ["<!-- <script>import 'a'</script>", "1 import a", "!1 unterminated-comment"],
  ["<script>\nf(</script>\n<script>import 'a'</script>", "3 import a", "!2 unclosed-bracket"],
  [
    "<script>\n<<<<<<< a\nimport 'a'\n=======\nimport 'b'\n>>>>>>> b\n</script>",
    "3 import a",
    "5 import b",
    ...["!2", "!4", "!6"].map((line) => `${line} conflict-marker`),
  ],
  ["</template></p></><script>import 'a'</script>", "1 import a"],
  ["<"],
  ["<script", "!1 unclosed-element"],
];

export const brokenSvelteCases: readonly ComponentCase[] = [
  ["it's a < b <3 <script>import 'a'</script>", "1 import a"],
  ["{a\n<script>import 'a'</script>", "2 import a", "!1 unclosed-bracket"],
  ["<div>\n<script>import 'a'</script>", "!1 unclosed-element"],
  ["{#if a}\n<script>import 'a'</script>", "!1 unclosed-element"],
  ["<a b={c><script>import 'a'</script>", "!1 unclosed-bracket", "!1 unclosed-element"],
  ["{/if}{:else}</div><script>import 'a'</script>", "1 import a"],
];
