import { expect } from 'chai';
import { Terminal } from '../../harness/report/terminal.ts';

describe('the terminal', () => {
  it('tells what was drawn in a line below its test', () => {
    const written: string[] = [];
    const terminal = new Terminal({ write: (text) => written.push(text) });
    terminal.expect(['06-rolling-update']);
    terminal.lesson('06-rolling-update', {
      type: 'ended',
      test: { title: 'goes on', status: 'passed', startedAt: '2026-11-23T00:00:00.000Z', durationMs: 1_200, plots: [{ title: 'up', summary: 'up: ▁█ 2.0, 0 failed', wide: 'w.svg', narrow: 'n.svg' }] },
    });
    expect(written.join('')).to.equal('  06-rolling-update  ✔ goes on 1.2 s\n  06-rolling-update    up: ▁█ 2.0, 0 failed\n');
  });
});
