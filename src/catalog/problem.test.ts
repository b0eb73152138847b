import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CatalogError, compareProblems, formatAnnotation, formatProblem, type Problem } from './problem.ts';

const PROBLEM: Problem = {
  file: 'python/key-error.yaml',
  line: 2,
  column: 8,
  rule: 'empty-field',
  message: 'title is empty',
  remedy: 'write it',
};

it('formats a problem as editors and terminals link it', () => {
  assert.equal(
    formatProblem(PROBLEM, 'errors'),
    'errors/python/key-error.yaml:2:8  empty-field  title is empty  (write it)',
  );
});

it('keeps to one line, and lets no terminal be driven by a file', () => {
  const problem = { ...PROBLEM, file: 'a\nb.yaml', message: 'is \u001b[2J\r\n"\t\u2028\u202e"', remedy: 'né' };
  assert.equal(
    formatProblem(problem, 'errors'),
    'errors/a\\nb.yaml:2:8  empty-field  is \\u001b[2J\\r\\n"\\t\\u2028\\u202e"  (né)',
  );
});

it('formats a problem as GitHub annotates it', () => {
  assert.equal(
    formatAnnotation(PROBLEM, 'errors'),
    '::error file=errors/python/key-error.yaml,line=2,col=8,title=empty-field::title is empty (write it)',
  );
});

it('lets no value end a workflow command, start another, or read as what it is not', () => {
  const problem = {
    ...PROBLEM,
    file: 'a,line=1::b%0A.yaml',
    rule: 'x:y,z',
    message: 'is "100%25"\r\n::add-mask::x, y: \u001b[2J\u2028',
    remedy: 'mend',
  };
  assert.equal(
    formatAnnotation(problem, 'errors'),
    '::error file=errors/a%2Cline=1%3A%3Ab%250A.yaml,line=2,col=8,title=x%3Ay%2Cz' +
      '::is "100%2525"%0D%0A::add-mask::x, y: \\u001b[2J\\u2028 (mend)',
  );
});

it('orders by file, line, column, rule', () => {
  const ordered: Problem[] = [
    { ...PROBLEM, file: 'go/a.yaml', line: 9 },
    { ...PROBLEM, line: 2, column: 9 },
    { ...PROBLEM, line: 10, column: 1 },
    { ...PROBLEM, line: 10, column: 1, rule: 'wrong-type' },
  ];
  assert.deepEqual(ordered.toReversed().sort(compareProblems), ordered);
});

it('carries every problem in one error', () => {
  const error = new CatalogError([PROBLEM, PROBLEM], 'errors');
  assert.equal(error.message.split('\n').length, 2);
  assert.equal(error.problems.length, 2);
});
