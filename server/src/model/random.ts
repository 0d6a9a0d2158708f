/** Identities that nobody else has: made at random, and new at each call. */
import { XEN_MAC_PREFIX } from '../xen/addresses.ts';
import type { Workspace } from './workspace.ts';

/** The web's source of chance, which Node has under the same name. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A random UUID (version 4 of RFC 9562). */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = hex(bytes);
  return [0, 8, 12, 16, 20].map((from, at) => digits.slice(from, [8, 12, 16, 20, 32][at])).join('-');
}

/** A random MAC under Xen's own prefix that no file of the workspace has. */
export function newMac(workspace: Workspace): string {
  for (;;) {
    const digits = hex(crypto.getRandomValues(new Uint8Array(3)));
    const mac = `${XEN_MAC_PREFIX}${[0, 2, 4].map((from) => `:${digits.slice(from, from + 2)}`).join('')}`;
    if (workspace.sharing(`mac:${mac}`).length === 0) return mac;
  }
}
