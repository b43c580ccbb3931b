import { expect } from 'chai';
import { labelLines } from '../../harness/plot/label-lines.ts';

describe('labelLines', () => {
  const place = (labels: { name: string; from: number }[], width = 400) =>
    labelLines(labels, ({ from }) => from, width).map(({ label, line, anchor }) => `${label.name} ${line} ${anchor}`);

  it('leaves labels that have room on the line nearest to the plot', () => {
    expect(place([{ name: 'before', from: 0 }, { name: 'after', from: 100 }])).to.deep.equal(['before 0 start', 'after 0 start']);
  });

  it('puts one that would cover another on the next free line', () => {
    expect(place([{ name: 'a long name', from: 0 }, { name: 'another', from: 30 }, { name: 'third', from: 90 }]))
      .to.deep.equal(['a long name 0 start', 'another 1 start', 'third 0 start']);
  });

  it('gives Japanese, whose letters are twice as wide, twice the room', () => {
    expect(place([{ name: '待機中', from: 0 }, { name: 'b', from: 40 }])).to.deep.equal(['待機中 0 start', 'b 1 start']);
    expect(place([{ name: 'abc', from: 0 }, { name: 'b', from: 40 }])).to.deep.equal(['abc 0 start', 'b 0 start']);
  });

  it('lets one end at its place that would leave the plot, when there is room on its left', () => {
    expect(place([{ name: 'far right', from: 390 }])).to.deep.equal(['far right 0 end']);
    expect(place([{ name: 'longer than all of the plot', from: 20 }], 60)).to.deep.equal(['longer than all of the plot 0 start']);
  });
});
