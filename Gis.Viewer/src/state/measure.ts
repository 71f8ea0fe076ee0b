/** UCUM as people write it. */
const shown: Readonly<Record<string, string>> = {
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  'mg/m3{N}': 'mg/m³',
  'm3/h': 'm³/h',
  'm3/s': 'm³/s',
  m3: 'm³',
  'L/s': 'L/s',
  'L/h': 'L/h',
  '[pH]': '',
  '[ppm]': 'ppm',
  '1': '',
  Cel: '°C',
  'uS/cm': 'µS/cm',
  '[NTU]': 'NTU',
  'dB[A]': 'dB(A)',
  'dB(A)': 'dB(A)',
  'dB{mW}': 'dBm',
};

export const shownUnit = (ucum: string | null): string =>
  ucum === null ? '' : (shown[ucum] ?? ucum.replace(/(?<=m)3\b/, '³'));

const thinSpace = ' ';

/** Thousands in threes by a thin space, decimals as the property wants, fewer for large figures. */
export function shownFigure(value: number | null, decimals = 2): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const places = size >= 1000 ? Math.min(decimals, 0) : size >= 100 ? Math.min(decimals, 1) : decimals;
  const [whole = '', fraction] = value.toFixed(places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thinSpace);
  const kept = fraction?.replace(/0+$/, '');
  return kept ? `${grouped}.${kept}` : grouped;
}

export const shownMetres = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(metres < 100_000 ? 1 : 0)} km`;
