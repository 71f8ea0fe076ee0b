import { between, haversineMetres, type Position } from '../geo/position';

interface Move {
  readonly from: Position;
  readonly to: Position;
  readonly startMs: number;
  readonly endMs: number;
}

/** A jump this long is not a drive: the unit is put where it was heard. */
const jumpMetres = 5_000;
const longestMs = 10_000;

/** Where each unit is drawn: it glides from the place shown to the place heard, in about the time between two reports. */
export class UnitMotion {
  readonly #moves = new Map<number, Move>();
  readonly #heardAtMs = new Map<number, number>();

  hear(id: number, to: Position, nowMs: number, isCalm: boolean): void {
    const known = this.#moves.get(id);
    if (known && known.to[0] === to[0] && known.to[1] === to[1]) return;
    const from = known ? this.#at(known, nowMs) : to;
    const gapMs = Math.min(longestMs, Math.max(500, nowMs - (this.#heardAtMs.get(id) ?? nowMs)));
    const isStill = isCalm || !known || haversineMetres(from, to) > jumpMetres;
    this.#moves.set(id, { from: isStill ? to : from, to, startMs: nowMs, endMs: isStill ? nowMs : nowMs + gapMs });
    this.#heardAtMs.set(id, nowMs);
  }

  forget(ids: Iterable<number>): void {
    for (const id of ids) this.#moves.delete(id);
  }

  place(id: number, nowMs: number): Position | null {
    const move = this.#moves.get(id);
    return move ? this.#at(move, nowMs) : null;
  }

  isMoving(nowMs: number): boolean {
    for (const move of this.#moves.values()) if (nowMs < move.endMs) return true;
    return false;
  }

  #at(move: Move, nowMs: number): Position {
    const span = move.endMs - move.startMs;
    return span <= 0 ? move.to : between(move.from, move.to, (nowMs - move.startMs) / span);
  }
}
