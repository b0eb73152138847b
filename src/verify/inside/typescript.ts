/**
 * Checks one TypeScript program after the other as tsc does, in memory: a line in, a line out, in the words of
 * compile-server.ts. Started with the options of tsc, where `typescript` is the version to check with. The declarations of the
 * language's own library are read once.
 */
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const options = process.argv.slice(2);
const libraryFolder = path.dirname(fileURLToPath(import.meta.resolve('typescript')));

const FOLDER = '/app';
const decoder = new TextDecoder();
const library = new Map<string, ts.SourceFile | undefined>();

for await (const line of createInterface({ input: process.stdin })) {
  // As tsc reads files: without the mark that a file may begin with.
  const [main = '', ...pairs] = line.split(' ').map((word) => decoder.decode(Buffer.from(word, 'base64')));
  const files = new Map<string, string>();
  for (let index = 0; index + 1 < pairs.length; index += 2)
    files.set(`${FOLDER}/${pairs[index]}`, pairs[index + 1] ?? '');
  // What a version makes of it beside a program is told by its command alone.
  if (files.has(`${FOLDER}/tsconfig.json`)) console.log('');
  else {
    const { exit, output } = check(main, files);
    console.log([String(exit), output].map((word) => Buffer.from(word).toString('base64')).join(' '));
  }
}

function check(main: string, files: ReadonlyMap<string, string>): { exit: number; output: string } {
  const parsed = ts.parseCommandLine([...options, main]);
  const host: ts.CompilerHost = {
    fileExists: (name) => (isOwn(name) ? files.has(path.resolve(FOLDER, name)) : ts.sys.fileExists(name)),
    readFile: (name) => (isOwn(name) ? files.get(path.resolve(FOLDER, name)) : ts.sys.readFile(name)),
    directoryExists: (name) =>
      isOwn(`${name}/`) ? [...files.keys()].some((file) => file.startsWith(`${name}/`)) : ts.sys.directoryExists(name),
    getDirectories: (name) => (isOwn(`${name}/`) ? foldersIn(name, files) : ts.sys.getDirectories(name)),
    getSourceFile(name, languageVersion) {
      if (!isOwn(name) && library.has(name)) return library.get(name);
      const text = host.readFile(name);
      const file = text === undefined ? undefined : ts.createSourceFile(name, text, languageVersion);
      if (!isOwn(name)) library.set(name, file);
      return file;
    },
    getDefaultLibFileName: (compilerOptions) => `${libraryFolder}/${ts.getDefaultLibFileName(compilerOptions)}`,
    getDefaultLibLocation: () => libraryFolder,
    getCurrentDirectory: () => FOLDER,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
  };
  const program = ts.createProgram({ rootNames: parsed.fileNames, options: parsed.options, host });
  const found = [parsed.errors, program.getConfigFileParsingDiagnostics(), program.getSyntacticDiagnostics()].flat();
  if (found.length === 0) found.push(...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics());
  if (found.length === 0) found.push(...program.getSemanticDiagnostics());
  const diagnostics = ts.sortAndDeduplicateDiagnostics(found);
  // What tsc ends with where it found something and had nothing to write.
  return { exit: diagnostics.length === 0 ? 0 : 2, output: ts.formatDiagnostics(diagnostics, host) };
}

/** Whether a path is of the program, not of the compiler. */
function isOwn(name: string): boolean {
  return path.resolve(FOLDER, name).startsWith(`${FOLDER}/`);
}

function foldersIn(folder: string, files: ReadonlyMap<string, string>): string[] {
  const below = [...files.keys()].filter((file) => file.startsWith(`${folder}/`));
  const names = below.map((file) => file.slice(folder.length + 1).split('/'));
  return [...new Set(names.flatMap(([name = '', ...rest]) => (rest.length > 0 ? [name] : [])))];
}
