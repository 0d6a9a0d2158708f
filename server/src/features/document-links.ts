/** Paths in a file that lead to another file of the workspace: a guest's interfaces file, what `source` takes in. */
import type { DocumentLink } from 'vscode-languageserver-types';
import { sourceTargets } from '../model/dom0-files.ts';
import { rangeOf } from '../model/lines.ts';
import { interfacesCommentSpan } from '../model/shared-keys.ts';
import type { CfgFile, InterfacesFile, SourceFile } from '../model/source-file.ts';
import type { Workspace } from '../model/workspace.ts';

/** Links to files that are there; a path that leads out of the workspace, or to several files, is none. */
export function documentLinks(file: SourceFile, workspace: Workspace): DocumentLink[] {
  if (file.language === 'xen-cfg') return commentLinks(file, workspace);
  if (file.language === 'xen-interfaces') return sourceLinks(file, workspace);
  return [];
}

function commentLinks(file: CfgFile, workspace: Workspace): DocumentLink[] {
  const span = interfacesCommentSpan(file);
  const target = span && workspace.interfacesOf(file);
  if (!target) return [];
  return [{ range: rangeOf(file, span), target: target.uri, tooltip: "The guest's own interfaces file" }];
}

function sourceLinks(file: InterfacesFile, workspace: Workspace): DocumentLink[] {
  const main = workspace.hostOf(file).interfaces ?? file;
  const links: DocumentLink[] = [];
  for (const stanza of file.tree.stanzas) {
    const [path] = stanza.args;
    const [target, more] = sourceTargets(stanza, file, main, workspace);
    if (path && target && !more) links.push({ range: rangeOf(file, path), target: target.uri });
  }
  return links;
}
