import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editDistance, nearest, toAddress, toKebab } from './names.ts';

describe('toKebab', () => {
  for (const [name, kebab] of [
    ['ExceptionGroup', 'exception-group'],
    ['KeyError', 'key-error'],
    ['IOError', 'io-error'],
    ['OSError', 'os-error'],
    ['JSONDecodeError', 'json-decode-error'],
    ['MalformedURLException', 'malformed-url-exception'],
    ['IsADirectoryError', 'is-a-directory-error'],
    ['NotADirectoryError', 'not-a-directory-error'],
    ['Base64Error', 'base64-error'],
    ['ERR_MODULE_NOT_FOUND', 'err-module-not-found'],
    ['ECONNREFUSED', 'econnrefused'],
    ['E0382', 'e0382'],
    ['TS2322', 'ts2322'],
    ['22P02', '22p02'],
    ['0LP01', '0lp01'],
    ['23505', '23505'],
    ['TypeError: x is not a function', 'type-error-x-is-not-a-function'],
    ['java.lang.NullPointerException', 'java-lang-null-pointer-exception'],
    ['unique_violation', 'unique-violation'],
    ['__init__', 'init'],
    ['é', ''],
    ['', ''],
  ] as const) {
    it(`writes ${JSON.stringify(name)} as ${JSON.stringify(kebab)}`, () => {
      assert.equal(toKebab(name), kebab);
    });
  }
});

describe('toAddress', () => {
  for (const [name, address] of [
    ['IOError', 'ioerror'],
    ['SQLSTATE 23505', 'sqlstate-23505'],
    ['ERR_MODULE_NOT_FOUND', 'err-module-not-found'],
    ['[Errno 2] No such file', 'errno-2-no-such-file'],
    ['../../etc', 'etc'],
    ['…', ''],
  ] as const) {
    it(`leads ${JSON.stringify(name)} to ${JSON.stringify(address)}`, () => {
      assert.equal(toAddress(name), address);
    });
  }
});

describe('editDistance', () => {
  for (const [a, b, distance] of [
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['same', 'same', 0],
    ['bounds', 'bonds', 1],
    ['level', 'levle', 1],
    ['when', 'wehn', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ] as const) {
    it(`counts ${String(distance)} from ${JSON.stringify(a)} to ${JSON.stringify(b)}, and back`, () => {
      assert.equal(editDistance(a, b), distance);
      assert.equal(editDistance(b, a), distance);
    });
  }
});

describe('nearest', () => {
  it('finds the word that was meant, whatever its case', () => {
    assert.equal(nearest('nullreference', ['null-reference', 'bounds']), 'null-reference');
    assert.equal(nearest('KEYERROR', ['key-error', 'IndexError', 'KeyError']), 'KeyError');
  });

  it('prefers the nearest, then the first', () => {
    assert.equal(nearest('causs', ['cause', 'causes']), 'cause');
    assert.equal(nearest('clauses', ['causes', 'clause']), 'causes');
  });

  it('finds nothing where nothing is near', () => {
    assert.equal(nearest('weather', ['level', 'kind']), undefined);
    assert.equal(nearest('weather', []), undefined);
    // Two letters of three would make any short word the one that was meant.
    assert.equal(nearest('foo', ['go', 'f']), undefined);
    assert.equal(nearest('go', ['js', 'c']), undefined);
  });
});
