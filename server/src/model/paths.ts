/** Paths as the model compares them: absolute, with `/` between their parts, as in the path of a URI. */

/** The part before the last `/`; `/` for a file at the top, and for `/` itself. */
export function dirname(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut <= 0 ? '/' : path.slice(0, cut);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The base name without its suffix: `vm01` for `/etc/xen/vm01.cfg`, `vm01` for `/etc/xen/auto/vm01`. */
export function stem(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Whether `path` is `folder` or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** Resolves `.` and `..` of a path given relative to a folder; an absolute one stays as it is. */
export function resolvePath(folder: string, relative: string): string {
  const parts = relative.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The number of leading parts that two folders have in common. */
export function commonDepth(a: string, b: string): number {
  const left = a.split('/').filter(Boolean);
  const right = b.split('/').filter(Boolean);
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth]) depth++;
  return depth;
}

/**
 * The folder that stands for the host a file belongs to: what is above `etc/xen` or `etc/network` where the path
 * has them (`/srv/dom0/etc/xen/auto/vm01` -> `/srv/dom0`), else the folder of the file.
 */
export function hostRoot(path: string): string {
  const parts = dirname(path).split('/');
  for (let i = parts.length - 1; i > 0; i--) {
    if (parts[i - 1] === 'etc' && (parts[i] === 'xen' || parts[i] === 'network'))
      return parts.slice(0, i - 1).join('/') || '/';
  }
  const folder = dirname(path);
  const last = basename(folder);
  return last === 'auto' ? dirname(folder) : folder;
}
