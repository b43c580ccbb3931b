/** The page's style: system fonts, light and dark, one column on a phone. */
export const style = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1c2128, #dfe5ec); --dim: light-dark(#59636e, #9aa6b2); --page: light-dark(#ffffff, #0f1419);
  --card: light-dark(#f6f8fa, #171d24); --line: light-dark(#d5dbe1, #2d3640);
  --passed: light-dark(#1a7f37, #57c270); --failed: light-dark(#c11a24, #ff7b72);
  --skipped: light-dark(#59636e, #9aa6b2); --invalid: light-dark(#8a5a00, #e3b341); --link: light-dark(#0a5bc4, #79b8ff);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; } h4 { font-size: 1rem; font-weight: 400; margin: 0; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
a { color: var(--link); overflow-wrap: anywhere; }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace, system-ui, sans-serif; overflow-wrap: anywhere; }
.dim { color: var(--dim); }
.passed { color: var(--passed); } .failed { color: var(--failed); } .skipped { color: var(--skipped); } .invalid, .warned { color: var(--invalid); }
.verdict { font-weight: 600; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: 0 0 .75rem; }
.card > summary { padding: .7rem 1rem; cursor: pointer; font-weight: 600; }
.card > summary .dim { font-weight: 400; }
.card > ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.card > ul > li { padding: .55rem 1rem; }
.card > ul > li + li { border-top: 1px solid var(--line); }
.card > .note { margin: 0; padding: .4rem 1rem; color: var(--dim); }
.chips { margin: .9rem 0 0; display: flex; flex-wrap: wrap; gap: .4rem; }
.chip, .copy { font: inherit; font-size: .9rem; border: 1px solid var(--line); border-radius: 1rem; padding: .15rem .8rem; background: var(--card); cursor: pointer; }
.chip[aria-pressed=true] { background: var(--text); color: var(--page); border-color: var(--text); }
.copy { color: inherit; padding: 0 .6rem; } .copied::after { content: ' ✔'; }
.failure { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--failed); border-radius: 8px; padding: .8rem 1rem; margin: 0 0 1rem; scroll-margin-top: 1rem; }
.warns { border-left-color: var(--invalid); } .warns .excerpt mark { background: light-dark(#fff4d6, #3a2f12); border-left-color: var(--invalid); }
.card > .part { margin: 0; padding: .55rem 1rem; border-top: 1px solid var(--line); font-weight: 600; }
.failure h3 a { text-decoration: none; } .failure h3 .dim, .gallery h3 .dim { font-weight: 400; }
.other { margin: .8rem 0 0; padding-top: .6rem; border-top: 1px solid var(--line); }
.hint { margin: .5rem 0; } .hint strong { color: var(--link); margin-right: .4rem; }
.again { margin: .5rem 0; } .again code { padding: .15rem .5rem; background: var(--page); border: 1px solid var(--line); border-radius: 4px; }
.differences { margin: .5rem 0; } .differences ul { margin: .1rem 0 .4rem; padding-left: 1.2rem; } .differences strong { color: var(--link); margin-right: .4rem; }
.evidence, .measures { margin: .4rem 0; font-size: .92rem; } .evidence ul { margin: .1rem 0 .4rem; padding-left: 1.2rem; }
.evidence > summary, .measures > summary { cursor: pointer; color: var(--dim); }
.measures table { width: auto; } .measures th { padding-right: 1.5rem; } .measures td { text-align: right; font-variant-numeric: tabular-nums; }
.excerpt { margin: .6rem 0; padding: .4rem 0; background: var(--page); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; line-height: 1.5; }
.excerpt code { display: block; min-width: max-content; overflow-wrap: normal; }
.excerpt code > * { display: block; padding-right: 1rem; white-space: pre; color: inherit; background: none; border-left: 3px solid transparent; }
.excerpt mark { background: light-dark(#ffe9e7, #3d1e20); border-left-color: var(--failed); }
.number { display: inline-block; width: 3.5em; padding-right: 1em; text-align: right; color: var(--dim); user-select: none; }
li.test { color: var(--text); }
.lesson > summary h3 { display: inline; font-weight: 600; }
.time { display: block; position: relative; height: 5px; margin: .35rem 0 .1rem; border-radius: 3px; background: var(--line); overflow: hidden; }
.time i { position: absolute; top: 0; bottom: 0; min-width: 3px; border-radius: 3px; background: currentColor; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21.5rem), 1fr)); gap: 1rem; align-items: start; }
.gallery figure > svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
:target { outline: 2px solid var(--link); outline-offset: 2px; }
[hidden] { display: none !important; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem .9rem; margin: .5rem 0 .25rem; padding: 0; }
dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
figure { margin: .6rem 0 .2rem; padding: .6rem .5rem; background: var(--page); border: 1px solid var(--line); border-radius: 6px; }
figcaption { font-size: .88rem; overflow-wrap: anywhere; margin: 0 .3rem .5rem; }
figure > div > svg { display: block; max-width: 100%; height: auto; }
figure > .narrow { display: none; }
.bar { display: flex; height: 1.1rem; border-radius: 4px; overflow: hidden; margin: .5rem 0; }
.bar i { display: block; min-width: 2px; }
.phase-0 { background: #4f83cc; } .phase-1 { background: #7f6bb5; } .phase-2 { background: #3c9d6b; } .phase-3 { background: #c0883a; } .phase-4 { background: #8a8f98; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.2rem; padding: 0; margin: 0; list-style: none; font-size: .9rem; }
.legend i { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; margin-right: .4rem; vertical-align: -1px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--dim); font-weight: 500; }
@media (max-width: 40rem) { figure > .wide { display: none; } figure > .narrow { display: block; } figure { margin: .6rem -.6rem .2rem; padding: .6rem .3rem; } }
@media (max-width: 40rem) { dl { grid-template-columns: minmax(0, 1fr); } dt { margin-top: .3rem; } }
`;
