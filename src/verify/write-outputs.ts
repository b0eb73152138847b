/** Writes captured outputs into an entry's YAML and leaves every other character of the file as it is. */
import { isMap, isNode, isScalar, parseDocument, type Pair, type YAMLMap } from 'yaml';
import { programsOf, type Entry } from '../catalog/load.ts';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text of the file with the `output` of each program set; `outputs` is by program key. */
export function setOutputs(text: string, entry: Entry, outputs: ReadonlyMap<string, string>): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  const edits: Edit[] = [];
  for (const program of programsOf(entry)) {
    const output = outputs.get(program.key);
    if (output === undefined || output === program.data.output) continue;
    const map = document.getIn(program.path, true);
    if (!isMap(map)) throw new Error(`${entry.source.file}: ${program.key} is no block map`);
    edits.push(editOf(text, map, output));
  }
  return edits
    .sort((a, b) => b.from - a.from)
    .reduce((edited, { from, to, text: added }) => edited.slice(0, from) + added + edited.slice(to), text);
}

/** Replaces the `output` of a program, or adds it under the `code`. */
function editOf(text: string, map: YAMLMap, output: string): Edit {
  const code = findPair(map, 'code');
  const existing = findPair(map, 'output');
  const column = startOf(code) - (text.lastIndexOf('\n', startOf(code) - 1) + 1);
  const value = `output: ${toYaml(output, ' '.repeat(column))}`;
  // Blank lines below a block that keeps its last line ends would be read as part of it.
  const skipBlank = (from: number): number =>
    output.endsWith('\n\n') ? from + (/^\n*/.exec(text.slice(from))?.[0].length ?? 0) : from;
  if (existing) {
    const end = endOf(existing);
    const isLineEnd = text[end - 1] === '\n';
    return { from: startOf(existing), to: skipBlank(end), text: isLineEnd ? `${value}\n` : value };
  }
  const end = endOf(code);
  return {
    from: end,
    to: skipBlank(end),
    text: `${text[end - 1] === '\n' ? '' : '\n'}${' '.repeat(column)}${value}\n`,
  };
}

/** `output` as a YAML value: a block where it can be one, so that a reader sees it as the terminal showed it. */
function toYaml(output: string, indent: string): string {
  // eslint-disable-next-line no-control-regex -- what a block scalar may not hold
  if (output.trim() === '' || /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF]/.test(output))
    return JSON.stringify(output);
  const chomp = !output.endsWith('\n') ? '-' : output.endsWith('\n\n') ? '+' : '';
  const explicit = /^\n*[ \t]/.test(output) ? '2' : '';
  const lines = output.replace(/\n$/, '').split('\n');
  return `|${explicit}${chomp}\n${lines.map((line) => (line === '' ? '' : `${indent}  ${line}`)).join('\n')}`;
}

function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function startOf(pair: Pair | undefined): number {
  return isNode(pair?.key) && pair.key.range ? pair.key.range[0] : 0;
}

/** Behind the value, and behind the line's end where the value is a block. */
function endOf(pair: Pair | undefined): number {
  return isNode(pair?.value) && pair.value.range ? pair.value.range[1] : 0;
}
