/** The files of examples/, for tests that look at whole set-ups. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ExampleFiles } from '../../server/src/rules/rule.ts';

const ROOT = new URL('../../examples/', import.meta.url);

/** The files of one folder of examples/, each under `FOLDER/…`, in the order of their names. */
export function exampleFiles(folder: string): ExampleFiles {
  const base = new URL(`${folder}/`, ROOT);
  const names = readdirSync(base, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => /\.(?:cfg|sxp)$|\/interfaces$/.test(name))
    .sort();
  return Object.fromEntries(names.map((name) => [`${folder}/${name}`, readFileSync(new URL(name, base), 'utf8')]));
}
