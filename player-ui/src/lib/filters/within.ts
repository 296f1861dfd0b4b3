/** Which sessions of a funnel, or which lost ones, a list holds; kept in the address as one word. */
export type Within =
  | { of: 'funnel'; funnel: string; /** From 0. */ step: number; /** Got no further. */ stopped: boolean }
  | { of: 'losses'; /** -1: before the first; null: of no funnel. */ step: number | null; orLater: boolean };

/** Null where it is none of ours. */
export function readWithin(text: string | null): Within | null {
  const funnel = /^funnel\.([\w-]+)\.(\d{1,2})(\.stopped)?$/.exec(text ?? '');
  if (funnel) return { of: 'funnel', funnel: funnel[1]!, step: Number(funnel[2]), stopped: funnel[3] !== undefined };
  const losses = /^losses(?:\.(-1|\d{1,2})(\.later)?)?$/.exec(text ?? '');
  if (losses) return { of: 'losses', step: losses[1] === undefined ? null : Number(losses[1]), orLater: losses[2] !== undefined };
  return null;
}

export function writeWithin(within: Within): string {
  if (within.of === 'funnel') return `funnel.${within.funnel}.${within.step}${within.stopped ? '.stopped' : ''}`;
  return within.step === null ? 'losses' : `losses.${within.step}${within.orLater ? '.later' : ''}`;
}

/** A loss in words, where nobody knows what its steps are called. */
export function lossWords({ step, orLater }: Extract<Within, { of: 'losses' }>): string {
  if (step === null || (step === -1 && orLater)) return 'at any step';
  return step === -1 ? 'before the first step' : `after step ${step + 1}${orLater ? ' or later' : ''}`;
}
