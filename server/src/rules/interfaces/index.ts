/** The rules about interfaces(5) files: addresses, gateways, bridges. */
import type { Rule } from '../rule.ts';
import autoWithoutIface from './auto-without-iface.ts';
import bondSlaveInBridge from './bond-slave-in-bridge.ts';
import bridgeOptionsWithoutPorts from './bridge-options-without-ports.ts';
import bridgeOwnPort from './bridge-own-port.ts';
import bridgePortWithAddress from './bridge-port-with-address.ts';
import broadcastOutsideSubnet from './broadcast-outside-subnet.ts';
import commentBehindValue from './comment-behind-value.ts';
import gatewayIsOwnAddress from './gateway-is-own-address.ts';
import gatewayOfSingleAddress from './gateway-of-single-address.ts';
import guestDeviceWithoutVif from './guest-device-without-vif.ts';
import guestMacDiffers from './guest-mac-differs.ts';
import interfaceGatewayOutsideSubnet from './interface-gateway-outside-subnet.ts';
import interfaceNotStarted from './interface-not-started.ts';
import interfaceOptionTypo from './interface-option-typo.ts';
import malformedInterfaceAddress from './malformed-interface-address.ts';
import malformedInterfaceValue from './malformed-interface-value.ts';
import networkAddressAsHost from './network-address-as-host.ts';
import optionOfOtherMethod from './option-of-other-method.ts';
import portInTwoBridges from './port-in-two-bridges.ts';
import portsWithCommas from './ports-with-commas.ts';
import repeatedInterfaceOption from './repeated-interface-option.ts';
import repeatedInterfaceStanza from './repeated-interface-stanza.ts';
import secondDefaultGateway from './second-default-gateway.ts';
import staticWithoutAddress from './static-without-address.ts';
import staticWithoutNetmask from './static-without-netmask.ts';
import twoNetmasks from './two-netmasks.ts';
import unknownBridgePort from './unknown-bridge-port.ts';
import wirelessBridgePort from './wireless-bridge-port.ts';
import wordsAfterValue from './words-after-value.ts';

export const rules: readonly Rule[] = [
  autoWithoutIface,
  bondSlaveInBridge,
  bridgeOptionsWithoutPorts,
  broadcastOutsideSubnet,
  guestMacDiffers,
  interfaceNotStarted,
  optionOfOtherMethod,
  wordsAfterValue,
  bridgeOwnPort,
  bridgePortWithAddress,
  commentBehindValue,
  gatewayIsOwnAddress,
  gatewayOfSingleAddress,
  guestDeviceWithoutVif,
  interfaceGatewayOutsideSubnet,
  interfaceOptionTypo,
  malformedInterfaceAddress,
  malformedInterfaceValue,
  networkAddressAsHost,
  portInTwoBridges,
  portsWithCommas,
  repeatedInterfaceOption,
  repeatedInterfaceStanza,
  secondDefaultGateway,
  staticWithoutAddress,
  staticWithoutNetmask,
  twoNetmasks,
  unknownBridgePort,
  wirelessBridgePort,
];
