/** Asks the advisor's questions and for its addresses, with a way back from each. */
import { type InputBox, type QuickInput, QuickInputButtons, type QuickPickItem, window } from 'vscode';
import { inList, inMessage } from '../plain-text.ts';
import type { Choice, Field, Question } from './protocol.ts';

export const BACK = Symbol('back');

const TITLE = 'Choose a Network Mode';

/** The choice taken, `BACK`, or undefined when the user leaves. */
export function pick(question: Question, step: number): Promise<Choice | typeof BACK | undefined> {
  const input = window.createQuickPick<QuickPickItem & { choice: Choice }>();
  input.placeholder = question.question;
  input.matchOnDetail = true;
  input.items = question.choices.map((choice) => ({
    label: inList(choice.label),
    detail: choice.detail && inList(choice.detail),
    choice,
  }));
  return ask(input, step, () => input.selectedItems[0]?.choice);
}

/** The value typed, `BACK`, or undefined when the user leaves. `fault` says what is wrong with a value, if anything. */
export function type(
  field: Field,
  step: number,
  of: number,
  fault: (value: string) => Promise<string | undefined>,
): Promise<string | typeof BACK | undefined> {
  const input = window.createInputBox();
  input.prompt = inMessage(field.prompt);
  input.value = field.value;
  input.totalSteps = of;
  let asked = 0;
  const judge = async (): Promise<boolean> => {
    const mine = ++asked;
    const message = await fault(input.value);
    if (mine !== asked) return false;
    input.validationMessage = message && inMessage(message);
    return message === undefined;
  };
  input.onDidChangeValue(judge);
  return ask(input, step, async () => ((await judge()) ? input.value.trim() : undefined));
}

/** Shows an input until it is accepted with an answer, sent back, or left. */
function ask<A>(
  input: (QuickInput & Pick<InputBox, 'buttons' | 'onDidAccept' | 'onDidTriggerButton'>) & { ignoreFocusOut: boolean },
  step: number,
  answer: () => A | undefined | Promise<A | undefined>,
): Promise<A | typeof BACK | undefined> {
  input.title = TITLE;
  input.step = step;
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const done = (result: A | typeof BACK | undefined): void => {
      resolve(result);
      input.dispose();
    };
    input.onDidTriggerButton(() => done(BACK));
    input.onDidHide(() => done(undefined));
    input.onDidAccept(async () => {
      const given = await answer();
      if (given !== undefined) done(given);
    });
    input.show();
  });
}
