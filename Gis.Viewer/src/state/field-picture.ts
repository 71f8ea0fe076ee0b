import { exifOf, upright, withExif } from './field-exif';

const quality = 0.85;

/** A picture that a phone can send over a poor link: no longer than so many pixels, upright, with what the camera wrote into it. */
export async function scaled(file: Blob, mostPx: number): Promise<ArrayBuffer> {
  const whole = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const share = Math.min(1, mostPx / Math.max(whole.width, whole.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(whole.width * share));
  canvas.height = Math.max(1, Math.round(whole.height * share));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('canvas');
  context.drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!drawn) throw new Error('canvas');
  const exif = exifOf(new Uint8Array(await file.arrayBuffer()));
  const jpeg = withExif(new Uint8Array(await drawn.arrayBuffer()), exif && upright(exif));
  return jpeg.slice().buffer;
}

/** SHA-256 in hexadecimal. */
export async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
