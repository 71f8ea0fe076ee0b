import type { Grade, Severity } from '../api/types';

export type Shape = 'circle' | 'triangle' | 'diamond' | 'square' | 'ring';

/** One table for shape and rank; colour comes from the token of the same name, the word from the dictionary. */
export const severityTable: Readonly<Record<Severity, { readonly rank: number; readonly shape: Shape }>> = {
  red: { rank: 4, shape: 'square' },
  orange: { rank: 3, shape: 'diamond' },
  yellow: { rank: 2, shape: 'triangle' },
  blue: { rank: 1, shape: 'circle' },
  notice: { rank: 0, shape: 'ring' },
};

export const severities: readonly Severity[] = ['red', 'orange', 'yellow', 'blue', 'notice'];

const gradeSeverity: Readonly<Record<Grade, Severity>> = { 1: 'red', 2: 'orange', 3: 'yellow', 4: 'blue' };

export const severityOfGrade = (grade: Grade | null): Severity => (grade === null ? 'notice' : gradeSeverity[grade]);

export const romanGrade = (grade: Grade): string => ['', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'][grade] ?? '';
