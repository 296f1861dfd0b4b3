import type { ElementDescriptor, Mark, Session, Timeline, View } from '$lib/api/types';
import { endWords } from '$lib/ends/words';

/** Something at an instant of a session, ms since its start. */
export interface Moment {
  ms: number;
  kind: 'view' | 'click' | 'custom' | 'identify' | 'end';
  text: string;
}

/** Views, marks and the end in order of time. */
export function moments(session: Session, views: readonly View[], timeline: Timeline | undefined): Moment[] {
  const start = Date.parse(session.startedAt);
  const since = (iso: string) => Math.max(0, Date.parse(iso) - start);
  const all: Moment[] = [
    ...views.map((view): Moment => ({ ms: since(view.startedAt), kind: 'view', text: view.path })),
    ...(timeline?.marks ?? []).map((mark): Moment => ({ ms: since(mark.at), kind: mark.kind, text: markWords(mark) }))
  ];
  if (session.end) all.push({ ms: since(session.end.at), kind: 'end', text: endWords(session.end, session.exit) });
  return all.sort((a, b) => a.ms - b.ms);
}

function markWords(mark: Mark): string {
  if (mark.kind === 'custom') return mark.name ?? 'Event';
  if (mark.kind === 'identify') return `Identified as ${mark.name ?? 'somebody'}`;
  return `Click on ${mark.name || elementWords(mark.element)}`;
}

function elementWords(element: ElementDescriptor | null): string {
  if (!element) return 'the page';
  if (element.label) return `“${element.label}”`;
  if (element.id) return `#${element.id}`;
  return element.path ?? element.role ?? element.tag ?? 'the page';
}
