import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const KB = 1_024;
const script = new URL('../../dist/script/lastseen.js', `file://${__filename}`);

it('the script a visitor loads is at most 40 KB after gzip -9', () => {
  expect(existsSync(script), 'npm run build comes first').toBe(true);
  expect(gzipSync(readFileSync(script), { level: 9 }).length).toBeLessThanOrEqual(40 * KB);
});
