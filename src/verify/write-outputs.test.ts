import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { entrySchema } from '../catalog/schema.ts';
import { readYamlSource } from '../catalog/yaml-source.ts';
import { setOutputs } from './write-outputs.ts';

const TEXT = `name: KeyError # the class
title: A key is not in the mapping
kind: exception
category: bounds
level: error
severity: high
messages: ["KeyError: {key}"]
meaning: >-
  Two lines
  of prose.
causes: [x]
repro:
  description: d
  code: |
    {}["a"]
  output: |
    old
    text

# fixes follow
fixes:
  - title: t
    when: w
    code: |
      print("ok")
    why: y
productionRisk: p
`;

function write(outputs: Record<string, string>): string {
  const source = readYamlSource('python/key-error.yaml', new TextEncoder().encode(TEXT));
  const entry = {
    ...entrySchema.parse(source.data),
    id: 'python/key-error',
    slug: 'key-error',
    language: 'python',
    source,
  };
  return setOutputs(TEXT, entry, new Map(Object.entries(outputs)));
}

describe('setOutputs', () => {
  it('keeps every character that is no output', () => {
    const written = write({ repro: 'new\n', 'fixes[0]': 'ok\n' });
    assert.equal(
      written,
      TEXT.replace('    old\n    text\n', '    new\n').replace(
        'print("ok")\n',
        'print("ok")\n    output: |\n      ok\n',
      ),
    );
  });

  for (const output of [
    '',
    '\n',
    'no newline',
    '  indented\nfirst\n',
    '\n  blank first\n',
    'ends twice\n\n',
    'a\n\n  b \n',
    '\u001b[31mred\u001b[0m\n',
    '\ttab\n',
    '# no comment\n',
  ]) {
    it(`writes ${JSON.stringify(output)} so that it reads back the same`, () => {
      const data = entrySchema.parse(parse(write({ repro: output, 'fixes[0]': output })));
      assert.equal(data.repro.output, output);
      assert.equal(data.fixes[0]?.output, output);
    });
  }
});
