/** `xen-config advise`: the network set-up that a situation asks for, shown, or written into a folder that is named. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { completeAnswers, type GivenAnswers } from '../features/network-advisor/defaults.ts';
import { adviceLetters } from '../features/network-advisor/drawing.ts';
import { changedLines, changedText } from '../features/network-advisor/preview.ts';
import { adviceTarget } from '../features/network-advisor/target.ts';
import { type Plan, type PlannedFile, planNetwork } from '../features/network-advisor.ts';
import { reasonOf } from '../folder-reader.ts';
import { defaultSettings } from '../model/settings.ts';
import { Workspace } from '../model/workspace.ts';
import { printable, printableLines } from '../syntax/printable.ts';
import { networkSituations, type PairedMode } from '../xen/network-modes.ts';
import { load, shown, shownUri } from './files.ts';
import type { Terminal } from './terminal.ts';
import { WriteError, writeNew } from './write-new.ts';

export interface AdviseOptions {
  /** Undefined: only the five situations are listed. */
  readonly mode: PairedMode | undefined;
  readonly given: GivenAnswers;
  /** The folder with what there is already; nothing is read without one. */
  readonly folder: string | undefined;
  readonly write: boolean;
}

/** Exit status: 0 done, 2 answers that make no set-up, something that cannot be read, or a file that would be changed. */
export async function runAdvise({ mode, given, folder, write }: AdviseOptions, terminal: Terminal): Promise<number> {
  if (mode === undefined) {
    terminal.print(situationsText());
    return 0;
  }
  const fail = (message: string): number => {
    terminal.error(`xen-config: ${printable(message)}\n`);
    return 2;
  };
  const workspace = new Workspace(() => defaultSettings);
  const at = resolve(terminal.cwd, folder ?? '.');
  if (folder !== undefined && existsSync(at) && !(await load(workspace, [at], terminal)).complete) return 2;
  const target = adviceTarget(undefined, URI.file(at).toString(), workspace);
  if (typeof target === 'string') return fail(target);
  const plan = planNetwork(completeAnswers({ ...given, mode }, target, workspace), target, workspace);
  if (typeof plan === 'string') return fail(plan);
  if (!write) {
    terminal.print(printableLines(planText(plan, workspace)));
    return 0;
  }
  const changed = plan.files.filter((file) => existsSync(pathOf(file)));
  if (changed.length > 0)
    return fail(
      `nothing was written: ${changed.map((file) => shownUri(file.uri, terminal.cwd)).join(', ')} ` +
        `${changed.length === 1 ? 'exists and would be changed' : 'exist and would be changed'}. ` +
        'Run the same without --write, with the folder behind it, to see the changes.',
    );
  try {
    writeNew(
      at,
      plan.files.map((file) => ({ path: pathOf(file), text: file.text ?? '' })),
    );
  } catch (error) {
    const place = error instanceof WriteError ? shown(error.path, terminal.cwd) : undefined;
    return fail(`nothing was written: ${place === undefined ? '' : `${place}: `}${reasonOf(error)}`);
  }
  terminal.print(printableLines(`${introText(plan)}${writtenText(plan, terminal.cwd)}${outroText(plan)}`));
  return 0;
}

function pathOf(file: PlannedFile): string {
  return URI.parse(file.uri).fsPath;
}

function situationsText(): string {
  const rows = networkSituations.map(
    ({ title, detail, mode }, index) => `  ${index + 1}  ${title} -> ${mode}\n     ${detail}\n`,
  );
  return `Which of these is yours? Say it with --situation N, or name a mode with --mode bridge|nat|route.\n\n${rows.join('')}`;
}

/** The whole plan for people: explanation, drawing, every file or its changed lines, commands, notes. */
function planText(plan: Plan, workspace: Workspace): string {
  const files = plan.files.map((file) => {
    const old = workspace.files.get(file.uri);
    const body = file.text ?? (old ? changedLines(old.text, changedText(old.text, file.edits)) : '');
    const head = file.text === undefined ? 'change' : 'new file';
    return `--- ${head}: ${file.path}\n    ${file.what}\n\n${body}${body.endsWith('\n') ? '' : '\n'}\n`;
  });
  const nothing = files.length === 0 ? 'The files are set up for this already.\n\n' : '';
  return `${introText(plan)}${nothing}${files.join('')}${outroText(plan)}`;
}

function introText({ title, why, answers }: Plan): string {
  return `${title}\n\n${why.join('\n')}\n\n${adviceLetters(answers)}\n\n`;
}

function writtenText({ files }: Plan, cwd: string): string {
  return files.length === 0
    ? 'The files are set up for this already.\n\n'
    : `Written:\n${files.map((file) => `  ${shownUri(file.uri, cwd)}\n`).join('')}\n`;
}

function outroText({ commands, notes }: Plan): string {
  const steps = commands.map(
    ({ title, why, lines }) => `${title}:\n  (${why})\n${lines.map((line) => `    ${line}\n`).join('')}\n`,
  );
  return `${steps.join('')}${notes.map((note) => `Note: ${note}\n`).join('')}`;
}
