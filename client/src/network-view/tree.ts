/** The view "Xen Network" in the explorer: what the server says is there, level by level. */
import {
  type Event,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type NetworkTreeItem, networkTreeRequest } from './protocol.ts';

const COLOURS: Readonly<Record<string, string>> = { error: 'list.errorForeground', warning: 'list.warningForeground' };

export class NetworkTree implements TreeDataProvider<NetworkTreeItem> {
  readonly #client: BaseLanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData: Event<void> = this.#changed.event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(parent?: NetworkTreeItem): Promise<NetworkTreeItem[]> {
    if (!this.#client.isRunning()) return [];
    return this.#client.sendRequest<NetworkTreeItem[]>(networkTreeRequest, { parent: parent?.id });
  }

  getTreeItem(one: NetworkTreeItem): TreeItem {
    const { None, Collapsed, Expanded } = TreeItemCollapsibleState;
    const item = new TreeItem(one.label, one.expandable ? (one.open ? Expanded : Collapsed) : None);
    item.id = one.id;
    item.description = one.description;
    item.tooltip = one.tooltip;
    const colour = COLOURS[one.severity ?? ''];
    item.iconPath = new ThemeIcon(one.icon, colour ? new ThemeColor(colour) : undefined);
    item.accessibilityInformation = {
      label: `${one.label}, ${one.description}${one.severity ? `, ${one.severity}` : ''}`,
    };
    if (one.uri) item.command = { command: 'xen.openNetworkPlace', title: 'Open', arguments: [one.uri, one.range] };
    return item;
  }
}
