/** Templates of configuration tools by their names: what the file is called once it is filled in. */
import { basename, dirname } from './paths.ts';

/** Suffixes of Jinja, ERB, EPP, Mustache, Go's and Perl's templates, of autoconf (`.in`), and the plain words. */
const SUFFIXES = /\.(?:j2|jinja2?|erb|epp|tt2?|tpl|tmpl|template|templ|mustache|hbs|gotmpl|mako|in)$/i;

/** Folders that hold templates by agreement: Ansible, Puppet, Chef, Salt. */
const FOLDER = /(?:^|\/)templates?(?:\/|$)/;

export interface TemplateName {
  /** The path that the filled-in file would have: `/r/vm.cfg` for `/r/vm.cfg.j2`. */
  readonly path: string;
  /** True where the suffix or the folder says that the file is a template. */
  readonly isTemplate: boolean;
}

/** What a path says about templates. Nothing is opened; `vm.tmpl` becomes `vm`. */
export function templateName(path: string): TemplateName {
  const name = basename(path);
  const inner = name.replace(SUFFIXES, '');
  const hasSuffix = inner !== name && inner !== '';
  return {
    path: hasSuffix ? path.slice(0, path.length - name.length) + inner : path,
    isTemplate: hasSuffix || FOLDER.test(dirname(path)),
  };
}
