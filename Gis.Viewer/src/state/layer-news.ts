/** How often a layer was heard to have changed, by its id. */
export type LayerNews = ReadonlyMap<string, number>;

export function withNews(news: LayerNews, layers: readonly string[]): LayerNews {
  if (layers.length === 0) return news;
  const next = new Map(news);
  for (const layer of layers) next.set(layer, (next.get(layer) ?? 0) + 1);
  return next;
}

/** What is told in a burst is taken up once, and not before the server's other parts have it too: they look once a second. */
export class NewsDesk {
  readonly #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly tell: (layers: readonly string[]) => void,
    private readonly waitMs = 1_200,
  ) {}

  hear(layers: readonly string[]): void {
    for (const layer of layers) this.#waiting.add(layer);
    if (this.#waiting.size === 0 || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      const told = [...this.#waiting];
      this.#waiting.clear();
      this.#timer = null;
      this.tell(told);
    }, this.waitMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
