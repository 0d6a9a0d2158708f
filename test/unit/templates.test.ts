/** Templates: what a tool fills in is unknown, its control is left out, and nothing is said that filling in could make true. */
import { describe, expect, it } from 'vitest';
import { safeEdits } from '../../server/src/features/code-actions.ts';
import { complete } from '../../server/src/features/completion.ts';
import { format } from '../../server/src/features/formatting.ts';
import { hover } from '../../server/src/features/hover.ts';
import { offeredFixes } from '../../server/src/features/offered-fixes.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { tokensOf } from '../../server/src/features/semantic-tokens.ts';
import { positionOf } from '../../server/src/model/lines.ts';
import type { SourceFile } from '../../server/src/model/source-file.ts';
import { check, contextFor, type Diagnosis } from '../../server/src/rules/check.ts';
import { HOLE, looksLikeTemplate, maskTemplate, touchesPlaceholder } from '../../server/src/syntax/template.ts';
import { summary, uriOf, workspaceOf } from '../support/check.ts';

const masked = (text: string): string => maskTemplate(text)?.text.replaceAll(HOLE, '_') ?? text;

describe('maskTemplate', () => {
  it.each([
    ["memory = '{{ mem }}'\n", "memory = '_________'\n"],
    ['{% if a %}\nvcpus = {{ b|d("2") }}\n{% endif %}\n', '          \nvcpus = ______________\n           \n'],
    ['vcpus = {% if a %}1{% else %}2{% endif %}\n', 'vcpus = __________1__________2___________\n'],
    ['{# a\nnote #}\nname = "a"\n', '    \n       \nname = "a"\n'],
    [
      'name = "<%= @name -%>"\n<% if @x -%>\nvcpus = 1\n<% end -%>\n',
      'name = "_____________"\n            \nvcpus = 1\n          \n',
    ],
    ['name = "$\u007bVM}"\nmemory = @MEM@\n', 'name = "_____"\nmemory = _____\n'],
    [
      'name = \'{$hostname}\'\n{\n  if ($a)\n  {\n    $OUT .= "vcpus = 1\\n";\n  }\n}\n',
      "name = '___________'\n \n         \n   \n                          \n   \n \n",
    ],
    ['{{ everything }}\r\nname = "a"\r\n', '                \r\nname = "a"\r\n'],
    ['name = "%(name)s"\nmemory = %(mem)d\n', 'name = "________"\nmemory = _______\n'],
    ['name = "a"\n', 'name = "a"\n'],
    ['vif = [ {{ open\n', 'vif = [ {{ open\n'],
  ])('%j', (text, expected) => {
    expect(masked(text)).toBe(expected);
    expect(masked(text)).toHaveLength(text.length);
  });

  it('tells whether control decides which lines there are', () => {
    const texts = ['a = {{ b }}\n', '{% if a %}\n', '{{ include }}\n', '# {# a #}\n'];
    expect(texts.map((text) => maskTemplate(text)?.control)).toEqual([false, true, true, false]);
  });

  it('takes time that grows with the text', () => {
    expect(masked('{{'.repeat(50_000))).toHaveLength(100_000);
    expect(masked('{\n'.repeat(50_000))).toHaveLength(100_000);
  });
});

it.each([
  ['memory = {{ mem }}\n', false],
  ['name = "{{ name }}"\nmemory = {{ mem }}\n', true],
  ['{% for a in b %}\n', true],
  ['name = "<%= @a %>"\nmemory = <%= @b %>\n', true],
  ['<% if @a -%>\n', true],
  ['extra = "a {b} {{0}}"\n', false],
  ['extra = "$\u007ba} @b@"\n', false],
  ['cpus = [[1], [2]]\n', false],
])('looksLikeTemplate(%j)', (text, expected) => {
  expect(looksLikeTemplate(text)).toBe(expected);
});

const JINJA = `# {{ ansible_managed }}
name        = 'vm-{{ vm_name }}'
{% if vm_type == "pvh" %}
type        = 'pvh'
kernel      = '/boot/vmlinuz'
{% else %}
type        = '{{ vm_type }}'
{% endif %}
memory      = '{{ meminmb }}'
disk        = [
{% for disk in disks %}
                  'phy:/dev/{{ lvm_vg|d('vgxen') }}/vm-{{ vm_name }},xvd{{ loop.index }},w',
{% endfor %}
              ]
vif         = [{% for v in vifs %} 'ip={{ v.ip }},mac={{ v.mac }},bridge={{ v.bridge }}'{{ "," if not loop.last }}{% endfor %} ]
vcpus = {{ vcpus|d('2') }}
{{ extra_lines }}
`;

const TEMPLATES: readonly (readonly [string, string])[] = [
  ['templates/vm.cfg.j2', JINJA],
  ['vm.cfg', JINJA],
  [
    'vm.cfg.erb',
    'name = "<%= @name %>"\nmemory = <%= @memory %>\n<% if @pae -%>\npae = <%= @pae %>\n<% end -%>\nvif = [<%= @vifs.map { |v| "\'bridge=#{v}\'" }.join(",") %>]\n<%- @extra.each do |k, v| -%>\n<%= k %> = "<%= v %>"\n<%- end -%>\n',
  ],
  [
    'vm.cfg.epp',
    '<%- | String $name | -%>\nname = "<%= $name %>"\nkernel = <%= $kernel %>\nmemory = "<%= $memory %>"\n',
  ],
  [
    'etc/xm.tmpl',
    "#\nname = '{$hostname}'\n{\n  if ( $kernel )\n  {\n    $OUT .= \"kernel = '$kernel'\";\n  }\n}\nvcpus = '{$vcpus}'\nmemory = '{$memory}'\ndisk = [\n{ $OUT = join(',', @disks); }\n]\n",
  ],
  [
    'templates/vm.cfg',
    'name = "$\u007bNAME}"\nmemory = $MEM\nkernel = "@KERNEL@"\nvif = [ "mac=__MAC__,bridge=%BRIDGE%" ]\n',
  ],
  ['vm.cfg.in', 'name = "@NAME@"\ntype = @TYPE@\nmemory = @MEMORY@\n'],
  [
    'vm.cfg.tpl',
    'name = "{{.Name}}"\nmemory = {{.Memory}}\n{{range .Disks}}\ndisk += [ "{{.}},raw,xvda,w" ]\n{{end}}\nkernel = "/k"\n',
  ],
  [
    'templates/xend-config.sxp.erb',
    "(xend-port <%= @port %>)\n<% if @bridge %>\n(network-script 'network-bridge bridge=<%= @bridge %>')\n<% end %>\n(vif-script <%= @script %>)\n",
  ],
  [
    'templates/xl.conf.j2',
    'autoballoon = "{{ balloon }}"\n{% if script %}vif.default.script = "{{ script }}"{% endif %}\n',
  ],
  [
    'templates/interfaces.j2',
    'auto {{ bridge }}\niface {{ bridge }} inet static\n  address {{ ip }}\n  bridge_ports {{ ports | join(" ") }}\n{% for r in routes %}\n  up ip route add {{ r }}\n{% endfor %}\n',
  ],
];

describe('a template', () => {
  it.each(TEMPLATES)('%s has no finding', (path, text) => {
    expect(summary({ [path]: text }, { toolstack: 'xl' })).toEqual([]);
    expect(summary({ [path]: text }, { toolstack: 'xm' })).toEqual([]);
  });

  it.each(TEMPLATES)('%s is left as it is by the formatter, and is coloured', (path, text) => {
    const file = fileOf(path, text);
    expect(format(file, { tabSize: 2, insertSpaces: true })).toEqual([]);
    expect(tokensOf(file).every((token) => token.end <= text.length)).toBe(true);
  });

  it('has findings on lines that nothing is filled into', () => {
    const text = `memroy = 512\nbridge_ = {{ x }}\non_crash = "explode"\n${JINJA}`;
    expect(summary({ 'vm.cfg.j2': text }, { toolstack: 'xl' })).toEqual([
      'vm.cfg.j2:1: warning: unknown-option',
      'vm.cfg.j2:3: error: unknown-word',
    ]);
  });

  it('takes no part in what files say together', () => {
    const vif = "vif = [ 'mac=00:16:3e:00:00:01,bridge=xenbr0' ]\n";
    const files = {
      'web.cfg': `name = "web"\ntype = "hvm"\n${vif}`,
      'vm.cfg.j2': `name = "web"\ntype = "{{ type }}"\n${vif}`,
      'templates/xl.conf': 'vif.default.bridge = "{{ bridge }}"\n',
    };
    expect(summary(files)).toEqual([]);
    expect(
      workspaceOf(files).hostOf(workspaceOf(files).files.get(uriOf('web.cfg')) as SourceFile).xlConf,
    ).toBeUndefined();
  });

  it('shows what its keys and words mean, and offers more', () => {
    const file = fileOf('vm.cfg.j2', `${JINJA}\n`);
    const workspace = workspaceOf({ 'vm.cfg.j2': `${JINJA}\n` });
    const at = (text: string) => positionOf(file, JINJA.indexOf(text) + 1);
    expect(JSON.stringify(hover(file, at('memory'), workspace))).toContain('MiB');
    expect(JSON.stringify(hover(file, at('bridge={{'), workspace))).toContain('bridge');
    const labels = JSON.stringify(complete(file, positionOf(file, file.text.length), workspace));
    expect(labels).toContain('"on_crash"');
  });
});

describe('edits in a template', () => {
  const text =
    'auto br0\niface br0 inet static\n  address {{ ip }}\nauto br{{ n }}\niface br{{ n }} inet manual\n  bridge_ports {{ a }}\n';
  const path = 'templates/interfaces.j2';
  const workspace = workspaceOf({ [path]: text.replace('{{ ip }}', '{{ ip }}\n  bridge_ports none') });
  const file = workspace.files.get(uriOf(path)) as SourceFile;
  const at = (part: string) => positionOf(file, file.text.indexOf(part) + 1);

  it('changes a name beside placeholders, and none with a placeholder in it', () => {
    const changes = rename(file, at('br0'), 'xenbr0', workspace)?.documentChanges ?? [];
    expect(changes.flatMap((one) => ('edits' in one ? one.edits : []))).toHaveLength(2);
    const refused = /A placeholder of the template is part of this name/;
    expect(() => rename(file, at('br{{'), 'xenbr1', workspace)).toThrow(refused);
    expect(() => prepareRename(file, at('br{{'), workspace)).toThrow(refused);
  });

  it.each([
    ['a = {{ b }} c', 0, 3, false],
    ['a = {{ b }} c', 0, 5, true],
    ['a = {{ b }} c', 4, 4, false],
    ['a = {{ b }} c', 6, 6, true],
    ['a = {{ b }} c', 11, 13, false],
    ['x\n{% if a %}\ny\n', 0, 14, true],
    ['x\n{% if a %}\ny\n', 0, 1, false],
    ['a = 1\n', 0, 5, false],
  ])('in %j from %d to %d a placeholder is touched: %s', (one, offset, end, touched) => {
    expect(touchesPlaceholder(one, { offset, end })).toBe(touched);
  });

  it('offers no fix and no fix-all that would break a placeholder', () => {
    const guest = 'name = "{{ name }}"\nmemory = {{ memory }}\n# one\non_crash = "destory"\n';
    const guests = workspaceOf({ 'vm.cfg.j2': guest }, { toolstack: 'xl' });
    const template = guests.files.get(uriOf('vm.cfg.j2')) as SourceFile;
    const shown = check(template, contextFor(template, guests));
    const [one] = shown;
    const edit = (offset: number, end: number) => ({ uri: template.uri, span: { offset, end }, newText: '#' });
    const within = { title: 'breaks', safe: true, edits: [edit(guest.indexOf('{{'), guest.length - 1)] };
    const beside = {
      title: 'keeps',
      safe: true,
      edits: [edit(guest.indexOf('destory'), guest.indexOf('destory') + 7)],
    };
    const finding = { ...(one as Diagnosis), fixes: () => [within, beside] };
    expect(offeredFixes(template, finding, [finding], guests).map(({ fix }) => fix.title)).not.toContain('breaks');
    expect(safeEdits(template, [{ ...finding, fixes: () => [within] }])).toEqual([]);
    expect(safeEdits(template, [{ ...finding, fixes: () => [beside] }])).toEqual(beside.edits);
  });
});

function fileOf(path: string, text: string): SourceFile {
  return workspaceOf({ [path]: text }).files.get(uriOf(path)) as SourceFile;
}
