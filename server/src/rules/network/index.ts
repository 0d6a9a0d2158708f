/** How guests reach the network: modes, subnets, bridges, and each vif by itself. */
import type { Rule } from '../rule.ts';
import bridgeWithoutBridgeMode from './bridge-without-bridge-mode.ts';
import gatewayOutsideSubnet from './gateway-outside-subnet.ts';
import guestAddressDiffers from './guest-address-differs.ts';
import macNearXenPrefix from './mac-near-xen-prefix.ts';
import malformedMac from './malformed-mac.ts';
import malformedVifIp from './malformed-vif-ip.ts';
import multicastMac from './multicast-mac.ts';
import natVifInLan from './nat-vif-in-lan.ts';
import placeholderInVif from './placeholder-in-vif.ts';
import repeatedVifKey from './repeated-vif-key.ts';
import routeWithoutGatewaydev from './route-without-gatewaydev.ts';
import routedVifWithoutIp from './routed-vif-without-ip.ts';
import unknownBridge from './unknown-bridge.ts';
import unknownVifKey from './unknown-vif-key.ts';
import unknownVifScript from './unknown-vif-script.ts';
import vifBlanks from './vif-blanks.ts';
import vifIpIsGateway from './vif-ip-is-gateway.ts';
import vifIpOutsideSubnet from './vif-ip-outside-subnet.ts';
import vifIpReserved from './vif-ip-reserved.ts';
import vifMissingComma from './vif-missing-comma.ts';
import vifRate from './vif-rate.ts';
import vifScriptPerEntry from './vif-script-per-entry.ts';
import vifType from './vif-type.ts';

export const rules: readonly Rule[] = [
  bridgeWithoutBridgeMode,
  gatewayOutsideSubnet,
  guestAddressDiffers,
  macNearXenPrefix,
  malformedMac,
  malformedVifIp,
  multicastMac,
  natVifInLan,
  placeholderInVif,
  repeatedVifKey,
  routeWithoutGatewaydev,
  routedVifWithoutIp,
  unknownBridge,
  unknownVifKey,
  unknownVifScript,
  vifBlanks,
  vifIpIsGateway,
  vifIpOutsideSubnet,
  vifIpReserved,
  vifMissingComma,
  vifRate,
  vifScriptPerEntry,
  vifType,
];
