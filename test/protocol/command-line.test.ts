/** The command line as a program: its exit status and its one clear line when the world around it fails. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import manifest from '../../server/package.json' with { type: 'json' };

const PROGRAM = resolve(import.meta.dirname, '../../server/bin/xen-config.js');
const GUEST = `name = "web"\nkernel = "/k"\nmemory = 512\nvif = [ 'brigde=xenbr0' ]\n`;
const onUnix = it.runIf(process.platform === 'linux');

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xen-command-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text = GUEST): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** The same through a shell, for redirections; `$X` is the program. */
function inShell(script: string): { status: number | null; out: string; err: string } {
  const env = { ...process.env, X: `${process.execPath} ${PROGRAM}` };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', env });
  return { status, out: stdout, err: stderr };
}

const usage = (call: string, message: string): string =>
  `xen-config: ${message}\nusage: xen-config ${call}\n"xen-config --help" says more.\n`;

describe('wrong use', () => {
  const CHECK = 'check PATH… [--format text|json] [--toolstack auto|xl|xm] [--xen-version X.Y]';
  it.each([
    [['check'], usage(CHECK, 'check wants the files or folders to look at')],
    [
      ['check', '.', '--xen-version', 'foo'],
      usage(CHECK, '--xen-version wants a release of Xen such as 4.17, or newest, and "foo" is none'),
    ],
    [
      ['check', '.', '--xen-version', ''],
      usage(CHECK, '--xen-version wants a release of Xen such as 4.17, or newest, and "" is none'),
    ],
    [
      ['check', '.', '--xen-version', '0.0'],
      usage(CHECK, '--xen-version wants a release of Xen such as 4.17, or newest, and "0.0" is none'),
    ],
    [['check', '.', '--format', 'xml'], usage(CHECK, '--format is one of text, json')],
    [
      ['chekc'],
      usage(
        'COMMAND …, with one of the commands check, doctor, diagram, advise, rules, explain, lsp',
        'there is no command "chekc"',
      ),
    ],
    [['lsp', '--socket=99999'], usage('lsp --stdio', '--socket wants the number of a port, and "99999" is none')],
  ])('is told in three lines: %j', (args, err) => {
    expect(run(...args)).toEqual({ status: 2, out: '', err });
  });
});

it('tells its version', () => {
  const told = { status: 0, out: `xen-config ${manifest.version}\n`, err: '' };
  expect([run('--version'), run('-V')]).toEqual([told, told]);
});

describe('nothing to check', () => {
  it('is no success', () => {
    mkdirSync(join(folder, 'empty'));
    const told = 'xen-config: 0 files checked: there is no file of Xen in empty\n';
    expect(run('check', 'empty')).toEqual({ status: 2, out: '', err: told });
    expect(run('check', 'empty', '--format', 'json')).toEqual({ status: 2, out: '[]\n', err: told });
  });
});

describe('the output', () => {
  onUnix('that cannot be written is told in a line, and is no finding', () => {
    write('web.cfg');
    expect(inShell('$X check web.cfg > /dev/full')).toEqual({
      status: 2,
      out: '',
      err: 'xen-config: the output could not be written: no space left on device\n',
    });
  });

  onUnix('that nobody reads any more is told in a line, and is no success', () => {
    for (let index = 0; index < 400; index++) write(`${index}.cfg`, GUEST.replace('"web"', `"web${index}"`));
    const { err, out } = inShell('$X check . --format json | head -c 1; echo $PIPESTATUS');
    expect([out, err]).toEqual(['[2\n', 'xen-config: the output could not be written: broken pipe\n']);
  });

  onUnix('that cannot be written loses nothing that was to be written into a folder', () => {
    expect(inShell('$X advise --mode nat --toolstack xl --write new > /dev/full').status).toBe(2);
    const made = (readdirSync(join(folder, 'new'), { recursive: true }) as string[]).sort();
    expect(made.filter((path) => /interfaces$|\.c(?:fg|onf)$/.test(path))).toEqual([
      'etc/network/interfaces',
      'etc/xen/vm01.cfg',
      'etc/xen/xl.conf',
      'vm01/etc/network/interfaces',
    ]);
  });
});

describe('the world', () => {
  onUnix('may have no working folder', () => {
    write('web.cfg');
    expect(inShell('mkdir gone; cd gone; rmdir ../gone; $X check /')).toEqual({
      status: 2,
      out: '',
      err: 'xen-config: the working folder does not exist any more: change to one that does\n',
    });
  });

  onUnix('may have nobody on a channel', () => {
    expect(run('lsp', '--pipe=/nowhere')).toEqual({
      status: 2,
      out: '',
      err: 'xen-config: there is no connection on pipe=/nowhere\n',
    });
  });

  onUnix('may hold a FIFO', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.cfg')]);
    write('web.cfg');
    expect(run('check', 'pipe.cfg')).toEqual({
      status: 2,
      out: '',
      err: 'pipe.cfg: cannot be read: it is not a regular file\n',
    });
    expect(run('check', '.', '--format', 'json')).toMatchObject({ status: 1, err: '' });
  });
});

describe('what the shell opens', () => {
  onUnix('is read like a file: standard input and the output of a command', () => {
    write('web.cfg');
    const found = (path: string) => ({
      status: 1,
      out: `${path}:4:10: warning: A vif has no key "brigde": xl drops it and the card gets a default. Did you mean bridge? [unknown-vif-key]\n1 file checked: 1 warning\n`,
      err: '',
    });
    expect(inShell('cat web.cfg | $X check /dev/stdin')).toEqual(found('/dev/stdin'));
    expect(inShell('$X check /dev/stdin < web.cfg')).toEqual(found('/dev/stdin'));
    const { status, out } = inShell('$X check <(cat web.cfg)');
    expect([status, out.replace(/fd\/\d+/, 'fd/N')]).toEqual([1, found('/dev/fd/N').out]);
  });

  onUnix('is nothing that goes on for ever', () => {
    write('web.cfg');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect([inShell('$X doctor --config . pipe'), inShell('$X doctor --config . /dev/zero')]).toEqual([
      { status: 2, out: '', err: 'pipe: cannot be read: it is not a regular file\n' },
      { status: 2, out: '', err: '/dev/zero: cannot be read: it is not a regular file\n' },
    ]);
  });
});

describe('links', () => {
  const FOUND = 'warning: A vif has no key';
  const found = (...args: string[]): [number | null, string[]] => {
    const { status, out } = run('check', ...args);
    return [status, out.split('\n').map((line) => line.split(`:4:10: ${FOUND}`)[0] ?? '')];
  };

  it('to guests are followed where they are named or lie in a folder that is', () => {
    write('etc/xen/web.cfg');
    mkdirSync(join(folder, 'etc/xen/auto'));
    symlinkSync('../web.cfg', join(folder, 'etc/xen/auto/web.cfg'));
    const counted = '1 file checked: 1 warning';
    expect(found('etc/xen/auto')).toEqual([1, ['etc/xen/auto/web.cfg', counted, '']]);
    expect(found('etc/xen/auto/web.cfg')).toEqual([1, ['etc/xen/auto/web.cfg', counted, '']]);
    expect(found('etc/xen')).toEqual([1, ['etc/xen/web.cfg', counted, '']]);
    expect(found('etc/xen/web.cfg', 'etc/xen/auto/web.cfg')).toEqual([1, ['etc/xen/web.cfg', counted, '']]);
    expect(found('etc/xen/auto', 'etc/xen')).toEqual([1, ['etc/xen/web.cfg', counted, '']]);
  });
});

describe('advise --write', () => {
  const write2 = (...args: string[]) => run('advise', '--mode', 'nat', '--toolstack', 'xl', '--write', ...args);

  it('follows no link out of its folder', () => {
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'work'));
    symlinkSync('../elsewhere', join(folder, 'work/etc'));
    const { status, out, err } = write2('work');
    expect([status, out, readdirSync(join(folder, 'elsewhere')), readdirSync(join(folder, 'work'))]).toEqual([
      2,
      '',
      [],
      ['etc'],
    ]);
    expect(err).toContain('xen-config: nothing was written: work/etc: it is a link that leads out of the folder');
  });

  it('writes nothing where one of the files cannot be written', () => {
    write('work/etc/xen', 'a file where a folder should be\n');
    const { status, out, err } = write2('work');
    expect({
      status,
      out,
      err,
      made: (readdirSync(join(folder, 'work'), { recursive: true }) as string[]).sort(),
    }).toEqual({
      status: 2,
      out: '',
      err: 'xen-config: nothing was written: work/etc/xen: it is not a folder\n',
      made: ['etc', 'etc/xen'],
    });
  });

  it('leaves no folder behind that it could not fill', () => {
    mkdirSync(join(folder, 'work/vm01/etc'), { recursive: true });
    symlinkSync('nowhere', join(folder, 'work/vm01/etc/network'));
    expect(write2('work').status).toBe(2);
    expect([existsSync(join(folder, 'work/etc')), readdirSync(join(folder, 'work/vm01/etc'))]).toEqual([
      false,
      ['network'],
    ]);
  });
});
