/**
 * The session's clock: position in ms since the session's start, running at a speed. It reads time from outside, so
 * that tests need none.
 */
export class SessionClock {
  #anchorMs = 0;
  #anchorAt = 0;
  #speed = 1;
  #running = false;
  #endMs = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get running(): boolean {
    return this.#running;
  }

  get speed(): number {
    return this.#speed;
  }

  get endMs(): number {
    return this.#endMs;
  }

  /** Never before 0 nor after the end. */
  get position(): number {
    const passed = this.#running ? (this.now() - this.#anchorAt) * this.#speed : 0;
    return Math.min(this.#endMs, Math.max(0, this.#anchorMs + passed));
  }

  start(): void {
    this.#anchor(this.position);
    this.#running = true;
  }

  stop(): void {
    this.#anchor(this.position);
    this.#running = false;
  }

  seek(ms: number): void {
    this.#anchor(Math.min(this.#endMs, Math.max(0, ms)));
  }

  setSpeed(speed: number): void {
    this.#anchor(this.position);
    this.#speed = speed;
  }

  /** A session that goes on gets longer; the position stays. */
  setEnd(ms: number): void {
    const position = this.position;
    this.#endMs = Math.max(0, ms);
    this.#anchor(Math.min(position, this.#endMs));
  }

  #anchor(ms: number): void {
    this.#anchorMs = ms;
    this.#anchorAt = this.now();
  }
}
