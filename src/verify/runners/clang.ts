import { cCompiler } from './c-family.ts';

const VERSION = /clang version (\d+\.\d+\.\d+)/;
/** What `-fsanitize` links, and what reads the lines out of a program for its reports. */
const SANITIZERS = ['libclang-rt-dev', 'llvm'];

export const clang = cCompiler({
  id: 'clang',
  label: 'Clang',
  language: 'c',
  standard: 'gnu17',
  version: VERSION,
  debian: ['clang', ...SANITIZERS, 'libc6-dev'],
});

export const clangxx = cCompiler({
  id: 'clang++',
  label: 'Clang',
  language: 'cpp',
  standard: 'gnu++17',
  version: VERSION,
  // The library and headers of C++ come with the other compiler.
  debian: ['clang', ...SANITIZERS, 'g++'],
});
