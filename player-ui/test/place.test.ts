import { describe, expect, it } from 'vitest';
import { traitWords } from '$lib/filters/traits';
import { countryName, languageName } from '$lib/format/place';
import { countryWords } from '$lib/sessions/words';

describe('a country and a language', () => {
  it('are called by their names', () => {
    expect(['DE', 'CI', 'XK'].map(countryName)).toEqual(['Germany', 'Côte d’Ivoire', 'Kosovo']);
    expect(['de', 'pt', 'fil'].map(languageName)).toEqual(['German', 'Portuguese', 'Filipino']);
  });

  it('that nobody knows say so, and go without saying in a list', () => {
    expect(countryName('Unknown')).toBe('Unknown');
    expect(languageName('Unknown')).toBe('Unknown');
    expect(countryWords('Unknown')).toBeNull();
    expect(countryWords('FR')).toBe('France');
  });

  it('that are no codes stay as they are', () => {
    expect(countryName('nowhere at all')).toBe('nowhere at all');
    expect(languageName('nobodys language')).toBe('nobodys language');
  });

  it('are named in filters, where other values are shown as they are', () => {
    expect(traitWords('country', 'JP')).toBe('Japan');
    expect(traitWords('language', 'ja')).toBe('Japanese');
    expect(traitWords('source', 'DE')).toBe('DE');
  });
});
