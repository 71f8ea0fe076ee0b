import type { CatalogueEntry, RecordEdit } from '../api/types';

/** A record as a form holds it: every field a text, lists divided by commas. */
export interface RecordForm {
  titleZh: string;
  titleEn: string;
  licence: string;
  ownerZh: string;
  ownerEn: string;
  ownerAccount: string;
  updateEveryDays: string;
  contactName: string;
  contactPhone: string;
  contactEmail: string;
  timeFrom: string;
  timeTo: string;
  descriptionZh: string;
  descriptionEn: string;
  lineageZh: string;
  lineageEn: string;
  qualityZh: string;
  qualityEn: string;
  keywordsZh: string;
  keywordsEn: string;
  externalIds: string;
  findable: boolean;
  confirm: boolean;
}

export function recordOf(entry: CatalogueEntry): RecordForm {
  const { words } = entry;
  const list = (all: readonly string[] | null | undefined): string => (all ?? []).join(', ');
  return {
    titleZh: entry.titleZh,
    titleEn: entry.titleEn,
    licence: entry.licence,
    ownerZh: words.ownerZh ?? '',
    ownerEn: words.ownerEn ?? '',
    ownerAccount: entry.ownerAccount ?? '',
    updateEveryDays:
      words.updateEveryDays === null || words.updateEveryDays === undefined ? '' : String(words.updateEveryDays),
    contactName: words.contactName ?? '',
    contactPhone: words.contactPhone ?? '',
    contactEmail: words.contactEmail ?? '',
    timeFrom: words.timeFrom ?? '',
    timeTo: words.timeTo ?? '',
    descriptionZh: words.descriptionZh ?? '',
    descriptionEn: words.descriptionEn ?? '',
    lineageZh: words.lineageZh ?? '',
    lineageEn: words.lineageEn ?? '',
    qualityZh: words.qualityZh ?? '',
    qualityEn: words.qualityEn ?? '',
    keywordsZh: list(words.keywordsZh),
    keywordsEn: list(words.keywordsEn),
    externalIds: list(words.externalIds),
    findable: entry.findable,
    confirm: false,
  };
}

const split = (text: string): string[] =>
  text
    .split(/[,，、;；]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** What the server is asked for; what cannot be a number or a day goes as it is, and the server says what it takes. */
export function wishOf(form: RecordForm): RecordEdit {
  const text = (said: string): string => said.trim();
  const days = text(form.updateEveryDays);
  return {
    titleZh: text(form.titleZh),
    titleEn: text(form.titleEn),
    licence: text(form.licence),
    ownerAccount: text(form.ownerAccount) || null,
    findable: form.findable,
    confirm: form.confirm,
    words: {
      ownerZh: text(form.ownerZh),
      ownerEn: text(form.ownerEn),
      updateEveryDays: days === '' ? null : /^\d+$/.test(days) ? Number(days) : 0,
      contactName: text(form.contactName),
      contactPhone: text(form.contactPhone),
      contactEmail: text(form.contactEmail),
      timeFrom: text(form.timeFrom) || null,
      timeTo: text(form.timeTo) || null,
      descriptionZh: text(form.descriptionZh),
      descriptionEn: text(form.descriptionEn),
      lineageZh: text(form.lineageZh),
      lineageEn: text(form.lineageEn),
      qualityZh: text(form.qualityZh),
      qualityEn: text(form.qualityEn),
      keywordsZh: split(form.keywordsZh),
      keywordsEn: split(form.keywordsEn),
      externalIds: split(form.externalIds),
    },
  };
}
