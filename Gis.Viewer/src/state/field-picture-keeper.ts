import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { shallowRef } from 'vue';
import { fieldApi } from '../api/field-api';
import { Problem } from '../api/problem';
import { wantedPictures, type WantedPicture } from './field-under';

interface Schema extends DBSchema {
  pictures: {
    key: [number, string];
    value: { readonly account: number; readonly key: string; readonly bytes: ArrayBuffer };
    indexes: { account: number };
  };
}
type Tasks = Parameters<typeof wantedPictures>[0];

/** The pictures of the tasks, kept on the phone beside them. A base of their own: what was found in the field lies in another, which no picture shall hold up. */
export class FieldPictureKeeper {
  #base: Promise<IDBPDatabase<Schema>> | null = null;
  #next: { readonly account: number; readonly tasks: Tasks } | null = null;
  #isAtIt = false;
  /** Those that the server has not, or not for this person: not asked for again until the page is opened anew. */
  readonly #refused = new Set<string>();
  readonly kept = shallowRef<ReadonlySet<string>>(new Set());
  readonly isFetching = shallowRef(false);

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#base ??= openDB<Schema>('gis-field-pictures', 1, {
      upgrade(base) {
        base.createObjectStore('pictures', { keyPath: ['account', 'key'] }).createIndex('account', 'account');
      },
    });
    return this.#base;
  }

  async open(account: number): Promise<void> {
    this.kept.value = new Set((await this.#keys(account)).map(([, key]) => key));
  }

  async bytes(account: number, key: string): Promise<ArrayBuffer | null> {
    return (await (await this.#open()).get('pictures', [account, key]))?.bytes ?? null;
  }

  /** Fetches what is not here yet and lets go what belongs to no task any more; where the link ends it goes on at the next time. */
  async keep(account: number, tasks: Tasks): Promise<void> {
    this.#next = { account, tasks };
    if (this.#isAtIt) return;
    this.#isAtIt = true;
    this.isFetching.value = true;
    try {
      for (let now = this.#take(); now !== null; now = this.#take()) await this.#keepAll(now.account, now.tasks);
    } finally {
      this.#isAtIt = false;
      this.isFetching.value = false;
    }
  }

  #take(): { readonly account: number; readonly tasks: Tasks } | null {
    const next = this.#next;
    this.#next = null;
    return next;
  }

  async #keepAll(account: number, tasks: Tasks): Promise<void> {
    const base = await this.#open();
    const wanted = wantedPictures(tasks);
    const here = (await this.#keys(account)).map(([, key]) => key);
    for (const key of here.filter((one) => !wanted.some((other) => other.key === one)))
      await base.delete('pictures', [account, key]);
    await this.open(account);
    for (const one of wanted) {
      if (this.#next !== null) return;
      if (this.kept.value.has(one.key) || this.#refused.has(one.key)) continue;
      const bytes = await this.#fetch(one);
      if (bytes === 'no link') return;
      if (bytes === null) continue;
      await base.put('pictures', { account, key: one.key, bytes });
      this.kept.value = new Set([...this.kept.value, one.key]);
    }
  }

  async #fetch({ key, patch, scene }: WantedPicture): Promise<ArrayBuffer | 'no link' | null> {
    try {
      return await fieldApi.picture(patch, scene);
    } catch (trouble) {
      // Whatever it is, the tasks themselves are there, and the sketch is drawn without a picture.
      if (!(trouble instanceof Problem) || trouble.status !== 404) return 'no link';
      this.#refused.add(key);
      return null;
    }
  }

  async #keys(account: number): Promise<readonly [number, string][]> {
    return (await this.#open()).getAllKeysFromIndex('pictures', 'account', account);
  }
}
