import { describe, expect, it } from 'vitest';
import { accessFault, accessOf, type AccessForm } from './device-access';

const form: AccessForm = { sources: '', wish: 'keep', password: '' };

describe('from where a device may call', () => {
  it('is anywhere when nothing is named, and its password stays unless it is named', () => {
    expect(accessOf(form)).toEqual({ sources: null, clearsPassword: false });
    expect(accessOf({ ...form, password: 'typed1' })).toEqual({ sources: null, clearsPassword: false });
  });

  it('is a list of addresses and networks however they are separated', () => {
    expect(accessOf({ ...form, sources: '10.20.0.0/16\n192.0.2.7, 2001:db8::/32；' }).sources).toEqual([
      '10.20.0.0/16',
      '192.0.2.7',
      '2001:db8::/32',
    ]);
  });

  it('may ask for a new password or for none', () => {
    expect(accessOf({ ...form, wish: 'set', password: 'k3J9pQ' })).toEqual({
      sources: null,
      password: 'k3J9pQ',
      clearsPassword: false,
    });
    expect(accessOf({ ...form, wish: 'clear' })).toEqual({ sources: null, clearsPassword: true });
  });

  it('is held back where the server would refuse it', () => {
    expect(accessFault(form)).toBeNull();
    expect(accessFault({ ...form, sources: '10.20.0.0/16' })).toBeNull();
    expect(accessFault({ ...form, sources: 'office' })).toBe('sources');
    expect(accessFault({ ...form, sources: '7' })).toBe('sources');
    expect(accessFault({ ...form, sources: '192.0.2.7\n'.repeat(65) })).toBe('tooMany');
    expect(accessFault({ ...form, wish: 'set', password: '12345' })).toBe('password');
  });
});
