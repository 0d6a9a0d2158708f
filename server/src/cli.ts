/** The command line: the same engine as the editor's, for terminals, scripts and CI. */

import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { runAdvise } from './cli/advise.ts';
import { runCheck } from './cli/check.ts';
import { runDiagram } from './cli/diagram.ts';
import { runDoctor } from './cli/doctor.ts';
import { runExplain } from './cli/explain.ts';
import { runRules } from './cli/rules.ts';
import type { Terminal } from './cli/terminal.ts';
import { readGuests } from './features/network-advisor/validate.ts';
import { reasonOf } from './folder-reader.ts';
import { startNodeServer } from './node-server.ts';
import { printable } from './syntax/printable.ts';
import { networkSituations, type PairedMode } from './xen/network-modes.ts';
import { compareReleases } from './xen/releases.ts';

/** How each command is called, and what it does. */
const USAGE = {
  check: {
    call: 'check PATH… [--format text|json] [--toolstack auto|xl|xm] [--xen-version X.Y]',
    about: `Checks files, and all Xen files below folders; what is named together is one workspace.
      Exit status: 0 nothing at or above warning, 1 findings, 2 wrong use, nothing to check, or input that could not be
      read or checked.`,
  },
  doctor: {
    call: 'doctor --config DIR OUTPUT… [--format text|json|markdown]',
    about: `Compares what dom0 shows (ifconfig, ip, route, brctl, iptables, xl list … in any mix) with the files in DIR.
      Exit status: 0 nothing wrong or missing, 1 something is, 2 wrong use or unreadable input.`,
  },
  diagram: {
    call: 'diagram PATH… [--format svg|mermaid] [--host NAME] [--toolstack auto|xl|xm] [--xen-version X.Y]',
    about: `Draws the network that the files describe. Where they describe several hosts, --host chooses one.
      Exit status: 0 drawn, 2 nothing to draw, wrong use or unreadable input.`,
  },
  advise: {
    call: `advise [FOLDER] [--situation 1-5 | --mode bridge|nat|route] [--toolstack xl|xm] [--guest NAME[=ADDRESS] …]
                    [--lan CIDR] [--gateway ADDRESS] [--dom0 ADDRESS|dhcp] [--card DEVICE] [--bridge NAME]
                    [--subnet CIDR] [--guest-gateway ADDRESS] [--write FOLDER]`,
    about: `Explains the network mode for a situation (lists the five when none is named) and shows every file and command that
      it takes; what is not given comes from the files in FOLDER. Only --write writes, new files below the folder it
      names, all of them or none; it changes no file that exists.
      Exit status: 0 done, 2 wrong use, answers that make no set-up, or files in the way.`,
  },
  rules: { call: 'rules [--format text|json]', about: 'Lists every code with its area, severity and title.' },
  explain: {
    call: 'explain CODE',
    about: 'Prints what a code means, with examples and fixes. Exit status: 2 for a code that does not exist.',
  },
  lsp: { call: 'lsp --stdio', about: 'Starts the language server for an editor.' },
} as const;

type Command = keyof typeof USAGE;

function usageText(): string {
  const commands = Object.values(USAGE).map(({ call, about }) => `  xen-config ${call}\n      ${about}\n`);
  return `xen-config: checks the configuration files of Xen hosts and guests\n\n${commands.join('')}  xen-config --version\n`;
}

/** What was wrong, and how the command is called; the whole usage is more than anybody reads behind an error. */
function usageError(message: string, command: string | undefined): string {
  const call =
    command !== undefined && Object.hasOwn(USAGE, command)
      ? USAGE[command as Command].call
      : `COMMAND …, with one of the commands ${Object.keys(USAGE).join(', ')}`;
  return `xen-config: ${message}\nusage: xen-config ${call}\n"xen-config --help" says more.\n`;
}

class UsageError extends Error {}

/**
 * Runs one command; gives the exit status, or undefined when the program goes on by itself (the language server). Whatever
 * goes wrong is told in a line and gives status 2: 1 means findings.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number | undefined> {
  const [command, ...rest] = args;
  try {
    return await run(command, rest, terminal);
  } catch (error) {
    terminal.error(
      error instanceof UsageError
        ? usageError(printable(error.message), command)
        : `xen-config: ${command} failed: ${printable(reasonOf(error))}`,
    );
    return 2;
  }
}

async function run(command: string | undefined, rest: string[], terminal: Terminal): Promise<number | undefined> {
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (options.includes('--help') || options.includes('-h')) {
    terminal.print(usageText());
    return 0;
  }
  switch (command) {
    case 'advise':
      return advise(rest, terminal);
    case 'check':
      return check(rest, terminal);
    case 'doctor':
      return doctor(rest, terminal);
    case 'diagram':
      return diagram(rest, terminal);
    case 'rules': {
      const { values } = parse(rest, { format: { type: 'string', default: 'text' } });
      return runRules(oneOf('format', values.format, ['text', 'json']), terminal);
    }
    case 'explain': {
      const { positionals } = parse(rest, {}, true);
      const [code] = positionals;
      if (code === undefined || positionals.length > 1) throw new UsageError('explain wants one code');
      return runExplain(code, terminal);
    }
    case 'lsp':
      startServer(rest, terminal);
      return undefined;
    case 'help':
    case '--help':
    case '-h':
      terminal.print(usageText());
      return 0;
    case '--version':
    case '-V':
      terminal.print(`xen-config ${manifest.version}\n`);
      return 0;
    default:
      throw new UsageError(command === undefined ? 'a command is missing' : `there is no command "${command}"`);
  }
}

/** Starts the language server on the channel that is named; one that nobody listens on is told in a line. */
function startServer(args: readonly string[], terminal: Terminal): void {
  const channel = args.find((argument) => /^--(?:stdio$|node-ipc$|socket=|pipe=)/.test(argument));
  if (channel === undefined) throw new UsageError('lsp wants to know how it is talked to: --stdio');
  const port = /^--socket=(.*)$/.exec(channel)?.[1];
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536))
    throw new UsageError(`--socket wants the number of a port, and "${port}" is none`);
  if (channel === '--node-ipc' && !process.send)
    throw new UsageError('--node-ipc is for a program that starts this one by fork');
  // The connection swallows the error; the program then ends because nothing is left to wait for.
  process.once('beforeExit', () => {
    terminal.error(`xen-config: there is no connection on ${channel.slice(2)}`);
    process.exitCode = 2;
  });
  startNodeServer();
}

function check(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(
    args,
    {
      format: { type: 'string', default: 'text' },
      toolstack: { type: 'string', default: 'auto' },
      'xen-version': { type: 'string', default: 'newest' },
    },
    true,
  );
  if (positionals.length === 0) throw new UsageError('check wants the files or folders to look at');
  return runCheck(
    {
      paths: positionals,
      format: oneOf('format', values.format, ['text', 'json']),
      toolstack: oneOf('toolstack', values.toolstack, ['auto', 'xl', 'xm']),
      version: release(values['xen-version']),
    },
    terminal,
  );
}

function advise(args: string[], terminal: Terminal): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parse(
    args,
    {
      ...{ situation: text, mode: text, toolstack: text, lan: text, gateway: text, dom0: text, card: text },
      ...{ bridge: text, subnet: text, 'guest-gateway': text, write: text },
      guest: { type: 'string', multiple: true },
    },
    true,
  );
  const said = (name: string): string | undefined => values[name] as string | undefined;
  if (positionals.length > (said('write') === undefined ? 1 : 0))
    throw new UsageError('advise wants one folder at most');
  const toolstack = said('toolstack') && oneOf('toolstack', said('toolstack'), ['xl', 'xm']);
  const guests = ((values.guest as string[] | undefined) ?? []).flatMap(readGuests);
  const given = {
    ...(toolstack ? { toolstack } : {}),
    ...(guests.length > 0 ? { guests } : {}),
    ...Object.fromEntries(
      ['lan', 'gateway', 'dom0', 'card', 'bridge', 'subnet', 'guest-gateway'].flatMap((name) =>
        said(name) === undefined ? [] : [[name === 'guest-gateway' ? 'guestGateway' : name, said(name)]],
      ),
    ),
  };
  const folder = said('write') ?? positionals[0];
  const mode = adviceMode(said('situation'), said('mode'));
  return runAdvise({ mode, given, folder, write: said('write') !== undefined }, terminal);
}

function adviceMode(situation: string | undefined, mode: string | undefined): PairedMode | undefined {
  if (situation !== undefined && mode !== undefined)
    throw new UsageError('--situation and --mode say the same, give one of them');
  if (mode !== undefined) return oneOf('mode', mode, ['bridge', 'nat', 'route']);
  if (situation === undefined) return undefined;
  oneOf(
    'situation',
    situation,
    networkSituations.map((_, index) => String(index + 1)),
  );
  return networkSituations[Number(situation) - 1]?.mode;
}

function doctor(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(
    args,
    { config: { type: 'string' }, format: { type: 'string', default: 'text' } },
    true,
  );
  if (typeof values.config !== 'string')
    throw new UsageError('doctor wants the folder of the configuration: --config DIR');
  if (positionals.length === 0) throw new UsageError('doctor wants at least one file with output of dom0');
  const format = oneOf('format', values.format, ['text', 'json', 'markdown']);
  return runDoctor({ config: values.config, outputs: positionals, format }, terminal);
}

function diagram(args: string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(
    args,
    {
      format: { type: 'string', default: 'svg' },
      host: { type: 'string' },
      toolstack: { type: 'string', default: 'auto' },
      'xen-version': { type: 'string', default: 'newest' },
    },
    true,
  );
  if (positionals.length === 0) throw new UsageError('diagram wants the files or folders to draw');
  return runDiagram(
    {
      paths: positionals,
      format: oneOf('format', values.format, ['svg', 'mermaid']),
      host: values.host === undefined ? undefined : String(values.host),
      toolstack: oneOf('toolstack', values.toolstack, ['auto', 'xl', 'xm']),
      version: release(values['xen-version']),
    },
    terminal,
  );
}

/** The release that the host runs: `newest`, or the number of one with a toolstack that is known here. */
function release(value: unknown): string {
  const text = String(value);
  if (text === 'newest' || (/^\d{1,2}\.\d{1,3}(?:\.\d{1,3})?$/.test(text) && compareReleases(text, '3.0') >= 0))
    return text;
  throw new UsageError(`--xen-version wants a release of Xen such as 4.17, or newest, and "${text}" is none`);
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options'];

function parse(
  args: string[],
  options: Options,
  allowPositionals = false,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args, options, allowPositionals }) as { values: Record<string, unknown>; positionals: string[] };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function oneOf<const W extends string>(name: string, value: unknown, words: readonly W[]): W {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new UsageError(`--${name} is one of ${words.join(', ')}`);
  return found;
}

let hasFailed = false;

/** What is printed may not get anywhere: the disk is full, or whoever read it stopped. It is told once, and is no success. */
function failOnOutput(error: NodeJS.ErrnoException): void {
  process.exitCode = 2;
  if (hasFailed) return;
  hasFailed = true;
  process.stderr.write(`xen-config: the output could not be written: ${reasonOf(error)}\n`);
}

process.stdout.on('error', failOnOutput);
// There is nowhere left to tell it.
process.stderr.on('error', () => {
  process.exitCode = 2;
});

/** The folder that relative paths start from; one that was deleted has none. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

async function start(): Promise<void> {
  const cwd = workingFolder();
  const error = (text: string): unknown => process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
  if (cwd === undefined) {
    error('xen-config: the working folder does not exist any more: change to one that does');
    process.exitCode = 2;
    return;
  }
  const status = await main(process.argv.slice(2), { cwd, print: (text) => process.stdout.write(text), error });
  if (status !== undefined) process.exitCode = hasFailed ? 2 : status;
}

void start();
