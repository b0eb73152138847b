/** Writes captured outputs into an entry's YAML, keeping its comments and the order of its fields. */
import { parseDocument, Scalar } from 'yaml';
import { programsOf, type Entry } from '../catalog/load.ts';

/** The text of the file with the `output` of each program set; `outputs` is by program key. */
export function setOutputs(text: string, entry: Entry, outputs: ReadonlyMap<string, string>): string {
  const document = parseDocument(text);
  for (const program of programsOf(entry)) {
    const output = outputs.get(program.key);
    if (output === undefined) continue;
    const scalar = new Scalar(output);
    if (output.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
    document.setIn([...program.path, 'output'], scalar);
  }
  return document.toString({ lineWidth: 0 });
}
