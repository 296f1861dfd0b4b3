import { isEditable, EDITABLE, MASK, UNMASK, BLOCK, Mark } from '../privacy/context';
import { maskText } from '../privacy/inputs';
import type { UrlKind, UrlSpot } from './spots';

export type Attributes = Record<string, unknown>;

/** Attributes that hold words a visitor may read, and so are masked with the text. */
const WORDS = new Set(['value', 'placeholder', 'title', 'alt', 'content', 'label', 'summary', 'abbr', 'srcdoc']);
const URLS = new Set(['href', 'src', 'action', 'formaction', 'poster', 'background', 'cite', 'data', 'ping', 'longdesc', 'manifest', 'xlink:href', 'rr_src', 'codebase', 'classid', 'profile', 'usemap']);
const SRCSETS = new Set(['srcset', 'imagesrcset']);
const TOKEN_META = /csrf|xsrf|token|nonce|verif|secret|session|api[-_]?key|auth/i;
const LOOKS_LIKE_URL = /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\/\S*$|^\s*\.{0,2}\/\S*$/i;

export function marksIn(attributes: Attributes): number {
  return (
    (MASK in attributes ? Mark.mask : 0) |
    (UNMASK in attributes ? Mark.unmask : 0) |
    (BLOCK in attributes ? Mark.block : 0) |
    (EDITABLE in attributes && isEditable(attributes[EDITABLE]) ? Mark.editable : 0)
  );
}

/** An attribute whose change alters what may be recorded below. */
export const isMark = (name: string): boolean => name === MASK || name === UNMASK || name === BLOCK || name === EDITABLE;

export const holdsWords = (name: string): boolean =>
  WORDS.has(name) || name.startsWith('aria-') || (name.startsWith('data-') && !name.startsWith('data-lastseen-'));

export function maskWords(attributes: Attributes): void {
  for (const name in attributes) {
    const value = attributes[name];
    if (typeof value !== 'string') continue;
    if (holdsWords(name)) attributes[name] = maskText(value);
    else if (name === 'href') attributes[name] = value.replace(/^\s*(mailto|tel|sms):.*$/is, '$1:');
  }
}

/** Whether an element shows what an attribute's URL leads to; then its content is kept with the recording. */
export function shows(tag: string, name: string): boolean {
  if (name === 'src') return tag === 'img' || tag === 'input';
  if (name === 'href' || name === 'xlink:href') return tag === 'image' || tag === 'use' || tag === 'feimage';
  return name === 'poster' || name === 'background';
}

/** How the URL in an attribute has to be cleaned, or null where there is nothing to clean. */
function urlKind(tag: string, name: string, value: string): UrlKind | null {
  if (name === 'style' || name === '_cssText') return value.includes('url(') ? 'css' : null;
  if (SRCSETS.has(name)) return 'srcset';
  if (shows(tag, name)) return 'shown';
  if (!/[?#@]/.test(value)) return null;
  if (URLS.has(name)) return 'dom';
  if (!value.includes('?')) return null;
  return LOOKS_LIKE_URL.test(value) ? 'dom' : name === 'content' || name.startsWith('data-') ? 'text' : null;
}

/** Collects the URLs to clean and takes away what is never recorded. */
export function cleanAttributes(tag: string, attributes: Attributes, spots: UrlSpot[]): void {
  for (const name in attributes) {
    const value = attributes[name];
    if (typeof value !== 'string') {
      if (name === 'style' && value && typeof value === 'object') cleanStyle(value as Attributes, spots);
      continue;
    }
    // a frame's source text repeats, unmasked, what its document shows
    if (name === 'srcdoc' || name === 'nonce' || name === 'integrity') {
      delete attributes[name];
      continue;
    }
    // scripts never run in a replay, and may hold addresses in any form; that there is one may matter to a style sheet
    if (name.startsWith('on')) {
      attributes[name] = '';
      continue;
    }
    const kind = urlKind(tag, name, value);
    if (kind) spots.push([attributes, name, kind]);
  }
  if (tag === 'meta' && TOKEN_META.test(`${attributes['name'] ?? ''} ${attributes['property'] ?? ''}`)) attributes['content'] = '';
  if (tag === 'meta' && attributes['http-equiv'] && typeof attributes['content'] === 'string') {
    attributes['content'] = attributes['content'].replace(/\?\S*/, '');
  }
}

function cleanStyle(style: Attributes, spots: UrlSpot[]): void {
  for (const property in style) {
    const value = style[property];
    if (typeof value === 'string' && value.includes('url(')) spots.push([style, property, 'css']);
    else if (Array.isArray(value) && typeof value[0] === 'string' && value[0].includes('url(')) spots.push([value as unknown as Attributes, '0', 'css']);
  }
}
