import { beforeEach, describe, expect, it } from 'vitest';
import { SessionClock } from '$lib/replay/clock';

describe('the session clock', () => {
  let now = 0;
  let clock: SessionClock;

  beforeEach(() => {
    now = 1000;
    clock = new SessionClock(() => now);
    clock.setEnd(10_000);
  });

  it('stands until started', () => {
    now += 500;
    expect(clock.position).toBe(0);
  });

  it('runs at its speed', () => {
    clock.setSpeed(4);
    clock.start();
    now += 500;
    expect(clock.position).toBe(2000);
  });

  it('keeps its position over a change of speed', () => {
    clock.start();
    now += 1000;
    clock.setSpeed(2);
    now += 1000;
    expect(clock.position).toBe(3000);
  });

  it('goes on from where it was sent, running or not', () => {
    clock.seek(4000);
    expect(clock.position).toBe(4000);
    clock.start();
    clock.seek(6000);
    now += 100;
    expect(clock.position).toBe(6100);
  });

  it('stays within the session', () => {
    clock.seek(-5);
    expect(clock.position).toBe(0);
    clock.start();
    now += 99_000;
    expect(clock.position).toBe(10_000);
  });

  it('keeps its position when the session gets longer', () => {
    clock.seek(10_000);
    clock.setEnd(20_000);
    expect(clock.position).toBe(10_000);
  });
});
