import { NodeType } from '@rrweb/types';
import type { playerConfig } from '@rrweb/replay';

type ReplayPlugin = NonNullable<playerConfig['plugins']>[number];

const aside = 'data-lastseen-';
const attribute = `${aside}placeholder`;

/** What stands where something could not be captured, by kind: in full, and in a word where there is little room. */
const labels = {
  blocked: ['Not recorded: kept private', 'Private'],
  frame: ['Frame of another site, not recorded', 'Frame'],
  image: ['Image not kept', 'Image'],
  media: ['Video or sound not recorded', 'Media'],
  canvas: ['Drawing not recorded', 'Drawing'],
  object: ['Plug-in content not recorded', 'Plug-in']
} as const;

/** CSS px one character of a label takes, about. */
const labelWidth = 7;

/** Images change while a page is shown, so those that were not kept are found by what they lack. */
const imageNotKept = `img[${aside}src]:not([src], [srcset], source[srcset] ~ img)`;

type Kind = Exclude<keyof typeof labels, 'image'>;

/** Marks the elements as they are rebuilt; their size is the page's own. */
export const placeholders: ReplayPlugin = {
  onBuild(node, { id, replayer }) {
    const meta = replayer.getMirror().getMeta(node as Node);
    if (meta?.type !== NodeType.Element || meta.id !== id || !('setAttribute' in node)) return;
    const kind = kindOf(meta.tagName.toLowerCase(), meta.attributes, meta.childNodes.length === 0);
    if (kind) (node as Element).setAttribute(attribute, kind);
    if (kind === 'canvas') sized(node as HTMLElement, meta.attributes);
  }
};

/** Without scripts a canvas is an inline element without a size: its own is given back where the page's style gives none. */
function sized(canvas: HTMLElement, attributes: Record<string, unknown>): void {
  canvas.style.setProperty(`--${aside}width`, `${Number(attributes.width) || 300}px`);
  canvas.style.setProperty(`--${aside}height`, `${Number(attributes.height) || 150}px`);
}

/** Exported for tests; `empty`: the element was recorded without content. */
export function kindOf(tag: string, attributes: Record<string, unknown>, empty: boolean): Kind | null {
  const sized = 'rr_width' in attributes && 'rr_height' in attributes;
  if (sized && empty && !('rr_dataURL' in attributes)) return 'blocked';
  if (tag === 'iframe' && ('rr_src' in attributes || `${aside}src` in attributes)) return 'frame';
  if (tag === 'video' || tag === 'audio') return 'media';
  if (tag === 'canvas' && !('rr_dataURL' in attributes)) return 'canvas';
  if (tag === 'object' || tag === 'embed') return 'object';
  return null;
}

/** Rules for the rebuilt page; hatched, labelled, in no colour of the page. */
export const placeholderRules: string[] = Object.entries(labels).flatMap(([kind, [full, short]]) => {
  const picture = `url("data:image/svg+xml,${encodeURIComponent(drawing(full, short))}")`;
  const selector = kind === 'image' ? imageNotKept : `[${attribute}="${kind}"]`;
  const rules = [`${selector} { background: ${picture} center / 100% 100% no-repeat #eef1f5 !important; }`];
  if (kind === 'image') rules.push(`${selector} { content: ${picture}; }`, `${selector}:not([width], [height]) { min-width: 24px; min-height: 24px; }`);
  if (kind === 'canvas') rules.push(`:where(${selector}) { display: inline-block; width: var(--${aside}width); height: var(--${aside}height); }`);
  // Where scripts are off the browser lays its own controls over a video, asked for or not.
  if (kind === 'media') rules.push(`${selector}::-webkit-media-controls { display: none !important; }`);
  if (kind === 'blocked') rules.push(`${selector} { display: inline-block; overflow: hidden; }`);
  return rules;
});

function drawing(full: string, short: string): string {
  // A label that does not fit says nothing.
  const fits = [
    `.full { display: none }`,
    `@media (min-width: ${full.length * labelWidth}px) { .full { display: inline } .short { display: none } }`,
    `@media (max-width: ${short.length * labelWidth}px), (max-height: 18px) { text { visibility: hidden } }`
  ].join(' ');
  const label = (text: string, room: string) =>
    `<text class="${room}" x="50%" y="50%" fill="#414c5e" font-family="system-ui,sans-serif" font-size="13" text-anchor="middle" dominant-baseline="middle">${text}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><style>${fits}</style><defs><pattern id="h" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="12" height="12" fill="#eef1f5"/><rect width="2" height="12" fill="#d5dce6"/></pattern></defs><rect width="100%" height="100%" fill="url(#h)"/>${label(full, 'full')}${label(short, 'short')}</svg>`;
}
