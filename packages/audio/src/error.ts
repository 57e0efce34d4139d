/** What sound could not be given: stable codes, and a message that says what can be done. */
export class AudioError extends Error {
  /**
   * `codec-not-decodable`: no decoder for it here; the exact copy still works. `wav-too-long`: over the 4 GiB a WAV
   * file can hold.
   */
  readonly code: 'codec-not-decodable' | 'wav-too-long';
  constructor(code: AudioError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AudioError';
    this.code = code;
  }
}
