/** Lays the database of countries, and what its licence asks for, where the Maven build takes them from. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(fileURLToPath(import.meta.url));
const from = join(home, 'node_modules', '@ip-location-db', 'geo-whois-asn-country-mmdb');
const to = join(home, 'dist');

rmSync(to, { recursive: true, force: true });
mkdirSync(to);
copyFileSync(join(from, 'geo-whois-asn-country.mmdb'), join(to, 'country.mmdb'));
copyFileSync(join(from, 'NRO_LICENSE'), join(to, 'NRO_LICENSE'));
