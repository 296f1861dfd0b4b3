import type { FunnelStep } from '$lib/api/metric-types';
import { daysOf, kinds, modes, type FunnelDraft, type FunnelMode } from '$lib/funnels/draft';

/** What a draft is of: a funnel or a goal, a new one or one that exists. */
export interface Editor {
  of: 'funnels' | 'goals';
  id: string;
}

/** An element is picked for a draft; all of it stands in the address, so that it can be shared and Back goes back to it. */
export interface Errand {
  editor: Editor;
  /** The step that is to be it. */
  at: number;
  /** The page on which it is likely to be, as a path step is written; null for any. */
  on: string | null;
  steps: FunnelStep[];
  /** What else of the draft is to be kept. */
  rest: URLSearchParams;
}

const rest = ['name', 'mode', 'days', 'goal'];

export function writeSteps(query: URLSearchParams, steps: readonly FunnelStep[]): void {
  for (const { kind, match, name } of steps) {
    query.append('step', `${kind}:${match}`);
    query.append('as', name);
  }
}

export function readSteps(query: URLSearchParams): FunnelStep[] {
  const names = query.getAll('as');
  return query.getAll('step').flatMap((text, index) => {
    const [, kind = '', match = ''] = /^(\w+):(.*)$/s.exec(text) ?? [];
    return Object.hasOwn(kinds, kind) ? [{ kind: kind as FunnelStep['kind'], match, name: names[index] ?? '' }] : [];
  });
}

/** The site is a filter and stands with the others. */
export function writeDraft({ name, mode, withinDays, goal, steps }: FunnelDraft): URLSearchParams {
  const query = new URLSearchParams();
  if (name) query.set('name', name);
  if (mode !== 'sequential') query.set('mode', mode);
  if (withinDays > 0) query.set('days', String(withinDays));
  if (goal) query.set('goal', 'yes');
  writeSteps(query, steps);
  return query;
}

/** Null where none is written. */
export function readDraft(query: URLSearchParams, site: string): FunnelDraft | null {
  const steps = readSteps(query);
  if (steps.length === 0) return null;
  while (steps.length < 2) steps.push({ name: '', kind: 'path', match: '' });
  const mode = query.get('mode') ?? '';
  return {
    site,
    name: query.get('name') ?? '',
    mode: Object.hasOwn(modes, mode) ? (mode as FunnelMode) : 'sequential',
    withinDays: daysOf(query.get('days') ?? '') ?? 0,
    goal: query.get('goal') === 'yes',
    steps
  };
}

export function writeErrand({ editor, at, on, steps, rest }: Errand): URLSearchParams {
  const query = new URLSearchParams(rest);
  query.set('pick', `${editor.of}/${editor.id}`);
  query.set('at', String(at));
  if (on) query.set('on', on);
  writeSteps(query, steps);
  return query;
}

/** Null where nothing is picked for anybody. */
export function readErrand(query: URLSearchParams): Errand | null {
  const [, of, id] = /^(funnels|goals)\/([\w-]+)$/.exec(query.get('pick') ?? '') ?? [];
  if (!of || !id) return null;
  const kept = new URLSearchParams();
  for (const name of rest) if (query.has(name)) kept.set(name, query.get(name)!);
  const at = Number(query.get('at'));
  return {
    editor: { of: of as Editor['of'], id },
    at: Number.isInteger(at) && at > 0 ? at : 0,
    on: query.get('on'),
    steps: readSteps(query),
    rest: kept
  };
}

/** Where the errand ends: the editor's path and what of its query is no filter. Without a step it ends as it began. */
export function fulfilled({ editor, at, steps, rest }: Errand, step: FunnelStep | null): [path: string, query: URLSearchParams] {
  const query = new URLSearchParams(rest);
  const all = [...steps];
  if (step) all[Math.min(at, all.length)] = { ...step, name: all[at]?.name || step.name };
  writeSteps(query, all);
  if (editor.of === 'goals') query.set('edit', editor.id);
  return [editor.of === 'goals' ? '/goals' : `/funnels/${editor.id}`, query];
}

/** An address with more in its query. */
export function and(address: string, query: URLSearchParams): string {
  if (query.size === 0) return address;
  return address + (address.includes('?') ? '&' : '?') + query.toString();
}
