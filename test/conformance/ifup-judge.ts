/**
 * Asks ifup what it makes of an interfaces file (`ifup -n --force` names the commands and runs none), and then the kernel
 * what it says to them: the `ip` commands, and the script of bridge-utils for bridges, run in a network namespace of their
 * own that has veth pairs for cards. Nothing of the host's network is touched. Only commands made of harmless characters
 * are run, without a shell's meaning for any of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND_OPTIONS, hookName } from '../../server/src/model/interfaces.ts';
import { parseInterfaces } from '../../server/src/syntax/interfaces/parser.ts';
import type { InterfacesStanza } from '../../server/src/syntax/interfaces/tree.ts';
import { interfacesOptions } from '../../server/src/xen/interfaces-options.ts';
import { byName } from '../../server/src/xen/row.ts';
import { CARDS } from './ifup-texts.ts';

/** What becomes of one iface stanza; lines are counted from 1. */
export interface StanzaAnswer {
  readonly name: string;
  readonly line: number;
  readonly end: number;
  /** The command that fails, and what it says. */
  readonly fails?: string;
  /** Lines whose value is in no command and in no script's hands. */
  readonly unused: readonly number[];
  /** The made-up host lacks its device, or another stanza has it already: the commands tell nothing. */
  readonly absent?: true;
  /** Whether `ifup -a` and udev leave it down. */
  readonly idle?: true;
}

export interface IfupAnswer {
  readonly text: string;
  readonly stanzas: readonly StanzaAnswer[];
  /** Names after `auto` of which ifup says that it knows no such interface. */
  readonly unknown: readonly string[];
}

const ENVIRONMENT = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' };
const KNOWN = byName(interfacesOptions);
const BRIDGE_SCRIPT = '/etc/network/if-pre-up.d/bridge';
/**
 * What the kernel of the judge lacks, and what says nothing of the file: devices that the made-up host has not. The timer
 * bridge_gcint is not asked for: brctl no longer knows it, says so, and goes on.
 */
const NOISE = /Operation not supported|^Waiting|^\s*$|addrgenmode/;

const ABSENT = /Cannot find device/;

/** What an alternative meets when the other one is up already. */
const TAKEN = /already a member|already assigned|File exists|is no port/;

/** The answers in the order of the texts; a string says why nobody answers. */
export function askIfup(texts: readonly string[]): IfupAnswer[] | string {
  const folder = mkdtempSync(join(tmpdir(), 'ifup-'));
  try {
    const probe = spawnSync('unshare', ['-nm', 'sh', '-c', 'mount -t sysfs sysfs /sys && ip link add probe0 type veth peer name probe1 && ip link add probe2 type bridge && ifup --version >/dev/null && test -x /sbin/brctl && test -f /etc/network/if-pre-up.d/bridge'], { encoding: 'utf8', env: ENVIRONMENT }); // biome-ignore format: one command
    if (probe.error || probe.status !== 0)
      return probe.stderr?.trim().split('\n')[0] || probe.error?.message || 'no ifup or no bridge-utils';
    return texts.map((text) => answerTo(text, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What ifup says about NAME, or with `-a` about what `auto` and `allow-hotplug` start. */
function ifup(folder: string, ...names: string[]): string {
  const args = ['-n', '-v', '--force', '--state-dir', folder, '-i', join(folder, 'interfaces'), ...names];
  return spawnSync('ifup', args, { encoding: 'utf8', env: ENVIRONMENT }).stderr;
}

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** The commands of each stanza of NAME, in their order; ifup may bring up the device below a VLAN before. */
function commandsOf(output: string, name: string): string[][] {
  const parts = output.split(/^ifup: configuring interface (.*?)=.*$/m).slice(1);
  return parts
    .filter((_, index) => index % 2 === 1 && parts[index - 1] === name)
    .map((part) => part.split('\n').map((line) => line.trim()));
}

/** The words of an `ip` command as the shell would hand them over; undefined for anything else. */
function ipWords(line: string): string[] | undefined {
  const plain = line.replace(/\s*2>\/dev\/null(?: \|\| true)?$/, '');
  if (!plain.startsWith('ip ') || /[^\w .:,/#+=\t-]/.test(plain)) return undefined;
  const words = plain.split(/\s+/);
  const comment = words.findIndex((word) => word.startsWith('#'));
  return comment < 0 ? words : words.slice(0, comment);
}

interface Plan {
  readonly stanza: InterfacesStanza;
  readonly commands: readonly string[];
  /** False where ifup stops at an earlier stanza of the name. */
  readonly reached: boolean;
}

function answerTo(text: string, folder: string): IfupAnswer {
  writeFileSync(join(folder, 'interfaces'), text);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const tree = parseInterfaces(text);
  const stanzas = tree.stanzas.filter(({ keyword }) => keyword.text === 'iface');
  const auto = ifup(folder, '-a');
  // udev asks only for what is there: a name after allow-hotplug that nothing describes is never asked for.
  const all = `${auto}${ifup(folder, '-a', '--allow', 'hotplug')}`;
  const started = new Set([...all.matchAll(/^ifup: configuring interface (\S+?)=/gm)].map((match) => match[1]));
  const unknown = [...new Set([...auto.matchAll(/unknown interface (\S+)/g)].map((match) => match[1] as string))];
  const isIdle = ({ stanza }: Plan): boolean => !started.has(stanza.args[0]?.text ?? '');
  const plans: Plan[] = [];
  for (const name of new Set(stanzas.map((stanza) => stanza.args[0]?.text ?? ''))) {
    const made = commandsOf(ifup(folder, name), name);
    for (const [index, stanza] of stanzas.filter((one) => one.args[0]?.text === name).entries())
      plans.push({ stanza, commands: made[index] ?? [], reached: index < made.length });
  }
  // What is brought up at boot comes first; the others are tried after it.
  plans.sort((a, b) => Number(isIdle(a)) - Number(isIdle(b)));
  const failures = run(plans, folder);
  const answers = plans.map((plan, index): StanzaAnswer => {
    const { stanza, commands, reached } = plan;
    const name = stanza.args[0]?.text ?? '';
    const failed = failures.get(index) ?? missingVariable(commands);
    // One that nobody starts at boot may be the alternative to another, which is up already.
    const isTaken = isIdle(plan) && TAKEN.test(failed ?? '');
    const absent = failed !== undefined && (isTaken || ABSENT.test(failed));
    const fails = absent ? undefined : failed;
    const unused = (reached ? unusedOptions(stanza, commands, fails) : []).map((option) => lineOf(option.offset));
    const last = stanza.options.at(-1) ?? stanza;
    return {
      name,
      line: lineOf(stanza.offset),
      end: lineOf(last.offset),
      ...(fails ? { fails } : {}),
      ...(absent ? { absent: true as const } : {}),
      unused,
      ...(started.has(name) ? {} : { idle: true as const }),
    };
  });
  return { text, stanzas: answers.sort((a, b) => a.line - b.line), unknown };
}

/** ifup stops where a method lacks a variable: it then names no command of its own. */
function missingVariable(commands: readonly string[]): string | undefined {
  return commands.find((line) => /^ifup: missing required/.test(line));
}

/** Options of ifupdown whose value is in no command, and bridge options where the script makes no bridge. */
function unusedOptions(stanza: InterfacesStanza, commands: readonly string[], fails: string | undefined) {
  const made = commands.join('\n');
  const isBridge = stanza.options.some((option) => hookName(option.name.text) === 'bridge_ports');
  return stanza.options.filter((option) => {
    const row = KNOWN.get(option.name.text) ?? KNOWN.get(hookName(option.name.text));
    // A name in no row is a slip of the texts: no script here reads it.
    if (!row) return !option.name.text.startsWith('dns-');
    if (row.reader === 'bridge-utils') return !isBridge;
    // `network` is calculated and stands in every old file; a DHCP client would take its options, and none is here.
    if (row.reader !== 'ifupdown' || COMMAND_OPTIONS.has(row.name) || row.name === 'description') return false;
    const pair = `${stanza.args[1]?.text}/${stanza.args[2]?.text}`;
    if (row.status === 'ignored' || (pair.endsWith('dhcp') && row.methods?.includes(pair))) return false;
    if (fails && missingVariable(commands)) return false;
    const words = option.words.map((word) => word.text);
    const value = (words[0] === 'ether' ? words[1] : words[0]) ?? '';
    return !isUsed(row.name, value, made);
  });
}

/** Whether a command holds the value, or what ifup makes of it. */
function isUsed(name: string, value: string, commands: string): boolean {
  const plain = value.split(/[/#]/, 1)[0] ?? '';
  if (name === 'netmask') return /ip (?:-6 )?addr add/.test(commands);
  if (name === 'broadcast') return commands.includes('broadcast ');
  if (name === 'hwaddress' && value === 'random') return /address [0-9a-f]{2}:/.test(commands);
  if (/^(?:dad|ll)-|^(?:accept_ra|autoconf|privext|preferred-lifetime)$/.test(name)) return /settle-dad|wait-for-ll6|accept_ra|autoconf|use_tempaddr|preferred_lft/.test(commands); // biome-ignore format: one line
  return commands.includes(plain);
}

/** Runs the commands in a network namespace; what failed, by the number of the plan. */
function run(plans: readonly Plan[], folder: string): Map<number, string> {
  const lines = ['mount -t sysfs sysfs /sys', 'ip link set lo up'];
  for (const [index, card] of CARDS.entries()) lines.push(`ip link add ${card} type veth peer name peer${index}`, `ip link set peer${index} up`); // biome-ignore format: one call
  for (const [index, { stanza, commands, reached }] of plans.entries()) {
    if (!reached) continue;
    lines.push('broken=');
    lines.push(...bridgeLines(stanza, index));
    for (const command of commands) {
      const words = ipWords(command);
      if (!words || words.includes('flush')) continue;
      const tolerant = command.includes('2>/dev/null');
      lines.push(`[ "$broken" ] || { said=$(${words.map(quote).join(' ')} 2>&1) || ${tolerant ? ':' : `{ broken=1; echo "FAILS ${index} "${quote(words.join(' '))}": $said" | head -1; }`}; }`); // biome-ignore format: one line of shell
    }
    const name = stanza.args[0]?.text ?? '';
    if (commands.some((command) => command.startsWith('ip link set')))
      lines.push(
        `[ "$broken" ] || [ ! -d /sys/class/net/${quote(name)} ] || ip -o link show dev ${quote(name)} up | grep -q . || echo "FAILS ${index} ${name} stays down"`,
      );
  }
  const script = join(folder, 'run.sh');
  writeFileSync(script, `${lines.join('\n')}\n`);
  const { stdout } = spawnSync('unshare', ['-nm', 'sh', script], {
    encoding: 'utf8',
    env: ENVIRONMENT,
    timeout: 30_000,
  });
  const failures = new Map<number, string>();
  for (const [, index, said] of stdout.matchAll(/^FAILS (\d+) (.*)$/gm))
    if (!failures.has(Number(index)) && !NOISE.test(said ?? '')) failures.set(Number(index), said ?? '');
  return failures;
}

/** The script of bridge-utils with the environment that ifup would give to it; each word of `bridge_ports` has to be a port then. */
function bridgeLines(stanza: InterfacesStanza, index: number): string[] {
  const ports = stanza.options.find((option) => hookName(option.name.text) === 'bridge_ports');
  const name = stanza.args[0]?.text ?? '';
  if (!ports) return [];
  const variables = stanza.options.map((option) => `IF_${hookName(option.name.text).toUpperCase()}=${quote(option.value)}`); // biome-ignore format: one call
  const given = [
    ...variables.filter((one) => !/^IF_BRIDGE_(?:MAXWAIT|WAITPORT|GCINT)=/.test(one)),
    'IF_BRIDGE_MAXWAIT=0',
  ];
  const lines = [
    `said=$(env MODE=start PHASE=pre-up IFACE=${quote(name)} ${given.join(' ')} timeout 10 sh ${BRIDGE_SCRIPT} 2>&1) || { broken=1; echo "FAILS ${index} bridge-utils: $said" | head -1; }`,
    `echo "$said" | grep -vE 'Operation not supported|^$|Waiting' | sed 's/^/FAILS ${index} bridge-utils: /'`,
  ];
  if (ports.value === 'none' || /\b(?:all|regex|noregex)\b/.test(ports.value)) return lines;
  for (const { text } of ports.words)
    lines.push(`[ -d /sys/class/net/${quote(name)}/brif/${quote(text)} ] || echo "FAILS ${index} ${text.replaceAll(/[^\w.,#/-]/g, '')} is no port of ${name}"`); // biome-ignore format: one line of shell
  return lines;
}
