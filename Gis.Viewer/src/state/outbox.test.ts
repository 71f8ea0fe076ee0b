import { beforeEach, describe, expect, it } from 'vitest';
import { Problem, Unreachable } from '../api/problem';
import { outbox, refusedLater, sendOrKeep, sendWaiting, withdraw } from './outbox';

describe('the outbox', () => {
  beforeEach(() => {
    outbox.value = [];
    refusedLater.value = [];
  });

  it('keeps an act while the link is down and sends it once when it is back', async () => {
    let isDown = true;
    let sent = 0;
    const act = () => (isDown ? Promise.reject(new Unreachable('down')) : Promise.resolve(sent++));

    expect(await sendOrKeep('ack', act)).toBe(false);
    await sendWaiting();
    expect(outbox.value).toHaveLength(1);

    isDown = false;
    await Promise.all([sendWaiting(), sendWaiting()]);

    expect(outbox.value).toHaveLength(0);
    expect(sent).toBe(1);
  });

  it('tells a refusal at once and keeps nothing', async () => {
    const refuse = () => Promise.reject(new Problem(409, 'urn:gis:x', 'no', null, {}));

    await expect(sendOrKeep('ack', refuse)).rejects.toBeInstanceOf(Problem);
    expect(outbox.value).toHaveLength(0);
  });

  it('shows what was refused later, and goes on', async () => {
    let calls = 0;
    const act = () => {
      calls++;
      return Promise.reject(calls === 1 ? new Unreachable('down') : new Problem(409, 'urn:gis:x', 'taken', null, {}));
    };
    await sendOrKeep('ack', act);

    await sendWaiting();

    expect(refusedLater.value).toEqual([{ title: 'ack', reason: 'taken' }]);
    expect(outbox.value).toHaveLength(0);
  });

  it('forgets what was withdrawn', async () => {
    await sendOrKeep('ack', () => Promise.reject(new Unreachable('down')));

    withdraw(outbox.value[0]!.id);

    expect(outbox.value).toHaveLength(0);
  });
});
