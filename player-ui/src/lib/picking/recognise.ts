import type { ElementDescriptor } from '$lib/api/types';

/** A way to tell an element's clicks from others, as a step's match is written (docs/numbers.md, Funnels). */
export interface Recognition {
  by: 'id' | 'attribute' | 'label' | 'place';
  match: string;
}

const mostAttributes = 4;
const longest = 500;
const placed = /[a-z][a-z0-9_.-]*(?:#[^\s>*]+|:nth-of-type\(\d+\))?/.source;
const place = new RegExp(`^(?:[a-z][a-z0-9_.-]*#[^\\s>*]+|${placed}(?:>${placed})+)$`);

/** The most lasting first; what a step could not be written as, such as masked text, is left out. */
export function recognitions({ tag, id, data, label, path }: ElementDescriptor): Recognition[] {
  const all: Recognition[] = [];
  if (id && !/[\s*]/.test(id)) all.push({ by: 'id', match: `#${id}` });
  const attributes = Object.entries(data ?? {}).filter(([key, value]) => /^[a-z0-9_.-]+$/.test(key) && !/["*]/.test(value));
  for (const [key, value] of attributes.slice(0, mostAttributes)) all.push({ by: 'attribute', match: `[data-${key}="${value}"]` });
  const words = label?.trim() ?? '';
  if (words && !/^[#[]|\*/.test(words) && !place.test(words)) all.push({ by: 'label', match: words });
  if (path && path.length <= longest && place.test(path) && path !== `${tag}#${id}`) all.push({ by: 'place', match: path });
  return all;
}

/** What a person would call it. */
export function called({ label, id, path, tag }: ElementDescriptor): string {
  return label || (id && `#${id}`) || path || tag || 'Element';
}
