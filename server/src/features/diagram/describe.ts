/** The words that go with an element: what is read out, what is shown when one points at it. */
import type { Severity } from '../../model/settings.ts';
import type { ElementFinding, ElementKind, GraphElement } from './types.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The worst severity among findings; undefined without any. */
export function severest(findings: readonly ElementFinding[]): Severity | undefined {
  return SEVERITIES.find((severity) => findings.some((one) => one.severity === severity));
}

const KIND_NAMES: Readonly<Record<ElementKind, string>> = {
  network: 'Outside network',
  gateway: 'Gateway',
  host: 'Host',
  device: 'Network device of dom0',
  bridge: 'Bridge',
  nat: 'Way out',
  router: 'Way through dom0',
  script: 'Script',
  unknown: 'Connection',
  subnet: 'Guest network',
  guest: 'Guest',
  vif: 'Network card',
};

export function kindName(one: GraphElement): string {
  return KIND_NAMES[one.kind];
}

/** `Guest web01, PV, 1 finding`: the name for a screen reader. */
export function spokenName(one: GraphElement): string {
  const count = one.findings.length;
  const found = count === 0 ? [] : [`${count} finding${count > 1 ? 's' : ''}: ${one.findings[0]?.message ?? ''}`];
  return [`${kindName(one)} ${one.label}`, ...(one.detail ? [one.detail] : []), ...found].join(', ');
}

/** One line each: what it is, its facts, its findings. */
export function factLines(one: GraphElement): string[] {
  return [
    `${kindName(one)} ${one.label}`,
    ...one.facts.map((fact) => `${fact.name}: ${fact.value}`),
    ...one.findings.map((finding) => `${finding.severity}: ${finding.message}`),
  ];
}
