/** What the client knows of its own manifest, so that languages and choices are named in package.json only. */
import type { Extension, ExtensionContext } from 'vscode';

interface Manifest {
  readonly contributes: {
    readonly grammars: readonly { readonly language: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly enum?: readonly string[]; readonly markdownEnumDescriptions?: readonly string[] }>
      >;
    };
  };
}

const contributes = (context: ExtensionContext) => (context.extension as Extension<unknown>).packageJSON as Manifest;

/** The identifiers of the product's own languages: those that it brings a grammar for. */
export function ownLanguages(context: ExtensionContext): readonly string[] {
  return contributes(context).contributes.grammars.map((grammar) => grammar.language);
}

/** The values that a setting may have, each with its description. */
export function choicesOf(
  context: ExtensionContext,
  setting: string,
): readonly { value: string; description: string }[] {
  const property = contributes(context).contributes.configuration.properties[setting];
  return (property?.enum ?? []).map((value, index) => ({
    value,
    description: property?.markdownEnumDescriptions?.[index]?.replaceAll('`', '') ?? '',
  }));
}
