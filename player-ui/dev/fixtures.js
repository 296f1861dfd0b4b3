import { funnel, overview, recording, refusals, report, sessions, sites, timeline, views } from './data.js';

const problem = (status, title, extra = {}) => ({ status, body: { type: 'about:blank', title, status, ...extra } });
const list = (items, next = null) => ({ body: { items, next } });

const routes = [
  [/^\/sessions$/, (_, query) => sessionPage(query)],
  [/^\/sessions\/([^/]+)$/, ([id], _, request) => withSession(id, (session) => (request.method === 'DELETE' ? erase(id) : { body: session }))],
  [/^\/visitors\/([^/]+)$/, ([id]) => erase(id)],
  [/^\/erasures\/([^/]+)$/, ([id]) => ({ body: progress(id) })],
  [/^\/sessions\/([^/]+)\/views$/, ([id]) => withSession(id, (session) => list(views(session)))],
  [/^\/sessions\/([^/]+)\/timeline$/, ([id]) => withSession(id, (session) => ({ body: timeline(session) }))],
  [/^\/sessions\/([^/]+)\/recording$/, ([id]) => withSession(id, (session) => ({ body: recording(session).manifest }))],
  [/^\/sessions\/([^/]+)\/recording\/assets$/, ([id]) => withSession(id, () => ({ body: { items: [], next: null } }))],
  [/^\/sessions\/([^/]+)\/recording\/data$/, ([id], query, request) => withSession(id, (session) => data(session, query, request))],
  [/^\/sites$/, (_, __, request, body) => (request.method === 'POST' ? create(body) : list(sites))],
  [/^\/sites\/([^/]+)$/, ([id], _, request, body) => withSite(id, (site) => ({ body: request.method === 'PATCH' ? Object.assign(site, body) : site }))],
  [/^\/sites\/([^/]+)\/demo-data$/, (_, __, request) => ({ body: demoData(request.method) })],
  [/^\/sites\/([^/]+)\/rotate-key$/, ([id]) => withSite(id, (site) => ({ body: Object.assign(site, { writeKey: `wk_${Date.now()}` }) }))],
  [/^\/sites\/([^/]+)\/refusals$/, ([id]) => withSite(id, () => list(refusals))],
  [/^\/metrics\/overview$/, () => ({ body: overview })],
  [/^\/funnels$/, () => list([funnel])],
  [/^\/funnels\/([^/]+)\/report$/, (_, query) => ({ body: report(query.get('session')) })]
];

function sessionPage(query) {
  const found = sessions.filter(
    (session) =>
      (!query.get('state') || session.state === query.get('state')) &&
      (!query.get('reason') || session.end?.reason === query.get('reason')) &&
      (!query.get('from') || session.startedAt >= query.get('from')) &&
      query.get('site') !== 'none'
  );
  const at = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  return list(found.slice(at, at + limit), at + limit < found.length ? String(at + limit) : null);
}

function withSession(id, then) {
  const session = sessions.find((one) => one.id === id);
  return session ? then(session) : problem(404, 'There is no such session');
}

const erasing = new Map();

function erase(subject) {
  const id = `erasure-${erasing.size}`;
  erasing.set(id, { subject, asked: 0 });
  return { status: 202, body: progress(id) };
}

/** Two objects less each time it is asked. */
function progress(id) {
  const { subject, asked } = erasing.get(id);
  erasing.get(id).asked++;
  const left = Math.max(0, 5 - 2 * asked);
  return {
    id, site: 'demo', kind: 'session', subject, state: left ? 'running' : 'done', requestedAt: new Date().toISOString(), doneAt: null,
    dueAt: new Date(Date.now() + 172_800_000).toISOString(), sessions: 1, objectsDone: 5 - left, objectsLeft: left, failure: null
  };
}

const demo = { state: 'there', visits: 300, filledAt: new Date().toISOString(), removedAt: null, erasure: null };

function demoData(method) {
  return method === 'DELETE' ? Object.assign(demo, { state: 'removing', visits: 0, removedAt: new Date().toISOString(), erasure: 'erasure-demo' }) : demo;
}

function withSite(id, then) {
  const site = sites.find((one) => one.id === id);
  return site ? then(site) : problem(404, 'There is no such site');
}

function create(draft) {
  if (draft.origins.some((origin) => !/^(\*|https?:\/\/)/.test(origin))) {
    return problem(400, 'The site cannot be saved', { errors: [{ field: 'origins[0]', detail: 'has no scheme; write https://shop.example' }] });
  }
  const site = { ...sites[0], ...draft, id: `site-${sites.length}`, demo: false, createdAt: new Date().toISOString() };
  sites.push(site);
  return { status: 201, body: site };
}

function data(session, query, request) {
  const { manifest, bytes } = recording(session);
  if (Number(query.get('revision')) !== manifest.revision && session.state !== 'open') return problem(412, 'Fetch the manifest again');
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [null, 0, bytes.length - 1];
  return { status: 206, raw: bytes.subarray(Number(from), Number(to) + 1) };
}

/** A connect middleware that answers the API from made-up data. */
export async function answer(request, response, next) {
  const url = new URL(request.url, 'http://fixtures');
  if (!url.pathname.startsWith('/api/v1')) return next();
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = parts.length ? JSON.parse(Buffer.concat(parts).toString()) : null;
  const path = url.pathname.slice('/api/v1'.length);
  for (const [pattern, reply] of routes) {
    const match = pattern.exec(path);
    if (!match) continue;
    const { status = 200, body: json, raw } = reply(match.slice(1), url.searchParams, request, body);
    response.writeHead(status, { 'content-type': raw ? 'application/octet-stream' : status < 400 ? 'application/json' : 'application/problem+json', date: new Date().toUTCString() });
    return response.end(raw ?? JSON.stringify(json));
  }
  response.writeHead(404).end();
}

export function fixtureService() {
  return { name: 'fixtures', configureServer: (server) => void server.middlewares.use(answer) };
}
