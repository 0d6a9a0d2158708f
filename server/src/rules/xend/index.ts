/** The rules about what the settings of xend-config.sxp mean to xend. */
import type { Rule } from '../rule.ts';
import apiServerShape from './api-server-shape.ts';
import badHostPattern from './bad-host-pattern.ts';
import badXendBoolean from './bad-xend-boolean.ts';
import badXendNumber from './bad-xend-number.ts';
import badXendValue from './bad-xend-value.ts';
import bareWordSetting from './bare-word-setting.ts';
import dom0BallooningOff from './dom0-ballooning-off.ts';
import duplicateNetworkScript from './duplicate-network-script.ts';
import duplicateXendOption from './duplicate-xend-option.ts';
import listAsXendValue from './list-as-xend-value.ts';
import memoryPoolWithoutBallooning from './memory-pool-without-ballooning.ts';
import misnamedHostFile from './misnamed-host-file.ts';
import nestedSetting from './nested-setting.ts';
import networkBridgeBesideBridge from './network-bridge-beside-bridge.ts';
import networkBridgeCardName from './network-bridge-card-name.ts';
import networkModeMismatch from './network-mode-mismatch.ts';
import noThatMeansYes from './no-that-means-yes.ts';
import scriptInWrongOption from './script-in-wrong-option.ts';
import semicolonComment from './semicolon-comment.ts';
import strayQuote from './stray-quote.ts';
import tlsWithoutKey from './tls-without-key.ts';
import unknownScript from './unknown-script.ts';
import unknownScriptArgument from './unknown-script-argument.ts';
import unknownXendOption from './unknown-xend-option.ts';
import unquotedScriptArguments from './unquoted-script-arguments.ts';
import vifBridgeWithoutBridge from './vif-bridge-without-bridge.ts';
import vifScriptWithoutNetworkScript from './vif-script-without-network-script.ts';
import wirelessNetdev from './wireless-netdev.ts';
import xmWithoutServer from './xm-without-server.ts';

export const rules: readonly Rule[] = [
  badHostPattern,
  badXendBoolean,
  badXendNumber,
  badXendValue,
  bareWordSetting,
  dom0BallooningOff,
  duplicateNetworkScript,
  duplicateXendOption,
  listAsXendValue,
  misnamedHostFile,
  nestedSetting,
  networkBridgeBesideBridge,
  networkBridgeCardName,
  networkModeMismatch,
  noThatMeansYes,
  scriptInWrongOption,
  semicolonComment,
  strayQuote,
  unknownScriptArgument,
  unknownScript,
  unknownXendOption,
  unquotedScriptArguments,
  vifBridgeWithoutBridge,
  vifScriptWithoutNetworkScript,
  wirelessNetdev,
  tlsWithoutKey,
  xmWithoutServer,
  apiServerShape,
  memoryPoolWithoutBallooning,
];
