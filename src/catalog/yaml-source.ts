/**
 * Reads one YAML file that nobody vouches for: bytes in, plain data and problems out, with the line and column of every
 * path in it. Bounded in size, depth and expansion; never throws for what a file contains.
 */
import { isUtf8 } from 'node:buffer';
import {
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { findInvisible, nameCharacter } from './invisible.ts';
import type { Position, Problem } from './problem.ts';

/** A file larger than this is no entry. In bytes. */
export const MAX_FILE_BYTES = 256 * 1024;

/** Nodes and pairs of YAML within each other; the deepest field of an entry needs 10. */
const MAX_DEPTH = 32;

/** Path into parsed data, as zod reports it. */
export type DataPath = readonly PropertyKey[];

export interface YamlSource {
  /** Path from the catalog's root, with slashes. */
  readonly file: string;
  /** The data, or `undefined` where a problem made it unreadable. */
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /**
   * Position of the value at `path`, or of its nearest parent that is in the file; of `excerpt` within that value, where
   * it stands there as it is.
   */
  locate(path: DataPath, excerpt?: string): Position;
  /** Position of the key `key` in the map at `path`. */
  locateKey(path: DataPath, key: string): Position;
  /** The value at `path` as it is typed in the file (`3.10`), where it is a scalar or stands on one line. */
  typed(path: DataPath): string | undefined;
  /** The comment behind the value at `path`, on its line; empty where there is none. */
  commentAt(path: DataPath): string;
}

/** What is wrong, and what mends it. */
type Complaint = Pick<Problem, 'rule' | 'message' | 'remedy'>;
type Finding = Complaint & { readonly offset: number };

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
    commentAt: () => '',
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

  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    stringKeys: true,
    // Found below: the parser compares each key of a map with every other.
    uniqueKeys: false,
  });
  if (document.errors.length === 0 && isEmpty(document)) {
    return broken('empty-file', 'has no content', 'write the fields, or delete the file');
  }
  const problems = findProblems(document, text, (offset) => at(offset).line).map(({ offset, ...complaint }) => ({
    file,
    ...at(offset),
    ...complaint,
  }));

  /** Kept, since a file may have as many unknown keys as there is room for. */
  const offsetsOfKeys = new Map<YAMLMap, ReadonlyMap<unknown, number>>();
  const nodeAt = (path: DataPath): unknown => document.getIn(path.map(String).map(toIndex), true);
  const locate = (path: DataPath, excerpt?: string): Position => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : nodeAt(path.slice(0, length));
      if (!isNode(node) || !node.range) continue;
      const [start, end] = node.range;
      const within = excerpt === undefined || excerpt === '' ? -1 : text.slice(start, end).indexOf(excerpt);
      return at(start + Math.max(within, 0));
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
      if (!isMap(parent)) return locate(path);
      const keys = offsetsOfKeys.get(parent) ?? new Map(parent.items.map((pair) => [keyOf(pair), offsetOf(pair)]));
      offsetsOfKeys.set(parent, keys);
      const offset = keys.get(key);
      return offset === undefined ? locate(path) : at(offset);
    },
    typed: (path) => {
      const node = nodeAt(path);
      if (isScalar(node)) return node.source;
      const whole = isNode(node) && node.range ? text.slice(node.range[0], node.range[1]).trim() : '\n';
      return whole.includes('\n') ? undefined : whole;
    },
    commentAt: (path) => {
      const node = nodeAt(path);
      return (isNode(node) ? node.comment : undefined) ?? '';
    },
  };
}

/** Whether there is nothing but comments, document marks or `~`. */
function isEmpty({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

/** `getIn` finds list items by number only. */
function toIndex(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

function offsetOf(pair: Pair): number {
  return isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

/**
 * What makes the file unreadable, in order. After the first error of syntax a parser guesses, so nothing behind it is
 * reported; keys that stand twice mislead nobody and are all reported.
 */
function findProblems(document: Document, text: string, lineAt: (offset: number) => number): Finding[] {
  const invisible = findInvisible(text);
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const found: Finding[] = [
    ...(invisible === -1 ? [] : [{ offset: invisible, ...describeInvisible(text, invisible) }]),
    ...findForbidden(document, text, lineAt),
    ...(first === undefined ? [] : [describeYamlError(first, text)]),
  ].sort((a, b) => a.offset - b.offset);
  const firstOfSyntax = found.findIndex(({ rule }) => rule !== 'duplicate-key');
  return firstOfSyntax === -1 ? found : found.slice(0, firstOfSyntax + 1);
}

/** Keys that stand twice, and the first thing that YAML has and a catalog file has not. */
function findForbidden(document: Document, text: string, lineAt: (offset: number) => number): Finding[] {
  const duplicates: Finding[] = [];
  let found: Finding | undefined;
  /** Anchors and tags stand before the node they belong to, and have no position of their own. */
  const before = (node: Node, mark: string): number => {
    const start = node.range?.[0] ?? 0;
    const offset = text.lastIndexOf(mark, start);
    return offset === -1 ? start : text[offset - 1] === mark ? offset - 1 : offset;
  };
  visit(document, {
    Alias(_, node) {
      found = { offset: node.range?.[0] ?? 0, ...describeAlias(`*${node.source}`) };
      return visit.BREAK;
    },
    Node(_, node, ancestors) {
      if (isMap(node)) duplicates.push(...findDuplicates(node, lineAt));
      if (ancestors.length > MAX_DEPTH) {
        found = { offset: node.range?.[0] ?? 0, ...TOO_DEEP };
      } else if ('anchor' in node) {
        found = { offset: before(node, `&${node.anchor}`), ...describeAlias(`&${node.anchor}`) };
      } else if (node.tag !== undefined) {
        const offset = before(node, '!');
        const tag = /^\S*/.exec(text.slice(offset))?.[0] ?? '';
        found = {
          offset,
          rule: 'yaml-tag',
          message: `has the tag ${JSON.stringify(tag)}`,
          remedy: 'remove the tag; quote text that starts with !',
        };
      }
      return found === undefined ? undefined : visit.BREAK;
    },
    Pair(_, pair) {
      const key = keyOf(pair);
      const offset = offsetOf(pair);
      if (key === '<<') found = { offset, ...describeAlias('<<') };
      // Said here since zod passes over this key in a map with free keys.
      if (key === '__proto__')
        found = { offset, rule: 'unknown-key', message: '"__proto__" is no field', remedy: 'remove it' };
      return found === undefined ? undefined : visit.BREAK;
    },
  });
  return found === undefined ? duplicates : [...duplicates, found];
}

function findDuplicates(map: YAMLMap, lineAt: (offset: number) => number): Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<unknown, number>();
  for (const pair of map.items) {
    const key = keyOf(pair);
    const offset = offsetOf(pair);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, offset);
    } else {
      findings.push({
        offset,
        rule: 'duplicate-key',
        message: `${JSON.stringify(key)} stands twice in one map`,
        remedy: `keep one; the first is on line ${String(lineAt(first))}`,
      });
    }
  }
  return findings;
}

const TOO_DEEP: Complaint = {
  rule: 'yaml-depth',
  message: 'is nested too deeply',
  remedy: 'no field of a catalog file is nested as deeply; quote text that starts with [ or {',
};

function describeAlias(mark: string): Complaint {
  return {
    rule: 'yaml-alias',
    message: `uses ${mark === '<<' ? 'a merge' : mark.startsWith('&') ? 'an anchor' : 'an alias'}, ${JSON.stringify(mark)}`,
    remedy: mark === '<<' ? 'write the fields out' : 'write the value out; quote text that starts with * or &',
  };
}

function describeInvisible(text: string, offset: number): Complaint {
  return {
    rule: 'invisible-character',
    message: `has the character ${nameCharacter(text, offset)}, which cannot be seen`,
    remedy: 'remove it',
  };
}

function describeYamlError({ code, message, pos: [offset] }: YAMLError, text: string): Finding {
  return { offset, ...explainYamlError(code, message, /^.*/.exec(text.slice(offset))?.[0].trimEnd() ?? '') };
}

/** An error of the parser in a contributor's words; `line` is the rest of the line it stands on. */
function explainYamlError(code: string, message: string, line: string): Complaint {
  const excerpt = JSON.stringify(line.length <= 40 ? line : `${line.slice(0, 39)}…`);
  const rule = 'yaml-syntax';
  const unclosed = /end with a ([\]}])/.exec(message)?.[1];
  if (unclosed !== undefined) {
    return {
      rule,
      message: `a ${unclosed === ']' ? '[' : '{'} before this is not closed`,
      remedy: `close it with ${unclosed}, or quote the text`,
    };
  }
  if (message.startsWith('Missing closing')) {
    return { rule, message: 'a text in quotes has no closing quote', remedy: 'close the quote' };
  }
  const noPair = {
    rule,
    message: `${excerpt} is no "key: value"`,
    remedy: 'mend the line, or indent it deeper than the key whose text it continues',
  };
  if (message.startsWith('Implicit map keys need to be followed')) return noPair;
  switch (code) {
    case 'MULTIPLE_DOCS':
      return {
        rule,
        message: 'holds more than one document',
        remedy: 'one file is one entry; remove --- and what follows',
      };
    case 'RESOURCE_EXHAUSTION':
      return TOO_DEEP;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        rule,
        message: `${excerpt} has a ": " and no quotes`,
        remedy: 'quote the text, or write it on the lines below >-',
      };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'NON_STRING_KEY':
      return noPair;
    case 'BAD_SCALAR_START':
      return { rule, message: `${excerpt} starts with a character that YAML reserves`, remedy: 'quote the text' };
    case 'BAD_DQ_ESCAPE':
      return {
        rule,
        message: `${/^\\.?/.exec(line)?.[0] ?? excerpt} is no escape`,
        remedy: 'within double quotes write \\\\ for a backslash, or use single quotes',
      };
    case 'TAB_AS_INDENT':
      return { rule, message: 'the line is indented with a tab', remedy: 'indent with spaces' };
    case 'UNEXPECTED_TOKEN':
      return {
        rule,
        message: `${excerpt} cannot stand here`,
        remedy: 'quote the whole text, or mend the indentation',
      };
    default:
      return {
        rule,
        message: `${message.split('\n')[0] ?? message}: ${excerpt}`,
        remedy: 'mend the YAML; quote text with ": " or " #" in it',
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
