/** Real keys: what a person types reaches VS Code through its window, where there is one that the launcher can reach. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, pause } from './harness.ts';

/** A text to type, a key to press by its name (`Tab`, `Control+Space`), or a rest in milliseconds. */
export type Key = { readonly text: string } | { readonly press: string } | { readonly rest: number };

/** What a key does where no window can be reached: the commands to which VS Code itself binds it. */
const COMMANDS: Readonly<Record<string, string>> = {
  'Control+Space': 'editor.action.triggerSuggest',
  ArrowDown: 'selectNextSuggestion',
  Escape: 'hideSuggestWidget',
};

/** Plays the keys into the focused editor, `delay` milliseconds each, and waits until they are typed. */
export async function play(keys: readonly Key[], delay: number): Promise<void> {
  if (vscode.env.uiKind !== vscode.UIKind.Web) return playByCommands(keys, delay);
  const folder = mkdtempSync(join(tmpdir(), 'xen-keys-'));
  const file = join(folder, 'keys.json');
  const done = `${file}.done`;
  writeFileSync(file, JSON.stringify({ delay, keys }));
  console.log(`@keys ${file}`);
  const count = keys.reduce(
    (sum, key) => sum + ('text' in key ? key.text.length : 'rest' in key ? key.rest / delay : 1),
    0,
  );
  await eventually(
    () => (existsSync(done) ? true : undefined),
    () => 'the keys were not typed to the end',
    20_000 + 4 * count * delay,
  );
  rmSync(folder, { recursive: true, force: true });
}

async function playByCommands(keys: readonly Key[], delay: number): Promise<void> {
  for (const key of keys) {
    if ('rest' in key) await pause(key.rest);
    else if ('press' in key) await press(key.press);
    else
      for (const character of key.text) {
        if (character === '\n') await press('Enter');
        else await vscode.commands.executeCommand('type', { text: character });
        await pause(delay);
      }
  }
}

/** Enter and Tab accept the selected suggestion where there is one, and are typed where there is none. */
async function press(name: string): Promise<void> {
  const command = COMMANDS[name];
  if (command) {
    await vscode.commands.executeCommand(command);
    return;
  }
  const document = vscode.window.activeTextEditor?.document;
  const before = document?.version;
  await vscode.commands.executeCommand('acceptSelectedSuggestion');
  if (document?.version === before)
    await vscode.commands.executeCommand('type', { text: name === 'Tab' ? '\t' : '\n' });
}
