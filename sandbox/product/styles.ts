/** One small sheet for every page; it travels inside the page, so that nothing else needs fetching. */
export const styles = `
:root { color-scheme: light dark; --page: #f6f7f5; --paper: #fff; --ink: #17201b; --quiet: #55605a; --line: #d5dad6;
  --accent: #0b6b4f; --on-accent: #fff; --good: #0b6b4f; --warn: #8a5300; --bad: #a3262a; }
@media (prefers-color-scheme: dark) { :root { --page: #121614; --paper: #1b211e; --ink: #e8edea; --quiet: #a5b0aa;
  --line: #38423d; --accent: #5fd3ab; --on-accent: #0b1712; --good: #5fd3ab; --warn: #f0b35c; --bad: #ff9a96; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
.bar { background: var(--paper); border-bottom: 1px solid var(--line); padding: 12px 16px; display: flex; flex-wrap: wrap;
  gap: 4px 16px; align-items: baseline; justify-content: space-between; }
.bar b { font-size: 18px; }
nav a { margin-inline-end: 12px; display: inline-block; padding: 4px 0; }
main { max-width: 56rem; margin: 0 auto; padding: 24px 16px; }
footer { max-width: 56rem; margin: 0 auto; padding: 0 16px 24px; color: var(--quiet); font-size: 14px; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 18px; margin: 32px 0 8px; }
a { color: var(--accent); }
.quiet { color: var(--quiet); }
.row { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; }
.row > * { min-width: 0; }
form { margin: 0; }
.row + form { margin-top: 8px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }
button, .button { font: inherit; min-height: 44px; padding: 8px 16px; border-radius: 6px; border: 1px solid var(--line);
  background: var(--paper); color: var(--ink); cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
label, legend { font-weight: 600; padding: 0; }
.center { align-items: center; }
input[type=search], input[type=date], select { font: inherit; color: inherit; background: var(--paper); min-height: 44px;
  padding: 8px 12px; border: 1px solid var(--quiet); border-radius: 6px; max-width: 100%; }
input[type=search] { width: 22rem; }
fieldset { border: 0; padding: 0; margin: 0 0 16px; min-width: 0; }
.list { list-style: none; margin: 16px 0; padding: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); overflow: hidden; }
.list > li { padding: 12px 16px; border-top: 1px solid var(--line); }
.list > li:first-child { border-top: 0; }
.list p { margin: 0; overflow-wrap: anywhere; }
.list .actions { margin-top: 8px; }
.list.banks > li { padding: 0; }
.list.banks button { width: 100%; border: 0; border-radius: 0; min-height: 56px; text-align: start; }
.option { display: flex; gap: 12px; align-items: center; min-height: 44px; font-weight: 400; }
.option input { width: 20px; height: 20px; accent-color: var(--accent); flex: none; }
.option b, .option small { display: block; overflow-wrap: anywhere; }
.badge { border: 1px solid currentcolor; border-radius: 99px; padding: 1px 10px; font-size: 14px; white-space: nowrap; }
.badge.active { color: var(--good); } .badge.pending, .badge.authRequired { color: var(--warn); } .badge.cancelled { color: var(--quiet); }
.problem { border-inline-start: 4px solid var(--bad); padding: 4px 12px; margin: 0 0 16px; background: var(--paper); }
.modal { position: fixed; inset: 0; display: flex; flex-direction: column; background: var(--paper); }
.modal .bar { align-items: center; }
.modal .bar .button { margin-inline-start: 12px; }
.modal iframe { flex: 1; width: 100%; border: 0; min-height: 0; background: var(--paper); }
/* As high as what it will hold: nothing below it moves when that comes. */
@media (scripting: enabled) { sage-connect-bank { display: block; min-height: 44rem; } }
.framed { background: var(--paper); } .framed main { padding: 16px; }
code.big { display: inline-block; font: 600 20px/1.4 ui-monospace, monospace; padding: 8px 12px; border: 1px solid var(--line);
  border-radius: 6px; background: var(--paper); user-select: all; overflow-wrap: anywhere; }
code.passcode { font-size: 32px; letter-spacing: 0.12em; }
`;
