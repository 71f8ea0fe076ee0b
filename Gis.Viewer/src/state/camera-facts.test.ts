import { describe, expect, it } from 'vitest';
import { cameraFacts } from './camera-facts';

const scan = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];
const short = (value: number): number[] => [value & 255, (value >> 8) & 255];
const long = (value: number): number[] => [...short(value & 0xffff), ...short(Math.floor(value / 65536))];
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0)).concat(0);
interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: readonly number[];
}
const words = (tag: number, text: string): Entry => ({ tag, type: 2, count: text.length + 1, value: ascii(text) });
const letter = (tag: number, one: string): Entry => ({ tag, type: 2, count: 2, value: [...ascii(one), 0, 0] });
const fractions = (tag: number, ...values: number[]): Entry => ({
  tag,
  type: 5,
  count: values.length,
  value: values.flatMap((one) => [...long(Math.round(one * 100)), ...long(100)]),
});

function directory(at: number, entries: readonly Entry[]): number[] {
  const behind: number[] = [];
  const from = at + 2 + entries.length * 12 + 4;
  const table = entries.flatMap(({ tag, type, count, value }) => {
    const place = value.length <= 4 ? value : long(from + behind.length);
    if (value.length > 4) behind.push(...value);
    return [...short(tag), ...short(type), ...long(count), ...place];
  });
  return [...short(entries.length), ...table, ...long(0), ...behind];
}

/** Little-endian, the first directory at 8, the camera's and the satellites' behind it. */
function jpegOf(exif: readonly Entry[], gps: readonly Entry[]): Uint8Array {
  const exifAt = 8 + 2 + 24 + 4;
  const camera = directory(exifAt, exif);
  const gpsAt = exifAt + camera.length;
  const first = [
    ...short(2),
    ...[...short(0x8769), ...short(4), ...long(1), ...long(exifAt)],
    ...[...short(0x8825), ...short(4), ...long(1), ...long(gpsAt)],
    ...long(0),
  ];
  const tiff = [0x49, 0x49, 42, 0, ...long(8), ...first, ...camera, ...directory(gpsAt, gps)];
  const length = tiff.length + 8;
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff, ...scan]); // prettier-ignore
}
const place = [letter(1, 'N'), fractions(2, 38, 2, 51), letter(3, 'E'), fractions(4, 114, 36, 45)];

describe('what a camera says of its picture', () => {
  it('is place, direction and time, with the zone that it names', () => {
    const told = cameraFacts(
      jpegOf([words(0x9003, '2026:11:20 09:30:15'), words(0x9011, '+09:00')], [...place, fractions(0x11, 271.5)]),
    );
    expect(told.lon).toBeCloseTo(114.6125, 6);
    expect(told.lat).toBeCloseTo(38.0475, 6);
    expect([told.azimuthDeg, told.takenAt]).toEqual([271.5, '2026-11-20T00:30:15.000Z']);
  });

  it('goes by Beijing time where it names no zone, and by the satellites where it has no clock', () => {
    expect(cameraFacts(jpegOf([words(0x9003, '2026:11:20 09:30:15')], [])).takenAt).toBe('2026-11-20T01:30:15.000Z');
    expect(cameraFacts(jpegOf([], [words(0x1d, '2026:11:20'), fractions(7, 6, 15, 0)])).takenAt).toBe(
      '2026-11-20T06:15:00.000Z',
    );
  });

  it('is nothing where nothing is told, or what is told cannot be', () => {
    const nothing = { lon: null, lat: null, azimuthDeg: null, takenAt: null };
    expect(cameraFacts(new Uint8Array([0xff, 0xd8, ...scan]))).toEqual(nothing);
    expect(cameraFacts(jpegOf([words(0x9003, '0000:00:00 00:00:00')], [fractions(4, 514, 0, 0)]))).toEqual(nothing);
  });

  it('is read from spoilt files without trouble', () => {
    const whole = jpegOf([words(0x9003, '2026:11:20 09:30:15')], [...place, fractions(0x11, 90)]);
    let state = 20261123;
    const next = (below: number): number => (state = (state * 48271) % 2147483647) % below;
    for (let index = 0; index < 20_000; index += 1) {
      const spoilt = whole.slice(0, next(4) === 0 ? next(whole.length) : whole.length);
      for (let times = next(8); times >= 0; times -= 1) if (spoilt.length > 0) spoilt[next(spoilt.length)] = next(256);
      const { lon, lat, azimuthDeg } = cameraFacts(spoilt);
      expect((lon === null) === (lat === null) && Math.abs(lon ?? 0) <= 180 && (azimuthDeg ?? 0) < 360).toBe(true);
    }
  });
});
