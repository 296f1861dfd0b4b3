/** What the service says where nobody knows. */
export const unknownPlace = 'Unknown';

const countries = new Intl.DisplayNames('en', { type: 'region' });
const languages = new Intl.DisplayNames('en', { type: 'language' });

/** "Germany" for "DE"; what is no code stays as it is. */
export function countryName(code: string): string {
  return named(countries, code);
}

/** "German" for "de"; what is no code stays as it is. */
export function languageName(code: string): string {
  return named(languages, code);
}

function named(names: Intl.DisplayNames, code: string): string {
  if (code === unknownPlace) return code;
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
