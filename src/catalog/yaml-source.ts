/**
 * Reads one YAML file that nobody vouches for: bytes in, plain data and problems out, with the line and column of every
 * path in it. Bounded in size, depth and expansion; never throws for what a file contains.
 */
import { isUtf8 } from 'node:buffer';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document, type Pair } from 'yaml';
import type { Position, Problem } from './problem.ts';

/** A file larger than this is no entry. In bytes. */
export const MAX_FILE_BYTES = 256 * 1024;

/** Path into parsed data, as zod reports it. */
export type DataPath = readonly PropertyKey[];

export interface YamlSource {
  /** Path from the catalogue's root, with slashes. */
  readonly file: string;
  /** The data, or `undefined` where a problem made it unreadable. */
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /** Position of the value at `path`, or of its nearest parent that is in the file. */
  locate(path: DataPath): Position;
  /** Position of the key `key` in the map at `path`. */
  locateKey(path: DataPath, key: string): Position;
  /** The value at `path` as it is typed in the file (`3.10`), where it is a scalar. */
  typed(path: DataPath): string | undefined;
}

const START: Position = { line: 1, column: 1 };

/** Parses `bytes`, the content of `file`. */
export function readYamlSource(file: string, bytes: Uint8Array): YamlSource {
  const broken = (rule: string, message: string, remedy: string, position: Position = START): YamlSource => ({
    file,
    data: undefined,
    problems: [{ file, ...position, rule, message, remedy }],
    locate: () => START,
    locateKey: () => START,
    typed: () => undefined,
  });

  if (bytes.byteLength > MAX_FILE_BYTES) {
    return broken(
      'file-size',
      `is ${String(Math.ceil(bytes.byteLength / 1024))} KB`,
      `keep a file under ${String(MAX_FILE_BYTES / 1024)} KB`,
    );
  }
  if (!isUtf8(bytes)) {
    return broken('invalid-utf8', 'is not valid UTF-8', 'save the file as UTF-8', firstInvalidByte(bytes));
  }
  const text = new TextDecoder().decode(bytes);
  const counter = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  let document: Document;
  try {
    document = parseDocument(text, { lineCounter: counter, stringKeys: true, prettyErrors: false });
  } catch (error) {
    // The parser recurses, so that thousands of nested brackets exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    return broken('yaml-syntax', 'is nested too deeply to read', 'write the fields as block maps and lists');
  }

  const problems: Problem[] = [...document.errors, ...document.warnings].map((error) => ({
    file,
    ...at(error.pos[0]),
    ...describeYamlError(error.code, error.message),
  }));
  if (problems.length === 0 && document.contents === null) {
    return broken('empty-file', 'has no content', 'write the fields, or delete the file');
  }
  const aliased = findAlias(document);
  if (aliased !== undefined) {
    problems.push({
      file,
      ...at(aliased.offset),
      rule: 'yaml-alias',
      message: `uses the anchor or alias ${JSON.stringify(aliased.name)}`,
      remedy: 'write the value out; a catalogue file has no anchors, aliases or merges',
    });
  }

  const nodeAt = (path: DataPath): unknown => document.getIn(path.map(String).map(toIndex), true);
  const locate = (path: DataPath): Position => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : nodeAt(path.slice(0, length));
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return START;
  };
  return {
    file,
    data: problems.length === 0 ? document.toJS() : undefined,
    problems,
    locate,
    locateKey: (path, key) => {
      const parent = path.length === 0 ? document.contents : nodeAt(path);
      const pair = isMap(parent) ? parent.items.find((item) => keyOf(item) === key) : undefined;
      return isNode(pair?.key) && pair.key.range ? at(pair.key.range[0]) : locate(path);
    },
    typed: (path) => {
      const node = nodeAt(path);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

/** `getIn` finds list items by number only. */
function toIndex(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

function findAlias(document: Document): { name: string; offset: number } | undefined {
  const found: { name: string; offset: number }[] = [];
  visit(document, {
    Alias(_, node) {
      found.push({ name: `*${node.source}`, offset: node.range?.[0] ?? 0 });
      return visit.BREAK;
    },
    Node(_, node) {
      if (node.anchor === undefined) return undefined;
      found.push({ name: `&${node.anchor}`, offset: node.range?.[0] ?? 0 });
      return visit.BREAK;
    },
  });
  return found[0];
}

function describeYamlError(code: string, message: string): Pick<Problem, 'rule' | 'message' | 'remedy'> {
  const first = message.split('\n')[0] ?? message;
  switch (code) {
    case 'DUPLICATE_KEY':
      return { rule: 'duplicate-key', message: 'this key stands twice in one map', remedy: 'keep one of the two' };
    case 'MULTIPLE_DOCS':
      return { rule: 'yaml-syntax', message: 'holds more than one document', remedy: 'one file is one entry' };
    case 'TAG_RESOLVE_FAILED':
      return { rule: 'yaml-syntax', message: first, remedy: 'remove the tag' };
    default:
      return {
        rule: 'yaml-syntax',
        message: first,
        remedy: 'mend the YAML; text with : or # in it wants quotes or a | block',
      };
  }
}

/** Position of the first byte that no UTF-8 text has; the column counts characters before it. */
function firstInvalidByte(bytes: Uint8Array): Position {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const content = bytes.subarray(start, end);
    if (!isUtf8(content) || newline === -1) {
      const valid = new TextDecoder().decode(content).indexOf('\uFFFD');
      return { line, column: Math.max(valid, 0) + 1 };
    }
    start = newline + 1;
  }
}
