/**
 * `npm run bench [-- lighthouse | build | check | verify | lookup]`: figures that depend on the machine and so belong in no test.
 * Lighthouse on the built site, the build and the check as the catalog grows, as ratios within one run, how many programs a
 * second are verified on each runtime, and how long a paste and a keystroke are answered.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { preview } from 'astro';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { chromium } from '@playwright/test';
import { isPair, isScalar, parseDocument, visit } from 'yaml';
import { loadCatalog, programsOf } from '../src/catalog/load.ts';
import { explain } from '../src/lookup/explain.ts';
import { findEntries } from '../src/lookup/find-entries.ts';
import { buildMessageIndex } from '../src/lookup/message-index.ts';
import { buildNameIndex } from '../src/lookup/name-index.ts';
import { CompileServers } from '../src/verify/compile-server.ts';
import { startLauncher } from '../src/verify/launcher.ts';
import { openMachine } from '../src/verify/machine.ts';
import { findInstallations, runtimesOf } from '../src/verify/runtimes.ts';
import { runInSandbox } from '../src/verify/sandbox.ts';
import { planEntries, verifyEntries } from '../src/verify/verify-entries.ts';
import { readConfig } from './read-config.ts';
import { findBrowser } from './find-browser.ts';

const LIGHTHOUSE_PAGES = ['', 'python/', 'python/exception-group/', 'concepts/null-dereference/', 'about/'];
const LIGHTHOUSE_CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** Sizes of the catalogs that the build and the check are timed on, in entries. */
const SIZES = [100, 500, 1000];

/** Programs that a verification is timed on: a third of them Python's, the rest as the catalog has them. */
const MIX = 300;

const BENCHES = {
  lighthouse: benchLighthouse,
  build: () => benchScript('build'),
  check: () => benchScript('check'),
  verify: benchVerify,
  lookup: benchLookup,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench is named ${unknown.join(', ')}: there are ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}`);
  await bench();
}

/** Scores of each kind of page, mobile setting; exits with 1 where one is below 100. */
async function benchLighthouse(): Promise<void> {
  const { base } = readConfig();
  const browser = await findBrowser();
  const server = await preview({ logLevel: 'error', server: { port: 0, host: '127.0.0.1' } });
  const chrome = await launch({
    chromePath: browser.path ?? chromium.executablePath(),
    chromeFlags: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    for (const page of LIGHTHOUSE_PAGES) {
      const address = `http://127.0.0.1:${server.port}${base}${page}`;
      const result = await lighthouse(address, {
        port: chrome.port,
        onlyCategories: LIGHTHOUSE_CATEGORIES,
        logLevel: 'error',
      });
      if (!result) throw new Error(`lighthouse gave no result for ${address}`);
      const { categories, audits } = result.lhr;
      const scores = Object.values(categories).map(({ title, score }) => `${title} ${Math.round((score ?? 0) * 100)}`);
      console.log(`/${page.padEnd(28)} ${scores.join(', ')}`);
      const short = Object.values(audits).filter(
        ({ score, scoreDisplayMode }) =>
          score !== null && score < 1 && ['binary', 'numeric', 'metricSavings'].includes(scoreDisplayMode),
      );
      if (Object.values(categories).some(({ score }) => score !== 1)) {
        process.exitCode = 1;
        for (const { id, displayValue = '' } of short) console.log(`    ${id} ${displayValue}`);
      }
    }
  } finally {
    chrome.kill();
    await server.stop();
  }
}

/** Seconds that `scripts/<name>.ts` takes on catalogs of {@link SIZES}, and what they are of the smallest. */
async function benchScript(name: 'build' | 'check'): Promise<void> {
  const { errors } = readConfig();
  const folder = await mkdtemp(path.join(tmpdir(), 'errdex-bench-'));
  try {
    let smallest: number | undefined;
    for (const size of SIZES) {
      const catalog = path.join(folder, String(size));
      await growCatalog(errors, catalog, size);
      const started = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [`scripts/${name}.ts`], {
        env: { ...process.env, ERRDEX_ERRORS: catalog, ERRDEX_OUT: path.join(folder, `out-${size}`) },
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${name} of ${size} entries failed:\n${stderr}`);
      const seconds = (performance.now() - started) / 1000;
      smallest ??= seconds;
      console.log(
        `${name} ${String(size).padStart(5)} entries ${seconds.toFixed(1).padStart(6)} s  ×${(seconds / smallest).toFixed(1)}`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Programs a second of each runtime, each on all its versions and twice, then of a mix of all; nothing is recorded. */
async function benchVerify(): Promise<void> {
  const { catalog } = await loadCatalog(readConfig().errors);
  const runtimes = runtimesOf(catalog, await findInstallations(await openMachine(runInSandbox, false)));
  const plans = planEntries([...catalog.entries.values()], new Map(), runtimes, true);
  const programs = plans.flatMap(({ entry, trials }) =>
    [...Map.groupBy(trials, ({ program }) => program).values()].map((own) => ({ entry, trials: own, skipped: [] })),
  );
  const time = async (name: string, chosen: typeof programs): Promise<void> => {
    const launcher = startLauncher();
    const servers = new CompileServers();
    const started = performance.now();
    const ignore = (): Promise<void> => Promise.resolve();
    await verifyEntries(chosen, new Map(), runtimes, { execute: launcher.execute, servers }, () => undefined, ignore);
    const seconds = (performance.now() - started) / 1000;
    await servers.close();
    launcher.close();
    const trials = chosen.reduce((sum, { trials: own }) => sum + own.length, 0);
    const rate = (chosen.length / seconds).toFixed(1).padStart(5);
    console.log(
      `${name.padEnd(12)} ${rate} programs a second  (${chosen.length} on ${trials} versions in ${seconds.toFixed(0)} s)`,
    );
  };
  const byRunner = Map.groupBy(programs, ({ entry, trials }) => {
    const [first] = trials;
    return (first && runtimes.runnerOf(entry, first.program)?.id) ?? '';
  });
  for (const [name, own] of byRunner) await time(name, own.slice(0, 20));
  const python = byRunner.get('cpython') ?? [];
  const others = programs.filter((each) => !python.includes(each));
  await time('mix', [...repeat(python, MIX / 3), ...repeat(others, (MIX / 3) * 2)]);
}

/** Milliseconds that a paste and a keystroke take, first with nothing made ready and then at best, and what that is of the smallest. */
async function benchLookup(): Promise<void> {
  const { catalog } = await loadCatalog(readConfig().errors);
  const languages = [...catalog.languages.values()];
  const entries = [...catalog.entries.values()];
  const names = buildNameIndex(languages, entries);
  const messages = buildMessageIndex(languages, entries);
  const printed = entries.flatMap((entry) =>
    [...programsOf(entry)].flatMap(({ data }) => data.output?.split('\n') ?? []),
  );
  // Each line once, as in a log that goes on: what is the same is searched only a few times.
  const log = repeat(printed, 30_000).map((line, index) => `${index} ${line}`);
  let smallest: number | undefined;
  const time = (name: string, answer: () => unknown): void => {
    const runs = Array.from({ length: 6 }, () => {
      const started = performance.now();
      answer();
      return performance.now() - started;
    });
    const [first = 0] = runs;
    const best = Math.min(...runs);
    smallest ??= best;
    console.log(
      `${name.padEnd(22)} ${first.toFixed(1).padStart(7)} ms first ${best.toFixed(1).padStart(7)} ms at best  ×${(best / smallest).toFixed(1)}`,
    );
  };
  time('a paste of 200 lines', () => explain(messages, printed.slice(0, 200).join('\n')));
  time('a paste of 1 MB', () => explain(messages, log.join('\n').slice(0, 1_000_000)));
  time('1 MB without line ends', () => explain(messages, log.join(' ').slice(0, 1_000_000)));
  for (const query of ['k', 'key error', 'NullPointerExeption', 'column does not exist postgres']) {
    time(`typed: ${query}`.slice(0, 22), () => findEntries(names, messages, query));
  }
}

/** `items` from the start, and again as often as it takes. */
function repeat<Item>(items: readonly Item[], length: number): Item[] {
  return Array.from({ length }, (_, index) => items[index % items.length]).filter((item) => item !== undefined);
}

/** A catalog of `size` entries: those of `errors` as often as needed, each copy under a name of its own, unproved and unlinked. */
async function growCatalog(errors: string, to: string, size: number): Promise<void> {
  const { catalog } = await loadCatalog(errors);
  for (const language of catalog.languages.keys()) {
    await cp(path.join(errors, language, '_language.yaml'), path.join(to, language, '_language.yaml'));
  }
  await cp(path.join(errors, '_official'), path.join(to, '_official'), { recursive: true });
  // One is about imports that nothing uses, which its outputs name; one has a sentence of options, which are two words.
  const originals = [...catalog.entries.values()].filter(
    ({ id }) => id !== 'typescript/ts6133' && id !== 'c/incompatible-pointer-types',
  );
  for (let index = 0; index < size; index += 1) {
    const original = originals[index % originals.length];
    if (!original) throw new Error(`${errors} has no entries to copy`);
    const document = parseDocument(await readFile(path.join(errors, original.source.file), 'utf8'));
    for (const field of ['aliases', 'concepts', 'related']) document.delete(field);
    for (const program of programsOf(original)) document.deleteIn([...program.path, 'output']);
    document.set('name', `copy ${index}`);
    // No sentence may stand in two entries, and no cause may say what the title says.
    visit(document, {
      Scalar: (key, node, path) => {
        const pair = path.at(-1);
        const isTitle = path.length === 3 && isPair(pair) && isScalar(pair.key) && pair.key.value === 'title';
        if (key === 'key' || isTitle || node.type === 'BLOCK_LITERAL' || typeof node.value !== 'string') return;
        if (/\S \S.{20}/.test(node.value)) node.value = node.value.replace(/(?:\S+\s){2}/g, `$&(${index}) `);
      },
    });
    await writeFile(path.join(to, original.language, `copy-${index}.yaml`), document.toString());
  }
}
