import type { Listening } from '../guard';
import { BLOCK_SELECTOR } from '../privacy/context';
import type { Reader } from './read';

const LOOK_EVERY_MS = 1_000;
const MOST_SHEETS = 20;
const MOST_TEXT = 500_000;
const MOST_OF_SHEET = 30;

/** A sheet of another origin shows its rules to nobody, unless it is asked for with CORS. */
function isUnreadable({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && !sheet.cssRules;
  } catch {
    return true;
  }
}

/** Addresses in a style sheet count from the sheet, in a recording from the page. */
export const absolute = (css: string, base: string): string =>
  css.replace(/url\(\s*(["']?)(?!data:|#)([^"')]*)\1\s*\)/gi, (whole, _, url: string) => {
    try {
      return `url("${new URL(url.trim(), base).href}")`;
    } catch {
      return whole;
    }
  });

const range = (text: string): string => text.toUpperCase().replace(/(U\+|-)0+(?=[0-9A-F])/g, '$1').replace(/\s/g, '');
const family = (text: string): string => text.replace(/["']/g, '').trim();

/** What the sheet has probably loaded: its images, and of its fonts those in use. Families come as a hundred files. */
export function probable(css: string, fonts: Iterable<FontFace>): string[] {
  const used = Array.from(fonts).filter(({ status }) => status === 'loaded');
  const without = css.replace(/@font-face\s*\{[^}]*\}/gi, (rule) => {
    const of = (name: string) => new RegExp(`[{;\\s]${name}\\s*:\\s*([^;}]*)`, 'i').exec(rule)?.[1];
    const ranges = range(of('unicode-range') ?? '');
    const inUse = used.some((font) => family(font.family) === family(of('font-family') ?? '') && (!ranges || range(font.unicodeRange) === ranges));
    return inUse ? rule : '';
  });
  return Array.from(without.matchAll(/url\("(https?:[^"#]*)/g), ([, url]) => url!).slice(0, MOST_OF_SHEET);
}

/** Reads the linked style sheets that capture cannot read, each once. */
export function keepSheets(
  { document }: Window,
  reader: Reader,
  idly: (run: () => void) => void,
  sheet: (link: HTMLLinkElement, text: string) => void,
  loaded: (url: string) => void,
): Listening {
  const seen = new WeakSet<HTMLLinkElement>();
  let left = MOST_SHEETS;

  async function read(link: HTMLLinkElement) {
    const { href } = link;
    const text = await reader.text(href);
    if (!text || text.length > MOST_TEXT) return;
    const css = absolute(text, href);
    sheet(link, css);
    probable(css, document.fonts).forEach(loaded);
  }
  function look() {
    for (const link of Array.from(document.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"]'))) {
      if (left <= 0 || seen.has(link) || link.closest(BLOCK_SELECTOR) || !isUnreadable(link)) continue;
      seen.add(link);
      left--;
      void read(link).catch(() => {});
    }
  }
  look();
  const timer = setInterval(() => idly(look), LOOK_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
