import { exifOf } from './field-exif';

/** What a camera wrote into its picture; null where it wrote nothing. The server reads the same and has the last word. */
export interface CameraFacts {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly azimuthDeg: number | null;
  readonly takenAt: string | null;
}

const untold: CameraFacts = { lon: null, lat: null, azimuthDeg: null, takenAt: null };
const exifDirectory = 0x8769;
const gpsDirectory = 0x8825;
const mostEntries = 512;
const tiffAt = 10;

/** The directories of an Exif segment (TIFF 6.0); every offset is looked at before it is followed. */
class Directories {
  readonly #view: DataView;
  readonly #isLittle: boolean;

  constructor(segment: Uint8Array) {
    this.#view = new DataView(segment.buffer, segment.byteOffset + tiffAt, Math.max(0, segment.byteLength - tiffAt));
    this.#isLittle = this.#view.byteLength >= 8 && this.#view.getUint16(0) === 0x4949;
  }

  get first(): number {
    return this.#word(4) ?? 0;
  }

  below(directory: number, tag: number): number {
    const entry = this.#entry(directory, tag);
    return entry === null ? 0 : (this.#word(entry + 8) ?? 0);
  }

  letter(directory: number, tag: number): string {
    const entry = this.#entry(directory, tag);
    return entry === null ? '' : String.fromCharCode(this.#view.getUint8(entry + 8));
  }

  text(directory: number, tag: number): string {
    const entry = this.#entry(directory, tag);
    if (entry === null) return '';
    const [count, at] = [this.#word(entry + 4) ?? 0, this.#word(entry + 8) ?? 0];
    if (count <= 4 || count > 64 || at + count > this.#view.byteLength) return '';
    let text = '';
    for (let place = at; place < at + count; place += 1) text += String.fromCharCode(this.#view.getUint8(place));
    return text.replace(/[\0 ]+$/, '');
  }

  fraction(directory: number, tag: number, place = 0): number | null {
    const entry = this.#entry(directory, tag);
    if (entry === null) return null;
    const at = (this.#word(entry + 8) ?? 0) + place * 8;
    const [over, under] = [this.#word(at), this.#word(at + 4)];
    return over === null || under === null || under === 0 ? null : over / under;
  }

  #word(at: number): number | null {
    return at >= 0 && at + 4 <= this.#view.byteLength ? this.#view.getUint32(at, this.#isLittle) : null;
  }

  #entry(directory: number, tag: number): number | null {
    if (directory < 8 || directory + 2 > this.#view.byteLength) return null;
    const count = Math.min(this.#view.getUint16(directory, this.#isLittle), mostEntries);
    for (let index = 0; index < count; index += 1) {
      const at = directory + 2 + index * 12;
      if (at + 12 > this.#view.byteLength) return null;
      if (this.#view.getUint16(at, this.#isLittle) === tag) return at;
    }
    return null;
  }
}

/** Three fractions, such as hours, minutes and seconds, as one number of the first. */
function three(told: Directories, directory: number, tag: number): number | null {
  const parts = [0, 1, 2].map((place) => told.fraction(directory, tag, place));
  return parts.includes(null) ? null : parts.reduce<number>((sum, part, place) => sum + part! / 60 ** place, 0);
}

function degrees(told: Directories, gps: number, tag: number, most: number, negative: string): number | null {
  const sum = three(told, gps, tag);
  return sum === null || sum > most ? null : told.letter(gps, tag - 1) === negative ? -sum : sum;
}

/** A clock that names no zone is taken to go by Beijing time. */
function clock(told: Directories): string | null {
  const exif = told.below(told.first, exifDirectory);
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(told.text(exif, 0x9003));
  if (!parts) return null;
  const zone = told.text(exif, 0x9011);
  const ms = Date.parse(
    `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${/^[+-]\d\d:\d\d$/.test(zone) ? zone : '+08:00'}`,
  );
  return Number.isNaN(ms) || Number(parts[1]) < 2000 ? null : new Date(ms).toISOString();
}

function satelliteClock(told: Directories, gps: number): string | null {
  const day = /^(\d{4}):(\d\d):(\d\d)$/.exec(told.text(gps, 0x1d));
  const hours = three(told, gps, 0x07);
  if (!day || hours === null) return null;
  const ms = Date.parse(`${day[1]}-${day[2]}-${day[3]}T00:00:00Z`) + Math.round(hours * 3_600_000);
  return Number.isNaN(ms) || hours >= 24 || Number(day[1]) < 2000 ? null : new Date(ms).toISOString();
}

/** Place, direction and time as a JPEG tells them (Exif 2.32). */
export function cameraFacts(jpeg: Uint8Array): CameraFacts {
  const segment = exifOf(jpeg);
  if (segment === null || segment.length < tiffAt + 8) return untold;
  const told = new Directories(segment);
  const gps = told.below(told.first, gpsDirectory);
  const [lon, lat] = [degrees(told, gps, 4, 180, 'W'), degrees(told, gps, 2, 90, 'S')];
  const hasPlace = lon !== null && lat !== null && !(lon === 0 && lat === 0);
  const direction = told.fraction(gps, 0x11);
  return {
    lon: hasPlace ? lon : null,
    lat: hasPlace ? lat : null,
    azimuthDeg: direction !== null && direction <= 360 ? direction % 360 : null,
    takenAt: clock(told) ?? satelliteClock(told, gps),
  };
}
