/** Which sessions of a funnel, which lost ones, those that did a goal, or those of which moves between pages a list holds; kept in the address as one text. */
export type Within =
  | { of: 'funnel'; funnel: string; /** From 0. */ step: number; /** Got no further. */ stopped: boolean }
  | { of: 'losses'; /** -1: before the first; null: of no funnel. */ step: number | null; orLater: boolean }
  | { of: 'goal'; goal: string }
  | Moved;

/** After a step between pages: from one, to one, or both. */
export interface Moved {
  of: 'flow';
  /** From 0. */
  step: number;
  /** The page all begin at; null: each at its entry page. */
  start: string | null;
  /** A path, `other` or `any`, as the API names them. */
  origin: string;
  /** Likewise, or `none`. */
  next: string;
}

/** Null where it is none of ours. */
export function readWithin(text: string | null): Within | null {
  const funnel = /^funnel\.([\w-]+)\.(\d{1,2})(\.stopped)?$/.exec(text ?? '');
  if (funnel) return { of: 'funnel', funnel: funnel[1]!, step: Number(funnel[2]), stopped: funnel[3] !== undefined };
  const losses = /^losses(?:\.(-1|\d{1,2})(\.later)?)?$/.exec(text ?? '');
  if (losses) return { of: 'losses', step: losses[1] === undefined ? null : Number(losses[1]), orLater: losses[2] !== undefined };
  const goal = /^goal\.([\w-]+)$/.exec(text ?? '');
  if (goal) return { of: 'goal', goal: goal[1]! };
  const flow = /^flow (\d) (any|\/\S*) (any|other|\/\S*) (any|other|none|\/\S*)$/.exec(text ?? '');
  if (flow) {
    const [, step, start, origin, next] = flow.map(unescaped);
    return { of: 'flow', step: Number(step), start: start === 'any' ? null : start!, origin: origin!, next: next! };
  }
  return null;
}

export function writeWithin(within: Within): string {
  if (within.of === 'funnel') return `funnel.${within.funnel}.${within.step}${within.stopped ? '.stopped' : ''}`;
  if (within.of === 'goal') return `goal.${within.goal}`;
  if (within.of === 'flow') return ['flow', String(within.step), within.start ?? 'any', within.origin, within.next].map(escaped).join(' ');
  return within.step === null ? 'losses' : `losses.${within.step}${within.orLater ? '.later' : ''}`;
}

/** A path may hold what its neighbours are told apart by. */
const escaped = (part: string) => part.replace(/[%\s]/g, encodeURIComponent);
const unescaped = (part: string) => part.replace(/(%[0-9A-F]{2})+/g, (code) => decoded(code));

function decoded(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}

/** A move in words. */
export function moveWords({ step, start, origin, next }: Moved): string {
  const page = (of: string) => (of === 'other' ? 'other pages' : of);
  const to = next === 'none' ? 'no further' : next === 'any' ? '' : `to ${page(next)}`;
  const from = origin === 'any' ? '' : `from ${page(origin)}`;
  const begun = start ? `, begun at ${start}` : '';
  return `${[from, to].filter(Boolean).join(' ') || 'all'}${step > 0 || from || to ? `, step ${step + 1}` : ''}${begun}`;
}

/** A loss in words, where nobody knows what its steps are called. */
export function lossWords({ step, orLater }: Extract<Within, { of: 'losses' }>): string {
  if (step === null || (step === -1 && orLater)) return 'at any step';
  return step === -1 ? 'before the first step' : `after step ${step + 1}${orLater ? ' or later' : ''}`;
}
