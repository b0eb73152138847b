import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ENTRY, GOOD, LANGUAGE, linesIn, linesOf, spoil, withCatalog, type Files } from './fixture-catalog.ts';
import { loadCatalog } from './load.ts';
import { CATEGORIES, KINDS } from './schema.ts';

/** A catalog whose one entry is `content`. */
function entry(content: string | Uint8Array): Files {
  return { ...GOOD, 'python/key-error.yaml': content };
}

/** A catalog whose one entry has `to` in place of `from`. */
function spoilt(from: string, to: string): Files {
  return entry(spoil(ENTRY, from, to));
}

const TITLE = 'title: A key is not in the mapping';
const MEANING = 'meaning: The mapping was asked for a key it does not have.';
const CAUSES = 'causes:\n  - The key was never set.';
const REPRO = '  code: |\n    {}["a"]';
const FIELDS =
  'name, title, kind, category, level, severity, aliases, messages, concepts, meaning, causes, repro, fixes, examples, ' +
  'antiPatterns, productionRisk, versions, verify, references, related';

const DEPTH =
  'yaml-depth  is nested too deeply  ' +
  '(no field of a catalog file is nested as deeply; quote text that starts with [ or {)';
const QUOTE_WHOLE = '(quote the whole text, or mend the indentation)';
const NO_PAIR = '(mend the line, or indent it deeper than the key whose text it continues)';
const WRITE_OUT = '(write the value out; quote text that starts with * or &)';
const URL_REMEDY = '(write an address that starts with https:// or http://)';

/** What is wrong, the catalog, and the rest of the one line after `errors/python/key-error.yaml:`. */
const ONE_LINE: readonly (readonly [name: string, files: Files, line: string])[] = [
  // YAML
  [
    'a ": " in text without quotes',
    spoilt(MEANING, 'meaning: Note: the mapping: has it not'),
    '8:10  yaml-syntax  "Note: the mapping: has it not" has a ": " and no quotes  (quote the text, or write it on the lines below >-)',
  ],
  [
    'a line that is no pair',
    spoilt('kind: exception', 'kind:exception'),
    `3:1  yaml-syntax  "kind:exception" is no "key: value"  ${NO_PAIR}`,
  ],
  [
    'a block that is not indented',
    spoilt(REPRO, '  code: |\n{}["a"]'),
    `14:1  yaml-syntax  "{}[\\"a\\"]" is no "key: value"  ${NO_PAIR}`,
  ],
  [
    'a key that is a list',
    spoilt('level: error', 'level: error\n? [a, b]\n: c'),
    `6:3  yaml-syntax  "[a, b]" is no "key: value"  ${NO_PAIR}`,
  ],
  [
    'a quote that is not closed',
    spoilt('title: A key', 'title: "A key'),
    '2:36  yaml-syntax  a text in quotes has no closing quote  (close the quote)',
  ],
  [
    'text after a quote',
    spoilt(MEANING, 'meaning: "It" is missing'),
    `8:15  yaml-syntax  "is missing" cannot stand here  ${QUOTE_WHOLE}`,
  ],
  [
    'a placeholder without quotes in a list',
    spoilt('messages: ["KeyError: {key}"]', 'messages: [{key} not found]'),
    `7:18  yaml-syntax  "not found]" cannot stand here  ${QUOTE_WHOLE}`,
  ],
  [
    'a list that is not closed',
    spoilt('["KeyError: {key}"]', '["KeyError: {key}"'),
    '8:1  yaml-syntax  a [ before this is not closed  (close it with ], or quote the text)',
  ],
  [
    'a reserved character',
    spoilt(MEANING, 'meaning: `get` returns'),
    '8:10  yaml-syntax  "`get` returns" starts with a character that YAML reserves  (quote the text)',
  ],
  [
    'an escape that is none',
    spoilt(MEANING, 'meaning: "a \\d b"'),
    '8:13  yaml-syntax  \\d is no escape  (within double quotes write \\\\ for a backslash, or use single quotes)',
  ],
  [
    'a tab',
    spoilt('  description: Asks', '\tdescription: Asks'),
    '12:1  yaml-syntax  the line is indented with a tab  (indent with spaces)',
  ],
  [
    'a line of bold text, which is an alias',
    spoilt(MEANING, 'meaning: *not* there'),
    `8:10  yaml-alias  uses an alias, "*not*"  ${WRITE_OUT}`,
  ],
  ['an alias of nothing', spoilt(TITLE, 'title: *t'), `2:8  yaml-alias  uses an alias, "*t"  ${WRITE_OUT}`],
  [
    'an anchor and its alias',
    spoilt(`${TITLE}\nkind: exception`, 'title: &t A\nkind: *t'),
    `2:8  yaml-alias  uses an anchor, "&t"  ${WRITE_OUT}`,
  ],
  [
    'a merge',
    spoilt('level: error', '<<: { level: error }'),
    '5:1  yaml-alias  uses a merge, "<<"  (write the fields out)',
  ],
  [
    'a custom tag',
    spoilt('title: A key', 'title: !important A key'),
    '2:8  yaml-tag  has the tag "!important"  (remove the tag; quote text that starts with !)',
  ],
  [
    'a tag of YAML itself',
    spoilt(TITLE, 'title: !!binary aGk='),
    '2:8  yaml-tag  has the tag "!!binary"  (remove the tag; quote text that starts with !)',
  ],
  [
    'two documents',
    entry(`${ENTRY}---\n${ENTRY}`),
    '22:1  yaml-syntax  holds more than one document  (one file is one entry; remove --- and what follows)',
  ],
  ['brackets nested 100,000 deep', entry(`title: ${'['.repeat(100_000)}`), `1:38  ${DEPTH}`],
  ['brackets nested 33 deep', entry(`title: ${'['.repeat(33)}${']'.repeat(33)}`), `1:38  ${DEPTH}`],
  ['lists nested 50,000 deep', entry(`${'- '.repeat(50_000)}x`), `1:65  ${DEPTH}`],
  [
    'a key twice',
    spoilt('level: error', 'level: error\nkind: panic'),
    '6:1  duplicate-key  "kind" stands twice in one map  (keep one; the first is on line 3)',
  ],
  [
    'a key twice, further in',
    spoilt('    when: The', '    title: Again\n    when: The'),
    '17:5  duplicate-key  "title" stands twice in one map  (keep one; the first is on line 16)',
  ],
  // The file as a whole
  ['an empty file', entry(''), '1:1  empty-file  has no content  (write the fields, or delete the file)'],
  [
    'a file of comments',
    entry('# a\n# b\n'),
    '1:1  empty-file  has no content  (write the fields, or delete the file)',
  ],
  ['a file of ---', entry('---\n'), '1:1  empty-file  has no content  (write the fields, or delete the file)'],
  [
    'a file that is one text',
    entry('KeyError\n'),
    '1:1  wrong-type  the file is "KeyError", not a map  (write each field on a line "key: value")',
  ],
  [
    'Latin-1',
    entry(Buffer.concat([Buffer.from('name: KeyError\ntitle: caf'), Buffer.from([0xe9, 0x0a])])),
    '2:11  invalid-utf8  is not valid UTF-8  (save the file as UTF-8)',
  ],
  [
    'UTF-16',
    entry(Buffer.from(`\ufeff${ENTRY}`, 'utf16le')),
    '1:1  invalid-utf8  is not valid UTF-8  (save the file as UTF-8)',
  ],
  [
    'a file over 256 KB',
    entry(`${ENTRY}#${'x'.repeat(256 * 1024)}`),
    '1:1  file-size  is 257 KB  (keep a file under 256 KB)',
  ],
  [
    'a NUL',
    spoilt('It returns', 'It \0 returns'),
    '20:13  invisible-character  has the character U+0000, which cannot be seen  (remove it)',
  ],
  [
    'a character that turns the direction of reading',
    spoilt('{}.get', '\u202e{}.get'),
    '19:7  invisible-character  has the character U+202E, which cannot be seen  (remove it)',
  ],
  [
    'a control character written as an escape',
    spoilt('It returns the default.', '"It \\a returns"'),
    '20:10  wrong-value  fixes[0].why has a character that cannot be seen: U+0007  (remove it)',
  ],
  // Keys
  [
    'an unknown key',
    spoilt('level: error', 'level: error\nweather: mild'),
    `6:1  unknown-key  "weather" is no field of the file  (known: ${FIELDS})`,
  ],
  [
    'a misspelled key, whose field is not missing as well',
    spoilt('level: error', 'levle: error'),
    '5:1  unknown-key  "levle" is no field of the file  (did you mean "level"?)',
  ],
  [
    'a misspelled key, further in',
    spoilt('    when: The', '    wehn: The'),
    '17:5  unknown-key  "wehn" is no field of fixes[0]  (did you mean "when"?)',
  ],
  [
    '__proto__',
    spoilt('level: error', 'level: error\n__proto__: {}'),
    '6:1  unknown-key  "__proto__" is no field  (remove it)',
  ],
  [
    '__proto__ where keys are free',
    spoilt(REPRO, `  files:\n    __proto__: x\n${REPRO}`),
    '14:5  unknown-key  "__proto__" is no field  (remove it)',
  ],
  [
    'constructor',
    spoilt('level: error', 'level: error\nconstructor: {}'),
    `6:1  unknown-key  "constructor" is no field of the file  (known: ${FIELDS})`,
  ],
  [
    'a path that leaves the folder',
    spoilt(REPRO, `  files:\n    ../x: y\n${REPRO}`),
    '14:5  wrong-value  the key "../x" of repro.files is not a relative path of plain names  (write a path such as data/input.txt)',
  ],
  // Missing and empty
  ['a missing field', spoilt(`${TITLE}\n`, ''), '1:1  missing-field  title is missing  (add "title")'],
  [
    'a missing field with known values',
    spoilt('level: error\n', ''),
    '1:1  missing-field  level is missing  (add "level", one of: error, warning, fatal)',
  ],
  [
    'a missing field, further in',
    spoilt('    when: The key may be absent.\n', ''),
    '16:5  missing-field  fixes[0].when is missing  (add "when")',
  ],
  ['an empty text', spoilt(TITLE, 'title: ""'), '2:8  empty-field  title is empty  (write it)'],
  ['a text of blanks', spoilt(TITLE, 'title: "  "'), '2:8  empty-field  title is empty  (write it)'],
  ['a key without value', spoilt(TITLE, 'title:'), '2:7  empty-field  title is empty  (write it)'],
  [
    'a key without value, which may be left out',
    spoilt('level: error', 'level: error\nverify:'),
    '6:8  empty-field  verify is empty  (write it, or remove the field)',
  ],
  ['an empty list', spoilt(CAUSES, 'causes: []'), '9:9  empty-field  causes is empty  (write it)'],
  [
    'an empty item',
    spoilt('  - The key was never set.', '  - The key was never set.\n  -'),
    '11:4  empty-field  causes[1] is empty  (write it, or remove it from the list)',
  ],
  [
    'a value that is none of the known ones since it is empty',
    spoilt('level: error', 'level:'),
    '5:7  empty-field  level is empty  (write one of: error, warning, fatal)',
  ],
  ['code that is empty', spoilt(REPRO, '  code: ""'), '13:9  empty-field  repro.code is empty  (write it)'],
  ['code of blanks', spoilt(REPRO, '  code: " \\n "'), '13:9  empty-field  repro.code is empty  (write it)'],
  // Types
  [
    'a version that is a number',
    spoilt('causes:', 'versions:\n  - version: 3.10\n    note: New.\ncauses:'),
    '10:14  wrong-type  versions[0].version is the number 3.10, not text  (quote it: "3.10")',
  ],
  [
    'a truth value',
    spoilt(TITLE, 'title: True'),
    '2:8  wrong-type  title is the truth value True, not text  (quote it: "True")',
  ],
  [
    'a list in place of text',
    spoilt('name: KeyError', 'name: [KeyError]'),
    '1:7  wrong-type  name is a list, not text  (quote it: "[KeyError]")',
  ],
  [
    'a text with ": " in a list',
    spoilt('  - The key was', '  - The key: was'),
    '10:5  wrong-type  causes[0] is a map, not text  (quote it: "The key: was never set.")',
  ],
  [
    'a map of several lines in place of text',
    spoilt(MEANING, 'meaning:\n  a: b\n  c: d'),
    '9:3  wrong-type  meaning is a map, not text  (write one text, without fields or a list)',
  ],
  [
    'a text in place of a list',
    spoilt(CAUSES, 'causes: One'),
    '9:9  wrong-type  causes is "One", not a list  (write each item on a line that starts with "- ")',
  ],
  [
    'a text in place of a map',
    spoilt('causes:', 'verify: no\ncauses:'),
    '9:9  wrong-type  verify is "no", not a map  (write each field on a line "key: value")',
  ],
  [
    'a text in place of a number',
    spoilt(REPRO, `  exit: one\n${REPRO}`),
    '13:9  wrong-type  repro.exit is "one", not a number  (write a number)',
  ],
  [
    'a fraction',
    spoilt(REPRO, `  exit: 1.5\n${REPRO}`),
    '13:9  wrong-type  repro.exit is the number 1.5, not a whole number  (write a whole number)',
  ],
  [
    'a number that is too large',
    spoilt(REPRO, `  exit: 256\n${REPRO}`),
    '13:9  wrong-value  repro.exit is the number 256  (write 255 or less)',
  ],
  [
    'a number that is too small',
    spoilt(REPRO, `  raises: 0\n${REPRO}`),
    '13:11  wrong-value  repro.raises is the number 0  (write 1 or more)',
  ],
  // Values
  [
    'an unknown category',
    spoilt('category: bounds', 'category: bonds'),
    `4:11  unknown-category  category is "bonds"  (did you mean "bounds"? known: ${CATEGORIES.join(', ')})`,
  ],
  [
    'an unknown kind, of two lines',
    spoilt('kind: exception', 'kind: "no\\nsuch"'),
    `3:7  unknown-kind  kind is "no\\nsuch"  (known: ${KINDS.join(', ')})`,
  ],
  [
    'a title of two lines',
    spoilt(TITLE, 'title: "A\\nB"'),
    '2:8  wrong-value  title is more than one line: "A\\nB"  (write it on one line)',
  ],
  [
    'a title that ends in a full stop',
    spoilt(TITLE, 'title: A key.'),
    '2:8  wrong-value  title ends in a full stop: "A key."  (remove the full stop)',
  ],
  [
    'a text that is too long',
    spoilt(TITLE, `title: ${'a'.repeat(4001)}`),
    '2:8  wrong-value  title is 4001 characters long  (write 4000 or less)',
  ],
  [
    'a javascript: address',
    spoilt('causes:', 'references: [{ title: x, url: "javascript:alert(1)" }]\ncauses:'),
    `9:31  wrong-value  references[0].url is not an http or https address: "javascript:alert(1)"  ${URL_REMEDY}`,
  ],
  [
    'a data: address',
    spoilt('causes:', 'references: [{ title: x, url: "data:text/html,x" }]\ncauses:'),
    `9:31  wrong-value  references[0].url is not an http or https address: "data:text/html,x"  ${URL_REMEDY}`,
  ],
  [
    'an address of 10,000 characters and two lines',
    spoilt('causes:', `references: [{ title: x, url: "a\\n${'b'.repeat(10_000)}" }]\ncauses:`),
    `9:31  wrong-value  references[0].url is not an http or https address: "a\\n${'b'.repeat(57)}…"  ${URL_REMEDY}`,
  ],
  [
    'a related entry that is no id',
    spoilt('causes:', 'related: [index-error]\ncauses:'),
    '9:11  wrong-value  related[0] is no entry id: "index-error"  (write language and id, such as python/key-error)',
  ],
  [
    'a concept that is no id',
    spoilt('causes:', 'concepts: [Missing Key]\ncauses:'),
    '9:12  wrong-value  concepts[0] is no concept id: "Missing Key"  (write the name of a file in _concepts without .yaml, such as null-dereference)',
  ],
];

/** What takes so long is not slow but grows without bound. In milliseconds. */
const UNBOUNDED = 60_000;

describe('loadCatalog', () => {
  it('reads what breaks no rule', async () => {
    await withCatalog(GOOD, async (root) => {
      const { catalog, problems } = await loadCatalog(root);
      assert.deepEqual(problems, []);
      assert.deepEqual([...catalog.languages.keys()], ['python']);
      const [found] = catalog.entries.values();
      assert.equal(found?.id, 'python/key-error');
      assert.equal(found.slug, 'key-error');
      assert.deepEqual(found.source.locate(['fixes', 0, 'why']), { line: 20, column: 10 });
    });
  });

  it('reads Windows line ends and a byte order mark', async () => {
    assert.deepEqual(await linesOf(entry(`\ufeff${ENTRY.replaceAll('\n', '\r\n')}`)), []);
  });

  it('passes over dot files, files beside the folders, evidence and schemas', async () => {
    const beside = { '.DS_Store': 'x', 'python/.key-error.yaml.swp': 'x', 'README.md': 'x', '_evidence/x.json': '{}' };
    assert.deepEqual(await linesOf({ ...GOOD, ...beside }), []);
  });

  it('orders entries by id', async () => {
    await withCatalog({ ...GOOD, 'python/key-error-none.yaml': ENTRY }, async (root) => {
      const { catalog } = await loadCatalog(root);
      assert.deepEqual([...catalog.entries.keys()], ['python/key-error', 'python/key-error-none']);
    });
  });

  for (const [name, files, line] of ONE_LINE) {
    it(`reports ${name} in one line`, async () => {
      assert.deepEqual(await linesOf(files), [`errors/python/key-error.yaml:${line}`]);
    });
  }

  it('reports every key that stands twice, up to the first error of syntax', async () => {
    const lines = await linesOf(entry('a: 1\na: 2\nb: 1\nb: 2\nc: `\na: 3\n'));
    assert.deepEqual(
      lines.map((line) => line.split('  ')[0]),
      ['errors/python/key-error.yaml:2:1', 'errors/python/key-error.yaml:4:1', 'errors/python/key-error.yaml:5:4'],
    );
  });

  it('reports every wrong value of a file', async () => {
    const text = spoil(spoil(ENTRY, 'kind: exception', 'kind: x'), 'level: error', 'level: 1');
    assert.deepEqual(
      (await linesOf(entry(spoil(text, TITLE, 'title:')))).map((line) => line.split('  ')[0]),
      ['errors/python/key-error.yaml:2:7', 'errors/python/key-error.yaml:3:7', 'errors/python/key-error.yaml:5:8'],
    );
  });

  it('ends with an alias bomb', { timeout: UNBOUNDED }, async () => {
    const names = Array.from({ length: 20 }, (_, index) => `a${String(index)}`);
    const levels = names.slice(1).map((name, index) => `${name}: &${name} [${`*${names[index] ?? ''},`.repeat(9)}]`);
    assert.deepEqual(await linesOf(entry(['a0: &a0 [x]', ...levels].join('\n'))), [
      `errors/python/key-error.yaml:1:5  yaml-alias  uses an anchor, "&a0"  ${WRITE_OUT}`,
    ]);
  });

  it('ends with 40,000 keys', { timeout: UNBOUNDED }, async () => {
    const keys = Array.from({ length: 40_000 }, (_, index) => `k${index.toString(36)}:`);
    await withCatalog(entry(keys.join('\n')), loadCatalog);
  });

  for (const [file, line] of [
    [
      'python/Key_Error.yaml',
      'python/Key_Error.yaml:1:1  file-name  "Key_Error" is no id  (rename it to key-error.yaml)',
    ],
    ['python/_x.yaml', 'python/_x.yaml:1:1  file-name  "_x" is no id  (rename it to x.yaml)'],
    ['python/a\nb.yaml', 'python/a\\nb.yaml:1:1  file-name  "a\\nb" is no id  (rename it to a-b.yaml)'],
    ['python/index-error.yml', 'python/index-error.yml:1:1  file-name  ends in .yml  (rename it to index-error.yaml)'],
    ['python/notes.txt', 'python/notes.txt:1:1  file-name  "notes.txt" is no .yaml file  (remove it from the catalog)'],
    ['python/more/x.yaml', 'python/more:1:1  file-name  is a folder  (put its files into the folder of the language)'],
    [
      'index-error.yaml',
      'index-error.yaml:1:1  file-name  lies in no folder  (put it into the folder of its language)',
    ],
    ['index-error.yml', 'index-error.yml:1:1  file-name  lies in no folder  (put it into the folder of its language)'],
    ['Ruby/name-error.yaml', 'Ruby:1:1  file-name  "Ruby" is no name of a language  (rename it to ruby)'],
    ['_concepts/A B.yaml', '_concepts/A B.yaml:1:1  file-name  "A B" is no id  (rename it to a-b.yaml)'],
    [
      'pyhton/key-error.yaml',
      'pyhton/key-error.yaml:1:1  unknown-language  the language "pyhton" is not described  (did you mean python/? else add pyhton/_language.yaml)',
    ],
    [
      'kotlin/key-error.yaml',
      'kotlin/key-error.yaml:1:1  unknown-language  the language "kotlin" is not described  (add kotlin/_language.yaml)',
    ],
  ] as const) {
    it(`reports the name of ${JSON.stringify(file)} in one line`, async () => {
      assert.deepEqual(await linesOf({ ...GOOD, [file]: ENTRY }), [`errors/${line}`]);
    });
  }

  it('follows no symbolic link, of a file or of a folder', async () => {
    await withCatalog(GOOD, async (root) => {
      await symlink('/etc/passwd', path.join(root, 'python/index-error.yaml'));
      await symlink('/etc', path.join(root, 'ruby'));
      const rest = ':1:1  symlink  is a symbolic link  (put the file itself here; a catalog follows no links)';
      assert.deepEqual(await linesIn(root), [`errors/python/index-error.yaml${rest}`, `errors/ruby${rest}`]);
    });
  });

  it('reports a folder with the name of a file', async () => {
    const rest = ':1:1  file-name  is a folder  (put its files into the folder of the language)';
    assert.deepEqual(await linesOf({ ...GOOD, 'go/_language.yaml/x': '', 'go/key-error.yaml/x': '' }), [
      `errors/go/_language.yaml${rest}`,
      `errors/go/key-error.yaml${rest}`,
    ]);
  });

  it('reports the problems of languages and concepts', async () => {
    const files = {
      ...GOOD,
      '_concepts/missing-key.yaml': 'title: A\nsummary: B\nmeaning: C\nlanguages: { Perl 5: D }\n',
      'python/_language.yaml': spoil(LANGUAGE, 'runner: cpython', 'runnr: cpython'),
    };
    assert.deepEqual(await linesOf(files), [
      'errors/_concepts/missing-key.yaml:4:14  wrong-value  the key "Perl 5" of languages is no language id  (write the name of a folder of the catalog, such as python)',
      'errors/python/_language.yaml:3:1  unknown-key  "runnr" is no field of the file  (did you mean "runner"?)',
    ]);
  });
});
