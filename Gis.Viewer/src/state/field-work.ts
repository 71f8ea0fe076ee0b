import { computed, ref, shallowRef } from 'vue';
import { fieldApi } from '../api/field-api';
import { gisApi } from '../api/gis-api';
import { Problem, Unreachable } from '../api/problem';
import type { FieldTask, FieldTasks, Me } from '../api/types';
import { checkOf, draftState, isAnew, nextStep, unsent, type FieldDraft, type KeptPhoto } from './field-draft';
import { FieldPictureKeeper } from './field-picture-keeper';
import { FieldStore } from './field-store';
import { emptyForm, type FieldForm } from './field-task';

const accountKey = 'gis.field.account';
const mostSentKept = 30;

interface Remembered {
  readonly account: number;
  readonly displayName: string;
}

/** No link, or a server that is away or in trouble: asked again later. Everything else it said is an answer. */
const isLater = (trouble: unknown): boolean =>
  trouble instanceof Unreachable ||
  trouble instanceof DOMException ||
  (trouble instanceof Problem && (trouble.status >= 500 || trouble.status === 429 || trouble.status === 408));
const isSignedOut = (trouble: unknown): boolean => trouble instanceof Problem && trouble.status === 401;

/** The work in the field: what is to be done, what was found, and what of it the server has. All of it outlives a reload, a closed page and an empty link. */
export class FieldWork {
  readonly #store = new FieldStore();
  #writes: Promise<void> = Promise.resolve();
  /** What the places look like from above. */
  readonly pictures = new FieldPictureKeeper();
  readonly who = shallowRef<Remembered | null>(null);
  readonly isOpened = ref(false);
  readonly isSignedOut = ref(false);
  readonly mayNot = ref(false);
  /** The last thing that was asked was answered. */
  readonly isLinked = ref(false);
  readonly isRefreshing = ref(false);
  readonly isSending = ref(false);
  readonly tasks = shallowRef<FieldTasks | null>(null);
  readonly drafts = shallowRef<readonly FieldDraft[]>([]);
  readonly photos = shallowRef<readonly KeptPhoto[]>([]);
  /** What went wrong with asking for the tasks, where it was not the link. */
  readonly trouble = shallowRef<unknown>(null);
  readonly unsent = computed(() => unsent(this.drafts.value, this.photos.value));

  async open(): Promise<void> {
    const kept = localStorage.getItem(accountKey);
    if (kept !== null) {
      // What is on the phone is shown at once: a poor link may take minutes to fail.
      this.who.value = JSON.parse(kept) as Remembered;
      await this.#load();
      this.isOpened.value = true;
    }
    try {
      await this.welcome(await gisApi.me());
    } catch (trouble) {
      this.isSignedOut.value = isSignedOut(trouble);
      if (!isLater(trouble) && !isSignedOut(trouble)) throw trouble;
    } finally {
      this.isOpened.value = true;
    }
  }

  async welcome(me: Me): Promise<void> {
    this.isLinked.value = true;
    this.isSignedOut.value = false;
    this.mayNot.value = !me.roles.some((role) => role === 'inspector' || role === 'officer');
    this.who.value = { account: me.account, displayName: me.displayName };
    localStorage.setItem(accountKey, JSON.stringify(this.who.value));
    await this.#load();
    if (this.mayNot.value) return;
    await this.refresh();
    void this.send();
  }

  /** Signed out by the person: the page forgets whose it was. What is not sent yet stays for that account. */
  leave(): void {
    localStorage.removeItem(accountKey);
    this.who.value = null;
    [this.tasks.value, this.drafts.value, this.photos.value] = [null, [], []];
  }

  async #load(): Promise<void> {
    const account = this.who.value?.account;
    if (account === undefined) return;
    this.tasks.value = await this.#store.tasks(account);
    await this.#read();
    void this.pictures.open(account);
  }

  async #read(): Promise<void> {
    const account = this.who.value!.account;
    [this.drafts.value, this.photos.value] = await Promise.all([
      this.#store.drafts(account),
      this.#store.photos(account),
    ]);
  }

  draftOf = (patch: number): FieldDraft | null => this.drafts.value.find((one) => one.patch === patch) ?? null;
  photosOf = (patch: number): readonly KeptPhoto[] =>
    this.photos.value.filter((one) => one.patch === patch).sort((a, b) => a.takenAt.localeCompare(b.takenAt));

  /** Asks for the tasks; without a link those that are kept stay. */
  async refresh(): Promise<void> {
    const who = this.who.value;
    if (who === null || this.isRefreshing.value) return;
    this.isRefreshing.value = true;
    this.trouble.value = null;
    try {
      const tasks = await fieldApi.tasks();
      await this.#store.keepTasks(who.account, tasks);
      this.tasks.value = tasks;
      this.isLinked.value = true;
      void this.pictures.keep(who.account, [...tasks.items, ...this.#begunBeside(tasks)]);
      this.isSignedOut.value = false;
    } catch (trouble) {
      this.#note(trouble);
      if (!isLater(trouble) && !isSignedOut(trouble)) this.trouble.value = trouble;
    } finally {
      this.isRefreshing.value = false;
    }
  }

  /** What was begun of patches that are no longer among the tasks: their places are still looked at. */
  #begunBeside(tasks: FieldTasks): readonly FieldTask[] {
    return this.drafts.value
      .filter(({ patch, sentAt }) => sentAt === null && !tasks.items.some((one) => one.patch.id === patch))
      .map(({ task }) => task);
  }

  /** The draft of a task, begun where there is none; after a check that was sent another begins when the patch comes back. */
  #begun(task: FieldTask): FieldDraft {
    const known = this.draftOf(task.patch.id);
    if (known && !isAnew(known, task)) return { ...known, task };
    if (known) {
      this.photos.value = this.photos.value.filter(({ patch }) => patch !== known.patch);
      void this.#write(() => this.#store.dropDraft(known.account, known.patch));
    }
    return {
      account: this.who.value!.account,
      patch: task.patch.id,
      task,
      form: emptyForm,
      finishedAt: null,
      clientId: null,
      sentAt: null,
      sentEvent: null,
      refusal: null,
    };
  }

  /** Shown at once and written after: whoever types is not held up, and the last word is written last. */
  async keepForm(task: FieldTask, form: FieldForm): Promise<void> {
    await this.#keep({ ...this.#begun(task), form });
  }

  async keepPhoto(task: FieldTask, taken: Omit<KeptPhoto, 'account' | 'patch'>): Promise<void> {
    const draft = this.#begun(task);
    const photo = { ...taken, account: draft.account, patch: draft.patch };
    this.photos.value = [...this.photos.value, photo];
    await Promise.all([this.#write(() => this.#store.keepPhoto(photo)), this.#keep(draft)]);
    // Asked for once there is something to lose: the browser may then not clear it away by itself.
    void navigator.storage?.persist?.();
  }

  async dropPhoto(id: string): Promise<void> {
    this.photos.value = this.photos.value.filter((one) => one.id !== id);
    await this.#write(() => this.#store.dropPhoto(id));
  }

  /** Done on the ground: from now on it is sent whenever there is a link. */
  async finish(task: FieldTask): Promise<void> {
    const draft = this.#begun(task);
    await this.#keep({
      ...draft,
      finishedAt: new Date().toISOString(),
      clientId: draft.clientId ?? crypto.randomUUID(),
      refusal: null,
    });
    void this.send();
  }

  /** Taken up once more, to mend what was refused. What the server refused was not kept there, so the same id serves. */
  async reopen(draft: FieldDraft): Promise<void> {
    for (const photo of this.photosOf(draft.patch))
      if (photo.refusal !== null) await this.#write(() => this.#store.keepPhoto({ ...photo, refusal: null }));
    await this.#keep({ ...draft, finishedAt: null, refusal: null });
    await this.#read();
  }

  async discard(draft: FieldDraft): Promise<void> {
    await this.#write(() => this.#store.dropDraft(draft.account, draft.patch));
    await this.#read();
  }

  async #keep(draft: FieldDraft): Promise<void> {
    this.drafts.value = [...this.drafts.value.filter(({ patch }) => patch !== draft.patch), draft];
    await this.#write(() => this.#store.keepDraft(draft));
  }

  /** One after another, in the order they were asked for; the one that asked hears of trouble. */
  #write(act: () => Promise<void>): Promise<void> {
    const done = this.#writes.then(act, act);
    this.#writes = done;
    return done;
  }

  /** Photographs first, then the check, one after another; stops where the link does. */
  async send(): Promise<void> {
    if (this.isSending.value || this.who.value === null) return;
    this.isSending.value = true;
    let hasSent = false;
    try {
      for (let next = this.#next(); next !== null; next = this.#next()) {
        if (!(await this.#sendStep(next.draft))) break;
        hasSent = true;
      }
    } finally {
      this.isSending.value = false;
    }
    if (hasSent) await this.#tidy();
  }

  #next(): { readonly draft: FieldDraft } | null {
    const draft = [...this.drafts.value]
      .sort((a, b) => (a.finishedAt ?? '').localeCompare(b.finishedAt ?? ''))
      .find((one) => nextStep(one, this.photosOf(one.patch)) !== null);
    return draft ? { draft } : null;
  }

  /** False where the link, or the session, has ended. */
  async #sendStep(draft: FieldDraft): Promise<boolean> {
    const photos = this.photosOf(draft.patch);
    const step = nextStep(draft, photos)!;
    try {
      if (step.kind === 'photo') {
        const { photo } = step;
        const { hash, role, lon, lat, accuracyM, azimuthSource, takenAt, device } = photo;
        await fieldApi.sendPhoto(
          draft.patch,
          { hash, role, lon, lat, accuracyM, azimuth: photo.azimuthDeg, azimuthSource, takenAt, device },
          photo.bytes!,
        );
        await this.#store.keepPhoto({ ...photo, bytes: null, sentAt: new Date().toISOString() });
      } else {
        const { event } = await fieldApi.check(draft.patch, checkOf(draft, photos));
        await this.#store.keepDraft({ ...draft, sentAt: new Date().toISOString(), sentEvent: event });
      }
      this.isLinked.value = true;
    } catch (trouble) {
      this.#note(trouble);
      if (isLater(trouble) || isSignedOut(trouble)) return false;
      const refusal = trouble instanceof Error ? trouble.message : String(trouble);
      if (step.kind === 'photo') await this.#store.keepPhoto({ ...step.photo, refusal });
      else await this.#store.keepDraft({ ...draft, refusal });
    }
    await this.#read();
    return true;
  }

  /** What was sent is kept for a look back, the last ones only. */
  async #tidy(): Promise<void> {
    const sent = this.drafts.value
      .filter((one) => draftState(one, []) === 'sent')
      .sort((a, b) => b.sentAt!.localeCompare(a.sentAt!));
    for (const old of sent.slice(mostSentKept)) await this.#store.dropDraft(old.account, old.patch);
    await this.#read();
    await this.refresh();
  }

  #note(trouble: unknown): void {
    if (isLater(trouble)) this.isLinked.value = false;
    if (isSignedOut(trouble)) this.isSignedOut.value = true;
  }
}
