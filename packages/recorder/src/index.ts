export type { Level } from './capture/capture.ts';
export { mediaType } from './capture/capture.ts';
export type { Waiting } from './outbox/waiting.ts';
export { MicrophoneError, type Phase, Recorder, type RecorderState, type StartOf, type Warning } from './recorder.ts';
