import { gzipSync } from 'node:zlib';
import { record } from './pages.js';

const minute = 60_000;
const born = Date.now();
const iso = (ms) => new Date(ms).toISOString();
const reasons = ['closed', 'left', 'parked', 'idle', 'suspended', 'lost', 'crashed', 'signed_out', 'stopped', 'limit'];
const paths = ['/', '/guide', '/product/42', '/cart', '/checkout'];

export const sites = [
  {
    id: 'demo',
    name: 'Demo shop',
    writeKey: 'wk_3f9ac0b1d2e47786',
    origins: ['*'],
    timeZone: 'UTC',
    ownHosts: [],
    paymentHosts: [],
    queryAllowList: ['utm_*'],
    sampling: 1,
    respectGpc: true,
    assets: { kept: true, pageBytes: 10_485_760, dayBytes: 1_073_741_824 },
    paused: false,
    retentionDays: 0,
    demo: true,
    createdAt: iso(born - 9 * 86_400_000),
    snippet:
      '<script>window.lastseen=window.lastseen||{q:[]};</script>\n<script async src="http://localhost:8080/lastseen.js" data-site="wk_3f9ac0b1d2e47786"></script>'
  }
];

export const refusals = [
  { reason: 'origin_not_allowed', detail: null, origin: 'https://staging.shop.example', count: 41, firstAt: iso(born - 90 * minute), lastAt: iso(born - 2 * minute), text: 'A page of https://staging.shop.example sent a recording, but this origin is not allowed. Add it to the allowed origins.' },
  { reason: 'too_large', detail: '2.4 MB', origin: 'https://shop.example', count: 2, firstAt: iso(born - 60 * minute), lastAt: iso(born - 30 * minute), text: 'A chunk was larger than 2 MB. Block the part of the page that is that large.' }
];

function end(index, at) {
  const reason = reasons[index % reasons.length];
  return {
    reason,
    detail: reason === 'left' ? 'paypal.com' : null,
    at: iso(at),
    decidedAt: iso(at + 5_000),
    confidence: 0.98,
    provisional: index % 4 === 1,
    revision: 1,
    evidence: [
      { at: iso(at), kind: 'pagehide', text: 'The page was hidden for good' },
      { at: iso(at + 40), kind: 'chan.drop', text: 'Its connection dropped 40 ms later' }
    ]
  };
}

export const sessions = Array.from({ length: 73 }, (_, index) => {
  const open = index === 0;
  const duration = open ? 0 : 150_000 + ((index * 37_000) % 900_000);
  const startedAt = open ? born - 100_000 : born - index * 47 * minute - 200_000;
  const finish = index === 1 ? startedAt + 180_000 : startedAt + duration;
  return {
    id: `s${index}`,
    site: 'demo',
    visitorId: `v${(index * 2654435761).toString(36)}abcdef${index % 9}`,
    state: open ? 'open' : 'ended',
    startedAt: iso(startedAt),
    endedAt: open ? null : iso(finish),
    durationMs: open ? 100_000 : finish - startedAt,
    engagedMs: Math.round((open ? 100_000 : finish - startedAt) * 0.6),
    end: open ? null : end(index - 1, finish),
    entry: { path: paths[index % 2], title: 'Tack & Twine' },
    exit: { path: paths[index % 5], title: 'Cart' },
    views: 1 + (index % 5),
    source: index % 3 ? 'google' : null,
    channel: index % 3 ? 'organic search' : 'direct',
    campaign: index % 5 ? '(none)' : 'spring-sale',
    device: { class: index % 4 ? 'desktop' : 'mobile', browser: 'Chrome', os: index % 2 ? 'Windows' : 'Android' },
    country: ['DE', 'FR', 'US', 'Unknown'][index % 4],
    language: ['de', 'fr', 'en', 'Unknown'][index % 4],
    links: { self: `/api/v1/sessions/s${index}`, replay: `/sessions/s${index}` }
  };
});

/** Two tabs, three documents: home and guide in the first, the product in the second. */
const plan = [
  { id: 'doc-home', tab: 'tab-a', offset: 0, seconds: 60, title: 'Upholstery by hand', path: '/' },
  { id: 'doc-guide', tab: 'tab-a', offset: 61_000, seconds: 100, title: 'How to re-web a chair', path: '/guide' },
  { id: 'doc-product', tab: 'tab-b', offset: 100_000, seconds: 79, title: 'Jute webbing, 20 m', path: '/product/42' }
];

export function recording(session) {
  const start = Date.parse(session.startedAt);
  const now = session.state === 'open' ? Date.now() - start - 4_000 : Infinity;
  const chunks = [];
  const bodies = [];
  let offset = 0;
  for (const part of plan) {
    const events = record(part.title, part.seconds).filter(({ timestamp }) => part.offset + timestamp < now);
    for (let from = 0, sequence = 0; from < events.length; from += 12, sequence += 1) {
      const some = events.slice(from, from + 12);
      const stored = sequence === 2;
      const text = JSON.stringify(some);
      const body = stored ? Buffer.from(text) : gzipSync(text);
      if (part.id === 'doc-guide' && sequence === 3) body.fill(0, 4);
      chunks.push({ document: part.id, sequence, firstMs: some[0].timestamp, lastMs: some.at(-1).timestamp, keyframe: sequence === 0, codec: stored ? 'stored' : 'gzip', offset, length: body.length });
      bodies.push(body);
      offset += body.length;
    }
  }
  const revision = chunks.length;
  const documents = plan
    .filter(({ id }) => chunks.some((chunk) => chunk.document === id))
    .map(({ id, tab, offset: ms }) => {
      const own = chunks.filter((chunk) => chunk.document === id);
      return { id, tab, startedAt: iso(start + ms), firstMs: own[0].firstMs, lastMs: own.at(-1).lastMs };
    });
  return {
    manifest: {
      session: session.id,
      revision,
      open: session.state === 'open',
      startedAt: session.startedAt,
      endedAt: session.endedAt,
      bytes: offset,
      dataUrl: `/api/v1/sessions/${session.id}/recording/data?revision=${revision}`,
      documents,
      chunks
    },
    bytes: Buffer.concat(bodies)
  };
}

export function timeline(session) {
  const start = Date.parse(session.startedAt);
  const lane = (state, from, to) => ({ state, from: iso(start + from), to: iso(start + to) });
  return {
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    tabs: [
      { tab: 'tab-a', lanes: [lane('engaged', 0, 50_000), lane('quiet', 50_000, 61_000), lane('engaged', 61_000, 100_000), lane('hidden', 100_000, 150_000), lane('away', 150_000, 180_000)] },
      { tab: 'tab-b', lanes: [lane('engaged', 100_000, 130_000), lane('quiet', 130_000, 150_000), lane('engaged', 150_000, 180_000)] }
    ],
    marks: [12_000, 45_000, 88_000, 131_000, 176_000].map((ms, index) => ({
      at: iso(start + ms),
      document: plan[index > 2 ? 2 : index % 2].id,
      kind: index === 3 ? 'custom' : 'click',
      name: index === 3 ? 'add-to-cart' : null,
      element: { tag: 'button', label: 'Add to cart', path: 'main > p > button' }
    })),
    end: session.end
  };
}

export function views(session) {
  const start = Date.parse(session.startedAt);
  return plan.map((part, ordinal) => ({
    ordinal,
    document: part.id,
    tab: part.tab,
    path: part.path,
    title: part.title,
    how: 'load',
    startedAt: iso(start + part.offset),
    endedAt: iso(start + part.offset + part.seconds * 1000),
    durationMs: part.seconds * 1000,
    engagedMs: part.seconds * 620
  }));
}

export const funnel = {
  withinDays: 0,
  id: 'f1',
  site: 'demo',
  name: 'Purchase',
  steps: ['product', 'cart', 'checkout', 'thanks'].map((name) => ({ name, kind: 'path', match: `/demo/${name}` }))
};

export function report(session) {
  const reached = [412, 163, 98, 61];
  return {
    funnel,
    from: null,
    to: null,
    sessions: 1_204,
    steps: funnel.steps.map(({ name }, index) => ({
      index,
      name,
      reached: reached[index],
      fromPrevious: index === 0 ? null : reached[index] / reached[index - 1],
      fromFirst: reached[index] / reached[0],
      medianMs: index === 0 ? null : 64_000 * index,
      dropOffs: reached[index] - (reached[index + 1] ?? reached[index]),
      dropOffsByReason: index === 3 ? {} : { closed: 120 - index * 30, left: 40, parked: 22, idle: 9, lost: 3 },
      dropOffSessions: index === 3 ? [] : sessions.slice(2 + index, 12 + index).map(({ id }) => id)
    })),
    visitors: null,
    sample: 1,
    session: session ? { id: session, reached: [0, 1], last: 1 } : null,
    definitions: {}
  };
}

export const overview = {
  site: null,
  from: null,
  to: null,
  sessions: 1_204,
  open: 7,
  visitors: 988,
  views: 4_310,
  bounce: { rate: 0.31, sessions: 373, definition: 'Single-view sessions with under 10 s of engaged time and no conversion.' },
  engagedMedianMs: 164_000,
  dropOff: { rate: 0.85, definition: '1 - purchases / sessions.' },
  reopened: 7,
  endReasons: reasons.map((reason, index) => ({ reason, sessions: Math.round(500 / (index + 1)), share: 0.4 / (index + 1), provisional: index < 4 ? 12 - index * 2 : 0, reopened: index % 3, timeToKnowMs: { p50: 5_000 * (index + 1), p95: 9_000 * (index + 1) } })),
  definitions: { sessions: "All of one visitor's interactions with one site until real disengagement.", visitors: 'Different visitor cookies.', views: 'Pages shown: loads and route changes.', engagedMedianMs: 'Median of visible time with proven attention.' }
};
