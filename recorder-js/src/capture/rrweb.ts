import { record } from '@rrweb/record';
import type { Clock } from '../clock';
import { BLOCK_SELECTOR } from '../privacy/context';
import { inputSecrecy, type InputSecrecy } from '../privacy/inputs';
import type { Urls } from '../site/urls';
import { adoptedSheets } from './adopted';
import type { Capture, Captured } from './capture';
import { type Mutation, mutationCleaner } from './mutations';
import { cleanSpots, type UrlSpot } from './spots';
import { type SerialNode, treeCleaner, writeTree } from './tree';

interface Event {
  type: number;
  data: Record<string, unknown> & { source?: number };
  timestamp: number;
}

const FULL_SNAPSHOT = 2;
const INCREMENTAL = 3;
const META = 4;
const MUTATION = 0;
const MOUSE_MOVE = 1;
const INPUT = 5;
const TOUCH_MOVE = 6;
const STYLE_RULE = 8;
const DRAG = 12;
const STYLE_DECLARATION = 13;
const ADOPTED_STYLE = 15;
/** The engine holds pointer positions back for at most this long. */
const MOVE_BATCH_MS = 1_000;
const SPLIT_ADDS = 1_000;

/** Capture by `@rrweb/record`; the only file that knows it. */
export function rrwebCapture(clock: Clock, secrecy: InputSecrecy = inputSecrecy()): Capture {
  let halt: (() => void) | undefined;
  let pendingKeyframe = false;
  const live = (id: number): Node | null => record.mirror.getNode(id) as Node | null;
  const sheets = new Map<string, string>();
  const adopted = adoptedSheets(
    (id) => {
      const node = live(id);
      return node?.nodeType === 9 ? (node as Document) : ((node as Element | null)?.shadowRoot ?? null);
    },
    (document) => record.mirror.getId(document as never),
    (id) => emitted({ type: INCREMENTAL, timestamp: 0, data: { source: ADOPTED_STYLE, id, styleIds: [] } }),
  );
  const tree = treeCleaner(secrecy, live, sheets, adopted.host);
  let emitted: (event: Event) => void = () => {};

  function keyframe() {
    try {
      if (halt) record.takeFullSnapshot(true);
    } catch {
      // not recording yet: the first picture is still to come
    }
  }
  function keyframeSoon() {
    if (pendingKeyframe) return;
    pendingKeyframe = true;
    setTimeout(() => {
      pendingKeyframe = false;
      keyframe();
    }, 250);
  }
  const mutations = mutationCleaner(tree, secrecy, live, keyframeSoon);

  /** @returns false where nothing of the event may be kept */
  function clean(event: Event, spots: UrlSpot[], large: Set<SerialNode>): boolean {
    const data = event.data;
    if (event.type === FULL_SNAPSHOT) tree.clean(data['node'] as SerialNode, 0, '', spots, large);
    else if (event.type === META) spots.push([data, 'href', 'view']);
    else if (event.type === INCREMENTAL) {
      if (data.source === MUTATION) mutations.clean(data as unknown as Mutation, spots, large);
      else if (data.source === INPUT) return input(data);
      else if (data.source === MOUSE_MOVE || data.source === TOUCH_MOVE || data.source === DRAG) moves(data['positions'] as { timeOffset: number }[]);
      if (data.source === ADOPTED_STYLE) adopted.noted(data['id'] as number, (data['styleIds'] as number[]).length);
      if (data.source === STYLE_RULE || data.source === ADOPTED_STYLE || data.source === STYLE_DECLARATION) rules(data, spots);
    }
    return true;
  }
  /** A masked box or radio button does not tell what was chosen. */
  function input(data: Record<string, unknown>): boolean {
    const field = live(data['id'] as number) as HTMLInputElement | null;
    if (!field) return false;
    const secret = secrecy.of(field) !== 'clear';
    if (secret && (field.type === 'checkbox' || field.type === 'radio')) return false;
    if (secret) data['isChecked'] = false;
    return true;
  }
  /** Offsets come from the wall clock, which may jump. */
  function moves(positions: { timeOffset: number }[]): void {
    for (const position of positions) position.timeOffset = Math.min(0, Math.max(-MOVE_BATCH_MS, position.timeOffset));
  }

  function captured(event: Event): Captured | null {
    const spots: UrlSpot[] = [];
    const large = new Set<SerialNode>();
    event.timestamp = clock.now();
    if (!clean(event, spots, large)) return null;
    return {
      at: event.timestamp,
      keyframe: event.type === FULL_SNAPSHOT,
      write(urls: Urls) {
        cleanSpots(spots, urls);
        return write(event, large);
      },
    };
  }

  return {
    start(emit) {
      if (halt) return;
      emitted = (event) => {
        const seen = captured(event);
        if (seen) emit(seen);
      };
      adopted.start();
      halt = record({
        emit: (event: unknown) => emitted(event as Event),
        blockSelector: BLOCK_SELECTOR,
        blockClass: 'lastseen-block',
        maskInputOptions: { input: true, textarea: true, select: true, password: true } as never,
        maskInputFn: (text: string, field: HTMLElement) => secrecy.mask(text, field),
        maskTextClass: 'lastseen-mask',
        slimDOMOptions: { script: true } as never,
        recordAfter: 'DOMContentLoaded',
        errorHandler: () => true,
      } as Parameters<typeof record>[0]);
    },
    stop() {
      halt?.();
      adopted.stop();
      halt = undefined;
    },
    keyframe,
    sheet(link, text) {
      sheets.set(link.href, text);
      const id = record.mirror.getId(link);
      if (!halt || id < 0) return;
      const attributes = [{ id, attributes: { _cssText: text } }];
      emitted({ type: INCREMENTAL, timestamp: 0, data: { source: MUTATION, adds: [], removes: [], texts: [], attributes } });
    },
  };
}

/** URLs in style sheets that a script edits. */
function rules(data: unknown, spots: UrlSpot[]): void {
  if (!data || typeof data !== 'object') return;
  const holder = data as Record<string, unknown>;
  for (const key in holder) {
    const value = holder[key];
    if (typeof value === 'string') {
      if (value.includes('url(')) spots.push([holder, key, 'css']);
    } else rules(value, spots);
  }
}

function* write(event: Event, large: ReadonlySet<SerialNode>): Generator<string> {
  if (event.type === FULL_SNAPSHOT && large.size) {
    const { node, ...rest } = event.data;
    yield `{"type":${event.type},"data":{"node":`;
    yield* writeTree(node as SerialNode, large);
    yield `${Object.keys(rest).length ? ',' : ''}${JSON.stringify(rest).slice(1, -1)}},"timestamp":${event.timestamp}}`;
    return;
  }
  const adds = event.type === INCREMENTAL && event.data.source === MUTATION ? (event.data['adds'] as unknown[]) : [];
  if (adds.length <= SPLIT_ADDS) {
    yield JSON.stringify(event);
    return;
  }
  const { adds: _, ...rest } = event.data;
  yield `{"type":${event.type},"data":${JSON.stringify(rest).slice(0, -1)},"adds":[`;
  for (let from = 0; from < adds.length; from += SPLIT_ADDS) {
    yield (from ? ',' : '') + JSON.stringify(adds.slice(from, from + SPLIT_ADDS)).slice(1, -1);
  }
  yield `]},"timestamp":${event.timestamp}}`;
}
