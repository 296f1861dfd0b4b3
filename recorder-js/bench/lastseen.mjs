// Adapters for the recorder benchmark: this recorder as a visitor gets it, and its engine alone.
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../dist/script/lastseen.js', import.meta.url));
const engine = fileURLToPath(new URL('../node_modules/@rrweb/record/dist/record.js', import.meta.url));

const options = { record: true, why: null, sample: 1, gpc: true, query: [], ownHosts: [], paymentHosts: [], hash: false };

export default [
  {
    name: 'lastseen', licence: 'Apache-2.0', packages: [], base: 'rrweb',
    page: `
      const tag = document.createElement('script');
      tag.src = location.origin + '/sink/lastseen/lastseen.js';
      tag.dataset.site = 'BENCH';
      tag.dataset.prefix = '/sink/lastseen';
      tag.onload = () => {
        const started = () => (lastseen.debug().startsWith('recording') ? ready() : setTimeout(started, 20));
        started();
      };
      const add = () => document.head.append(tag);
      document.head ? add() : addEventListener('DOMContentLoaded', add);`,
    respond: ({ path }) =>
      path === '/lastseen.js' ? { file: script }
      : path === '/o' ? { json: options }
      : path === '/s' ? { status: 404 }
      : { text: '', type: 'text/plain' },
  },
  {
    name: 'engine', licence: 'MIT', packages: [], base: 'rrweb', raw: true,
    page: `
      import { record } from ${JSON.stringify(engine)};
      import { transport } from './lib/transport.js';
      const t = transport(SINK + '/events');
      record({ emit: t.push });
      window.__rec = { flush: t.flush };
      ready();`,
  },
];
