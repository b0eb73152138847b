/** What answers a piece of a message or words about an error, in one file that is loaded when the first is asked. */
export { addFromMessages, needsMessages } from '../../lookup/find-entries.ts';
export { isSentMessages, receiveMessages } from './name-engine.ts';
