import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ENTRY, LANGUAGE, spoil, withCatalog } from '../catalog/fixture-catalog.ts';
import { loadCatalog } from '../catalog/load.ts';
import { formatProblem } from '../catalog/problem.ts';
import { checkOptions } from './check-options.ts';
import { runnerOf } from './registry.ts';

const linesOf = (runner: string, option: string): Promise<string[]> => {
  const entry = spoil(ENTRY, '      {}.get("a")\n', `      {}.get("a")\n    options: ['${option}']\n`);
  const files = { 'x/_language.yaml': spoil(LANGUAGE, 'cpython', runner), 'x/key-error.yaml': entry };
  return withCatalog(files, async (root) => {
    const { catalog } = await loadCatalog(root);
    const found = checkOptions(catalog, (each, program) => runnerOf(catalog, each, program));
    return [...found].map((problem) => formatProblem(problem, 'errors'));
  });
};

it('finds options that the runner gives to nobody', async () => {
  assert.deepEqual(await linesOf('nginx', '-race'), [
    'errors/x/key-error.yaml:20:14  option-ignored  nginx is run without options of an entry  (leave it out)',
  ]);
});

for (const [runner, option] of [
  ['go', '-toolexec=/app/x'],
  ['gcc', '-specs=/app/s'],
  ['gcc', '-fplugin=./x.so'],
  ['gcc', '-B/app'],
  ['gcc', '-wrapper'],
  ['g++', '-Wl,--dynamic-linker'],
  ['clang', '-o/build/x'],
  ['rustc', '-Clinker=/app/x'],
  ['rustc', '--extern=x'],
  ['typescript', '--outDir=/build'],
] as const) {
  it(`forbids ${runner} ${option}`, async () => {
    const [line = ''] = await linesOf(runner, option);
    assert.match(
      line,
      /^errors\/x\/key-error\.yaml:20:15 {2}option-forbidden .* is not given "-.*" of an entry {2}\(leave it out\)$/,
    );
  });
}

for (const [runner, option] of [
  ['cpython', '-W error'],
  ['gcc', '-fsanitize=address,undefined'],
  ['gcc', '-Wno-unused-variable'],
  ['gcc', '-O2'],
  ['gcc', '-lm'],
  ['rustc', '-Coverflow-checks=off'],
  ['typescript', '--noUncheckedIndexedAccess'],
  ['java', '-Xss256k'],
] as const) {
  it(`lets ${runner} have ${option}`, async () => {
    assert.deepEqual(await linesOf(runner, option), []);
  });
}
