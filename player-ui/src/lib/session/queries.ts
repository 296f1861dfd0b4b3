import { createMutation, createQuery, useQueryClient } from '@tanstack/svelte-query';
import { erasures, funnels, sessions } from '$lib/api/service';
import type { Erasure, Session } from '$lib/api/types';

const whileOpen = 2_000;
const whileProvisional = 10_000;

function pace(session: Session | undefined): number | false {
  if (!session) return false;
  if (session.state === 'open') return whileOpen;
  return session.end?.provisional ? whileProvisional : false;
}

export function sessionQuery(id: () => string) {
  return createQuery(() => ({
    queryKey: ['session', id()],
    queryFn: ({ signal }) => sessions.read(id(), signal),
    refetchInterval: (query) => pace(query.state.data)
  }));
}

/** What hangs below a session waits for it: the address may name one of its documents. */
export function belowSession(session: () => Session | undefined) {
  const id = () => session()?.id ?? '';
  // A change of the verdict or of the state asks once more, after the polling has stopped.
  const version = () => [session()?.state, session()?.end?.revision, session()?.end?.provisional];
  const shared = () => ({ enabled: id() !== '', refetchInterval: pace(session()) });
  return {
    views: createQuery(() => ({
      queryKey: ['session', id(), 'views', ...version()],
      queryFn: ({ signal }) => sessions.views(id(), signal),
      placeholderData: <T>(before: T) => before,
      ...shared()
    })),
    timeline: createQuery(() => ({
      queryKey: ['session', id(), 'timeline', ...version()],
      queryFn: ({ signal }) => sessions.timeline(id(), signal),
      placeholderData: <T>(before: T) => before,
      ...shared()
    })),
    lanes: createQuery(() => ({
      queryKey: ['session', id(), 'lanes', ...version()],
      queryFn: ({ signal }) => sessions.lanes(id(), signal),
      placeholderData: <T>(before: T) => before,
      ...shared()
    })),
    verdicts: createQuery(() => ({
      queryKey: ['session', id(), 'verdicts', ...version()],
      queryFn: ({ signal }) => sessions.verdicts(id(), signal),
      placeholderData: <T>(before: T) => before,
      ...shared()
    })),
    manifest: createQuery(() => ({
      queryKey: ['session', id(), 'recording', ...version()],
      queryFn: ({ signal }) => sessions.recording(id(), signal),
      placeholderData: <T>(before: T) => before,
      ...shared()
    }))
  };
}

export type BelowSession = ReturnType<typeof belowSession>;

/** Erasing a session or its visitor, and how far that is. */
export function erasing(session: () => Session) {
  const client = useQueryClient();
  const begin = createMutation(() => ({
    mutationFn: (what: 'session' | 'visitor') =>
      what === 'session' ? erasures.ofSession(session().id) : erasures.ofVisitor(session().visitorId, session().site),
    onSuccess: (erasure: Erasure) => {
      client.setQueryData(['erasure', erasure.id], erasure);
      void client.invalidateQueries({ queryKey: ['sessions'] });
    }
  }));
  const job = createQuery(() => ({
    queryKey: ['erasure', begin.data?.id ?? ''],
    enabled: begin.data !== undefined,
    queryFn: ({ signal }) => erasures.read(begin.data!.id, signal),
    refetchInterval: (query) => (query.state.data?.state === 'done' ? false : whileOpen)
  }));
  return { begin, job };
}

/** The site's funnels, each with how far this session got. */
export function funnelReports(session: () => Session | undefined) {
  return createQuery(() => ({
    queryKey: ['session', session()?.id, 'funnels', session()?.state, session()?.views],
    enabled: session() !== undefined,
    queryFn: async ({ signal }) => {
      const { items } = await funnels.list(session()!.site, signal);
      return Promise.all(items.map(({ id }) => funnels.report(id, {}, session()!.id, signal)));
    }
  }));
}
