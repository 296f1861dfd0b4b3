/**
 * Runs an npm script of a package of this repository, for the Maven build:
 *
 *   node src/build/npm.mjs PACKAGE SCRIPT [--also DIR] [--from DIR --to DIR]
 *
 * `npm ci` runs where the installed packages are not those of the lock file. A script that succeeded on exactly these
 * sources is not run again until `mvn clean`. With --also, a folder of this repository counts as sources too. With --from
 * and --to, a folder of the package is copied afterwards.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { also: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } }
});
const [name, script] = positionals;
const home = join(root, name);
const made = new Set(['node_modules', 'dist', '.svelte-kit', 'coverage', 'results']);

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return made.has(entry.name) ? [] : files(path);
    return [path];
  });
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths.sort()) hash.update(relative(home, path)).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(`npm could not be started (${error.message}). Node 20 or newer must be installed.`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Does the work unless its stamp says that it was done for the same content. */
function once(stamp, content, done, work) {
  if (done && existsSync(stamp) && readFileSync(stamp, 'utf8') === content) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, content);
}

/** Copies a folder, and takes away what an earlier copy of it brought: names of built files carry hashes. */
function copy(from, to, list) {
  const earlier = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  const now = files(from).map((path) => relative(from, path));
  for (const path of earlier.filter((one) => !now.includes(one))) rmSync(join(to, path), { force: true });
  cpSync(from, to, { recursive: true });
  writeFileSync(list, JSON.stringify(now));
}

const installed = join(home, 'node_modules', '.lock-digest');
once(installed, digest([join(home, 'package-lock.json')]), true, () =>
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
);
const output = values.from && join(home, values.from);
const stamp = join(root, 'target', 'npm', `${name}-${script}`);
const sources = [...files(home), ...(values.also ? files(join(root, values.also)) : [])];
once(stamp, digest(sources), !output || existsSync(output), () => npm('run', script));
if (output && values.to) copy(output, join(root, values.to), `${stamp}-files.json`);
