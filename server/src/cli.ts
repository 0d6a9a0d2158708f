/** The command line: the same engine as the editor's, for terminals, scripts and CI. */
import { parseArgs } from 'node:util';
import { runAdvise } from './cli/advise.ts';
import { runCheck } from './cli/check.ts';
import { runDiagram } from './cli/diagram.ts';
import { runDoctor } from './cli/doctor.ts';
import { runExplain } from './cli/explain.ts';
import { runRules } from './cli/rules.ts';
import type { Terminal } from './cli/terminal.ts';
import { readGuests } from './features/network-advisor/validate.ts';
import { startNodeServer } from './node-server.ts';
import { networkSituations, type PairedMode } from './xen/network-modes.ts';

const USAGE = `xen-config: checks the configuration files of Xen hosts and guests

  xen-config check PATH… [--format text|json] [--toolstack auto|xl|xm] [--xen-version X.Y]
      Checks files, and all Xen files below folders; what is named together is one workspace.
      Exit status: 0 nothing at or above warning, 1 findings, 2 wrong use or unreadable input.
  xen-config doctor --config DIR OUTPUT… [--format text|json|markdown]
      Compares what dom0 shows (ifconfig, ip, route, brctl, iptables, xl list … in any mix) with the files in DIR.
      Exit status: 0 nothing wrong or missing, 1 something is, 2 wrong use or unreadable input.
  xen-config diagram PATH… [--format svg|mermaid] [--host NAME] [--toolstack auto|xl|xm] [--xen-version X.Y]
      Draws the network that the files describe. Where they describe several hosts, --host chooses one.
      Exit status: 0 drawn, 2 nothing to draw, wrong use or unreadable input.
  xen-config advise [FOLDER] [--situation 1-5 | --mode bridge|nat|route] [--toolstack xl|xm] [--guest NAME[=ADDRESS] …]
                    [--lan CIDR] [--gateway ADDRESS] [--dom0 ADDRESS|dhcp] [--card DEVICE] [--bridge NAME]
                    [--subnet CIDR] [--guest-gateway ADDRESS] [--write FOLDER]
      Explains the network mode for a situation (lists the five when none is named) and shows every file and command that
      it takes; what is not given comes from the files in FOLDER. Only --write writes, new files below the folder it
      names; it changes no file that exists.
      Exit status: 0 done, 2 wrong use, answers that make no set-up, or files in the way.
  xen-config rules [--format text|json]
      Lists every code with its area, severity and title.
  xen-config explain CODE
      Prints what a code means, with examples and fixes. Exit status: 2 for a code that does not exist.
  xen-config lsp --stdio
      Starts the language server for an editor.
`;

class UsageError extends Error {}

/** Runs one command; gives the exit status, or undefined when the program goes on by itself (the language server). */
export function main(args: readonly string[], terminal: Terminal): number | Promise<number> | undefined {
  const [command, ...rest] = args;
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (options.includes('--help') || options.includes('-h')) {
    terminal.print(USAGE);
    return 0;
  }
  try {
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
        if (!rest.some((argument) => /^--(?:stdio|node-ipc|socket=|pipe=)/.test(argument))) {
          throw new UsageError('lsp wants to know how it is talked to: --stdio');
        }
        startNodeServer();
        return undefined;
      case 'help':
      case '--help':
      case '-h':
        terminal.print(USAGE);
        return 0;
      default:
        throw new UsageError(command === undefined ? 'a command is missing' : `there is no command "${command}"`);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.error(`xen-config: ${error.message}\n\n${USAGE}`);
    return 2;
  }
}

function check(args: string[], terminal: Terminal): number {
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
      version: String(values['xen-version']),
    },
    terminal,
  );
}

function advise(args: string[], terminal: Terminal): number {
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

function doctor(args: string[], terminal: Terminal): number {
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
      version: String(values['xen-version']),
    },
    terminal,
  );
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

// Whoever reads the output may stop early (head, less): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const status = main(process.argv.slice(2), {
  cwd: process.cwd(),
  print: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
});
void Promise.resolve(status).then((code) => {
  if (code !== undefined) process.exitCode = code;
});
