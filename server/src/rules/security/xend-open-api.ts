import type { SxpFile } from '../../model/source-file.ts';
import { usedOption, usedText } from '../../model/xend.ts';
import { textOf } from '../../syntax/sxp/tree.ts';
import { xendTrueWords } from '../../xen/xend-options.ts';
import { replace } from '../edits.ts';
import { defineRule, type Finding } from '../rule.ts';

const LOCAL = /^(?:localhost|127\.[0-9.]+)$/;

export default defineRule({
  code: 'open-xend-api',
  area: 'security',
  severity: 'warning',
  title: 'xend takes orders over the network without a login',
  explanation:
    'The Xen-API listeners of `xen-api-server` check a login only with the word `pam`: `none`, no word at all or a misspelt one (from 3.1 ' +
    'on) mean that everybody who reaches the port rules the host. The older XML-RPC server over TCP checks no login at all and is safe ' +
    'only on localhost; an empty address stands for every interface.',
  examples: [
    {
      bad: { 'xend-config.sxp': '(xen-api-server ((9363 none) (unix none)))\n' },
      good: { 'xend-config.sxp': "(xen-api-server ((localhost:9363 pam '^localhost$') (unix none)))\n" },
      fixed: { 'xend-config.sxp': '(xen-api-server ((9363 pam) (unix none)))\n' },
    },
    {
      bad: { 'xend-config.sxp': "(xend-tcp-xmlrpc-server yes)\n(xend-tcp-xmlrpc-server-address '')\n" },
      good: { 'xend-config.sxp': '(xend-tcp-xmlrpc-server yes)\n(xend-tcp-xmlrpc-server-address localhost)\n' },
      fixed: { 'xend-config.sxp': '(xend-tcp-xmlrpc-server yes)\n(xend-tcp-xmlrpc-server-address localhost)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file) {
    if (!file.facts.xend) return;
    yield* apiListeners(file);
    yield* xmlRpc(file);
  },
});

/** Entries `(PORT none …)` and `(ADDRESS:PORT none …)` of xen-api-server that others can reach. */
function* apiListeners(file: SxpFile): Generator<Finding> {
  const list = usedOption(file.facts, 'xen-api-server')?.value;
  if (list?.kind !== 'list') return;
  for (const entry of list.items) {
    if (entry.kind !== 'list') continue;
    const [listener, login, hosts] = entry.items;
    const where = textOf(listener);
    if (!where || !/^(?:[^:]*:)?[0-9]+$/.test(where) || textOf(login) === 'pam') continue;
    const address = where.includes(':') ? where.slice(0, where.indexOf(':')) : '';
    // Only the hosts of the third word may connect: a list narrows the damage down, and is a choice.
    if (LOCAL.test(address) || (textOf(hosts) ?? '') !== '') continue;
    const word = textOf(login);
    yield {
      span: { offset: entry.offset, end: entry.end },
      message:
        `Everybody who reaches port ${where.slice(where.indexOf(':') + 1)} rules this host: ${word === undefined || word === 'none' ? 'there is no login' : `${word} is not a login that xend knows, which means none`}. ` +
        'Use pam with a list of hosts, or bind it to localhost.',
      fixes: () =>
        login && word !== undefined
          ? [{ title: 'Demand a login (pam)', edits: [replace(file, login, 'pam')], preferred: true }]
          : [],
    };
  }
}

function* xmlRpc(file: SxpFile): Generator<Finding> {
  const { facts } = file;
  const option = usedOption(facts, 'xend-tcp-xmlrpc-server-address');
  const { value } = option ?? {};
  const on = xendTrueWords.includes((usedText(facts, 'xend-tcp-xmlrpc-server') ?? '').toLowerCase());
  if (!on || !option || !value || value.kind === 'list' || LOCAL.test(value.value)) return;
  yield {
    span: { offset: option.offset, end: option.end },
    message:
      `The XML-RPC server checks no login, and ${value.value === '' ? 'an empty address opens it on every interface' : `${value.value} is reachable from other hosts`}: ` +
      'everybody who reaches it rules this host. Bind it to localhost.',
    fixes: () => [{ title: 'Bind it to localhost', edits: [replace(file, value, 'localhost')], preferred: true }],
  };
}
