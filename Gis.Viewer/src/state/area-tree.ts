import type { Area } from '../api/types';

/** The area tree: "is A inside B" follows parent links, never a code prefix. */
export class AreaTree {
  readonly #byCode: ReadonlyMap<string, Area>;

  constructor(readonly areas: readonly Area[]) {
    this.#byCode = new Map(areas.map((area) => [area.code, area]));
  }

  find(code: string): Area | undefined {
    return this.#byCode.get(code);
  }

  isWithin(code: string, root: string): boolean {
    let current: string | null = code;
    for (let depth = 0; current !== null && depth < 10; depth++) {
      if (current === root) return true;
      current = this.#byCode.get(current)?.parent ?? null;
    }
    return false;
  }

  children(code: string): readonly Area[] {
    return this.areas.filter((area) => area.parent === code);
  }
}
