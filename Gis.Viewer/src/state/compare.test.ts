import { beforeEach, describe, expect, it } from 'vitest';
import { blendShare, chooseMode, compareMode, isAfterShown, nudge, swipeShare } from './compare';

describe('the light table', () => {
  beforeEach(() => {
    chooseMode('swipe');
    swipeShare.value = 0.5;
    blendShare.value = 0.5;
    isAfterShown.value = true;
  });

  it('moves the swipe by arrow keys and no farther than its edges', () => {
    nudge(1);
    expect(swipeShare.value).toBeCloseTo(0.52);
    nudge(-100);
    expect(swipeShare.value).toBe(0);
  });

  it('moves what shows through where pictures lie over each other', () => {
    chooseMode('blend');
    nudge(2);

    expect(blendShare.value).toBeCloseTo(0.6);
    expect(swipeShare.value).toBe(0.5);
  });

  it('shows the other picture at each F', () => {
    chooseMode('flicker');
    expect(isAfterShown.value).toBe(true);
    chooseMode('flicker');
    expect(isAfterShown.value).toBe(false);
    nudge(1);
    expect(isAfterShown.value).toBe(true);
    expect(compareMode.value).toBe('flicker');
  });
});
