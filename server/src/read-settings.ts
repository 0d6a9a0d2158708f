/** Reads what a client says of the section `xen`, on each way that clients have; what has the wrong shape counts as not set. */
import { defaultSettings, type NetworkSetting, type Settings, type Severity } from './model/settings.ts';

const SEVERITIES: readonly (Severity | 'off')[] = ['off', 'error', 'warning', 'information', 'hint'];

export function readSettings(value: unknown): Settings {
  if (!isRecord(value)) return defaultSettings;
  return {
    toolstack: value.toolstack === 'xl' || value.toolstack === 'xm' ? value.toolstack : 'auto',
    version:
      typeof value.version === 'string' && /^\d+\.\d+(?:\.\d+)?$/.test(value.version)
        ? value.version
        : defaultSettings.version,
    networks: Array.isArray(value.networks) ? value.networks.filter(isNetwork) : [],
    rules: isRecord(value.rules)
      ? Object.fromEntries(
          Object.entries(value.rules).filter((entry): entry is [string, Severity | 'off'] =>
            SEVERITIES.includes(entry[1] as Severity),
          ),
        )
      : {},
  };
}

/**
 * The section `xen` of what a client sent: the section itself, or all settings with the section in them, also where
 * names are written with dots (`xen.toolstack`).
 */
export function sectionOf(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) return {};
  const dotted = Object.entries(value).filter(([name]) => name.startsWith('xen.'));
  const whole = 'xen' in value || dotted.length > 0;
  const section = whole ? value.xen : value;
  return {
    ...(isRecord(section) ? section : {}),
    ...Object.fromEntries(dotted.map(([name, one]) => [name.slice(4), one])),
  };
}

/**
 * What the user set, from the three ways on which it may come: `initializationOptions`, `didChangeConfiguration`, and
 * the answer to `workspace/configuration`. The latest of these ways counts on which anything was said: what is left out
 * there was taken back.
 */
export class ClientSettings {
  #initial: Record<string, unknown> = {};
  #pushed: Record<string, unknown> = {};
  /** Folder -> what the client answered for it; the empty key holds for files outside all folders. */
  #pulled = new Map<string, Record<string, unknown>>();
  #read = new Map<string, Settings>();

  initialize(options: unknown): void {
    if (!isRecord(options)) return;
    this.#initial = { ...('xen' in options ? sectionOf(options) : {}), ...sectionOf(options.settings) };
    this.#read.clear();
  }

  push(settings: unknown): void {
    if (!isRecord(settings)) return;
    this.#pushed = sectionOf(settings);
    this.#read.clear();
  }

  /** `answers` are what came back for `scopes`; a client may give fewer, or something else than a list. */
  pull(scopes: readonly string[], answers: unknown): void {
    const list: readonly unknown[] = Array.isArray(answers) ? answers : [];
    this.#pulled = new Map(scopes.map((scope, index) => [scope, sectionOf(list[index])]));
    this.#read.clear();
  }

  /** What holds for the files of a folder; for all others without one. */
  of(folder = ''): Settings {
    let settings = this.#read.get(folder);
    if (!settings) {
      const pulled = { ...this.#pulled.get(''), ...this.#pulled.get(folder) };
      const told = [pulled, this.#pushed].find((one) => Object.keys(one).length > 0);
      settings = readSettings(told ?? this.#initial);
      this.#read.set(folder, settings);
    }
    return settings;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNetwork(value: unknown): value is NetworkSetting {
  return (
    isRecord(value) &&
    typeof value.subnet === 'string' &&
    (value.bridge === undefined || typeof value.bridge === 'string') &&
    (value.gateway === undefined || typeof value.gateway === 'string') &&
    (value.mode === undefined || value.mode === 'bridge' || value.mode === 'nat' || value.mode === 'route')
  );
}
