/** Words of a `vfb` that xm knows (`VFB_ATTRS` in create.py). */

/** What xm lets through to xend. */
export const xmVfbKeys: ReadonlySet<string> = new Set([
  'vnc',
  'sdl',
  'opengl',
  'vnclisten',
  'vncdisplay',
  'vncunused',
  'vncpasswd',
  'display',
  'xauthority',
  'keymap',
  'videoram',
  'serial',
  'monitor',
]);

/** The old `type=`, which xm turns into `vnc=1` or `sdl=1`. */
export const xmVfbTypes: ReadonlySet<string> = new Set(['vnc', 'sdl']);
