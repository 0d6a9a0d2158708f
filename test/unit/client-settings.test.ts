/** The ways on which a client's settings come. */
import { describe, expect, it, test } from 'vitest';
import { defaultSettings } from '../../server/src/model/settings.ts';
import { ClientSettings, sectionOf } from '../../server/src/read-settings.ts';

const XM = { toolstack: 'xm' };

describe('the section xen', () => {
  test.each([
    ['by itself', XM, XM],
    ['in all settings', { editor: { tabSize: 2 }, xen: XM }, XM],
    ['with dots', { 'xen.toolstack': 'xm' }, XM],
    ['with dots in all settings', { xen: { version: '4.9' }, 'xen.toolstack': 'xm' }, { version: '4.9', ...XM }],
    ['unset', { xen: null }, {}],
    ['null', null, {}],
    ['a list', [XM], {}],
  ])('%s', (_how, value, section) => expect(sectionOf(value)).toEqual(section));
});

describe('a client', () => {
  const cases: readonly [string, (settings: ClientSettings) => void][] = [
    ['in initializationOptions.settings', (one) => one.initialize({ settings: { xen: XM } })],
    ['there without the level', (one) => one.initialize({ settings: XM })],
    ['in initializationOptions itself', (one) => one.initialize({ xen: XM })],
    ['pushed', (one) => one.push({ xen: XM })],
    ['pushed without the level', (one) => one.push(XM)],
    ['as the answer', (one) => one.pull([''], [XM])],
    ['as an answer with everything in it', (one) => one.pull([''], [{ xen: XM, other: 1 }])],
    ['as an answer that is shorter than the question', (one) => one.pull(['', 'file:///f'], [XM])],
  ];
  test.each(cases)('says what the user set %s', (_how, tell) => {
    const settings = new ClientSettings();
    tell(settings);
    expect([settings.of(), settings.of('file:///f')]).toEqual([
      { ...defaultSettings, toolstack: 'xm' },
      { ...defaultSettings, toolstack: 'xm' },
    ]);
  });

  it('may answer nothing, and what it said before counts', () => {
    const settings = new ClientSettings();
    settings.initialize({ settings: { xen: { version: '4.9', toolstack: 'xl' } } });
    settings.push({ xen: XM });
    for (const answer of [[null], [], null, 'x', [{}]]) {
      settings.pull([''], answer);
      expect(settings.of()).toEqual({ ...defaultSettings, toolstack: 'xm' });
    }
  });

  it('takes back what it leaves out later', () => {
    const settings = new ClientSettings();
    settings.initialize({ settings: { xen: { version: '4.9' } } });
    settings.push({ xen: {} });
    expect(settings.of().version).toBe('4.9');
    settings.push({ xen: XM });
    expect(settings.of()).toEqual({ ...defaultSettings, toolstack: 'xm' });
  });

  it('may answer for each folder', () => {
    const settings = new ClientSettings();
    settings.pull(['', 'file:///f'], [{ toolstack: 'xl' }, XM]);
    expect([settings.of().toolstack, settings.of('file:///f').toolstack]).toEqual(['xl', 'xm']);
  });

  it('may tell that settings changed without saying which', () => {
    const settings = new ClientSettings();
    settings.push({ xen: XM });
    settings.push(null);
    expect(settings.of().toolstack).toBe('xm');
  });
});
