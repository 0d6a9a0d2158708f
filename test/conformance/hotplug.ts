/**
 * Holds what the product says of a vif against the packaged hotplug scripts themselves, run on a made-up host
 * (oracle/hotplug-run): a guest that a script tears down again, or that it leaves without a connection, gets at least a
 * warning; a guest that it connects gets none. Every script with every kind of guest, every form of `ip=`, of `vifname`
 * and of `bridge=`. What the scripts did is recorded in hotplug-answers.jsonl and cases-hotplug.jsonl, so that this part
 * needs no package; COUNT set-ups are asked anew. Run it with `node test/conformance/run.mjs hotplug [--count N] [--seed S]`.
 */
import { readFileSync } from 'node:fs';
import { defaultSettings } from '../../server/src/model/settings.ts';
import { Workspace } from '../../server/src/model/workspace.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import { askHotplug, type HotplugAnswer, type HotplugRequest, type Outcome, outcomeOf, requestsOf } from './hotplug-judge.ts'; // biome-ignore format: one import
import { hotplugSetups, KINDS, type Setup } from './hotplug-setups.ts';
import { cannotJudge, conclude, newTally, random, record, type Tally } from './judges.ts';
import { INSTALL } from './programs.ts';

const RELEASE = '4.17';

/** The interfaces file of each made-up host. */
const INTERFACES: Readonly<Record<Setup['host'], string>> = {
  plain:
    'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n    address 192.168.0.3/24\n    gateway 192.168.0.1\n',
  bridged:
    'auto lo\niface lo inet loopback\n\nauto xenbr0\niface xenbr0 inet static\n    address 192.168.0.3/24\n    gateway 192.168.0.1\n    bridge_ports eth0\n',
};

/** The vif as a cfg writes it. */
function spec({ script, vif, kind }: Setup): string {
  const mode = KINDS[kind];
  const words = [`script=${script}`, ...Object.entries(vif).map(([key, value]) => `${key}=${value}`)];
  return [...words, ...('type' in mode ? [`type=${mode.type}`] : [])].join(',');
}

interface Found extends Diagnosis {
  /** The text that the finding points at. */
  readonly at: string;
}

/** All findings about the guest, asked as the command line asks. */
function findings(setup: Setup): Found[] {
  const settings = { ...defaultSettings, toolstack: 'xl', version: RELEASE } as const;
  const workspace = new Workspace(() => settings);
  const uri = 'file:///host/etc/xen/web.cfg';
  const text = `${KINDS[setup.kind].head}vif = [ '${spec(setup)}' ]\n`;
  workspace.set('file:///host/etc/network/interfaces', 'xen-interfaces', INTERFACES[setup.host], 0);
  workspace.set(uri, 'xen-cfg', text, 0);
  const file = workspace.files.get(uri);
  if (!file) throw new Error('the workspace lost a file');
  return check(file, contextFor(file, workspace)).map((one) => ({
    ...one,
    at: text.slice(one.span.offset, one.span.end),
  }));
}

/** What is said of the address plan or of a release: true, and no matter of the script. */
const ELSEWHERE = new Set(['guest-has-dom0-address', 'nat-vif-in-lan', 'vif-ip-outside-subnet', 'vif-ip-reserved', 'malformed-vlan', 'vlan-without-effect', 'word-too-new']); // biome-ignore format: one list

/** Keys that a script does not look at: that they are dropped is worth a warning although the vif comes up. */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  'vif-bridge': ['ip', 'gatewaydev'],
  'vif-openvswitch': ['ip', 'gatewaydev'],
  'vif-route': ['bridge'],
  'vif-nat': ['bridge', 'gatewaydev'],
};

function judge(setup: Setup, ends: Outcome, why: unknown, tally: Tally): void {
  const loud = findings(setup).filter((one) => one.severity === 'error' || one.severity === 'warning');
  const warned = loud.filter((one) => !ELSEWHERE.has(one.code));
  const unread = UNREAD[setup.script] ?? [];
  const dropped = unread.some((key) => setup.vif[key] !== undefined);
  const text = `${setup.kind} on ${setup.host}: ${spec(setup)}`;
  if (ends !== 'up') record(tally, warned.length > 0 ? 'agree' : 'misses', text, [ends, why]);
  else if (warned.length === 0 || dropped) record(tally, 'agree', text, why);
  else record(tally, 'falseAlarms', text, warned.map((one) => [one.code, one.message])); // biome-ignore format: one decision a line
}

interface Recorded extends HotplugRequest {
  readonly id: string;
  readonly answers: Readonly<Record<string, HotplugAnswer>>;
}

/** The recorded set-ups that a guest's file and an interfaces file can describe, and every generated one. */
function judgeRecorded(): Tally[] {
  const cases = newTally('hotplug scripts, recorded cases');
  for (const line of readFileSync('test/conformance/cases-hotplug.jsonl', 'utf8').trim().split('\n')) {
    const { script, command, vif = {}, dom0 = {}, args, answers }: Recorded = JSON.parse(line);
    const { type_if: type, ...words } = vif;
    const hosts = Object.keys(dom0).filter((key) => key !== 'ovs' && key !== 'mtu');
    const answer = answers[RELEASE];
    // A comma would end the value for xl; `domain` is written by the toolstack; the other hosts are no matter of two files.
    const foreign = Object.entries(words).some(([key, value]) => key === 'domain' || value.includes(','));
    if (!script.startsWith('vif-') || command || args || hosts.length > 0 || foreign || !answer) continue;
    if (words.bridge === undefined && script === 'vif-bridge') continue;
    // No file tells which bridges Open vSwitch has, and xl fills in xenbr0 where the cfg names none.
    if (script === 'vif-openvswitch' && !words.bridge?.startsWith('ovsbr0')) continue;
    const kind = type ? 'hvm' : 'pv';
    const host = script === 'vif-bridge' ? 'bridged' : 'plain';
    if (words.bridge === 'br9' || words.gatewaydev === 'eth7') continue;
    judge({ script, host, kind, vif: words }, outcomeOf({ script, vif: words }, [answer]), answer.messages, cases);
  }
  const generated = newTally('hotplug scripts, recorded set-ups');
  for (const line of readFileSync('test/conformance/hotplug-answers.jsonl', 'utf8').trim().split('\n')) {
    const { outcome, why, ...setup }: Setup & { outcome: Outcome; why?: string } = JSON.parse(line);
    judge(setup, outcome, why, generated);
  }
  return [cases, generated];
}

function judgeLive(count: number, seed: number): Tally | string {
  const next = random(seed);
  const shuffled = hotplugSetups()
    .map((setup) => ({ setup, at: next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count);
  const asked = shuffled.map(({ setup }) => ({ setup, requests: requestsOf(setup) }));
  const answers = askHotplug(asked.flatMap(({ requests }) => requests));
  if (typeof answers === 'string') return answers;
  const tally = newTally('hotplug scripts, asked anew');
  let at = 0;
  for (const { setup, requests } of asked) {
    const mine = answers.slice(at, at + requests.length);
    at += requests.length;
    judge(setup, outcomeOf(setup, mine), mine.flatMap(({ messages }) => messages), tally); // biome-ignore format: one call
  }
  return tally;
}

function main(): void {
  const recorded = judgeRecorded();
  const live = judgeLive(Number(process.argv[2] ?? 100), Number(process.argv[3] ?? 1));
  if (typeof live === 'string') cannotJudge('the hotplug scripts', live, INSTALL.hotplug, recorded);
  else conclude([...recorded, live]);
}

main();
