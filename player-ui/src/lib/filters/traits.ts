import { countryName, languageName } from '$lib/format/place';

/** What sessions have in common, by the API's parameter names: lists and numbers are narrowed by them alike. */
export const traitNames = {
  entry: 'Entry page',
  exit: 'Exit page',
  page: 'Page',
  event: 'Event',
  source: 'Source',
  channel: 'Channel',
  campaign: 'Campaign',
  device: 'Device',
  browser: 'Browser',
  os: 'System',
  country: 'Country',
  language: 'Language',
  visitors: 'Visitors'
} as const;

export type Trait = keyof typeof traitNames;

/** Of each trait the values of which one is wanted. */
export type Traits = Readonly<Partial<Record<Trait, readonly string[]>>>;

export const allTraits = Object.keys(traitNames) as Trait[];

export function readTraits(query: URLSearchParams): Traits {
  const found = allTraits.map((trait) => [trait, query.getAll(trait).filter((value) => value !== '')] as const);
  return Object.fromEntries(found.filter(([, values]) => values.length > 0));
}

/** A trait's value as people call it. */
export function traitWords(trait: Trait, value: string): string {
  return trait === 'country' ? countryName(value) : trait === 'language' ? languageName(value) : value;
}

/** The traits without one value. */
export function without(traits: Traits, trait: Trait, value: string): Traits {
  const rest = (traits[trait] ?? []).filter((one) => one !== value);
  const { [trait]: _, ...others } = traits;
  return rest.length > 0 ? { ...others, [trait]: rest } : others;
}
