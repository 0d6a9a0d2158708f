import { fixBy, replace } from '../edits.ts';
import { defineRule } from '../rule.ts';

/**
 * What gives six bytes to xl: one or two hex digits each, any one character between them (`parse_nic_config` in
 * xl_parse.c reads with strtol and skips one character).
 */
const SIX_BYTES = /^[0-9a-f]{1,2}(?:[^0-9a-f][0-9a-f]{1,2}){5}$/i;

export default defineRule({
  code: 'malformed-mac',
  area: 'network',
  severity: 'warning',
  title: 'MAC that is not six bytes',
  explanation:
    'xl reads six hexadecimal bytes. When one is missing or has a letter beyond f it prints "Invalid parameter `mac\'" at the most, ' +
    'goes on with what it could read, and the guest starts with an address that is in no file. A placeholder that was left in gives ' +
    'a random address at every start.',
  examples: [
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:01:02,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:01:02:03,bridge=xenbr0\' ]\n' },
    },
    {
      bad: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:0o:00:01,bridge=xenbr0\' ]\n' },
      good: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
      fixed: { 'vm01.cfg': 'name = "vm01"\nmemory = 512\nvif = [ \'mac=00:16:3e:00:00:01,bridge=xenbr0\' ]\n' },
    },
  ],
  languages: ['xen-cfg'],
  inTemplates: true,
  *check(file) {
    for (const { mac, spec } of file.facts.vifs) {
      if (!mac || SIX_BYTES.test(mac.value.trim())) continue;
      if (
        spec.problems.some(
          (problem) => problem.code === 'missing-comma' && problem.offset >= mac.offset && problem.end <= mac.end,
        )
      )
        continue;
      const bytes = mac.value.split(/[^0-9a-z]/i).filter((byte) => /^[0-9a-f]{1,2}$/i.test(byte)).length;
      const readable = /^[0-9a-f]{1,2}:/i.test(mac.value);
      yield {
        span: { offset: mac.offset, end: mac.end },
        message: readable
          ? `This MAC has ${bytes} readable byte${bytes === 1 ? '' : 's'} instead of six: the guest gets an address that is not the one meant. Write six bytes, as in 00:16:3e:12:34:56.`
          : `"${mac.value}" is no MAC address: the guest gets a new random one at every start. Write six bytes, as in 00:16:3e:12:34:56, or leave mac= out.`,
        fixes: () => {
          const repaired = mac.value.replaceAll(/[oO]/g, '0').replaceAll(/[lI]/g, '1');
          return SIX_BYTES.test(repaired)
            ? [fixBy(`Change to ${repaired}`, replace(file, mac, repaired), { preferred: true })]
            : [];
        },
      };
    }
  },
});
