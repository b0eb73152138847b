import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from './config.ts';

describe('loadConfig', () => {
  it('needs nothing from the environment', () => {
    assert.deepEqual(loadConfig({}, '/project'), {
      name: 'errdex',
      siteUrl: 'https://errdex.dev',
      base: '/',
      errors: '/project/errors',
      errorsLabel: 'errors',
      errorsInRepository: 'errors',
      out: '/project/dist',
      repository: 'https://github.com/errdex/errdex',
    });
  });

  it('takes every value from the environment', () => {
    const env = {
      ERRDEX_NAME: ' House errors ',
      ERRDEX_SITE_URL: 'http://errors.example.com:8080/',
      ERRDEX_BASE: '/docs/errors',
      ERRDEX_ERRORS: 'data/errors',
      ERRDEX_OUT: '/srv/www',
      ERRDEX_REPOSITORY: 'https://git.example.com/a/b/',
      PATH: '/bin',
    };
    assert.deepEqual(loadConfig(env, '/project'), {
      name: 'House errors',
      siteUrl: 'http://errors.example.com:8080',
      base: '/docs/errors/',
      errors: '/project/data/errors',
      errorsLabel: 'data/errors',
      errorsInRepository: 'data/errors',
      out: '/srv/www',
      repository: 'https://git.example.com/a/b',
    });
  });

  it('names a catalog outside the working folder by its whole path', () => {
    assert.equal(loadConfig({ ERRDEX_ERRORS: '../errors' }, '/project/site').errorsLabel, '/project/errors');
    assert.equal(loadConfig({ ERRDEX_ERRORS: '.' }, '/project').errorsLabel, '/project');
    assert.equal(loadConfig({ ERRDEX_ERRORS: '/project/errors' }, '/project').errorsLabel, 'errors');
  });

  for (const base of ['/', '/docs', '/docs/', '/a/b.c/~d/', '/..a/']) {
    it(`takes the base ${base}`, () => {
      assert.equal(loadConfig({ ERRDEX_BASE: base }).base, base.endsWith('/') ? base : `${base}/`);
    });
  }

  for (const base of ['', 'docs', '//', '/a//b', '/a b/', '/..', '/a/../b', '/./', 'https://x.y/', '/<script>/']) {
    it(`refuses the base ${JSON.stringify(base)}`, () => {
      assert.throws(() => loadConfig({ ERRDEX_BASE: base }), {
        message: `ERRDEX_BASE is ${JSON.stringify(base)}: it must be a path such as / or /docs/`,
      });
    });
  }

  for (const url of ['https://x.y/docs', 'https://x.y/?a', 'https://x.y#a']) {
    it(`refuses the site address ${url}, whose end would be lost`, () => {
      assert.throws(() => loadConfig({ ERRDEX_SITE_URL: url }), {
        message: `ERRDEX_SITE_URL is ${JSON.stringify(url)}: it must end with the host; a path goes into ERRDEX_BASE`,
      });
    });
  }

  it('names every wrong variable in one error', () => {
    const env = {
      ERRDEX_NAME: '',
      ERRDEX_SITE_URL: 'javascript:alert(1)',
      ERRDEX_BASE: 'docs',
      ERRDEX_ERRORS: '',
      ERRDEX_OUT: '',
      ERRDEX_REPOSITORY: 'errdex',
    };
    assert.throws(() => loadConfig(env), {
      message: `ERRDEX_NAME is "": it must not be empty
ERRDEX_SITE_URL is "javascript:alert(1)": it must be an address such as https://errors.example.com
ERRDEX_BASE is "docs": it must be a path such as / or /docs/
ERRDEX_ERRORS is "": it must not be empty
ERRDEX_OUT is "": it must not be empty
ERRDEX_REPOSITORY is "errdex": it must be the address of a repository`,
    });
  });

  it('names no folder of this machine for a catalog that lies elsewhere', () => {
    assert.equal(loadConfig({ ERRDEX_ERRORS: '../our-errors' }, '/project').errorsInRepository, 'our-errors');
  });
});
