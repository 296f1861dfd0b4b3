import type { NameOf } from '../site/urls';

/** Something from elsewhere that the recorded page refers to. */
export interface Reference {
  /** Its address, absolute, with all that stays in this browser. */
  readonly url: string;
  /** What the recording says instead: the address without what may not be said, so that another number tells two apart. */
  readonly name: string;
}

export interface References {
  readonly nameOf: NameOf;
  /** Told of all references, also those before. */
  listen(told: (reference: Reference) => void): void;
}

/** A page that makes up new addresses without end is not followed for ever. */
const MOST = 4_000;

export function collectReferences(document: Document): References {
  const known = new Map<string, Reference>();
  const told: ((reference: Reference) => void)[] = [];

  function find(url: URL, cleaned: URL): Reference {
    let reference = known.get(url.href);
    if (!reference) {
      // two addresses may differ in nothing but what is taken out
      const name = url.href === cleaned.href ? cleaned.href : `${cleaned.href}${cleaned.search ? '&' : '?'}~${known.size + 1}`;
      known.set(url.href, (reference = { url: url.href, name }));
      told.forEach((tell) => tell(reference!));
    }
    return reference;
  }
  return {
    nameOf(given, cleaned) {
      if (/^\s*(#|$|data:)/i.test(given) || known.size > MOST) return cleaned;
      try {
        const url = new URL(given, document.baseURI);
        const bare = new URL(cleaned, document.baseURI);
        const { hash } = bare;
        url.hash = bare.hash = '';
        return find(url, bare).name + hash;
      } catch {
        return cleaned;
      }
    },
    listen(tell) {
      known.forEach(tell);
      told.push(tell);
    },
  };
}
