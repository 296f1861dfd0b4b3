/** When the next heartbeat is due (engagement.md, "heartbeat"). All times in milliseconds. */
export const VISIBLE_MS = 15_000;
export const QUIET_MS = 60_000;
export const LONG_HIDDEN_MS = 300_000;
/** Visible without proof for longer than this is quiet. */
export const QUIET_AFTER_MS = 300_000;
export const LONG_HIDDEN_AFTER_MS = 600_000;

export interface Attention {
  /** How long the page has been hidden; null while it is visible. */
  readonly hiddenFor: number | null;
  /** How long since the last proof of a person, or since the load. */
  readonly quietFor: number;
  /** Something worth hearing or watching plays. */
  readonly media: boolean;
}

export function heartbeatEvery({ hiddenFor, quietFor, media }: Attention): number {
  if (hiddenFor !== null) return hiddenFor > LONG_HIDDEN_AFTER_MS && !media ? LONG_HIDDEN_MS : QUIET_MS;
  return quietFor > QUIET_AFTER_MS && !media ? QUIET_MS : VISIBLE_MS;
}
