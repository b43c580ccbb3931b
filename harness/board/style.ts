/** The board's style: large marks that are read from the back of a room, light and dark, names that stay in sight on a phone. */
export const boardStyle = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1c2128, #dfe5ec); --dim: light-dark(#59636e, #9aa6b2); --page: light-dark(#ffffff, #0f1419);
  --card: light-dark(#f6f8fa, #171d24); --line: light-dark(#d5dbe1, #2d3640);
  --right: light-dark(#1a7f37, #57c270); --wrong: light-dark(#c11a24, #ff7b72); --open: light-dark(#8a5a00, #e3b341);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 20px/1.4 system-ui, sans-serif; }
header { padding: .8rem 1rem .2rem; } h1 { font-size: 1.4rem; margin: 0; } header p { margin: .1rem 0; } .legend, .dim { color: var(--dim); font-size: .85rem; }
.wide { overflow-x: auto; padding: 0 1rem 1rem 0; }
table { border-collapse: separate; border-spacing: 0; }
th, td { padding: .12rem .2rem; border-bottom: 1px solid var(--line); text-align: center; white-space: nowrap; }
thead th { font-size: .75rem; color: var(--dim); font-weight: 500; }
thead .lesson { text-align: left; padding-left: .5rem; color: var(--text); font-size: .9rem; }
tbody th { position: sticky; left: 0; background: var(--page); text-align: left; padding: 0; font-weight: 600; z-index: 1; }
tbody th button { font: inherit; color: inherit; background: none; border: 0; padding: .12rem .8rem .12rem 1rem; cursor: pointer; text-align: left; width: 100%; }
.stuck th button::before { content: '● '; color: var(--wrong); } .done th button::before { content: '● '; color: var(--right); } .way th button::before, .none th button::before { content: '○ '; color: var(--dim); }
td { min-width: 1.7rem; font-weight: 700; } .first { border-left: 2px solid var(--line); padding-left: .5rem; }
.m-right { color: var(--right); } .m-wrong { color: var(--page); background: var(--wrong); } .m-open { color: var(--open); } .m-later { color: var(--dim); font-weight: 400; }
.solved { outline: 2px dashed var(--open); outline-offset: -3px; }
.age { color: var(--wrong); font-weight: 600; padding: 0 .6rem; text-align: right; }
.message td { text-align: left; white-space: normal; font-weight: 400; font-size: .95rem; background: var(--card); }
.message > td > div { position: sticky; left: 0; max-width: min(60rem, calc(100vw - 3rem)); padding: .4rem .2rem .4rem 1rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .8rem; margin: .3rem 0; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid light-dark(#0a5bc4, #79b8ff); outline-offset: 1px; }
#steps { padding: 0 1rem 2rem; font-size: .9rem; } #steps summary { cursor: pointer; } #steps ol { margin: .2rem 0 .8rem; columns: 22rem; }
@media (max-width: 40rem) { body { font-size: 16px; } td { min-width: 1.35rem; } .legend { font-size: .8rem; } }
`;
