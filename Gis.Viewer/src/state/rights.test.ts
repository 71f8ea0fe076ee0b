import { describe, expect, it } from 'vitest';
import { aPerson, anArea } from '../../testing/samples';
import { AreaTree } from './area-tree';
import { mayAct } from './rights';

const areas = new AreaTree([
  anArea({ code: '130000' }),
  anArea({ code: '130100', parent: '130000' }),
  anArea({ code: '130183', parent: '130100' }),
  anArea({ code: '130181', parent: '130000' }),
]);

describe('rights', () => {
  const me = aPerson({
    grants: [{ role: 'inspector', areaCode: '130100', areaNameZh: '', areaNameEn: '', layers: null }],
    roles: ['inspector'],
  });

  it('reach down the tree and no further', () => {
    expect(mayAct(me, 'alarm', '130183', areas)).toBe(true);
    expect(mayAct(me, 'alarm', '130181', areas)).toBe(false);
    expect(mayAct(me, 'dispatch', '130183', areas)).toBe(false);
  });
});
