/**
 * What answers a name, and what makes indexes of what was sent, in one file that is loaded when the first is asked. Others
 * take the latter from here too, so that it needs no file of its own.
 */
export { findNames } from '../../lookup/find-names.ts';
export * from '../../lookup/sent-index.ts';
