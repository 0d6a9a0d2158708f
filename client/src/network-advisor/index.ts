/** "Choose a Network Mode…": questions, an explanation, a few addresses, and a preview of all changes before anything is written. */
import { env, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { refuseLoss } from '../lost-characters.ts';
import { inMessage } from '../plain-text.ts';
import { newNonce } from '../webview.ts';
import { advicePage } from './page.ts';
import {
  type Advice,
  type AdviceParams,
  type AdviceStart,
  type AdviseParams,
  type Answers,
  adviseRequest,
  type Choice,
  type Question,
  startAdviceRequest,
} from './protocol.ts';
import { BACK, pick, type } from './questions.ts';

/**
 * Runs the advisor for a folder of the explorer, else for that of the file in front. With `given` answers (`mode`,
 * `toolstack` and any field) nothing is asked, and the preview comes at once.
 */
export async function chooseNetworkMode(client: BaseLanguageClient, folder?: unknown, given?: unknown): Promise<void> {
  const where = placeOf(folder);
  const request = (answers: Answers): Promise<Advice> =>
    client.sendRequest<Advice>(adviseRequest, { ...where, answers } satisfies AdviseParams);
  const answers = isAnswers(given) ? given : await askMode(client, where);
  if (!answers) return;
  const first = await request(answers);
  if (!first.fields) {
    window.showWarningMessage(inMessage(first.error ?? 'There is no advice for this folder.'));
    return;
  }
  const panel = window.createWebviewPanel(
    'xen.advice',
    'Network Mode',
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    { enableScripts: false, localResourceRoots: [] },
  );
  show(panel, first);
  const final = isAnswers(given) ? first : await askAddresses(first, answers, request, panel);
  if (!final) return;
  await write(client, final);
}

function placeOf(folder: unknown): AdviceParams {
  const uri = window.activeTextEditor?.document.uri;
  const own = (uri && workspace.getWorkspaceFolder(uri)) ?? workspace.workspaceFolders?.[0];
  const chosen = folder instanceof Uri ? folder : own?.uri;
  return { ...(uri ? { uri: uri.toString() } : {}), ...(chosen ? { folder: chosen.toString() } : {}) };
}

function isAnswers(given: unknown): given is Answers {
  return typeof given === 'object' && given !== null && 'mode' in given;
}

/** Walks the questions to a mode and a toolstack; undefined when the user leaves. */
async function askMode(client: BaseLanguageClient, where: AdviceParams): Promise<Answers | undefined> {
  const start = await client.sendRequest<AdviceStart>(startAdviceRequest, where);
  if (start.error !== undefined) {
    window.showWarningMessage(inMessage(start.error));
    return undefined;
  }
  const path: Question[] = [start.question];
  const taken: Choice[] = [];
  for (;;) {
    const question = path[taken.length];
    if (!question) {
      const situation = start.situations[(taken.find((choice) => choice.situation)?.situation ?? 0) - 1];
      const toolstack = taken.at(-1)?.label === XM ? 'xm' : 'xl';
      return situation && { mode: situation.mode, toolstack: start.certain ? start.toolstack : toolstack };
    }
    const choice = await pick(question, taken.length + 1);
    if (choice === undefined) return undefined;
    if (choice === BACK) {
      taken.pop();
      path.length = taken.length + 1;
      continue;
    }
    taken.push(choice);
    if (choice.next) path.push(choice.next);
    else if (choice.situation && !start.certain) path.push(toolstackQuestion(start.toolstack));
  }
}

const XL = 'xl, Xen 4.2 and newer';
const XM = 'xm and xend, Xen up to 4.4';

function toolstackQuestion(first: string): Question {
  const choices = [
    { label: XL, detail: 'The network is set up in /etc/network/interfaces; defaults are in xl.conf.' },
    { label: XM, detail: 'The network is set up by the scripts that xend-config.sxp names.' },
  ];
  return { question: 'Which toolstack does the host have?', choices: first === 'xm' ? choices.reverse() : choices };
}

/** Asks for each address of the mode, with what the workspace suggests; undefined when the user leaves. */
async function askAddresses(
  first: Advice,
  answers: Answers,
  request: (answers: Answers) => Promise<Advice>,
  panel: WebviewPanel,
): Promise<Advice | undefined> {
  let advice = first;
  let typed: Answers = answers;
  for (let index = 0; ; ) {
    const fields = advice.fields ?? [];
    const field = fields[index];
    if (!field) return advice;
    const fault = async (value: string): Promise<string | undefined> => {
      const judged = await request({ ...typed, [field.name]: value.trim() });
      return judged.field === field.name || !judged.fields ? judged.error : undefined;
    };
    const value = await type(field, index + 1, fields.length, fault);
    if (value === undefined) return undefined;
    if (value === BACK) {
      index--;
      continue;
    }
    typed = { ...typed, [field.name]: value };
    advice = await request(typed);
    show(panel, advice);
    index++;
  }
}

function show(panel: WebviewPanel, advice: Advice): void {
  if (advice.title === undefined) return;
  panel.title = advice.title;
  panel.webview.html = advicePage(advice, newNonce());
}

/** Lets the user look through the changes; what is confirmed is written and saved. */
async function write(client: BaseLanguageClient, advice: Advice): Promise<void> {
  if (advice.error !== undefined || !advice.edit) {
    window.showWarningMessage(inMessage(advice.error ?? 'The set-up could not be planned.'));
    return;
  }
  if (advice.files?.length) {
    const edit = await client.protocol2CodeConverter.asWorkspaceEdit(advice.edit);
    await refuseLoss(edit);
    if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return;
  }
  const lines = (advice.commands ?? []).flatMap((one) => [`# ${one.title}`, ...one.lines, '']);
  const copy = 'Copy Commands';
  void window
    .showInformationMessage('The files are as this mode wants them. What is left to do by hand stands beside.', copy)
    .then((choice) => (choice === copy ? env.clipboard.writeText(lines.join('\n')) : undefined));
}
