import { serviceNow } from '$lib/api/client';
import { sessions } from '$lib/api/service';
import type { View } from '$lib/api/types';

const looked = 10;
const settledMs = 3_000;
const recentMs = 30 * 86_400_000;

/**
 * The newest session of the last 30 days that has ended and of which there is a recording; null where none of the newest has one.
 *
 * @param path of a page it must have seen, as a step is written; null for any
 */
export async function recordedSession(site: string, path: string | null): Promise<string | null> {
  const from = new Date(serviceNow() - recentMs).toISOString();
  const { items } = await sessions.list({ site, from, state: 'ended', page: path ? [path] : [] }, null, looked);
  for (const { id } of items) if ((await sessions.recording(id)).chunks.length > 0) return id;
  return null;
}

/** When the first view of a page had settled, Unix ms; null where there is none. */
export function seenAt(views: readonly View[], path: string | null): number | null {
  const view = path === null ? views[0] : views.find((one) => fits(one.path, path));
  return view ? Date.parse(view.startedAt) + Math.min(settledMs, view.durationMs / 2) : null;
}

function fits(path: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}
