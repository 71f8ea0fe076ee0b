import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FieldTasks } from '../api/types';
import type { FieldDraft, KeptPhoto } from './field-draft';

interface Schema extends DBSchema {
  tasks: { key: number; value: { readonly account: number; readonly tasks: FieldTasks } };
  drafts: { key: [number, number]; value: FieldDraft; indexes: { account: number } };
  photos: { key: string; value: KeptPhoto; indexes: { account: number } };
}

/** What the phone keeps: tasks as they were last told, drafts and photographs until they are sent. Each account sees its own. */
export class FieldStore {
  readonly #base: Promise<IDBPDatabase<Schema>>;

  constructor(name = 'gis-field') {
    this.#base = openDB<Schema>(name, 1, {
      upgrade(base) {
        base.createObjectStore('tasks', { keyPath: 'account' });
        base.createObjectStore('drafts', { keyPath: ['account', 'patch'] }).createIndex('account', 'account');
        base.createObjectStore('photos', { keyPath: 'id' }).createIndex('account', 'account');
      },
    });
  }

  tasks = async (account: number): Promise<FieldTasks | null> =>
    (await (await this.#base).get('tasks', account))?.tasks ?? null;
  drafts = async (account: number): Promise<readonly FieldDraft[]> =>
    (await this.#base).getAllFromIndex('drafts', 'account', account);
  photos = async (account: number): Promise<readonly KeptPhoto[]> =>
    (await this.#base).getAllFromIndex('photos', 'account', account);

  async keepTasks(account: number, tasks: FieldTasks): Promise<void> {
    await (await this.#base).put('tasks', { account, tasks });
  }

  async keepDraft(draft: FieldDraft): Promise<void> {
    await (await this.#base).put('drafts', draft);
  }

  async keepPhoto(photo: KeptPhoto): Promise<void> {
    await (await this.#base).put('photos', photo);
  }

  async dropPhoto(id: string): Promise<void> {
    await (await this.#base).delete('photos', id);
  }

  /** A draft with its photographs. */
  async dropDraft(account: number, patch: number): Promise<void> {
    const base = await this.#base;
    const ids = (await this.photos(account)).filter((photo) => photo.patch === patch).map(({ id }) => id);
    const change = base.transaction(['drafts', 'photos'], 'readwrite');
    await Promise.all([
      change.objectStore('drafts').delete([account, patch]),
      ...ids.map((id) => change.objectStore('photos').delete(id)),
      change.done,
    ]);
  }
}
