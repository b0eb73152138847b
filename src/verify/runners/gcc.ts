import { cCompiler } from './c-family.ts';
import { clang, clangxx } from './clang.ts';

const VERSION = /\) (\d+\.\d+\.\d+)/;

export const gcc = cCompiler({
  id: 'gcc',
  label: 'GCC',
  language: 'c',
  standard: 'gnu17',
  version: VERSION,
  debian: ['gcc', 'libc6-dev'],
  engines: [clang],
});

export const gxx = cCompiler({
  id: 'g++',
  label: 'GCC',
  language: 'cpp',
  standard: 'gnu++17',
  version: VERSION,
  debian: ['g++'],
  engines: [clangxx],
});
