const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 128 random bits as 22 characters of base64url. */
export function randomId(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)): string {
  const bytes = random(new Uint8Array(16));
  let bits = 0;
  let held = 0;
  let id = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      id += ALPHABET[(held >> bits) & 63];
    }
    held &= (1 << bits) - 1;
  }
  return id + ALPHABET[(held << (6 - bits)) & 63];
}

export const isId = (text: unknown): text is string => typeof text === 'string' && /^[A-Za-z0-9_-]{16,64}$/.test(text);
