/** "Choose a Network Mode…": from plain questions to the files, commands and explanation of a whole set-up. */
import { ChangeAnnotation, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import { rangeOf } from '../model/lines.ts';
import type { Workspace } from '../model/workspace.ts';
import { modePairOf, networkSituations, type PairedMode } from '../xen/network-modes.ts';
import type { Toolstack } from '../xen/row.ts';
import { commandsFor } from './network-advisor/commands.ts';
import { completeAnswers, type GivenAnswers, outerDevice, toolstackOfHost } from './network-advisor/defaults.ts';
import { adviceSvg } from './network-advisor/drawing.ts';
import { guestPlans } from './network-advisor/guest-plan.ts';
import { FIRST_QUESTION, type Question } from './network-advisor/questions.ts';
import { adviceTarget } from './network-advisor/target.ts';
import type { AdviceAnswers, AdviceTarget, AnswerName, Commands, Plan, PlannedFile } from './network-advisor/types.ts';
import { type AnswerField, answerFault, answerFields, readGuests } from './network-advisor/validate.ts';
import { xendPlan } from './network-advisor/xend-plan.ts';
import { xlPlan } from './network-advisor/xl-plan.ts';

export type { AdviceAnswers, AdviceTarget, Commands, Plan, PlannedFile };

const WHY: Readonly<Record<PairedMode, readonly string[]>> = {
  bridge: [
    'dom0 becomes a switch: each guest is connected to the LAN through it and has an address of the LAN, like any other machine. Guests and LAN reach each other in both directions.',
    'Fits when you may add addresses to the network and dom0 is connected by cable; most wireless cards refuse to be part of a bridge.',
  ],
  nat: [
    'The guests live on a private subnet that nobody outside knows. dom0 forwards their packets with its own address as sender and hands the answers back, so that they reach whatever dom0 reaches, and nobody reaches them.',
    "Any address of the subnet works as their gateway: dom0 answers for it. To offer one guest's service outside, forward a port on dom0.",
  ],
  route: [
    'The guests live on a subnet of their own, and dom0 is the router between it and the LAN. Guests keep their addresses, so that machines of the LAN reach them and see who is talking.',
    "The LAN's gateway must be told that the subnet lies behind dom0: without that route packets leave, and the answers do not come back.",
  ],
};

/** The whole plan, or, in words, why there is none. */
export function planNetwork(answers: AdviceAnswers, target: AdviceTarget, workspace: Workspace): Plan | string {
  const fault = answerFault(answers);
  if (fault) return fault.message;
  const { mode, toolstack } = answers;
  const host = toolstack === 'xm' ? xendPlan(answers, target) : xlPlan(answers, target);
  const guests = guestPlans(answers, target, workspace);
  const device = toolstack === 'xl' ? (outerDevice(target.host.interfaces)?.name.value ?? answers.card) : answers.card;
  return {
    answers,
    title: `${modePairOf.get(mode)?.title} with ${toolstack}`,
    why: WHY[mode],
    files: [...host, ...guests.files],
    commands: commandsFor(answers, device),
    notes: [...notesFor(answers, target), ...guests.notes],
  };
}

function notesFor({ mode, toolstack }: AdviceAnswers, { host }: AdviceTarget): string[] {
  const notes: string[] = [];
  if (toolstack === 'xl' && mode === 'nat')
    notes.push('vif-nat works with xl from Xen 4.15 on; older releases fail on it.');
  if (toolstack === 'xl' && host.xend)
    notes.push('There is an xend-config.sxp in this folder: xl does not read it, and xend must not run beside xl.');
  if (toolstack === 'xm') notes.push('xm and xend are in Xen up to 4.4 only; newer releases have xl.');
  notes.push("Each guest's interfaces file belongs into its own disk: mount the disk on dom0 and copy it there.");
  return notes;
}

/** What an editor needs to begin with: the questions, and the fields of each mode with what the workspace suggests. */
export interface AdviceStart {
  readonly question: Question;
  readonly situations: readonly { readonly mode: PairedMode; readonly title: string; readonly detail: string }[];
  readonly toolstack: Toolstack;
  /** False where no file tells which toolstack the host has: the user is asked. */
  readonly certain: boolean;
  readonly error?: string;
}

/** `uri` is the file in front, `folder` the one that the set-up is for. */
export function startAdvice(uri: string | undefined, folder: string | undefined, workspace: Workspace): AdviceStart {
  const target = adviceTarget(uri, folder, workspace);
  return {
    question: FIRST_QUESTION,
    situations: networkSituations.map(({ mode, title, detail }) => ({ mode, title, detail })),
    ...(typeof target === 'string'
      ? { toolstack: 'xl', certain: false, error: target }
      : {
          toolstack: toolstackOfHost(target, workspace),
          certain: target.host.xend !== undefined || target.host.xlConf !== undefined,
        }),
  };
}

/** Answers as an editor sends them: guests as `NAME=ADDRESS, …`, everything else as typed. */
export interface TypedAnswers {
  readonly mode: PairedMode;
  readonly toolstack?: Toolstack;
  readonly guests?: string;
  readonly card?: string;
  readonly bridge?: string;
  readonly lan?: string;
  readonly gateway?: string;
  readonly dom0?: string;
  readonly subnet?: string;
  readonly guestGateway?: string;
}

/** One address to ask for, with what to propose. */
export interface AskedField extends AnswerField {
  readonly value: string;
}

/** What the editor shows, or why there is nothing to show: `field` names the answer at fault. */
export interface AdviceAnswer {
  readonly error?: string;
  readonly field?: AnswerName;
  readonly fields?: readonly AskedField[];
  readonly title?: string;
  readonly why?: readonly string[];
  readonly svg?: string;
  readonly files?: readonly { readonly path: string; readonly what: string; readonly created: boolean }[];
  readonly commands?: readonly Commands[];
  readonly notes?: readonly string[];
  /** The change of all files, each part to be confirmed. */
  readonly edit?: WorkspaceEdit;
}

/**
 * The plan for what is typed so far; what is missing is filled in from the workspace. `fields` are what to ask for, in their
 * order, with the values that the plan was made from.
 */
export function advise(
  typed: TypedAnswers,
  uri: string | undefined,
  folder: string | undefined,
  workspace: Workspace,
): AdviceAnswer {
  const target = adviceTarget(uri, folder, workspace);
  if (typeof target === 'string') return { error: target };
  const answers = completeAnswers(givenAnswers(typed), target, workspace);
  const fields = answerFields(answers).map((field) => ({ ...field, value: typedValue(answers, field.name) }));
  const fault = answerFault(answers);
  if (fault) return { fields, error: fault.message, field: fault.field };
  const plan = planNetwork(answers, target, workspace);
  if (typeof plan === 'string') return { fields, error: plan };
  const { title, why, commands, notes } = plan;
  return {
    fields,
    title,
    why,
    commands,
    notes,
    svg: adviceSvg(answers),
    files: plan.files.map(({ path, what, text }) => ({ path, what, created: text !== undefined })),
    edit: planEdit(plan, workspace),
  };
}

/** The answers that were typed; guests are split into names and addresses. */
export function givenAnswers({ guests, ...rest }: TypedAnswers): GivenAnswers & { mode: PairedMode } {
  return guests === undefined ? rest : { ...rest, guests: readGuests(guests) };
}

function typedValue(answers: AdviceAnswers, name: AnswerName): string {
  if (name !== 'guests') return answers[name];
  return answers.guests.map((guest) => `${guest.name}=${guest.address}`).join(', ');
}

/** The annotation whose only purpose is that an editor shows the whole edit before it makes it. */
const PREVIEW = 'preview';

/**
 * The plan as one edit of the workspace, each file a change of its own. VS Code shows a preview when some part needs a
 * confirmation, and leaves such parts out unless they are ticked one by one; so an empty change needs one, and the
 * real ones are ticked from the start.
 */
export function planEdit(plan: Plan, workspace: Workspace): WorkspaceEdit {
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const documentChanges: NonNullable<WorkspaceEdit['documentChanges']> = [];
  for (const [index, file] of plan.files.entries()) {
    const annotationId = `file-${index}`;
    changeAnnotations[annotationId] = ChangeAnnotation.create(file.what, false, file.path);
    if (file.text !== undefined) documentChanges.push({ kind: 'create', uri: file.uri, annotationId });
    const edit = fileEdit(file, annotationId, workspace);
    if (index === 0) {
      changeAnnotations[PREVIEW] = ChangeAnnotation.create('Nothing is written before you press Apply', true);
      edit.edits.push({ range: { start: START, end: START }, newText: '', annotationId: PREVIEW });
    }
    documentChanges.push(edit);
  }
  return { documentChanges, changeAnnotations };
}

const START = { line: 0, character: 0 };

function fileEdit(file: PlannedFile, annotationId: string, workspace: Workspace): TextDocumentEdit {
  if (file.text !== undefined)
    return {
      textDocument: { uri: file.uri, version: null },
      edits: [{ range: { start: START, end: START }, newText: file.text, annotationId }],
    };
  const known = workspace.files.get(file.uri);
  return {
    textDocument: { uri: file.uri, version: known && known.version > 0 ? known.version : null },
    edits: known
      ? file.edits.map((edit) => ({ range: rangeOf(known, edit.span), newText: edit.newText, annotationId }))
      : [],
  };
}
