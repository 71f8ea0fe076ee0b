import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NewsDesk, withNews } from './layer-news';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('news of layers', () => {
  it('are counted by layer', () => {
    const once = withNews(new Map(), ['roads']);
    expect([...withNews(once, ['roads', 'lakes'])]).toEqual([
      ['roads', 2],
      ['lakes', 1],
    ]);
    expect(withNews(once, [])).toBe(once);
  });

  it('that come in a burst are told once, and the next burst again', () => {
    const told: (readonly string[])[] = [];
    const desk = new NewsDesk((layers) => told.push(layers), 1_000);

    desk.hear(['roads']);
    desk.hear(['roads', 'lakes']);
    desk.hear([]);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1_000);
    desk.hear(['rivers']);
    vi.advanceTimersByTime(1_000);

    expect(told).toEqual([['roads', 'lakes'], ['rivers']]);
  });

  it('are not told any more once nobody listens', () => {
    const tell = vi.fn();
    const desk = new NewsDesk(tell, 1_000);
    desk.hear(['roads']);
    desk.stop();
    vi.advanceTimersByTime(2_000);
    expect(tell).not.toHaveBeenCalled();
  });
});
