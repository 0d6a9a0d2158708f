/** "Turn … off in the settings": the setting of one rule, written where it holds for the file. */
import { type ConfigurationScope, ConfigurationTarget, Uri, window, workspace } from 'vscode';

/** Turns the rule off for the folder of the file, and offers to take the step back. */
export async function turnRuleOff(code: unknown, uri: unknown): Promise<void> {
  if (typeof code !== 'string') return;
  const file = typeof uri === 'string' ? Uri.parse(uri) : window.activeTextEditor?.document.uri;
  await setRule(file, code, 'off');
  const undo = 'Undo';
  void window
    .showInformationMessage(`${code} is turned off in the settings (xen.rules).`, undo)
    .then((choice) => (choice === undo ? setRule(file, code, undefined) : undefined));
}

/** Sets one rule and leaves the others as they are; undefined takes it out. */
async function setRule(file: Uri | undefined, code: string, severity: string | undefined): Promise<void> {
  const scope: ConfigurationScope | undefined = file;
  const configuration = workspace.getConfiguration('xen', scope);
  const target = targetOf(file);
  const there = configuration.inspect<Record<string, string>>('rules');
  const before = {
    [ConfigurationTarget.WorkspaceFolder]: there?.workspaceFolderValue,
    [ConfigurationTarget.Workspace]: there?.workspaceValue,
    [ConfigurationTarget.Global]: there?.globalValue,
  }[target];
  const { [code]: _before, ...others } = before ?? {};
  const after = severity === undefined ? others : { ...others, [code]: severity };
  await configuration.update('rules', Object.keys(after).length > 0 ? after : undefined, target);
}

/** Where settings for a file belong: its workspace folder, else the workspace, else the user. */
export function targetOf(uri: Uri | undefined): ConfigurationTarget {
  if (uri && workspace.getWorkspaceFolder(uri)) return ConfigurationTarget.WorkspaceFolder;
  return workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
}
