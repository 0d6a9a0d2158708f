/** What xend-config.sxp files say that people get wrong, and what is found in them. */
import type { QaCase } from './case.ts';

export const sxpCases: readonly QaCase[] = [
  [
    '# host (vif-script vif-bridge) (network-script network-nat dhcp=yes) (vi',
    {
      'xend-config.sxp':
        '# host\n(vif-script vif-bridge)\n(network-script network-nat dhcp=yes)\n(vif-script vif-nat)\n',
    },
    [
      'xend-config.sxp:2: warning: network-mode-mismatch',
      'xend-config.sxp:3: warning: unquoted-script-arguments',
      'xend-config.sxp:4: warning: duplicate-network-script',
    ],
  ],
  [
    '(network-script   network-route   netdev=eth2 ) (vif-script vif-route)',
    { 'xend-config.sxp': '(network-script   network-route   netdev=eth2 )\n(vif-script vif-route)\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    "(vif-script vif-nat dhcp=yes) (network-script 'network-nat dhcp=yes')",
    { 'xend-config.sxp': "(vif-script vif-nat dhcp=yes)\n(network-script 'network-nat dhcp=yes')\n" },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(network-script network-bridge bridge=xenbr0 netdev=eth0 antispoof=no) (',
    {
      'xend-config.sxp':
        '(network-script network-bridge bridge=xenbr0 netdev=eth0 antispoof=no)\n(vif-script vif-bridge)\n',
    },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    "(network-script network-bridge 'netdev=eth1') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script network-bridge 'netdev=eth1')\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(network-script "network-bridge" netdev=eth1) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script "network-bridge" netdev=eth1)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(network-script    network-bridge    netdev=eth1) (vif-script vif-bridge',
    { 'xend-config.sxp': '(network-script\n   network-bridge\n   netdev=eth1)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:3: warning: unquoted-script-arguments'],
  ],
  [
    "(network-script 'network-bridge netdev=eth1') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1')\r\n(vif-script vif-bridge)\r\n" },
    [],
  ],
  [
    '(network-script network-bridge netdev=eth1) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge netdev=eth1)\r\n(vif-script vif-bridge)\r\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(network-script network-bridge-wrapper) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge-wrapper)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    '(network-script my-network eth0 eth1) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script my-network eth0 eth1)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(xend-relocation-hosts-allow ^localhost· ^host2·)',
    { 'xend-config.sxp': '(xend-relocation-hosts-allow ^localhost$ ^host2$)\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(xend-port 8000 8001)',
    { 'xend-config.sxp': '(xend-port 8000 8001)\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(dom0-min-mem 196 MB)',
    { 'xend-config.sxp': '(dom0-min-mem 196 MB)\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(xend-unix-server yes) (xend-relocation-server no # x (network-script ne',
    {
      'xend-config.sxp':
        '(xend-unix-server yes)\n(xend-relocation-server no\n\n# x\n(network-script network-bridge)\n(vif-script vif-bridge)\n(dom0-min-mem 196)\n',
    },
    ['xend-config.sxp:2: error: unclosed-form'],
  ],
  [
    "(network-script 'network-bridge netdev=eth1' (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1'\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: error: unclosed-form'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge',
    { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge\n' },
    ['xend-config.sxp:2: error: unclosed-form'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge (2)',
    { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge' },
    ['xend-config.sxp:2: warning: dropped-form'],
  ],
  [
    "(xen-api-server ((9363 pam '^localhost·') (unix none)) (network-script n",
    {
      'xend-config.sxp':
        "(xen-api-server ((9363 pam '^localhost$') (unix none))\n(network-script network-bridge)\n(vif-script vif-bridge)\n",
    },
    ['xend-config.sxp:1: error: unclosed-form'],
  ],
  [
    '(network-script network-bridge)) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge))\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: bracket-without-form'],
  ],
  [
    ')(network-script network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': ')(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: bracket-without-form'],
  ],
  [
    '(network-script network-bridge (vif-script vif-bridge) (dom0-min-mem 196',
    {
      'xend-config.sxp': '(network-script network-bridge\n(vif-script vif-bridge)\n(dom0-min-mem 196\n(dom0-cpus 0)\n',
    },
    ['xend-config.sxp:1: error: unclosed-form', 'xend-config.sxp:3: error: unclosed-form'],
  ],
  [
    '(network-script network-bridge netdev=eth1) (network-script network-nat)',
    {
      'xend-config.sxp':
        '(network-script network-bridge netdev=eth1)\n(network-script network-nat)\n(dom0_min_mem 4)\n(vif-script vif-bridge)\n',
    },
    [
      'xend-config.sxp:1: warning: unquoted-script-arguments',
      'xend-config.sxp:2: warning: duplicate-network-script',
      'xend-config.sxp:3: warning: unknown-xend-option',
    ],
  ],
  [
    '(network-script network-bridge) # ok (vif-script vif-bridge # for all) (',
    {
      'xend-config.sxp':
        '(network-script network-bridge) # ok\n(vif-script vif-bridge # for all)\n(dom0-min-mem 256)\n',
    },
    ['xend-config.sxp:2: error: bracket-in-comment'],
  ],
  [
    '(network-script network-bridge#default) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge#default)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: bracket-in-comment'],
  ],
  [
    '(dom0-min-mem 256 #MB)',
    { 'xend-config.sxp': '(dom0-min-mem 256 #MB)\n' },
    ['xend-config.sxp:1: error: bracket-in-comment'],
  ],
  [
    '(dom0-min-mem 256 # a (small) value) (vif-script vif-bridge) (network-sc',
    {
      'xend-config.sxp':
        '(dom0-min-mem 256 # a (small) value)\n(vif-script vif-bridge)\n(network-script network-bridge)\n',
    },
    ['xend-config.sxp:1: error: bracket-in-comment'],
  ],
  [
    '(vncpasswd abc#def) (network-script network-bridge) (vif-script vif-brid',
    { 'xend-config.sxp': '(vncpasswd abc#def)\n(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: bracket-in-comment'],
  ],
  [
    "(vncpasswd 'abc#def') (network-script network-bridge) (vif-script vif-br",
    { 'xend-config.sxp': "(vncpasswd 'abc#def')\n(network-script network-bridge)\n(vif-script vif-bridge)\n" },
    [],
  ],
  [
    ';(network-script network-route) (network-script network-bridge) (vif-scr',
    {
      'xend-config.sxp': ';(network-script network-route)\n(network-script network-bridge)\n(vif-script vif-bridge)\n',
    },
    [
      'xend-config.sxp:1: warning: semicolon-comment',
      'xend-config.sxp:2: warning: duplicate-network-script',
      'xend-config.sxp:3: warning: network-mode-mismatch',
    ],
  ],
  [
    ';; xend host ;; settings (network-script network-bridge) (vif-script vif',
    { 'xend-config.sxp': ';; xend host\n;; settings\n(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: semicolon-comment', 'xend-config.sxp:2: warning: semicolon-comment'],
  ],
  ['(dom0-min-mem 196) ; MB', { 'xend-config.sxp': '(dom0-min-mem 196) ; MB\n' }, []],
  [
    '(dom0-min-mem 196) ; keep (196 MB)',
    { 'xend-config.sxp': '(dom0-min-mem 196) ; keep (196 MB)\n' },
    ['xend-config.sxp:1: warning: semicolon-comment', 'xend-config.sxp:1: information: unknown-xend-option'],
  ],
  [
    '// (network-script network-nat) (network-script network-bridge) (vif-scr',
    {
      'xend-config.sxp': '// (network-script network-nat)\n(network-script network-bridge)\n(vif-script vif-bridge)\n',
    },
    [
      'xend-config.sxp:1: warning: semicolon-comment',
      'xend-config.sxp:2: warning: duplicate-network-script',
      'xend-config.sxp:3: warning: network-mode-mismatch',
    ],
  ],
  [
    '-- (network-script network-nat) (network-script network-bridge) (vif-scr',
    {
      'xend-config.sxp': '-- (network-script network-nat)\n(network-script network-bridge)\n(vif-script vif-bridge)\n',
    },
    [
      'xend-config.sxp:1: warning: semicolon-comment',
      'xend-config.sxp:2: warning: duplicate-network-script',
      'xend-config.sxp:3: warning: network-mode-mismatch',
    ],
  ],
  [
    '! comment (network-script network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '! comment\n(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    '(network-script “network-bridge netdev=eth1”) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script “network-bridge netdev=eth1”)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: sxp-typographic-quote'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '\ufeff(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: sxp-byte-order-mark'],
  ],
  [
    '(network-script\u00a0network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script\u00a0network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    '(network-script \u00a0network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script \u00a0network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: sxp-invalid-character'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge) (2)',
    { 'xend-config.sxp': '\u00a0(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: sxp-invalid-character'],
  ],
  [
    '# für alle – “quoted” (network-script network-bridge) (vif-script vif-br',
    { 'xend-config.sxp': '# für alle – “quoted”\n(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    [],
  ],
  ["(vncpasswd 'Größe')", { 'xend-config.sxp': "(vncpasswd 'Größe')\n" }, []],
  [
    '(network-script network–bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network–bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-script'],
  ],
  [
    '(network-script network-bridge) — the default (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge) — the default\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: sxp-invalid-character'],
  ],
  [
    '(network-script `network-bridge netdev=eth1`) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script `network-bridge netdev=eth1`)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-script', 'xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    "(network-script 'network-bridge netdev=eth1`) (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge netdev=eth1`)\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: error: unclosed-quote'],
  ],
  [
    'network-script network-bridge vif-script vif-bridge',
    { 'xend-config.sxp': 'network-script network-bridge\nvif-script vif-bridge\n' },
    ['xend-config.sxp:1: warning: bare-word-setting', 'xend-config.sxp:2: warning: bare-word-setting'],
  ],
  [
    'network-script=network-bridge (vif-script vif-bridge)',
    { 'xend-config.sxp': 'network-script=network-bridge\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: bare-word-setting'],
  ],
  [
    "network-script = 'network-bridge' (vif-script vif-bridge)",
    { 'xend-config.sxp': "network-script = 'network-bridge'\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: warning: bare-word-setting'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge) xend-http-server',
    { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\nxend-http-server yes\n' },
    ['xend-config.sxp:3: warning: bare-word-setting'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge) dom0-min-mem 512',
    {
      'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\ndom0-min-mem 512\n(dom0-cpus 0)\n',
    },
    ['xend-config.sxp:3: warning: bare-word-setting'],
  ],
  [
    '[network-script network-bridge] (vif-script vif-bridge)',
    { 'xend-config.sxp': '[network-script network-bridge]\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: bare-word-setting'],
  ],
  [
    '{network-script network-bridge} (vif-script vif-bridge)',
    { 'xend-config.sxp': '{network-script network-bridge}\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: bare-word-setting'],
  ],
  [
    '<network-script network-bridge> (vif-script vif-bridge)',
    { 'xend-config.sxp': '<network-script network-bridge>\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: bare-word-setting'],
  ],
  [
    'network-script network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': 'network-script network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: bracket-without-form'],
  ],
  [
    'network-script(network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': 'network-script(network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: information: unknown-xend-option'],
  ],
  [
    '(network-script=network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script=network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    '(network-script = network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script = network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '(network-script: network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script: network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    '(network-script, network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script, network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    '(dom0-min-mem=196)',
    { 'xend-config.sxp': '(dom0-min-mem=196)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    '((network-script network-bridge)) ((vif-script vif-bridge))',
    { 'xend-config.sxp': '((network-script network-bridge))\n((vif-script vif-bridge))\n' },
    ['xend-config.sxp:1: warning: nested-setting', 'xend-config.sxp:2: warning: nested-setting'],
  ],
  [
    '( network-script network-bridge ) ( vif-script vif-bridge )',
    { 'xend-config.sxp': '( network-script network-bridge )\n(\tvif-script\tvif-bridge\t)\n' },
    [],
  ],
  [
    "(xend-relocation-server yes) (xend-relocation-hosts-allow '^node\\d+\\.exa",
    { 'xend-config.sxp': "(xend-relocation-server yes)\n(xend-relocation-hosts-allow '^node\\d+\\.example\\.org$')\n" },
    ['xend-config.sxp:2: warning: lost-escape'],
  ],
  [
    '(xend-relocation-server yes) (xend-relocation-hosts-allow "^10\\.1\\.2\\.3·',
    {
      'xend-config.sxp':
        '(xend-relocation-server yes)\n(xend-relocation-hosts-allow "^10\\.1\\.2\\.3$ ^10\\\\.1\\\\.2\\\\.4$")\n',
    },
    ['xend-config.sxp:2: error: lost-escape'],
  ],
  [
    "(xend-relocation-hosts-allow '^localhost· ^localhost\\\\.localdomain·')",
    { 'xend-config.sxp': "(xend-relocation-hosts-allow '^localhost$ ^localhost\\\\.localdomain$')\n" },
    [],
  ],
  [
    '(xend-relocation-hosts-allow ^localhost\\.localdomain·)',
    { 'xend-config.sxp': '(xend-relocation-hosts-allow ^localhost\\.localdomain$)\n' },
    [],
  ],
  ["(vncpasswd 'a\\qb')", { 'xend-config.sxp': "(vncpasswd 'a\\qb')\n" }, ['xend-config.sxp:1: warning: lost-escape']],
  [
    "(xend-relocation-hosts-allow '^a\\x4Ab·')",
    { 'xend-config.sxp': "(xend-relocation-hosts-allow '^a\\x4Ab$')\n" },
    ['xend-config.sxp:1: warning: wrong-hex-escape'],
  ],
  [
    "(xend-relocation-hosts-allow '^(a·')",
    { 'xend-config.sxp': "(xend-relocation-hosts-allow '^(a$')\n" },
    ['xend-config.sxp:1: error: bad-host-pattern'],
  ],
  [
    "(xend-relocation-hosts-allow '*.example.org')",
    { 'xend-config.sxp': "(xend-relocation-hosts-allow '*.example.org')\n" },
    ['xend-config.sxp:1: error: bad-host-pattern'],
  ],
  ["(xend-relocation-hosts-allow '10.0.0.*')", { 'xend-config.sxp': "(xend-relocation-hosts-allow '10.0.0.*')\n" }, []],
  [
    '(network-script "network-bridge netdev=eth1) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script "network-bridge netdev=eth1)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: unclosed-quote'],
  ],
  [
    "(network-script 'network-bridge netdev=eth1) (vif-script 'vif-bridge') (",
    {
      'xend-config.sxp':
        "(network-script 'network-bridge netdev=eth1)\n(vif-script 'vif-bridge')\n(dom0-min-mem 196)\n",
    },
    ['xend-config.sxp:1: warning: quote-over-lines'],
  ],
  [
    "(network-script network-bridge') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script network-bridge')\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: warning: unknown-script'],
  ],
  [
    '(network-script \'network-bridge netdev=eth1") (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script \'network-bridge netdev=eth1")\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: unclosed-quote'],
  ],
  [
    "(xend-relocation-hosts-allow '^localhost·) (vif-script vif-bridge) (netw",
    {
      'xend-config.sxp':
        "(xend-relocation-hosts-allow '^localhost$)\n(vif-script vif-bridge)\n(network-script network-bridge)\n# don't touch\n",
    },
    ['xend-config.sxp:1: error: unclosed-quote'],
  ],
  [
    '(network-script network-brige) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-brige)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-script'],
  ],
  [
    '(network-script network-nat) (vif-script vif-route)',
    { 'xend-config.sxp': '(network-script network-nat)\n(vif-script vif-route)\n' },
    ['xend-config.sxp:2: warning: network-mode-mismatch'],
  ],
  [
    "(network-script 'network-nat netdev=eth0') (vif-script 'vif-bridge bridg",
    { 'xend-config.sxp': "(network-script 'network-nat netdev=eth0')\n(vif-script 'vif-bridge bridge=xenbr0')\n" },
    ['xend-config.sxp:2: warning: network-mode-mismatch'],
  ],
  [
    '(vif-script network-bridge)',
    { 'xend-config.sxp': '(vif-script network-bridge)\n' },
    ['xend-config.sxp:1: error: script-in-wrong-option'],
  ],
  [
    '(network-script network-bridge) (network-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge)\n(network-script vif-bridge)\n' },
    ['xend-config.sxp:2: error: script-in-wrong-option'],
  ],
  [
    "(network-script 'network-bridge netdv=eth1') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge netdv=eth1')\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: warning: unknown-script-argument'],
  ],
  [
    "(network-script 'network-bridge netdev = eth1') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge netdev = eth1')\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: warning: unknown-script-argument'],
  ],
  [
    "(network-script 'network-bridge netdev=wlan0') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge netdev=wlan0')\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: warning: wireless-netdev'],
  ],
  [
    "(network-script 'network-bridge eth1') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge eth1')\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: warning: unknown-script-argument'],
  ],
  [
    "(network-script 'network-bridge,netdev=eth1') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge,netdev=eth1')\n(vif-script vif-bridge)\n" },
    ['xend-config.sxp:1: warning: unknown-script'],
  ],
  [
    '(network-script "network-bridge netdev=\'eth1\'") (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script "network-bridge netdev=\'eth1\'")\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    '(network-script /etc/xen/scripts/network-bridge) (vif-script /etc/xen/sc',
    {
      'xend-config.sxp': '(network-script /etc/xen/scripts/network-bridge)\n(vif-script /etc/xen/scripts/vif-bridge)\n',
    },
    [],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge) (vif-script vif-',
    { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:3: warning: duplicate-network-script'],
  ],
  [
    '(network-script dummy) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script dummy)\n(vif-script vif-bridge)\n' },
    [],
  ],
  ['(vif-script vif-bridge)', { 'xend-config.sxp': '(vif-script vif-bridge)\n' }, []],
  [
    '(vif-script vif-nat)',
    { 'xend-config.sxp': '(vif-script vif-nat)\n' },
    ['xend-config.sxp:1: information: vif-script-without-network-script'],
  ],
  ['(network-script network-nat)', { 'xend-config.sxp': '(network-script network-nat)\n' }, []],
  ['(network-script network-route)', { 'xend-config.sxp': '(network-script network-route)\n' }, []],
  [
    "(network-script 'no') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'no')\n(vif-script vif-bridge)\n" },
    [],
  ],
  [
    '(network-script ) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script )\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    "(network-script '') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script '')\n(vif-script vif-bridge)\n" },
    [],
  ],
  [
    '(xend-relocation-server YES)',
    { 'xend-config.sxp': '(xend-relocation-server YES)\n' },
    ['xend-config.sxp:1: warning: open-relocation-server'],
  ],
  [
    '(xend-http-server maybe)',
    { 'xend-config.sxp': '(xend-http-server maybe)\n' },
    ['xend-config.sxp:1: error: bad-xend-boolean'],
  ],
  ['(xend-port eighty)', { 'xend-config.sxp': '(xend-port eighty)\n' }, ['xend-config.sxp:1: error: bad-xend-number']],
  ['(xend-port 80.5)', { 'xend-config.sxp': '(xend-port 80.5)\n' }, ['xend-config.sxp:1: error: bad-xend-number']],
  ['(loglevel debug)', { 'xend-config.sxp': '(loglevel debug)\n' }, ['xend-config.sxp:1: error: bad-xend-value']],
  [
    '(logfile /var/log/xend.log)(loglevel INFO)',
    { 'xend-config.sxp': '(logfile /var/log/xend.log)(loglevel INFO)\n' },
    [],
  ],
  [
    "(xend-relocation-hosts-alow '^localhost·')",
    { 'xend-config.sxp': "(xend-relocation-hosts-alow '^localhost$')\n" },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    "(vnc_listen '0.0.0.0')",
    { 'xend-config.sxp': "(vnc_listen '0.0.0.0')\n" },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  ['(vnc-tls no)', { 'xend-config.sxp': '(vnc-tls no)\n' }, ['xend-config.sxp:1: warning: no-that-means-yes']],
  [
    "(xend-adress '') (xend-port 8000)",
    { 'xend-config.sxp': "(xend-adress '')\n(xend-port 8000)\n" },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    '(enable-dom0-balooning no)',
    { 'xend-config.sxp': '(enable-dom0-balooning no)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  ['(dom0-cpus all)', { 'xend-config.sxp': '(dom0-cpus all)\n' }, ['xend-config.sxp:1: error: bad-xend-number']],
  ['(console-limit 1M)', { 'xend-config.sxp': '(console-limit 1M)\n' }, ['xend-config.sxp:1: error: bad-xend-number']],
  [
    '(network-script network-bridge) (vif-bridge xenbr0) (vif-script vif-brid',
    { 'xend-config.sxp': '(network-script network-bridge)\n(vif-bridge xenbr0)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:2: information: unknown-xend-option'],
  ],
  [
    '(XEND-PORT 8000)',
    { 'xend-config.sxp': '(XEND-PORT 8000)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    '(xend port 8000)',
    { 'xend-config.sxp': '(xend port 8000)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge) (network-script ',
    {
      'xend-config.sxp':
        "(network-script network-bridge)\n(vif-script vif-bridge)\n(network-script 'network-bridge netdev=eth1'",
    },
    ['xend-config.sxp:3: error: unclosed-form', 'xend-config.sxp:3: warning: duplicate-network-script'],
  ],
  [
    '(Vif-Script vif-bridge) (NETWORK-SCRIPT network-bridge)',
    { 'xend-config.sxp': '(Vif-Script vif-bridge)\n(NETWORK-SCRIPT network-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option', 'xend-config.sxp:2: warning: unknown-xend-option'],
  ],
  [
    '(network_script network-bridge) (vif_script vif-bridge)',
    { 'xend-config.sxp': '(network_script network-bridge)\n(vif_script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option', 'xend-config.sxp:2: warning: unknown-xend-option'],
  ],
  [
    '(networkscript network-bridge) (vifscript vif-bridge)',
    { 'xend-config.sxp': '(networkscript network-bridge)\n(vifscript vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option', 'xend-config.sxp:2: warning: unknown-xend-option'],
  ],
  [
    '(total-available-memory 0) (xsm-module-name acm)',
    { 'xend-config.sxp': '(total-available-memory 0)\n(xsm-module-name acm)\n' },
    ['xend-config.sxp:1: warning: unknown-xend-option', 'xend-config.sxp:2: warning: unknown-xend-option'],
  ],
  [
    '(network-script network-route) (vif-script vif-nat)',
    { 'xend-config.sxp': '(network-script network-route)\n(vif-script vif-nat)\n' },
    ['xend-config.sxp:2: warning: network-mode-mismatch'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-openvswitch)',
    { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-openvswitch)\n' },
    [],
  ],
  [
    '(network-script network-bridge) (vif-script vif-my)',
    { 'xend-config.sxp': '(network-script network-bridge)\n(vif-script vif-my)\n' },
    [],
  ],
  [
    '(network-script my) (vif-script vif-nat)',
    { 'xend-config.sxp': '(network-script my)\n(vif-script vif-nat)\n' },
    [],
  ],
  [
    '(dom0-min-mem 0) (enable-dom0-ballooning no)',
    { 'xend-config.sxp': '(dom0-min-mem 0)\n(enable-dom0-ballooning no)\n' },
    [],
  ],
  [
    '(dom0-min-mem 0)',
    { 'xend-config.sxp': '(dom0-min-mem 0)\n' },
    ['xend-config.sxp:1: information: dom0-ballooning-off'],
  ],
  [
    '(dom0-min-mem 0) (enable-dom0-ballooning yes)',
    { 'xend-config.sxp': '(dom0-min-mem 0)\n(enable-dom0-ballooning yes)\n' },
    [],
  ],
  ['(dom0-min-mem -1)', { 'xend-config.sxp': '(dom0-min-mem -1)\n' }, []],
  [
    '(xend-relocation-server 2)',
    { 'xend-config.sxp': '(xend-relocation-server 2)\n' },
    ['xend-config.sxp:1: error: bad-xend-boolean'],
  ],
  [
    "(enable-dump ' yes')",
    { 'xend-config.sxp': "(enable-dump ' yes')\n" },
    ['xend-config.sxp:1: error: bad-xend-boolean'],
  ],
  [
    "(xend-port 'eight')",
    { 'xend-config.sxp': "(xend-port 'eight')\n" },
    ['xend-config.sxp:1: error: bad-xend-number'],
  ],
  ['(xend-port 99999)', { 'xend-config.sxp': '(xend-port 99999)\n' }, ['xend-config.sxp:1: warning: bad-xend-number']],
  [
    '(xend-http-server ja)',
    { 'xend-config.sxp': '(xend-http-server ja)\n' },
    ['xend-config.sxp:1: error: bad-xend-boolean'],
  ],
  ['(xend-unix-server)', { 'xend-config.sxp': '(xend-unix-server)\n' }, []],
  [
    "(xend-unix-server '')",
    { 'xend-config.sxp': "(xend-unix-server '')\n" },
    ['xend-config.sxp:1: error: bad-xend-boolean'],
  ],
  [
    "(xen-api-server ((9363 pam '^localhost·')))",
    { 'xend-config.sxp': "(xen-api-server ((9363 pam '^localhost$')))\n" },
    [],
  ],
  [
    "(xend-relocation-hosts-allow ' ^localhost·')",
    { 'xend-config.sxp': "(xend-relocation-hosts-allow ' ^localhost$')\n" },
    [],
  ],
  [
    '(network-script (network-bridge netdev=eth0)) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script (network-bridge netdev=eth0))\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: list-as-xend-value'],
  ],
  [
    '(network-script "network-bridge netdev=eth0") (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script "network-bridge\tnetdev=eth0")\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unknown-script'],
  ],
  [
    "(network-script ' network-bridge') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script ' network-bridge')\n(vif-script vif-bridge)\n" },
    [],
  ],
  [
    "(network-script 'network-bridge  netdev=eth0') (vif-script vif-bridge)",
    { 'xend-config.sxp': "(network-script 'network-bridge  netdev=eth0')\n(vif-script vif-bridge)\n" },
    [],
  ],
  [
    '(network-script network-bridge.sh) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge.sh)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    '(network-script scripts/network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script scripts/network-bridge)\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    '# (network-script network-bridge (vif-script vif-bridge)',
    { 'xend-config.sxp': '# (network-script network-bridge\n(vif-script vif-bridge)\n' },
    [],
  ],
  [
    '(network-script network-bridge) (vif-script vif-nat)',
    { 'xend-config.sxp': '(network-script network-bridge) (vif-script vif-nat)\n' },
    ['xend-config.sxp:1: warning: network-mode-mismatch'],
  ],
  [
    '(vif-script vif-bridge) (network-script network-nat) (vif-script vif-nat',
    { 'xend-config.sxp': '(vif-script vif-bridge)\n\n\n(network-script network-nat)\n(vif-script vif-nat) # wanted\n' },
    ['xend-config.sxp:1: warning: network-mode-mismatch', 'xend-config.sxp:5: warning: duplicate-network-script'],
  ],
  [
    "(network-script 'network-bridge bridge=xenbr0') (network-script 'network",
    {
      'xend-config.sxp':
        "(network-script 'network-bridge bridge=xenbr0')\n(network-script 'network-bridge bridge=xenbr1')\n(vif-script vif-bridge)\n",
    },
    ['xend-config.sxp:2: warning: duplicate-network-script'],
  ],
  [
    '(logfile "/var/log/xen/xend.log) (loglevel DEBUG)',
    { 'xend-config.sxp': '(logfile "/var/log/xen/xend.log)\n(loglevel DEBUG)\n' },
    ['xend-config.sxp:1: error: unclosed-quote'],
  ],
  [
    '(logfile /var/log/xen/xend.log") (loglevel DEBUG)',
    { 'xend-config.sxp': '(logfile /var/log/xen/xend.log")\n(loglevel DEBUG)\n' },
    ['xend-config.sxp:1: warning: stray-quote'],
  ],
  ['(a', { 'xend-config.sxp': '(a\n' }, ['xend-config.sxp:1: error: unclosed-form']],
  [
    '(network-script network-bridge)',
    { 'xend-config.sxp': '(network-script network-bridge)\u001a\n' },
    ['xend-config.sxp:1: error: sxp-invalid-character'],
  ],
  [
    '(network-script network-bridge) (vif-script vif-bridge) (3)',
    { 'xend-config.sxp': '(network-script network-bridge)\n\u0000(vif-script vif-bridge)\n' },
    ['xend-config.sxp:2: error: sxp-invalid-character'],
  ],
  [
    '(network-script network-bridge netdev=eth0) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script\tnetwork-bridge\tnetdev=eth0)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: warning: unquoted-script-arguments'],
  ],
  [
    '“comment” (network-script network-bridge) (vif-script vif-bridge)',
    { 'xend-config.sxp': '“comment”\n(network-script network-bridge)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: sxp-typographic-quote'],
  ],
  [
    '(vncpasswd “geheim”)',
    { 'xend-config.sxp': '(vncpasswd “geheim”)\n' },
    ['xend-config.sxp:1: error: sxp-typographic-quote'],
  ],
  [
    '(network-script ´network-bridge´) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script ´network-bridge´)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: sxp-typographic-quote'],
  ],
  [
    '(network-script „network-bridge“) (vif-script vif-bridge)',
    { 'xend-config.sxp': '(network-script „network-bridge“)\n(vif-script vif-bridge)\n' },
    ['xend-config.sxp:1: error: sxp-typographic-quote'],
  ],
];
