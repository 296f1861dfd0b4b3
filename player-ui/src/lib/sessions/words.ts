import type { Session } from '$lib/api/types';
import { countryName, unknownPlace } from '$lib/format/place';

/** A short name for a visitor, the same each time: the end of the id, which is what differs. */
export function visitorName(id: string): string {
  return `Visitor ${id.slice(-6)}`;
}

/** "Germany"; null where nobody knows. */
export function countryWords(country: string): string | null {
  return country === unknownPlace ? null : countryName(country);
}

/** "Chrome on Windows, mobile"; null where nothing is known. A desktop goes without saying. */
export function deviceWords(device: Session['device']): string | null {
  if (!device) return null;
  const where = [device.browser, device.os].filter(Boolean).join(' on ');
  const kind = device.class === 'desktop' || device.class === 'other' ? '' : device.class;
  return [where, kind].filter(Boolean).join(', ') || null;
}

/** What the service says of a visit without a campaign. */
export const noCampaign = '(none)';

/** "campaign spring-sale"; null where there is none. */
export function campaignWords(campaign: string): string | null {
  return campaign === noCampaign ? null : `campaign ${campaign}`;
}

/** "from google (organic search)", "direct"; null where nothing is known. */
export function sourceWords({ source, channel: given }: Pick<Session, 'source' | 'channel'>): string | null {
  const channel = given?.toLowerCase().replaceAll('_', ' ') ?? null;
  if (!source || source === 'direct' || source === '(direct)') return channel ?? source;
  return `from ${source}${channel && channel !== source ? ` (${channel})` : ''}`;
}
