/** Remembers the latest of something that may happen once; bounded, the oldest are forgotten. */
export class Once {
  readonly #seen = new Set<string>();

  constructor(private readonly capacity = 100_000) {}

  /** True the first time only. */
  claim(value: string): boolean {
    if (this.#seen.has(value)) return false;
    this.#seen.add(value);
    const [oldest] = this.#seen;
    if (this.#seen.size > this.capacity && oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }
}
