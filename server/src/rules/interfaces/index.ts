/** The rules about interfaces(5) files: addresses, gateways, bridges. */
import type { Rule } from '../rule.ts';
import bridgeOwnPort from './bridge-own-port.ts';
import bridgePortWithAddress from './bridge-port-with-address.ts';
import commentBehindValue from './comment-behind-value.ts';
import gatewayIsOwnAddress from './gateway-is-own-address.ts';
import gatewayOfSingleAddress from './gateway-of-single-address.ts';
import guestDeviceWithoutVif from './guest-device-without-vif.ts';
import interfaceGatewayOutsideSubnet from './interface-gateway-outside-subnet.ts';
import interfaceOptionTypo from './interface-option-typo.ts';
import malformedInterfaceAddress from './malformed-interface-address.ts';
import networkAddressAsHost from './network-address-as-host.ts';
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

export const rules: readonly Rule[] = [
  bridgeOwnPort,
  bridgePortWithAddress,
  commentBehindValue,
  gatewayIsOwnAddress,
  gatewayOfSingleAddress,
  guestDeviceWithoutVif,
  interfaceGatewayOutsideSubnet,
  interfaceOptionTypo,
  malformedInterfaceAddress,
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
