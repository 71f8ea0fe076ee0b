const app1 = 0xe1;
const startOfScan = 0xda;
const orientationTag = 0x0112;
const mark = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** The Exif segment of a JPEG, marker and all; null where there is none. What a browser draws anew loses it, and with it what the camera says of place and time. */
export function exifOf(jpeg: Uint8Array): Uint8Array | null {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return null;
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== startOfScan;) {
    const length = (jpeg[at + 2]! << 8) | jpeg[at + 3]!;
    if (length < 2 || at + 2 + length > jpeg.length) return null;
    if (jpeg[at + 1] === app1 && mark.every((byte, index) => jpeg[at + 4 + index] === byte))
      return jpeg.slice(at, at + 2 + length);
    at += 2 + length;
  }
  return null;
}

/** The picture was turned upright when it was drawn anew: it must not be turned again. */
export function upright(segment: Uint8Array): Uint8Array {
  const turned = segment.slice();
  const view = new DataView(turned.buffer, 10);
  if (view.byteLength < 10) return turned;
  const isLittle = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > view.byteLength) return turned;
  const count = view.getUint16(directory, isLittle);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > view.byteLength) return turned;
    if (view.getUint16(entry, isLittle) === orientationTag) view.setUint16(entry + 8, 1, isLittle);
  }
  return turned;
}

/** A JPEG with this segment behind its first marker. */
export function withExif(jpeg: Uint8Array, segment: Uint8Array | null): Uint8Array {
  if (segment === null) return jpeg;
  const whole = new Uint8Array(jpeg.length + segment.length);
  whole.set(jpeg.subarray(0, 2));
  whole.set(segment, 2);
  whole.set(jpeg.subarray(2), 2 + segment.length);
  return whole;
}
