import { describe, expect, it } from 'vitest';
import { shownFigure, shownUnit } from './measure';

describe('figures', () => {
  it('never lose their digits and group thousands', () => {
    expect(shownFigure(163.2, 1)).toBe('163.2');
    expect(shownFigure(5120, 2)).toBe('5 120');
    expect(shownFigure(1234567.8, 0)).toBe('1 234 568');
    expect(shownFigure(0.31, 3)).toBe('0.31');
    expect(shownFigure(100, 0)).toBe('100');
    expect(shownFigure(null)).toBe('–');
  });

  it('have their unit as people write it', () => {
    expect(shownUnit('ug/m3')).toBe('µg/m³');
    expect(shownUnit('[pH]')).toBe('');
    expect(shownUnit('mg/L')).toBe('mg/L');
    expect(shownUnit('dB{mW}')).toBe('dBm');
  });
});
