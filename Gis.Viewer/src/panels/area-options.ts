import type { Area, Me, Named } from '../api/types';
import type { AreaTree } from '../state/area-tree';
import { areas, me } from '../state/workspace';

export interface AreaOption {
  readonly value: string;
  readonly label: string;
  readonly children?: AreaOption[];
}

/** The part of the tree that the person may see, from each granted node down. */
export function areaOptions(tree: AreaTree, me: Me | null, name: (named: Named) => string): AreaOption[] {
  const granted = [...new Set((me?.grants ?? []).map((grant) => grant.areaCode))];
  const roots = granted.filter((code) => !granted.some((other) => other !== code && tree.isWithin(code, other)));
  const option = (area: Area): AreaOption => {
    const children = tree.children(area.code).map(option);
    return { value: area.code, label: name(area), ...(children.length > 0 ? { children } : {}) };
  };
  return roots.flatMap((code) => {
    const area = tree.find(code);
    return area ? [option(area)] : [];
  });
}

/** What a choice of an area begins with: the first node that the person was granted; empty without any. */
export const firstArea = (): string => areaOptions(areas.value, me.value, (named) => named.nameZh)[0]?.value ?? '';
