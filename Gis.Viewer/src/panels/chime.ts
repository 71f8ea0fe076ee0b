import type { Severity } from '../api/types';
import { severityTable } from '../state/severity';

const notes: Readonly<Record<Severity, readonly number[]>> = {
  red: [880, 660, 880],
  orange: [784, 659],
  yellow: [659],
  blue: [523],
  notice: [],
};
const quietMs = 3_000;
let context: AudioContext | null = null;
let lastMs = 0;

/** One short figure for the worst of what just came, never more often than every three seconds. */
export function chime(severities: readonly Severity[]): void {
  const worst = [...severities].sort((a, b) => severityTable[b].rank - severityTable[a].rank)[0];
  if (!worst || Date.now() - lastMs < quietMs) return;
  lastMs = Date.now();
  context ??= new AudioContext();
  // Before the first click a browser keeps the sound back; it is then simply not heard.
  if (context.state === 'suspended') void context.resume();
  const start = context.currentTime;
  notes[worst].forEach((frequency, i) => {
    const tone = context!.createOscillator();
    const volume = context!.createGain();
    const at = start + i * 0.16;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.12, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.15);
    tone.connect(volume).connect(context!.destination);
    tone.start(at);
    tone.stop(at + 0.16);
  });
}
