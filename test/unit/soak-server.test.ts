/** What a server shows after a long day is what one shows that was started a moment ago. */
import { expect, it } from 'vitest';
import type { Diagnostic, Range } from 'vscode-languageserver-protocol';
import type { Environment, WorkspaceFile } from '../../server/src/environment.ts';
import { HOST_FILES, languageOf } from '../../server/src/model/language.ts';
import type { Random } from '../conformance/generator.ts';
import { MemoryClient } from '../fuzz/memory-client.ts';
import { FOLDERS, PATHS, seeded, textFor } from '../support/fleet.ts';

const uriOf = (path: string): string => `file://${path}`;

/** Some clients spell URIs in their own way. */
const spelled = (path: string): string => uriOf(path).replace('web', 'w%65b');

/** A time of change that is another one for most other texts. */
const timeOf = (text: string): number => text.length * 10_000;

/** A disk that is a table of texts. */
class Disk implements Environment {
  readonly texts = new Map<string, string>();

  async *filesBelow(folder: string): AsyncGenerator<WorkspaceFile> {
    for (const path of [...this.texts.keys()].sort()) {
      if (!uriOf(path).startsWith(`${folder}/`)) continue;
      const file = await this.read(uriOf(path));
      if (file) yield file;
    }
  }

  async read(uri: string): Promise<WorkspaceFile | undefined> {
    const path = uri.slice('file://'.length);
    const text = this.texts.get(path);
    if (text === undefined) return undefined;
    const folder = path.slice(0, path.lastIndexOf('/'));
    const language = languageOf(
      path,
      text,
      HOST_FILES.some((name) => this.texts.has(`${folder}/${name}`)),
    );
    return language && { uri, language, text, modified: timeOf(text) };
  }

  async modified(uri: string): Promise<number | undefined> {
    const text = this.texts.get(uri.slice('file://'.length));
    return text === undefined ? undefined : timeOf(text);
  }

  async unlinked(): Promise<undefined> {
    return undefined;
  }

  async startsWithMark(): Promise<boolean> {
    return false;
  }
}

interface Open {
  readonly languageId: string;
  version: number;
  text: string;
}

/** A finding with all that belongs to it, in one line. */
function inLine(uri: string, { range, severity, code, message, relatedInformation = [] }: Diagnostic): string {
  const at = ({ start, end }: Range): string => [start.line, start.character, end.line, end.character].join(':');
  const related = relatedInformation.map((one) => `${one.location.uri} ${at(one.location.range)} ${one.message}`);
  // The server answers in the spelling of whoever opened the file; a file that counted twice would be listed twice.
  return [`${uri} ${at(range)} ${severity} ${code} ${message}`, ...related].join(' | ').replaceAll('w%65b', 'web');
}

/** Something outside the fleet that is changed to hear when all before it has been looked at. */
const LAST = 'file:///elsewhere/last.cfg';

class Editor {
  readonly open = new Map<string, Open>();
  #round = 0;
  readonly client: MemoryClient;
  readonly folders: string[];

  private constructor(client: MemoryClient, folders: string[]) {
    this.client = client;
    this.folders = folders;
  }

  static async start(disk: Disk, folders: readonly string[]): Promise<Editor> {
    const editor = new Editor(await MemoryClient.start(disk, folders), [...folders]);
    // From then on the server says when nothing is left to do.
    await editor.client.request('xen/networkTree', {});
    await editor.client.notify('textDocument/didOpen', {
      textDocument: { uri: LAST, languageId: 'xen-cfg', version: 0, text: '' },
    });
    return editor;
  }

  show(path: string, { languageId, version, text }: Open): Promise<void> {
    this.open.set(path, { languageId, version, text });
    return this.client.notify('textDocument/didOpen', {
      textDocument: { uri: spelled(path), languageId, version, text },
    });
  }

  type(path: string, text: string): Promise<void> {
    const open = this.open.get(path);
    if (!open) return Promise.resolve();
    open.text = text;
    return this.client.notify('textDocument/didChange', {
      textDocument: { uri: spelled(path), version: ++open.version },
      contentChanges: [{ text }],
    });
  }

  close(path: string): Promise<void> {
    this.open.delete(path);
    return this.client.notify('textDocument/didClose', { textDocument: { uri: spelled(path) } });
  }

  changed(changes: readonly [path: string, type: number][]): Promise<void> {
    return this.client.notify('workspace/didChangeWatchedFiles', {
      changes: changes.map(([path, type]) => ({ uri: uriOf(path), type })),
    });
  }

  async takeFolders(folders: readonly string[]): Promise<void> {
    const event = {
      added: folders.filter((one) => !this.folders.includes(one)).map((uri) => ({ uri, name: uri })),
      removed: this.folders.filter((one) => !folders.includes(one)).map((uri) => ({ uri, name: uri })),
    };
    this.folders.splice(0, Infinity, ...folders);
    await this.client.notify('workspace/didChangeWorkspaceFolders', { event });
  }

  /** All findings that the editor shows once the server has nothing left to do. */
  async shown(): Promise<string[]> {
    const version = ++this.#round;
    await this.client.notify('textDocument/didChange', {
      textDocument: { uri: LAST, version },
      contentChanges: [{ text: `name = "${version}"\n` }],
    });
    const isDone = (): boolean => {
      const last = this.client.published.get(LAST);
      return last?.version === version && this.client.drained > last.drained;
    };
    while (!isDone()) await this.client.heard();
    return [...this.client.diagnostics]
      .filter(([uri]) => uri !== LAST)
      .flatMap(([uri, all]) => all.map((one) => inLine(uri, one)))
      .sort();
  }
}

async function step(editor: Editor, disk: Disk, next: Random): Promise<void> {
  const path = PATHS[Math.floor(next() * PATHS.length)] as string;
  const isOpen = editor.open.has(path);
  const what = next();
  if (what < 0.3) {
    const type = disk.texts.has(path) ? 2 : 1;
    disk.texts.set(path, textFor(path, next));
    await editor.changed([[path, type]]);
  } else if (what < 0.45) {
    if (disk.texts.delete(path)) await editor.changed([[path, 3]]);
  } else if (what < 0.85) {
    const text = textFor(path, next);
    if (isOpen && next() < 0.4) await editor.close(path);
    else if (isOpen) await editor.type(path, text);
    else if (next() < 0.3) {
      const own = languageOf(path, text, true) ?? 'plaintext';
      const languageId = own === 'host-network' || next() < 0.5 ? 'plaintext' : own;
      await editor.show(path, { languageId, version: 1, text: disk.texts.get(path) ?? text });
    }
  } else if (what < 0.95) {
    const folder = FOLDERS[Math.floor(next() * FOLDERS.length)] as string;
    const inside = PATHS.filter((one) => one.startsWith(`${folder}/`));
    if (next() < 0.5) {
      for (const one of inside) disk.texts.delete(one);
      await editor.changed([[folder, 3]]);
    } else {
      for (const one of inside) if (next() < 0.6) disk.texts.set(one, textFor(one, next));
      await editor.changed([[folder, 1], ...inside.map((one): [string, number] => [one, 2])]);
    }
  } else {
    const folders = ['file:///w', 'file:///v', 'file:///w/hostB'].filter(() => next() < 0.7);
    await editor.takeFolders(folders);
  }
}

it('after thousands of steps', async () => {
  const next = seeded(20_261_130);
  const disk = new Disk();
  for (const path of PATHS) if (next() < 0.5) disk.texts.set(path, textFor(path, next));
  const editor = await Editor.start(disk, ['file:///w', 'file:///v']);
  for (let round = 1; round <= 30; round++) {
    for (let count = 0; count < 70; count++) await step(editor, disk, next);
    const other = await Editor.start(disk, editor.folders);
    for (const [path, open] of [...editor.open].sort(([a], [b]) => (a < b ? -1 : 1))) await other.show(path, open);
    expect(await editor.shown(), `round ${round}`).toEqual(await other.shown());
    other.client.dispose();
  }
  expect(editor.client.errors).toEqual([]);
  editor.client.dispose();
});
