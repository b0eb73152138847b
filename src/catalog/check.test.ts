import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENTRY, GOOD, LANGUAGE, linesOf, spoil, type Files } from './fixture-catalog.ts';

const JAVA = LANGUAGE.replaceAll('Python', 'Java').replaceAll('cpython', 'java').replaceAll('python', 'java');
const CONCEPT = `title: A missing key
summary: A collection is asked for a key it does not have.
meaning: The answer is an error or a value that stands for none.
languages:
  java: A map returns null.
  python: A dict raises.
`;
const CLAIMING = withField('concepts: [missing-key]');
/** A concept that two languages share. */
const SHARED: Files = {
  '_concepts/missing-key.yaml': CONCEPT,
  'java/_language.yaml': JAVA,
  'java/key-error.yaml': CLAIMING,
  'python/_language.yaml': LANGUAGE,
  'python/key-error.yaml': CLAIMING,
};

/** The entry with one more line, its 9th. */
function withField(line: string): string {
  return spoil(ENTRY, 'causes:', `${line}\ncauses:`);
}

/** A good catalog with an entry `type-error`, which is 8 lines of the other, `line`, and the rest. */
function withOther(name: string, line = ''): Files {
  return {
    ...GOOD,
    'python/type-error.yaml': spoil(line === '' ? ENTRY : withField(line), 'name: KeyError', `name: ${name}`),
  };
}

const TAKEN = '(a name leads to one entry: remove it here or there)';

/** Long enough not to be written twice by chance. */
const SENTENCE = 'The record comes from a partner whose older systems leave the field out.';

/** What is wrong, the catalog, and the one line after `errors/`. */
const ONE_LINE: readonly (readonly [name: string, files: Files, line: string])[] = [
  [
    'an unknown concept',
    { ...SHARED, 'python/type-error.yaml': spoil(withField('concepts: [mising-key]'), 'KeyError\n', 'TypeError\n') },
    'python/type-error.yaml:9:12  unknown-concept  there is no concept "mising-key"  (did you mean "missing-key"? else use one of missing-key, or add _concepts/mising-key.yaml like them)',
  ],
  [
    'a message with too few words of its own',
    { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, '"KeyError: {key}"', '"error {number}: {detail}"') },
    'python/key-error.yaml:7:12  weak-template  "error {number}: {detail}" has too few words beside its placeholders to be found in a log  (write out what the runtime always prints, such as the class before the message, or remove it)',
  ],
  [
    'an unknown related entry',
    withOther('TypeError', 'related: [python/key-eror]'),
    'python/type-error.yaml:9:11  unknown-related  there is no entry "python/key-eror"  (did you mean "python/key-error"? else remove it, or write that entry)',
  ],
  [
    'an entry related to itself',
    { ...GOOD, 'python/key-error.yaml': withField('related: [python/key-error]') },
    'python/key-error.yaml:9:11  unknown-related  an entry is not related to itself  (remove it)',
  ],
  [
    'an unknown grammar',
    { ...GOOD, 'python/_language.yaml': spoil(LANGUAGE, 'grammar: python', 'grammar: pyton') },
    'python/_language.yaml:4:10  unknown-grammar  there is no grammar "pyton"  (did you mean "python"?)',
  ],
  [
    'an unknown runner of a language',
    { ...GOOD, 'python/_language.yaml': spoil(LANGUAGE, 'runner: cpython', 'runner: ruby') },
    'python/_language.yaml:3:9  unknown-runner  there is no runner "ruby"  (use one such as cpython, java)',
  ],
  [
    'an unknown runner of the program that lists the errors',
    {
      ...GOOD,
      'python/_language.yaml': `${LANGUAGE}  list:\n    of: errors\n    runner: cpyton\n    code: |\n      print()\n`,
    },
    'python/_language.yaml:10:13  unknown-runner  there is no runner "cpyton"  (did you mean "cpython"?)',
  ],
  [
    'an unknown runner of a program',
    { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, '    when: The', '    runner: cpyton\n    when: The') },
    'python/key-error.yaml:17:13  unknown-runner  there is no runner "cpyton"  (did you mean "cpython"?)',
  ],
  [
    'a concept with one language',
    {
      ...GOOD,
      'python/key-error.yaml': CLAIMING,
      '_concepts/missing-key.yaml': spoil(CONCEPT, '  java: A map returns null.\n', ''),
    },
    '_concepts/missing-key.yaml:1:1  concept-alone  the concept "missing-key" has entries of one language, python  (add it to the concepts of an entry in another language, or delete it)',
  ],
  [
    'a concept without entries',
    { ...SHARED, 'java/key-error.yaml': ENTRY, 'python/key-error.yaml': ENTRY },
    '_concepts/missing-key.yaml:1:1  concept-alone  the concept "missing-key" has no entry  (add it to the concepts of an entry in another language, or delete it)',
  ],
  [
    'a concept that does not explain a language which claims it',
    { ...SHARED, '_concepts/missing-key.yaml': spoil(CONCEPT, '  java: A map returns null.\n', '') },
    '_concepts/missing-key.yaml:5:3  concept-unexplained  does not say what differs in java, which has an entry for it  (add "java" to its languages)',
  ],
  [
    'a concept that explains a language which does not claim it',
    {
      ...SHARED,
      'go/_language.yaml': JAVA,
      'go/key-error.yaml': ENTRY,
      '_concepts/missing-key.yaml': `${CONCEPT}  go: A map gives the zero value.\n`,
    },
    '_concepts/missing-key.yaml:7:3  concept-without-entry  no entry of go claims the concept "missing-key"  (add "missing-key" to the concepts of an entry in go/, or remove the text)',
  ],
  [
    'a concept that explains no language at all',
    { ...SHARED, '_concepts/missing-key.yaml': `${CONCEPT}  pithon: The same.\n` },
    '_concepts/missing-key.yaml:7:3  unknown-language  there is no language "pithon"  (did you mean "python"? else use the name of a folder of the catalog)',
  ],
  [
    'a name that another entry has',
    { ...GOOD, 'python/key-error-again.yaml': ENTRY },
    `python/key-error-again.yaml:1:7  name-claimed-twice  "KeyError" leads to python/key-error already, as "KeyError"  ${TAKEN}`,
  ],
  [
    'an alias that is the name of another entry',
    withOther('TypeError', 'aliases: [KeyError]'),
    `python/type-error.yaml:9:11  name-claimed-twice  "KeyError" leads to python/key-error already, as "KeyError"  ${TAKEN}`,
  ],
  [
    'an alias that differs from it only in case',
    withOther('TypeError', 'aliases: [keyerror]'),
    `python/type-error.yaml:9:11  name-claimed-twice  "keyerror" leads to python/key-error already, as "KeyError"  ${TAKEN}`,
  ],
  [
    'an alias whose address is the id of another entry',
    withOther('TypeError', 'aliases: [KEY_ERROR]'),
    `python/type-error.yaml:9:11  name-claimed-twice  "KEY_ERROR" leads to python/key-error already, as "key-error"  ${TAKEN}`,
  ],
  [
    'an alias that two entries have',
    {
      ...withOther('TypeError', 'aliases: [Missing key]'),
      'python/key-error.yaml': withField('aliases: [missing key]'),
    },
    `python/type-error.yaml:9:11  name-claimed-twice  "Missing key" leads to python/key-error already, as "missing key"  ${TAKEN}`,
  ],
  [
    'an alias that is the name of its entry',
    { ...GOOD, 'python/key-error.yaml': withField('aliases: [keyError]') },
    'python/key-error.yaml:9:11  name-claimed-twice  "keyError" leads to this entry already  (remove it)',
  ],
  [
    'a file that is not named for its error',
    withOther('ValueError'),
    'python/type-error.yaml:1:7  file-name  the file is named type-error.yaml and the error "ValueError"  (a file is named for its error: value-error.yaml)',
  ],
  [
    'an entry that is not run and has no references',
    { ...GOOD, 'python/key-error.yaml': withField('verify: { skip: Needs two machines }') },
    'python/key-error.yaml:9:9  skip-without-reference  is exempt from being run and has no references  (add the primary source that says what the entry says)',
  ],
  [
    'a language with the address of a page',
    { ...GOOD, 'search/_language.yaml': LANGUAGE },
    'search/_language.yaml:1:1  reserved-language  the site has a page of its own at /search/  (rename the folder search/, for instance to search-lang/)',
  ],
  [
    'a placeholder in an entry',
    { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, '  - The key was never set.', '  - "TODO: find out"') },
    'python/key-error.yaml:10:6  todo  causes[0] is still a placeholder  (write it, or remove what is not required)',
  ],
  [
    'a placeholder behind text, where it stands',
    {
      ...GOOD,
      'python/key-error.yaml': spoil(
        ENTRY,
        'meaning: The mapping was asked for a key it does not have.',
        'meaning: >-\n  The mapping was asked.\n  TODO: replace this',
      ),
    },
    'python/key-error.yaml:10:3  todo  meaning is still a placeholder  (write it, or remove what is not required)',
  ],
  [
    'a placeholder in a language',
    { ...GOOD, 'python/_language.yaml': spoil(LANGUAGE, 'Errors are exceptions.', '"TODO: say how"') },
    'python/_language.yaml:2:11  todo  summary is still a placeholder  (write it, or remove what is not required)',
  ],
  [
    'a placeholder of a message that would match only itself',
    { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, '{key}', '{user_id}') },
    'python/key-error.yaml:7:23  bad-placeholder  {user_id} is no placeholder, and matches only itself  (write it in lower case letters, digits and blanks: {user id})',
  ],
  [
    'a severity that its kind cannot have',
    { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, 'kind: exception', 'kind: compile-error') },
    'python/key-error.yaml:6:11  severity-rule  compile-error of level error is not high  (medium: It fails loudly before or at start-up, or the program can recover from it by design.)',
  ],
  [
    'an error that ends the process and is called low',
    {
      ...GOOD,
      'python/key-error.yaml': spoil(spoil(ENTRY, 'level: error', 'level: fatal'), 'severity: high', 'severity: low'),
    },
    'python/key-error.yaml:6:11  severity-rule  exception of level fatal is not low  (medium: It fails loudly before or at start-up, or the program can recover from it by design. high: A request or a job fails, and only a change of code mends it. critical: Data is lost or corrupted, security is breached, or the whole process or service goes down.)',
  ],
  [
    'references that only retell',
    {
      ...GOOD,
      'python/key-error.yaml': withField('references: [{ title: An answer, url: "https://stackoverflow.com/a/1" }]'),
    },
    'python/key-error.yaml:9:39  secondary-reference  stackoverflow.com retells what others say, and nothing else is referred to  (add the primary source: the language reference, the documentation or the source of the runtime)',
  ],
  [
    'a trigger that raises the error itself',
    { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, '    {}["a"]', '    raise builtins.KeyError("a")') },
    'python/key-error.yaml:14:5  hand-raised  the trigger raises the error itself: raise builtins.KeyError("a")  (write what makes the runtime raise it; where nothing does, say why in `raisedByHand`)',
  ],
  [
    'an example that is the trigger again',
    {
      ...GOOD,
      'python/key-error.yaml': `${ENTRY}examples:\n  - title: Another\n    expect: error\n    code: |\n      {}["a"]\n`,
    },
    'python/key-error.yaml:25:11  repeated-program  examples[0] is repro again  (show another face of the error, or remove it)',
  ],
  [
    'an import that is not used',
    { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, '    {}["a"]', '    from os import path, sep\n    {}[sep]') },
    'python/key-error.yaml:14:5  unused-import  repro imports path and does not use it  (remove the import)',
  ],
  [
    'a cause that is the title in other words',
    { ...GOOD, 'python/key-error.yaml': spoil(ENTRY, 'The key was never set.', 'That key is not in the mappings.') },
    'python/key-error.yaml:10:5  cause-repeats-title  the cause says what the title says: "A key is not in the mapping"  (say what to look at to know that it is this cause, or remove it)',
  ],
  [
    'a sentence that two entries share',
    {
      ...GOOD,
      'python/key-error.yaml': spoil(ENTRY, 'The key was never set.', SENTENCE),
      'python/type-error.yaml': spoil(
        spoil(ENTRY, 'name: KeyError', 'name: TypeError'),
        'One record',
        `${SENTENCE} One record`,
      ),
    },
    `python/type-error.yaml:21:17  repeated-prose  the sentence ${JSON.stringify(SENTENCE)} stands in python/key-error.yaml:10 too  (say what is true of this one, in its own words, or leave it out)`,
  ],
];

describe('checkCatalog', () => {
  it('accepts a concept that two languages share', async () => {
    assert.deepEqual(await linesOf(SHARED), []);
  });

  it('accepts faces of a class, and one name in two languages', async () => {
    const face = spoil(ENTRY, 'name: KeyError', 'name: "KeyError: popitem(): dictionary is empty"');
    assert.deepEqual(await linesOf({ ...SHARED, 'python/key-error-empty.yaml': face }), []);
  });

  for (const [name, files, line] of ONE_LINE) {
    it(`reports ${name} in one line`, async () => {
      assert.deepEqual(await linesOf(files), [`errors/${line}`]);
    });
  }

  it('accepts a program that has a TODO in a comment, and text about one', async () => {
    const entry = spoil(
      spoil(ENTRY, '    {}["a"]', '    # TODO: ask\n    {}["a"]'),
      'It returns',
      'No TODO: it returns',
    );
    const text = spoil(entry, 'why: No TODO: it returns the default.', 'why: "No TODO: it returns the default."');
    assert.deepEqual(await linesOf({ ...GOOD, 'python/key-error.yaml': text }), []);
  });

  for (const [what, line, output] of [
    ['an import in each spelling that is used', 'import os.path as where, json\n      print(where, json)', ''],
    ['an import that the error is about', 'import json\n      print()', 'json imported but unused'],
    ['an import that fails', 'import numpy\n      print()', '"  import numpy: no such module"'],
    ['an import that is tried', 'try:\n          import numpy\n      except ImportError:\n          raise', ''],
  ] as const) {
    it(`accepts ${what}`, async () => {
      const example = `examples:\n  - title: Another\n    expect: error\n    code: |\n      ${line}\n`;
      const entry = `${ENTRY}${example}${output === '' ? '' : `    output: ${output}\n`}`;
      assert.deepEqual(await linesOf({ ...GOOD, 'python/key-error.yaml': entry }), []);
    });
  }

  it('accepts a comment on what is raised, and another class of the same ending', async () => {
    const entry = spoil(ENTRY, '{}["a"]', '# raise KeyError\n    raise MyKeyError');
    assert.deepEqual(await linesOf({ ...GOOD, 'python/key-error.yaml': entry }), []);
  });

  it('accepts a type that is imported by its name', async () => {
    const language = spoil(LANGUAGE, 'grammar: python', 'grammar: typescript');
    const code = 'import { type User, load } from "./users.ts";\n    const user: User = load();';
    const entry = spoil(ENTRY, '{}["a"]', code);
    assert.deepEqual(await linesOf({ 'python/_language.yaml': language, 'python/key-error.yaml': entry }), []);
  });

  it('accepts braces that a shell prints', async () => {
    const entry = spoil(ENTRY, 'KeyError: {key}', 'KeyError: ${USER_NAME}');
    assert.deepEqual(await linesOf({ ...GOOD, 'python/key-error.yaml': entry }), []);
  });

  it('accepts an error that a program raises by hand and says why', async () => {
    const entry = spoil(ENTRY, '{}["a"]', 'raise KeyError("a")');
    const excused = spoil(entry, '  code: |\n    raise', '  raisedByHand: Nothing else does.\n  code: |\n    raise');
    assert.deepEqual(await linesOf({ ...GOOD, 'python/key-error.yaml': excused }), []);
  });

  it('accepts a page that retells beside a primary source', async () => {
    const entry = withField(
      'references: [{ title: A, url: "https://dev.to/a" }, { title: B, url: "https://docs.python.org/3/" }]',
    );
    assert.deepEqual(await linesOf({ ...GOOD, 'python/key-error.yaml': entry }), []);
  });

  it('says nothing of what an entry that could not be read may claim', async () => {
    const unread = spoil(CLAIMING, 'level: error', 'level: x');
    const files = { ...SHARED, 'java/key-error.yaml': unread };
    const lines = await linesOf({
      ...files,
      'python/type-error.yaml': spoil(withField('related: [java/key-error]'), 'KeyError\n', 'TypeError\n'),
    });
    assert.deepEqual(lines, [
      'errors/java/key-error.yaml:5:8  unknown-level  level is "x"  (known: error, warning, fatal)',
    ]);
  });
});
