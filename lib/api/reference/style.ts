/** The reference's own style: it loads nothing. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#16191d;--quiet:#5a6370;--line:#d5dae1;--ground:#fff;--code:#f3f5f8;--accent:#1d4f91}
@media (prefers-color-scheme:dark){:root{--ink:#f1f3f5;--quiet:#a5afbc;--line:#3a424d;--ground:#14171b;--code:#20252b;--accent:#8ab8f5}}
*{box-sizing:border-box}
body{margin:0;display:grid;grid-template-columns:17rem minmax(0,1fr);font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem;border-right:1px solid var(--line);font-size:.875rem}
nav p{margin:1rem 0 .25rem;font-weight:600}
nav ul{list-style:none;margin:0;padding:0}
nav a{display:block;padding:.2rem 0}
main{padding:1.5rem 2.5rem 6rem;max-width:64rem}
h1{font-size:1.5rem}h2{margin-top:3rem;font-size:1.25rem}h3{margin-top:2.5rem;font-size:1rem}
a{color:var(--accent)}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
code{padding:.1em .3em;border-radius:.25rem;background:var(--code);font:.875em ui-monospace,monospace;overflow-wrap:anywhere}
small{color:var(--quiet)}
.line b{display:inline-block;min-width:4.5rem}
table{width:100%;margin:.75rem 0;border-collapse:collapse;font-size:.875rem}
th,td{padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--quiet);font-weight:600}
:target{scroll-margin-top:1rem}
@media (max-width:48rem){body{display:block}nav{position:static;height:auto;border:0;border-bottom:1px solid var(--line)}main{padding:1rem}table{display:block;overflow-x:auto}}
`;
