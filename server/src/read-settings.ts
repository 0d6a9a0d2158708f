/** Reads what a client says of the section `xen`; anything of the wrong shape counts as not set. */
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

function isRecord(value: unknown): value is Record<string, unknown> {
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
