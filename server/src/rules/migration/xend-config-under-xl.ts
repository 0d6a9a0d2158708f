import { defineRule } from '../rule.ts';
import { rowOf } from '../xend/options.ts';

export default defineRule({
  code: 'xend-config-under-xl',
  area: 'migration',
  severity: 'information',
  title: 'xl does not read xend-config.sxp',
  explanation:
    'xend is gone since Xen 4.5, and xl never reads its file: no network script is run and no memory limit holds. The bridge, forwarding or ' +
    'NAT of the host belong into the distribution’s own network configuration, and what is left of the defaults into `/etc/xen/xl.conf`.',
  examples: [
    {
      toolstack: 'xl',
      bad: { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n' },
      good: { 'xend-config.sxp': '#(network-script network-bridge)\n#(vif-script vif-bridge)\n' },
    },
  ],
  languages: ['xend-sxp'],
  *check(file, { settings }) {
    const first = file.facts.xend ? file.facts.options.find((option) => rowOf.has(option.name)) : undefined;
    if (settings.toolstack !== 'xl' || !first) return;
    yield {
      span: { offset: first.offset, end: first.end },
      message:
        'xl never reads this file and never touches the network of the host: set the bridge or the routing up in /etc/network/interfaces, ' +
        'and the defaults in xl.conf.',
    };
  },
});
