/** A robot types whole files: what stands in the document must be what was typed, whatever suggestions were open. */
import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  cursorAfter,
  eventually,
  labelOf,
  openNew,
  pause,
  remove,
  suggestions,
  writeFile,
} from './harness.ts';
import { type Key, play } from './keyboard.ts';
import { NEIGHBOURS, TEXTS, type TypedText } from './typing-texts.ts';

const HOST = 'typed';

/** What the editor closes by itself: brackets and quotes. */
const CLOSED = /^[\])}'"\s]*$/;

/** How long nothing may change until the last key has done all that it does, in looks of 100 ms. */
const STILL = 8;

/** The text of a document once it does not change any more: the keys go to the window, and the news of them comes later. */
async function settledText(document: vscode.TextDocument): Promise<string> {
  let last = document.getText();
  for (let same = 0; same < STILL; ) {
    await pause(100);
    const now = document.getText();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last;
}

/** Waits until suggestions come: a robot that types before there are any proves nothing. */
async function awaitSuggestions(): Promise<void> {
  const editor = await openNew(`${HOST}/xen/ready.cfg`, 'mem', 'xen-cfg');
  cursorAfter(editor, 'mem');
  await eventually(
    async () => ((await suggestions(editor)).some((item) => labelOf(item) === 'memory') ? true : undefined),
    () => 'memory is not offered',
  );
  await closeAll();
}

/** VS Code itself moves a bracket that begins a line below the line of its partner. */
const ownBrackets = (text: string): string => text.replaceAll(/^[ \t]+(?=[\])}])/gm, '');

/** Types the text into an empty file and gives the document: before the cursor, and what the editor closed behind it. */
async function typed({ path, language, text }: TypedText, delay: number): Promise<readonly [string, string]> {
  const editor = await openNew(`${HOST}/${path}`, '', undefined);
  await vscode.languages.setTextDocumentLanguage(editor.document, language);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await play([{ text }], delay);
  const all = await settledText(editor.document);
  const cursor = editor.document.offsetAt(editor.selection.active);
  return [all.slice(0, cursor), all.slice(cursor)];
}

describe('typing', () => {
  const editor = () => vscode.workspace.getConfiguration('editor');

  before(async () => {
    // The texts bring their own indentation.
    await editor().update('autoIndent', 'none', vscode.ConfigurationTarget.Workspace);
    for (const [path, text] of Object.entries(NEIGHBOURS)) await writeFile(`${HOST}/${path}`, text);
    await awaitSuggestions();
  });

  after(async () => {
    await editor().update('autoIndent', undefined, vscode.ConfigurationTarget.Workspace);
    await remove(HOST);
  });

  afterEach(closeAll);

  for (const one of TEXTS) {
    for (const delay of one.slower ? [20, one.slower] : [20]) {
      it(`at ${delay} ms a key leaves ${one.habit} as typed (${one.language})`, async function () {
        this.timeout(120_000);
        const [before, behind] = await typed(one, delay);
        strictEqual(ownBrackets(before), ownBrackets(one.text));
        match(behind, CLOSED);
      });
    }
  }
});

describe("typing with the editor's own indentation", () => {
  before(awaitSuggestions);
  after(() => remove(HOST));
  afterEach(closeAll);

  for (const one of TEXTS.filter(({ path }) => ['xen/vif.cfg', 'network/interfaces.d/br'].includes(path))) {
    it(`leaves ${one.habit} as typed, blanks at the beginnings of lines aside (${one.language})`, async function () {
      this.timeout(120_000);
      const [before, behind] = await typed(one, 20);
      const words = (text: string) => text.split('\n').map((line) => line.trim());
      deepStrictEqual(words(before), words(one.text));
      match(behind, CLOSED);
    });
  }
});

describe('accepting suggestions', () => {
  const ETC = 'accepted/etc';
  /** Until a list is open and drawn, on a busy machine too. */
  const LOOK = { rest: 2500 };

  before(async () => {
    await writeFile(
      `${ETC}/network/interfaces`,
      'auto xenbr1\niface xenbr1 inet static\n    bridge_ports eth0\n    address 10.77.0.1/24\n',
    );
    await awaitSuggestions();
    await writeFile(`${ETC}/xen/xl.conf`, 'autoballoon="off"\n');
    await writeFile(`${ETC}/xen/other.cfg`, 'name = "o"\nmemory = 64\nvif = [ "bridge=xenbr1,ip=10.77.0.2" ]\n');
  });

  after(() => remove('accepted', HOST));
  afterEach(closeAll);

  async function played(path: string, language: string, keys: readonly Key[]): Promise<string> {
    const { document } = await openNew(`${ETC}/${path}`, '');
    await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await play(keys, 60);
    return settledText(document);
  }

  const ENTER = { press: 'Enter' };
  const TAB = { press: 'Tab' };

  it('a key with Tab, another with Enter, their values typed', async () => {
    const keys = [{ text: 'memo' }, LOOK, TAB, { text: '512\nvcp' }, LOOK, ENTER, { text: '2\n' }];
    strictEqual(await played('xen/keys.cfg', 'xen-cfg', keys), 'memory = 512\nvcpus = 2\n');
  });

  it('a vif, its bridge and a free address: each opens the next list', async () => {
    const keys = [{ text: 'vif' }, { press: 'Backspace' }, LOOK, TAB, LOOK, ENTER, LOOK, ENTER];
    const address = [{ text: ',i' }, LOOK, TAB, LOOK, ENTER];
    strictEqual(
      await played('xen/vif.cfg', 'xen-cfg', [...keys, ...address]),
      "vif = [ 'bridge=xenbr1,ip=10.77.0.3' ]",
    );
  });

  it('a disk and its format', async () => {
    const keys = [{ text: 'dis' }, LOOK, ENTER, LOOK, TAB, LOOK, ENTER];
    strictEqual(await played('xen/disk.cfg', 'xen-cfg', keys), "disk = [ 'format=raw' ]");
  });

  it('a stanza of interfaces, word by word', async () => {
    const keys = [
      { text: 'ifa' },
      LOOK,
      ENTER,
      { text: ' xenbr9 in' },
      LOOK,
      TAB,
      { text: ' man' },
      LOOK,
      ENTER,
      ENTER,
    ];
    const text = await played('network/interfaces.d/nine', 'xen-interfaces', keys);
    // The new line is indented already.
    strictEqual(text, 'iface xenbr9 inet manual\n    ');
  });

  it('the plain option of xend, and the script with Enter', async () => {
    const keys = [{ text: '(network-s' }, LOOK, ENTER, { text: ' network-n' }, LOOK, ENTER];
    strictEqual(await played('xen/xend-config.sxp', 'xend-sxp', keys), '(network-script network-nat)');
  });
});
