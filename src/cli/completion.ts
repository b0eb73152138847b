/** `errdex completion <shell>`: a script that completes commands, options, ids and names; those come from `errdex completion names`. */
import { idsOf, type NameIndex } from '../lookup/name-index.ts';
import { COMMANDS, SHELLS, type WordKind } from './command-list.ts';
import { found, UsageError, type Command } from './command.ts';

export const completion: Command = async (words, _, { data }) => {
  const [shell] = words;
  if (words.length === 1 && (shell === 'ids' || shell === 'names')) {
    const names = await data.names();
    const list = shell === 'ids' ? idsOf(names) : [...idsOf(names), ...wordsOf(names)];
    return found(list.map((each) => `${each}\n`).join(''));
  }
  const known = SHELLS.find((each) => each === shell);
  if (known === undefined || words.length > 1) {
    throw new UsageError(`say one shell: ${SHELLS.join(', ')}. For this one: source <(errdex completion bash)`);
  }
  return found(SCRIPTS[known]());
};

/** The names that are one word in every shell; a colon is none in bash. */
function wordsOf({ entries }: NameIndex): string[] {
  const names = entries.flatMap(([, , name, , aliases]) => [name, ...aliases]);
  return [...new Set(names)].filter((name) => /^[\w.+-]+$/.test(name)).sort();
}

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], () => string>> = { bash, zsh, fish };

function namesOf(kind: WordKind): string[] {
  return COMMANDS.filter(({ words }) => words === kind).map(({ name }) => name);
}

function optionsOf(options: object): string[] {
  return [...Object.keys(options), 'help'].map((name) => `--${name}`);
}

/** Where nothing is said, bash completes files. */
function bash(): string {
  const names = COMMANDS.map(({ name }) => name).join(' ');
  const options = COMMANDS.map(
    ({ name, options }) =>
      `      ${name}) COMPREPLY=($(compgen -W '${optionsOf(options).join(' ')}' -- "$current")) ;;`,
  );
  return `# errdex, for bash: source <(errdex completion bash)
_errdex() {
  local current=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]} at
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${names}' -- "$current"))
    return
  fi
  if [[ $command == ${namesOf('command').join(' | ')} ]]; then
    for ((at = 2; at < COMP_CWORD; at++)); do
      [[ \${COMP_WORDS[at]} == -- ]] && at=$((at + 1)) && break
      [[ \${COMP_WORDS[at]} != -* ]] && break
    done
    if ((at < COMP_CWORD)) || [[ $current != -* ]]; then
      if declare -F _command_offset >/dev/null; then
        _command_offset "$at"
      elif ((at == COMP_CWORD)); then
        COMPREPLY=($(compgen -c -- "$current"))
      fi
      return
    fi
  fi
  if [[ $current == -* ]]; then
    case $command in
${options.join('\n')}
    esac
    return
  fi
  case $command in
    ${namesOf('ids').join(' | ')}) COMPREPLY=($(compgen -W "$(errdex completion names 2>/dev/null)" -- "$current")) ;;
    ${namesOf('shell').join(' | ')}) COMPREPLY=($(compgen -W '${SHELLS.join(' ')}' -- "$current")) ;;
  esac
}
complete -o bashdefault -o default -F _errdex errdex
`;
}

function zsh(): string {
  const commands = COMMANDS.map(({ name, summary }) => `      '${name}:${summary}'`);
  const options = COMMANDS.map(({ name, options }) => `      ${name}) compadd -- ${optionsOf(options).join(' ')} ;;`);
  return `#compdef errdex
# errdex, for zsh: source <(errdex completion zsh), or save it as _errdex in a folder of $fpath
_errdex() {
  if ((CURRENT == 2)); then
    local -a commands
    commands=(
${commands.join('\n')}
    )
    _describe command commands
    return
  fi
  if [[ $words[CURRENT] == -* && $words[2] != ${namesOf('command').join(' && $words[2] != ')} ]]; then
    case $words[2] in
${options.join('\n')}
    esac
    return
  fi
  case $words[2] in
    ${namesOf('ids').join('|')}) compadd -- \${(f)"$(errdex completion names 2>/dev/null)"} ;;
    ${namesOf('shell').join('|')}) compadd -- ${SHELLS.join(' ')} ;;
    ${namesOf('file').join('|')}) _files ;;
    ${namesOf('command').join('|')})
      shift words
      ((CURRENT--))
      while ((CURRENT > 2)) && [[ $words[2] == -* ]]; do
        shift words
        ((CURRENT--))
      done
      shift words
      ((CURRENT--))
      _normal
      ;;
  esac
}
if [[ $funcstack[1] == _errdex ]]; then _errdex "$@"; else compdef _errdex errdex; fi
`;
}

function fish(): string {
  const seen = (names: readonly string[]): string => `-n '__fish_seen_subcommand_from ${names.join(' ')}'`;
  const lines = COMMANDS.flatMap(({ name, summary, options }) => [
    `complete -c errdex -n __fish_use_subcommand -a ${name} -d '${summary}'`,
    ...Object.entries(options).map(([option, does]) => `complete -c errdex ${seen([name])} -l ${option} -d '${does}'`),
  ]);
  return `# errdex, for fish: errdex completion fish | source
complete -c errdex -f
${lines.join('\n')}
complete -c errdex ${seen(namesOf('ids'))} -a '(errdex completion names 2>/dev/null)'
complete -c errdex ${seen(namesOf('shell'))} -a '${SHELLS.join(' ')}'
complete -c errdex ${seen(namesOf('file'))} -F
complete -c errdex ${seen(namesOf('command'))} -xa '(__fish_complete_subcommand --fcs-skip=2)'
`;
}
