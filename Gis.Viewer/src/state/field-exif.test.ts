import { describe, expect, it } from 'vitest';
import { exifOf, upright, withExif } from './field-exif';

const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
const segment = [0xff, 0xe1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
const scan = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9];

describe('what a camera wrote into its picture', () => {
  it('is found behind other segments', () => {
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 9, 9, ...segment, ...scan]);
    expect(exifOf(jpeg)).toEqual(new Uint8Array(segment));
  });

  it('is not looked for behind the start of the scan, or in what is cut off', () => {
    expect(exifOf(new Uint8Array([0xff, 0xd8, ...scan, ...segment]))).toBeNull();
    expect(exifOf(new Uint8Array([0xff, 0xd8, ...segment.slice(0, 20)]))).toBeNull();
    expect(exifOf(new Uint8Array([1, 2, 3]))).toBeNull();
  });

  it('goes into the picture that is drawn anew, and does not turn it again', () => {
    const kept = withExif(new Uint8Array([0xff, 0xd8, ...scan]), upright(new Uint8Array(segment)));
    const found = exifOf(kept)!;
    expect(found[10 + 19]).toBe(1);
    expect(found.length).toBe(segment.length);
    expect([...kept.slice(-9)]).toEqual(scan);
  });

  it('leaves a picture without it alone', () => {
    const plain = new Uint8Array([0xff, 0xd8, ...scan]);
    expect(withExif(plain, exifOf(plain))).toBe(plain);
  });
});
