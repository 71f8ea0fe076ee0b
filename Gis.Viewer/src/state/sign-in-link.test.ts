import { describe, expect, it } from 'vitest';
import { readSignInLink } from './sign-in-link';

describe('a one-time link', () => {
  it('tells its token and whose it is', () => {
    expect(readSignInLink('#link=a1.B-2_c~&as=inspector-sjz')).toEqual({ token: 'a1.B-2_c~', name: 'inspector-sjz' });
    expect(readSignInLink('#link=abc')).toEqual({ token: 'abc', name: null });
  });

  it.each(['', '#/monitor?map=114.5,38,8', '#link=', '#link=a<b&as=x', '#as=inspector'])('is not %j', (hash) => {
    expect(readSignInLink(hash)).toBeNull();
  });
});
