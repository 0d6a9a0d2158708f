/** How guests reach the network: modes, subnets, bridges, and each vif by itself. */
import type { Rule } from '../rule.ts';
import backendWithoutDriverDomain from './backend-without-driver-domain.ts';
import bridgeWithoutBridgeMode from './bridge-without-bridge-mode.ts';
import duplicateDevid from './duplicate-devid.ts';
import emptyBridge from './empty-bridge.ts';
import emulatedCardOfDriverDomain from './emulated-card-of-driver-domain.ts';
import emulatedCardUnconnected from './emulated-card-unconnected.ts';
import gatewayNobodyHas from './gateway-nobody-has.ts';
import gatewayOutsideSubnet from './gateway-outside-subnet.ts';
import guestAddressDiffers from './guest-address-differs.ts';
import hardwareMac from './hardware-mac.ts';
import linuxBridgeForOpenvswitch from './linux-bridge-for-openvswitch.ts';
import macNearXenPrefix from './mac-near-xen-prefix.ts';
import malformedBridgeName from './malformed-bridge-name.ts';
import malformedMac from './malformed-mac.ts';
import malformedOpenvswitchBridge from './malformed-openvswitch-bridge.ts';
import malformedVifIp from './malformed-vif-ip.ts';
import malformedVifname from './malformed-vifname.ts';
import malformedVlan from './malformed-vlan.ts';
import multicastMac from './multicast-mac.ts';
import natSubnetOverlapsLan from './nat-subnet-overlaps-lan.ts';
import natVifInLan from './nat-vif-in-lan.ts';
import overlappingSubnets from './overlapping-subnets.ts';
import placeholderInVif from './placeholder-in-vif.ts';
import repeatedVifKey from './repeated-vif-key.ts';
import routeWithoutGatewaydev from './route-without-gatewaydev.ts';
import routedVifWithoutIp from './routed-vif-without-ip.ts';
import scriptForOtherBridge from './script-for-other-bridge.ts';
import unknownBridge from './unknown-bridge.ts';
import unknownVifKey from './unknown-vif-key.ts';
import unknownVifScript from './unknown-vif-script.ts';
import vifBlanks from './vif-blanks.ts';
import vifIpForScript from './vif-ip-for-script.ts';
import vifIpIsGateway from './vif-ip-is-gateway.ts';
import vifIpOutsideSubnet from './vif-ip-outside-subnet.ts';
import vifIpReserved from './vif-ip-reserved.ts';
import vifMissingComma from './vif-missing-comma.ts';
import vifNumber from './vif-number.ts';
import vifOnCard from './vif-on-card.ts';
import vifOnWrongBridge from './vif-on-wrong-bridge.ts';
import vifRate from './vif-rate.ts';
import vifScriptPerEntry from './vif-script-per-entry.ts';
import vifType from './vif-type.ts';
import vlanWithoutEffect from './vlan-without-effect.ts';
import vlanWithoutOpenvswitch from './vlan-without-openvswitch.ts';

export const rules: readonly Rule[] = [
  bridgeWithoutBridgeMode,
  emulatedCardOfDriverDomain,
  emulatedCardUnconnected,
  emptyBridge,
  gatewayNobodyHas,
  gatewayOutsideSubnet,
  guestAddressDiffers,
  linuxBridgeForOpenvswitch,
  hardwareMac,
  macNearXenPrefix,
  malformedBridgeName,
  malformedMac,
  malformedOpenvswitchBridge,
  malformedVifIp,
  malformedVifname,
  malformedVlan,
  multicastMac,
  natSubnetOverlapsLan,
  natVifInLan,
  overlappingSubnets,
  placeholderInVif,
  repeatedVifKey,
  routeWithoutGatewaydev,
  routedVifWithoutIp,
  unknownBridge,
  backendWithoutDriverDomain,
  scriptForOtherBridge,
  vifOnCard,
  unknownVifKey,
  unknownVifScript,
  vifBlanks,
  vifIpForScript,
  vifIpIsGateway,
  vifIpOutsideSubnet,
  vifIpReserved,
  vifMissingComma,
  vifNumber,
  vifOnWrongBridge,
  vifRate,
  vifScriptPerEntry,
  vifType,
  vlanWithoutEffect,
  vlanWithoutOpenvswitch,
  duplicateDevid,
];
