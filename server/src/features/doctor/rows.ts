/** How rows of the troubleshooter are made: one maker for each verdict. */
import type { Dom0Output, Listing } from '../../syntax/dom0/facts.ts';
import type { DoctorConfig, DoctorPlace, DoctorRow } from './config.ts';

/** What is looked at: its name, the expectation, and where the configuration asks for it. */
export interface Subject {
  readonly check: string;
  readonly expected: string;
  readonly place: DoctorPlace | undefined;
}

/** Everything that a check reads. */
export interface Scene {
  readonly config: DoctorConfig;
  readonly shown: Dom0Output;
}

function row(
  subject: Subject,
  verdict: DoctorRow['verdict'],
  found: string,
  meaning: string,
  action: string,
): DoctorRow {
  const { check, expected, place } = subject;
  return { check, expected, found, verdict, meaning, action, file: place?.file ?? '', line: place?.line ?? 0 };
}

export function ok(subject: Subject, found: string, meaning = 'As it should be.'): DoctorRow {
  return row(subject, 'ok', found, meaning, '');
}

export function wrong(subject: Subject, found: string, meaning: string, action: string): DoctorRow {
  return row(subject, 'wrong', found, meaning, action);
}

export function unknown(subject: Subject, found: string, meaning: string, action = ''): DoctorRow {
  return row(subject, 'unknown', found, meaning, action);
}

/** The command that prints each listing. */
const COMMANDS: Readonly<Record<Listing, string>> = {
  devices: 'ifconfig or ip addr',
  routes: 'route -n or ip route',
  bridges: 'brctl show or bridge link',
  forward: 'iptables -L -n -v',
  nat: 'iptables -t nat -L -n -v',
  domains: 'xl list (xm list)',
  settings: 'sysctl -a',
};

/**
 * The row for something that is not there: `missing` when its listing is shown whole, `not-shown` when it is not.
 */
export function absent(
  subject: Subject,
  listing: Listing,
  { shown }: Scene,
  meaning: string,
  action: string,
): DoctorRow {
  if (shown.whole.has(listing)) return row(subject, 'missing', 'not there', meaning, action);
  return notShown(subject, COMMANDS[listing]);
}

export function notShown(subject: Subject, command: string): DoctorRow {
  return row(subject, 'not-shown', 'not shown', 'The output does not say.', `Add the output of ${command}.`);
}
